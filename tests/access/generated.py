"""Rows and actors for the proof that SQL and matrix agree: cases and proceedings of every kind of
relation, and persons with any posts.
"""

from __future__ import annotations

import random
from datetime import date
from itertools import product
from uuid import UUID

from hypothesis import strategies as st

from guize.accountability.models import Proceeding, ProceedingScope, Subject
from guize.accounts.models import Recusal
from guize.cases.models import Case, CaseScope, NamedPerson
from guize.core.access import Actor, Role, Seat
from guize.ledger.identifiers import new_id

DAY = date(2026, 10, 12)
TENANT, ELSEWHERE = (UUID(int=number) for number in (1, 2))
ORGANS = tuple(str(UUID(int=number)) for number in range(10, 13))
PERSONS = tuple(str(UUID(int=number)) for number in range(20, 22))
POSTS = [role for role in Role if role is not Role.SUBJ]
CHOSEN = 120  # rows of each kind, drawn from the product of all relations
STAGES = ("S2", "S3", "S4", "S5", "S6", "S7")


def cases(draw: random.Random) -> list[Case]:
    kinds = list(product(("S0", "S1"), ORGANS, ("", *ORGANS), (True, False), (True, False, None),
                         ("", "served", "recused"), (TENANT, TENANT, ELSEWHERE)))  # fmt: skip
    return [_case(kind) for kind in draw.sample(kinds, CHOSEN)]


def _case(kind: tuple) -> Case:
    stage, party, handed, is_cross, on_agenda, named, tenant = kind
    row = Case.objects.create(
        tenant=tenant, kind="administrative", title="生成", opened_on=DAY, stage=stage,
        cross_portfolio=is_cross, concerns_bureau=on_agenda is None,
    )  # fmt: skip
    own = {"tenant": tenant, "case": row, "sort_key": "k"}
    CaseScope.objects.create(**own, unit=party, ground="party")
    if stage != "S0" and handed:  # nothing is handed on before a judgment is effective
        CaseScope.objects.create(**own, unit=handed, ground="transferred")
    if stage != "S0" and on_agenda:
        CaseScope.objects.create(**own, unit=ORGANS[0], ground="agenda")
    if named:
        NamedPerson.objects.create(tenant=tenant, case=row, person=PERSONS[0], relation=named)
    return row


def proceedings(draw: random.Random, of_cases: list[Case]) -> list[Proceeding]:
    kinds = list(product(STAGES, ("", *ORGANS), (True, False), (True, False),
                         ("", "draft", "notice", "recused")))  # fmt: skip
    chosen = draw.sample(kinds, CHOSEN)
    return [_proceeding(draw.choice(of_cases), n, kind) for n, kind in enumerate(chosen)]


def _proceeding(case: Case, serial: int, kind: tuple) -> Proceeding:
    stage, handed, on_agenda, of_city, named = kind
    own = {"tenant": case.tenant}
    row = Proceeding.objects.create(
        **own, case=case, year=2026, serial=serial, opened_on=DAY, stage=stage,
        is_city_managed=of_city,
    )  # fmt: skip
    scopes = [(handed, "transferred")] * bool(handed) + [(ORGANS[0], "agenda")] * on_agenda
    for unit, ground in scopes:
        ProceedingScope.objects.create(**own, proceeding=row, unit=unit, sort_key="", ground=ground)
    if named == "recused":
        Recusal.objects.create(**own, person=PERSONS[1], proceeding=row.id, declared_on=DAY)
    elif named:
        served = DAY if named == "notice" else None
        Subject.objects.create(**own, proceeding=row, subject=str(new_id()), person=PERSONS[1],
                               notice_served_on=served)  # fmt: skip
    return row


def actors(assigned: list[str]) -> st.SearchStrategy[Actor]:
    organs = st.sampled_from(ORGANS)
    reviewed = st.sets(st.sampled_from(assigned), max_size=3).map(frozenset)
    seats = st.builds(
        Seat,
        role=st.sampled_from(POSTS),
        appointment=st.just("a"),
        organ=organs,
        since=st.just(DAY),
        organs_in_charge=st.frozensets(organs),
        reviews=reviewed,
    )
    return st.builds(
        Actor,
        tenant=st.just(str(TENANT)),
        account=st.just("account"),
        person=st.sampled_from(("", *PERSONS)),
        seats=st.lists(seats, max_size=3).map(tuple),
        on=st.just(DAY),
        active=st.sampled_from((True, True, True, False)),
        assigned=st.frozensets(st.sampled_from(assigned), max_size=3),
        records_for=st.frozensets(organs),
    )
