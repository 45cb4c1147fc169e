"""Every address of a case and of a proceeding, for every role, in every stage S0 to S7: what the
matrix hides is not found, by any method, and what it shows is shown.
"""

from __future__ import annotations

import pytest
from addresses import ADDRESSES
from django.urls import reverse
from world import built

import people
from guize.accountability.models import Proceeding, ProceedingScope
from guize.accountability.queries import sight as of_proceedings
from guize.cases.models import Case, CaseScope
from guize.cases.queries import sight as of_cases
from guize.core.access import may
from guize.ledger.models import Event

pytestmark = pytest.mark.django_db
OF_CASE = {name for name, one in ADDRESSES.items() if "case" in one.arguments}
OF_PROCEEDING = {name for name, one in ADDRESSES.items() if "proceeding" in one.arguments}
PAGES = ("cases:case", "accountability:proceeding")
REST = ("S0", "S2", "S6", "S7")  # the daily sweep walks S0 and S2 address by address
REFUSED = {"get": (404,), "post": (404, 405)}
STAGES = ("S2", "S3", "S4", "S5", "S6", "S7")


@pytest.fixture
def world(lawful, opened, settings, tmp_path) -> dict[str, object]:
    settings.DATA = tmp_path
    made = built(lawful, str(opened.id))
    return {**made, "opened": opened}


def at(world: dict[str, object], stage: str) -> None:
    """Puts case and proceeding where they are in the stage: before whom they lie follows."""
    county = world["county"]
    own = {"tenant": county.tenant}
    Case.objects.filter(id=world["case"]).update(stage="S0" if stage == "S0" else "S1")
    row = Proceeding.objects.get(id=world["proceeding"])
    row.stage = stage if stage in STAGES else "S2"
    row.save()
    grounds = [(county.party_group, "agenda")] * (stage >= "S3")
    grounds += [(county.discipline_body, "transferred")] * (stage >= "S4")
    for unit, ground in grounds:
        scoped = {**own, "unit": unit, "ground": ground, "sort_key": ""}
        ProceedingScope.objects.get_or_create(**scoped, proceeding=row)
        CaseScope.objects.get_or_create(**scoped, case_id=world["case"])


def shows(world: dict[str, object], member: people.Member) -> tuple[bool, bool]:
    """Whether the matrix shows him the case, and the proceeding."""
    case = Case.objects.get(id=world["case"])
    row = Proceeding.objects.get(id=world["proceeding"])
    actor, stage = member.actor, of_cases.stage_of(case)
    sees_case = may(actor, "V", "O1", stage, relations=of_cases.relations(case)).allowed
    related = of_proceedings.relations(row)
    sees_proceeding = any(
        may(actor, "V", each, row.stage, relations=related).allowed
        for each in of_proceedings.ON_PAGE
    )
    return sees_case, sees_proceeding


def answers(world: dict[str, object], signed, names: set[str], method: str) -> dict[str, int]:
    found = {}
    for name in sorted(names):
        url = reverse(name, args=[world[argument] for argument in ADDRESSES[name].arguments])
        is_post = ADDRESSES[name].posts or method == "post"
        found[name] = getattr(signed, "post" if is_post else "get")(url).status_code
    return found


def wrong_at(client, world: dict[str, object], stage: str, method: str) -> list[object]:
    at(world, stage)
    wrong = []
    for key, member in world["county"].cast.items():
        signed = client.as_(member.account)
        visible = shows(world, member)
        for is_shown, names in zip(visible, (OF_CASE, OF_PROCEEDING), strict=True):
            asked = {name for name in names if name in PAGES} if is_shown else names
            for name, code in answers(world, signed, asked, method).items():
                # 405 is given before anything is looked up, to all alike
                fits = code in (200, 405) if is_shown else code in REFUSED[method]
                wrong += [] if fits else [(stage, key, name, code)]
    return wrong


@pytest.mark.parametrize(
    "stage",
    ["S1", "S3", "S4", "S5", *(pytest.param(s, marks=pytest.mark.long) for s in REST)],
)
def test_what_the_matrix_hides_in_a_stage_is_not_found_and_what_it_shows_is(client, world, stage):
    assert not wrong_at(client, world, stage, "get")


@pytest.mark.long
@pytest.mark.parametrize("stage", ["S0", "S1", *STAGES])
def test_what_is_hidden_is_not_found_by_writing_either(client, world, stage):
    at(world, stage)
    before = Event.objects.count()
    assert not wrong_at(client, world, stage, "post")
    assert Event.objects.count() == before
