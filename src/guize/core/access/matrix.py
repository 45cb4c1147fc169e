"""The matrix itself, a line per object and stages, to be read beside the county's access document.

A cell is `·` (denied), `○` (denied, and existence is confidential) or clauses joined by `+`. A
clause is actions (V view, A add, C correct, P approve, E export), a condition, f (filed) or q
(still a draft), and perhaps /part, the part of the object it is limited to. Conditions:

    p  the unit is a party (units), lies in the portfolio (deputies), the case is assigned (counsel)
    w  the unit is a party (posts of the unit alone)
    x  transferred to the organ of the seat      a  on the agenda of the Party group
    u  about the organ of the seat               m  about a city-managed person (市管)
    o  about the person or account himself       s  served on the person himself
    d  written by the account itself          j  the justice bureau is itself a unit concerned

Where the county's document leaves a choice:

- What opens a stage is recorded in the stage before it. So the justice bureau may act on O6 from S1
  (启动责任追究), on O8 from S2 (移送), the organs report on O11 from S4, a person petitions (O12)
  from S5, and O13 is in use from S5 on: the record of the appraisal precedes the closing that
  makes S7.
- After S4 the document is silent on O6n: who could read the notice and the statement goes on
  reading, nobody adds.
- The executive deputy's p is his portfolio and every case he leads under article 9.
- Where the justice bureau is itself concerned, its posts have the columns of a unit (UC, UH) and
  lose their own; those of the organ named in its place (O1r) have the bureau's beside theirs (UC
  and UD those of SC, UH those of SH). The executive deputy or the county head names it.
- Beyond that the county head reads the regulation and the statistics, nothing else.
"""

from __future__ import annotations

from guize.core.access.values import Object, Role

STAGES = ("S0", "S1", "S2", "S3", "S4", "S5", "S6", "S7")

COLUMNS = (
    *(Role.UC, Role.UD, Role.UH, Role.DH, Role.EX, Role.LA, Role.SC, Role.SH, Role.PG),
    *(Role.DC, Role.OD, Role.CC, Role.SUBJ, Role.AU, Role.SA, Role.SE, Role.CH),
)

CASE_LINES = """
O1 S0     VACp  VACp  VACPEp Vp  Vp  Vp  VACE VPE ·  ·   ·  · Vp · · · ·
O1 S1-S2  Vp    Vp    VEp    Vp  Vp  Vp  VACE VPE ·  Vx  Vx · Vp · · · ·
O1 S3-S7  Vp    Vp    VEp    Vp  Vp  Vp  VACE VPE Va Vx  Vx · Vp · · · ·
O1r S1-S2 Vp    Vp    Vp     Vp  VAj · V  V    ·   Vx  Vx · Vp · · · VAj
O1r S3-S7 Vp    Vp    Vp     Vp  VAj · V  V    Va  Vx  Vx · Vp · · · VAj
O2 S0     VACp  VACp  VACPp  Vp  Vp  VAp V    V   ·  ·   ·  · Vp · · · ·
O2 S1-S2  Vp    Vp    VEp    Vp  Vp  Vp  VE+A/authority VE ·  VEx Vx · Vp · · · ·
O2 S3-S7  Vp    Vp    VEp    Vp  Vp  Vp  VE+A/authority VE Va VEx Vx · Vp · · · ·
O3 S0     VACp  VACp  VACPp VACPp VPp VAp V   V   ·  ·   ·  · Vp · · · ·
O3 S1-S2  Vp    Vp    Vp     Vp  Vp  Vp  V    V   ·  Vx  Vx · Vd · · · ·
O3 S3-S7  Vp    Vp    Vp     Vp  Vp  Vp  V    V   Va Vx  Vx · Vd · · · ·
O4 S0     Vp    Vp    Vp     Vp  Vp  ·   VE   VE  ·  ·   ·  · Vo · · · ·
O4 S1-S2  Vp    Vp    Vp     Vp  Vp  ·   VE   VE  ·  Vx  Vx · Vo · · · ·
O4 S3-S7  Vp    Vp    Vp     Vp  Vp  ·   VE   VE  Va Vx  Vx · Vo · · · ·
O5 S1-S2  Vp+ACpq Vp+ACpq Vp+ACPpq Vpf Vpf · VEf VEf ·   Vxf Vxf · Vpf+Vwq · · · ·
O5 S3-S7  Vp+ACpq Vp+ACpq Vp+ACPpq Vpf Vpf · VEf VEf Vaf Vxf Vxf · Vpf+Vwq · · · ·
O5p S1-S7 Vd+Apq+Cdq Vd+Apq+Cdq Vd+Apq+Cdq+Ppq ○ ○ ○ VEf VEf ○ ○ ○ ○ ○ ○ ○ ○ ○
"""

PROCEEDING_LINES = """
O6n S2-S4 ○ ○ ○ ○ ○ ○ VA   VAP  V  Vx  Vx  ○ VAs ○ ○ ○ ○
O6n S5-S7 ○ ○ ○ ○ ○ ○ V    V    V  Vx  Vx  ○ Vs  ○ ○ ○ ○
O6 S1     ○ ○ ○ ○ ○ ○ A    AP   ○  ○   ○   ○ ○   ○ ○ ○ ○
O6 S2     ○ ○ ○ ○ ○ ○ VAC  VACP ○  ○   ○   ○ ○   ○ ○ ○ ○
O6 S3     ○ ○ ○ ○ ○ ○ V    V    VP ○   ○   ○ ○   ○ ○ ○ ○
O6 S4     ○ ○ ○ ○ ○ ○ V    V    V  VEx VEx ○ ○   ○ ○ ○ ○
O6 S5-S7  ○ ○ ○ ○ ○ ○ VE   VE   V  VEx VEx ○ ○   ○ ○ ○ ○
O7 S3-S7  ○ ○ ○ ○ ○ ○ A/result V/result VACP Vx/result Vx/result ○ ○ ○ ○ ○ ○
O8 S2-S3  ○ ○ ○ ○ ○ ○ VA   VPE  ○  ○   ○   ○   ○ ○ ○ ○ ○
O8 S4-S7  ○ ○ ○ ○ ○ ○ VA   VPE  V VAEx VAEx VAm ○ ○ ○ ○ ○
O9 S4-S7  ○ ○ ○ ○ ○ ○ ○    ○    ○ Vx/reference ○ ○ ○ ○ ○ ○ ○
O10 S4    ○ ○ ○ ○ ○ ○ ○    ○    ○ VACPx VACPx ○ ○  ○ ○ ○ ○
O10 S5-S7 ○ ○ Vu Vp Vp ○ V VE   V VEx  VEx  V VEs ○ ○ ○ ○
O11 S4    ○ ○ ○ ○ ○ ○ ○    ○    ○ VAx  VAx  ○ ○   ○ ○ ○ ○
O11 S5-S7 ○ ○ ○ ○ ○ ○ ○ V/copy V/copy VACPEx VACPEx V ○ ○ ○ ○ ○
O12 S5    ○ ○ ○ ○ ○ ○ ○    ○    ○ VAx  VAx  ○ VAs ○ ○ ○ ○
O12 S6-S7 ○ ○ ○ ○ ○ ○ V/fact V V/fact VACPx VACPx ○ VAs ○ ○ ○ ○
O13 S5-S7 ○ ○ Vu/unit Vp/unit ○ ○ VA VAPE V/unit V VACPE V Vo ○ ○ ○ ○
"""

SYSTEM_LINES = """
O14 S0-S7  · · · · · · Vo Vu · · · · Vo VE V/health V ·
O15 S0-S7  · · · · · · ·  ·  · Vu Vu · · VE ·       V ·
O16 S0-S7  · · Vu · · · · ·  · · · · Vo V  VAC      VP ·
O16b S0-S7 · · A/request · · · A/request P/request · · · · Vo V V VACP ·
O16c S0-S7 V V V V V V VA VP V V V V V V A/install · V
O17 S0-S7  Vu Vu VEu Vp V · VE VE V · VE/persons V · V/counts · · V
O18 S0-S7  · · · · · · · · · · · · · V/hashes A/sealed P/key ·
"""

CONTENT = frozenset(Object) - {
    *(Object.AUDIT, Object.READ_LOG, Object.ACCOUNTS, Object.ROLE_GRANTS),
    *(Object.RULEBOOK, Object.STATISTICS, Object.BACKUP),
}
"""What none of the three administrators ever sees, whatever other posts he holds."""

ADMINISTRATORS = frozenset({Role.AU, Role.SA, Role.SE})

BUREAU_AS_UNIT = {Role.SC: Role.UC, Role.SH: Role.UH}
IN_BUREAUS_PLACE = {Role.UC: Role.SC, Role.UD: Role.SC, Role.UH: Role.SH}
"""Columns that posts change to where the justice bureau is itself a unit concerned (D38)."""

UNTIL_SERVED = frozenset(
    {Object.CASE, Object.REVIEWER, Object.DOCUMENTS, Object.STRATEGY, Object.DUTIES, Object.REPORT}
    | {Object.PERSONS_ANNEX}
)
"""Where a person named in a draft gets exactly the answers of his posts until O6n is served on
him.
"""

OWN = frozenset({Object.AUDIT, Object.ACCOUNTS, Object.ROLE_GRANTS})
"""What every account may view of itself, with or without a post."""

RECORDED_FOR = {
    Object.TRANSFER: ("S4", "S5", "S6", "S7"),
    Object.DECISION: ("S4", "S5", "S6", "S7"),
    Object.COMMITTEE_REPORT: ("S4", "S5", "S6", "S7"),
    Object.REMEDY: ("S5", "S6", "S7"),
}
"""What an officer enters for a body without an account (代录), and in which stages."""
