"""The matrix of addresses: every address of the product, and who of the cast may read it.

A new address without a line here fails the sweep. `arguments` name what the world of the sweep
holds.
"""

from __future__ import annotations

from dataclasses import dataclass

import people

EVERYONE = frozenset(people.CAST)
NOBODY: frozenset[str] = frozenset()
UNIT = frozenset({"case_officer", "unit_head", "unit_deputy"})
BUREAU = frozenset({"justice_officer", "justice_head"})
PROPOSE = frozenset({"justice_officer"})  # of a change of the law; installing is not deciding
READS_RULES = EVERYONE - {"system_admin", "security_admin"}

READS_ACCOUNTS = frozenset({"auditor", "system_admin", "security_admin"})
AUDITS = frozenset({"auditor", "security_admin"})
HEADS = frozenset({"unit_head", "other_head", "housing_head"})
OFFICE = READS_ACCOUNTS | BUREAU | HEADS  # of a head: the accounts of his unit, asking for a case

# of a case of the township that is open (S0), in the portfolio of one deputy
READS_FIGURES = EVERYONE - {
    *("counsel", "discipline_officer", "organization_officer"),
    *("auditor", "system_admin", "security_admin"),
}
SEE_CASE = UNIT | BUREAU | {"deputy_head"}
ADD_TO_CASE = UNIT | {"justice_officer"}
OPEN_CASES = UNIT | BUREAU | {"outsider", "other_head", "housing_officer", "housing_head"}
EXPORT_CASE = BUREAU | {"unit_head"}


@dataclass(frozen=True)
class Address:
    """An address and the object of the access matrix it shows (empty: none).

    Readers are answered 200; viewers, who see the object and may not do this with it, 403; those
    passed on to another page 302; the others `otherwise`. `is_open`: without signing in as well.
    `posts`: takes POST alone, so that reading is refused with 405.
    """

    readers: frozenset[str] = EVERYONE
    viewers: frozenset[str] = NOBODY
    passed_on: frozenset[str] = NOBODY
    object: str = ""
    arguments: tuple[str, ...] = ()
    otherwise: int = 404
    is_open: bool = False
    posts: bool = False


ADDRESSES = {
    "home": Address(),
    "set-language": Address(is_open=True, passed_on=EVERYONE),
    "watermark": Address(is_open=True),
    "me": Address(),
    "health": Address(is_open=True),
    "record": Address(object="O14", readers=READS_ACCOUNTS),
    "record-check": Address(object="O14", posts=True),
    "record-sheet": Address(object="O14", readers=AUDITS, viewers=frozenset({"system_admin"})),
    "record-export": Address(
        object="O14", readers=frozenset({"auditor"}), viewers=READS_ACCOUNTS - {"auditor"}
    ),
    "record-growth": Address(
        object="O14",
        viewers=READS_ACCOUNTS - {"auditor"},
        readers=NOBODY,
        passed_on=frozenset({"auditor"}),  # nothing is signed yet
    ),
    "readers": Address(object="O15", readers=AUDITS),
    "styleguide": Address(is_open=True),
    "sign-in": Address(readers=NOBODY, is_open=True, otherwise=302),
    "second-factor": Address(readers=NOBODY, otherwise=302),
    "passkey-sign-in": Address(readers=NOBODY, otherwise=302, is_open=True),
    # no such service is set up here
    "elsewhere": Address(readers=NOBODY, arguments=("service",), is_open=True),
    "elsewhere-back": Address(readers=NOBODY, arguments=("service",), is_open=True),
    "sign-out": Address(posts=True),
    "account": Address(object="O16"),
    "security": Address(object="O16"),
    "authenticator": Address(object="O16"),
    "authenticator-qr": Address(object="O16"),
    "passkey-add": Address(object="O16", readers=NOBODY, otherwise=302),  # over plain HTTP
    "factor-end": Address(object="O16", arguments=("proposed",), posts=True),
    "recovery-codes": Address(object="O16", posts=True),
    "sessions-end": Address(object="O16", posts=True),
    "choose-post": Address(object="O16"),
    "change-password": Address(object="O16"),
    "confirm-password": Address(object="O16"),
    "accounts": Address(object="O16", readers=OFFICE),
    "account-propose": Address(
        object="O16",
        arguments=("kind",),
        readers=frozenset({"system_admin"}),
        viewers=OFFICE - {"system_admin"},
    ),
    "account-change": Address(object="O16", arguments=("proposed",), readers=READS_ACCOUNTS),
    "account-unlock": Address(object="O16", posts=True),
    "account-end-sessions": Address(object="O16", posts=True),
    "handover": Address(object="O16", arguments=("held",), readers=frozenset({"unit_head"})),
    "handover-received": Address(object="O16", arguments=("organ",), readers=NOBODY),
    "organisation": Address(),
    "organ": Address(arguments=("organ",)),
    "organisation-record": Address(
        object="O16", arguments=("entry",), readers=frozenset({"system_admin"}), otherwise=403
    ),
    "rulebooks": Address(object="O16c", readers=READS_RULES),
    "calendar": Address(object="O16c", readers=READS_RULES),
    "calendar-year": Address(object="O16c", arguments=("year",), readers=READS_RULES),
    "rulebook": Address(object="O16c", arguments=("pack",), readers=READS_RULES),
    "rulebook-duties": Address(object="O16c", arguments=("pack",), readers=READS_RULES),
    "rulebook-responsibility": Address(object="O16c", arguments=("pack",), readers=READS_RULES),
    "rulebook-interpretations": Address(object="O16c", arguments=("pack",), readers=READS_RULES),
    "rulebook-coverage": Address(object="O16c", arguments=("pack",), readers=READS_RULES),
    "rulebook-versions": Address(object="O16c", arguments=("pack",), readers=READS_RULES),
    "rulebook-download": Address(
        object="O16c",
        arguments=("pack", "version", "sheet"),
        readers=BUREAU,
        viewers=READS_RULES - BUREAU,
    ),
    "rulebook-upload": Address(object="O16c", readers=PROPOSE, viewers=READS_RULES - PROPOSE),
    "law-change-withdraw": Address(object="O16c", arguments=("change",), posts=True),
    "law-changes": Address(object="O16c", readers=READS_RULES),
    "law-change": Address(object="O16c", arguments=("change",), readers=READS_RULES),
    "law-change-decide": Address(object="O16c", arguments=("change",), posts=True),
    "calendar-import": Address(object="O16c", readers=PROPOSE, viewers=READS_RULES - PROPOSE),
    "calendar-county-days": Address(object="O16c", readers=PROPOSE, viewers=READS_RULES - PROPOSE),
    "interpretation-choose": Address(
        object="O16c", arguments=("pack", "reading"), readers=PROPOSE, viewers=READS_RULES - PROPOSE
    ),
    "rulebook-differences": Address(object="O16c", readers=READS_RULES),
    "what-if": Address(object="O16c", readers=READS_RULES),
    "cases:list": Address(object="O1"),
    "cases:register": Address(object="O1", readers=OPEN_CASES, otherwise=403),
    "cases:register-preview": Address(object="O1", posts=True),
    "cases:reviewers": Address(
        object="O1r", readers=frozenset({"executive_deputy", "county_head"})
    ),
    "cases:name-reviewer": Address(object="O1r", arguments=("case",), readers=NOBODY),
    "cases:case": Address(object="O1", arguments=("case",), readers=SEE_CASE),
    "cases:why": Address(object="O1", arguments=("case",), readers=SEE_CASE),
    "cases:print": Address(object="O1", arguments=("case",), readers=SEE_CASE),
    "cases:export": Address(
        object="O1", arguments=("case",), readers=EXPORT_CASE, viewers=SEE_CASE - EXPORT_CASE
    ),
    "cases:types": Address(object="O1", arguments=("case",), readers=SEE_CASE),
    "cases:record": Address(
        object="O1", arguments=("case", "code"), readers=ADD_TO_CASE, viewers=SEE_CASE - ADD_TO_CASE
    ),
    "cases:preview": Address(object="O1", arguments=("case", "code"), posts=True),
    "cases:correct": Address(
        object="O2", arguments=("case", "event"), readers=UNIT, viewers=SEE_CASE - UNIT
    ),
    "cases:retract": Address(
        object="O2", arguments=("case", "event"), readers=UNIT, viewers=SEE_CASE - UNIT
    ),
    "cases:amend": Address(
        object="O1", arguments=("case",), readers=ADD_TO_CASE, viewers=SEE_CASE - ADD_TO_CASE
    ),
    "cases:add-instance": Address(
        object="O1", arguments=("case",), readers=ADD_TO_CASE, viewers=SEE_CASE - ADD_TO_CASE
    ),
    "cases:attachment": Address(object="O3", arguments=("case", "signed"), readers=SEE_CASE),
    "cases:log": Address(object="O3", arguments=("case",), posts=True),
    "cases:checks": Address(object="O3", arguments=("case", "list"), posts=True),
    # private notes are no object of the matrix: their author's alone
    "cases:add-note": Address(arguments=("case",), posts=True),
    "cases:notes": Address(),
    "cases:delete-note": Address(arguments=("note",), readers=frozenset({"case_officer"})),
    # a proceeding just opened (S2): nobody but the justice bureau knows of it
    "accountability:list": Address(object="O6"),
    "accountability:mine": Address(object="O10"),
    "accountability:own-step": Address(object="O6n", arguments=("part", "own"), readers=NOBODY),
    "accountability:of-case": Address(
        object="O6", arguments=("lost",), readers=SEE_CASE - BUREAU, passed_on=BUREAU
    ),
    "accountability:open": Address(object="O6", arguments=("lost",), readers=BUREAU),
    "accountability:proceeding": Address(object="O6", arguments=("proceeding",), readers=BUREAU),
    "accountability:determination": Address(object="O6", arguments=("proceeding",), readers=BUREAU),
    "accountability:recuse": Address(object="O6", arguments=("proceeding",), readers=BUREAU),
    "accountability:why": Address(object="O6", arguments=("proceeding",), readers=BUREAU),
    "accountability:step": Address(object="O6", arguments=("proceeding", "step"), readers=BUREAU),
    "accountability:preview": Address(object="O6", arguments=("proceeding", "step"), posts=True),
    "accountability:correct": Address(
        object="O6", arguments=("proceeding", "opening"), readers=BUREAU
    ),
    "accountability:retract": Address(
        object="O6", arguments=("proceeding", "opening"), readers=BUREAU
    ),
    "accountability:attachment": Address(
        object="O6", arguments=("proceeding", "reviewed"), readers=BUREAU
    ),
    # papers of the open case, those of the proceeding, and the report filed in the former
    "papers:case": Address(object="O1", arguments=("case",), readers=SEE_CASE),
    "papers:make-for-case": Address(
        object="O1",
        arguments=("case", "report"),
        readers=ADD_TO_CASE,
        viewers=SEE_CASE - ADD_TO_CASE,
    ),
    "papers:proceeding": Address(object="O6", arguments=("proceeding",), readers=BUREAU),
    "papers:make-for-proceeding": Address(
        object="O6", arguments=("proceeding", "review"), readers=BUREAU
    ),
    "papers:paper": Address(object="O1", arguments=("paper",), readers=SEE_CASE),
    "papers:download": Address(object="O1", arguments=("paper", "form"), readers=SEE_CASE),
    "papers:follow-ups": Address(object="O4"),
    "papers:receive": Address(object="O4", arguments=("follow_up",), posts=True),
    "papers:close": Address(
        object="O4", arguments=("follow_up",), readers=BUREAU, viewers=SEE_CASE - BUREAU
    ),
    "papers:reports": Address(object="O17", readers=READS_FIGURES, otherwise=403),
    "papers:report": Address(
        object="O17",
        arguments=("brief", "year", "number", "form"),
        readers=READS_FIGURES,
        otherwise=403,
    ),
    "papers:mine": Address(object="O10"),
    "papers:templates": Address(object="O16c", readers=BUREAU, otherwise=403),
    "papers:withdraw-template": Address(object="O16c", arguments=("report",), posts=True),
}
"""By the name of the address, its namespace before a colon."""
