"""The access matrix of the county's document, cell by cell, as the tests read it: written apart
from the one in the core, in the document's own words.

A cell maps to what it allows: `actions|condition`, several joined by ` ; `. Empty: denied.
"""

from __future__ import annotations

COLUMNS = [
    "UC",
    "UD",
    "UH",
    "DH",
    "EX",
    "LA",
    "SC",
    "SH",
    "PG",
    "DC",
    "OD",
    "CC",
    "SUBJ",
    "AU",
    "SA",
    "SE",
]


def cells(**given: str) -> dict[str, str]:
    return {role: given.get(role, "") for role in COLUMNS}


P = "party"
X, AGENDA, OWN, SERVED, UNIT = "transferred", "agenda", "own", "served", "own_unit"
LATE, ALL = ("S3", "S4", "S5", "S6", "S7"), ("S0", "S1", "S2", "S3", "S4", "S5", "S6", "S7")
AFTER = ALL[1:]
DOSSIER = {"DC": f"V|{X}", "OD": f"V|{X}"}


def with_dossier(stages: tuple[str, ...], row: dict[str, str]):
    """Footnote 3: the Party group sees the dossier of its agenda, from S3."""
    for stage in stages:
        agenda = {"PG": f"V|{AGENDA}"} if stage in LATE else {}
        yield stage, {**row, **agenda}


def at(stages: tuple[str, ...], row: dict[str, str]):
    return ((stage, row) for stage in stages)


UNIT_VIEW = dict.fromkeys(("UC", "UD", "UH", "DH", "EX", "LA"), f"V|{P}")
DRAFTING = dict.fromkeys(("UC", "UD"), f"V|{P} ; AC|draft")

MATRIX = {
    "O1": [
        *at(("S0",), cells(**UNIT_VIEW | {
            "UC": f"VAC|{P}", "UD": f"VAC|{P}", "UH": f"VACPE|{P}", "SC": "VACE", "SH": "VPE",
            "SUBJ": f"V|{P}"})),
        *with_dossier(AFTER, cells(**UNIT_VIEW | DOSSIER | {
            "UH": f"VE|{P}", "SC": "VACE", "SH": "VPE", "SUBJ": f"V|{P}"})),
    ],
    "O1r": with_dossier(AFTER, cells(
        **dict.fromkeys(("UC", "UD", "UH", "DH"), f"V|{P}") | DOSSIER | {
            "EX": "VA|bureau", "SC": "V", "SH": "V", "SUBJ": f"V|{P}"})),
    "O2": [
        *at(("S0",), cells(**UNIT_VIEW | {
            "UC": f"VAC|{P}", "UD": f"VAC|{P}", "UH": f"VACP|{P}", "LA": f"VA|{P}",
            "SC": "V", "SH": "V", "SUBJ": f"V|{P}"})),
        *with_dossier(AFTER, cells(**UNIT_VIEW | DOSSIER | {
            "UH": f"VE|{P}", "SC": "VAE", "SH": "VE", "DC": f"VE|{X}", "SUBJ": f"V|{P}"})),
    ],
    "O3": [
        *at(("S0",), cells(
            UC=f"VAC|{P}", UD=f"VAC|{P}", UH=f"VACP|{P}", DH=f"VACP|{P}", EX=f"VP|{P}",
            LA=f"VA|{P}", SC="V", SH="V", SUBJ=f"V|{P}")),
        *with_dossier(AFTER, cells(**UNIT_VIEW | DOSSIER | {
            "SC": "V", "SH": "V", "SUBJ": "V|author"})),
    ],
    "O4": [
        *at(("S0",), cells(**UNIT_VIEW | {"LA": "", "SC": "VE", "SH": "VE", "SUBJ": f"V|{OWN}"})),
        *with_dossier(AFTER, cells(**UNIT_VIEW | DOSSIER | {
            "LA": "", "SC": "VE", "SH": "VE", "SUBJ": f"V|{OWN}"})),
    ],
    "O6n": [
        *at(("S2", "S3", "S4"), cells(
            SC="VA", SH="VAP", PG="V", DC=f"V|{X}", OD=f"V|{X}", SUBJ=f"VA|{SERVED}")),
        *at(("S5", "S6", "S7"), cells(
            SC="V", SH="V", PG="V", DC=f"V|{X}", OD=f"V|{X}", SUBJ=f"V|{SERVED}")),
    ],
    "O6": [
        ("S1", cells(SC="A", SH="AP")),
        ("S2", cells(SC="VAC", SH="VACP")),
        ("S3", cells(SC="V", SH="V", PG="VP")),
        ("S4", cells(SC="V", SH="V", PG="V", DC=f"VE|{X}", OD=f"VE|{X}")),
        *at(("S5", "S6", "S7"), cells(SC="VE", SH="VE", PG="V", DC=f"VE|{X}", OD=f"VE|{X}")),
    ],
    "O7": [*at(LATE, cells(SC="A", SH="V", PG="VACP", DC=f"V|{X}", OD=f"V|{X}"))],
    "O8": [
        *at(("S2", "S3"), cells(SC="VA", SH="VPE")),
        *at(LATE[1:], cells(
            SC="VA", SH="VPE", PG="V", DC=f"VAE|{X}", OD=f"VAE|{X}", CC="VA|city_managed")),
    ],
    "O9": [*at(LATE[1:], cells(DC=f"V|{X}"))],
    "O10": [
        ("S4", cells(DC=f"VACP|{X}", OD=f"VACP|{X}")),
        *at(LATE[2:], cells(
            UH=f"V|{UNIT}", DH=f"V|{P}", EX=f"V|{P}", SC="V", SH="VE", PG="V",
            DC=f"VE|{X}", OD=f"VE|{X}", CC="V", SUBJ=f"VE|{SERVED}")),
    ],
    "O11": [
        ("S4", cells(DC=f"VA|{X}", OD=f"VA|{X}")),
        *at(LATE[2:], cells(SH="V", PG="V", DC=f"VACPE|{X}", OD=f"VACPE|{X}", CC="V")),
    ],
    "O12": [
        ("S5", cells(DC=f"VA|{X}", OD=f"VA|{X}", SUBJ=f"VA|{SERVED}")),
        *at(("S6", "S7"), cells(
            SC="V", SH="V", PG="V", DC=f"VACP|{X}", OD=f"VACP|{X}", SUBJ=f"VA|{SERVED}")),
    ],
    "O13": [*at(("S5", "S6", "S7"), cells(
        UH=f"V|{UNIT}", DH=f"V|{P}", SC="VA", SH="VAPE", PG="V", DC="V", OD="VACPE", CC="V",
        SUBJ=f"V|{OWN}"))],
    "O14": [*at(ALL, cells(
        SC=f"V|{OWN}", SH=f"V|{UNIT}", SUBJ=f"V|{OWN}", AU="VE", SA="V", SE="V"))],
    "O15": [*at(ALL, cells(DC=f"V|{UNIT}", OD=f"V|{UNIT}", AU="VE", SE="V"))],
    "O16": [*at(ALL, cells(UH=f"V|{UNIT}", SUBJ=f"V|{OWN}", AU="V", SA="VAC", SE="VP"))],
    "O16b": [*at(ALL, cells(UH="A", SC="A", SH="P", SUBJ=f"V|{OWN}", AU="V", SA="V", SE="VACP"))],
    "O16c": [*at(ALL, cells(**dict.fromkeys(COLUMNS, "V") | {
        "SC": "VA", "SH": "VP", "SA": "A", "SE": ""}))],
    "O17": [*at(ALL, cells(
        UC=f"V|{UNIT}", UD=f"V|{UNIT}", UH=f"VE|{UNIT}", DH=f"V|{P}", EX="V", SC="VE", SH="VE",
        PG="V", OD="VE", CC="V", AU="V", SUBJ="V"))],  # SUBJ as his posts, one of which is EX
    "O18": [*at(ALL, cells(AU="V", SA="A", SE="P"))],
}  # fmt: skip
"""Object to (stage, column to cell). What is not listed is denied; O5 and O5p have tests of their
own.
"""
