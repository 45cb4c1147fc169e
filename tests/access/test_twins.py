"""Two records equal but for a draft answer alike, byte for byte, on every page, to whom it is
hidden: once the draft names the reader himself, once it names another.
"""

from __future__ import annotations

import re

import pytest
from addresses import ADDRESSES, BUREAU
from django.urls import reverse
from world import built

import people
from guize.accountability import services as accountability

pytestmark = pytest.mark.django_db
# the token against forged forms, the key against double entry, the time of the watermark
MASKED = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"|name="\w*key" value="[\w-]+"'
    r"|\d{4}-\d\d-\d\d \d\d:\d\d"
)
READERS = sorted(set(people.CAST) - BUREAU)
DAILY = ("unit_head",)
# the health of the machine changes by itself; a secret that is offered is another in each session;
# each reading here is a session more of the reader's own
CHANGING = ("health", "authenticator", "authenticator-qr", "security")
GROUNDS = ("ground_no_defence", "ground_no_counterclaim")


@pytest.fixture
def world(lawful, opened, settings, tmp_path) -> dict[str, object]:
    settings.DATA = tmp_path
    return built(lawful, str(opened.id))


def read(client, world: dict[str, object], who: str) -> dict[str, tuple[int, str]]:
    """Every address that can be read, as the reader is answered: status and masked text."""
    signed = client.as_(world["county"].cast[who].account)
    found = {}
    for name, address in ADDRESSES.items():
        if not address.posts and name not in CHANGING:
            answer = signed.get(reverse(name, args=[world[each] for each in address.arguments]))
            text = b"".join(answer) if answer.streaming else answer.content
            found[name] = (answer.status_code, MASKED.sub("", text.decode("utf-8", "replace")))
    return found


def draft(world: dict[str, object], about: str, ground: str) -> None:
    """A finding of the justice bureau that names someone, not yet proposed."""
    county = world["county"]
    accountability.record_step(
        actor=county.justice_officer.actor,
        proceeding=world["proceeding"],
        occurred_on=people.TODAY,
        type="finding_recorded",
        payload={"fact": ground, "state": "present", "reasons": "未答辩",
                 "about": county.cast[about].appointment},
    )  # fmt: skip


def differing(client, world: dict[str, object], who: str) -> list[object]:
    """Where the reader's answers change with three drafts: two name him, one another."""
    another = next(each for each in READERS if each != who)
    before = read(client, world, who)
    found = []
    for about, ground in ((who, GROUNDS[0]), (who, GROUNDS[1]), (another, GROUNDS[0])):
        draft(world, about, ground)
        after = read(client, world, who)
        found += [(who, about, name) for name in before if before[name] != after[name]]
        before = after
    return found


@pytest.mark.parametrize(
    "who", [each if each in DAILY else pytest.param(each, marks=pytest.mark.long)
            for each in READERS]
)  # fmt: skip
def test_a_draft_changes_no_answer_to_whom_it_is_hidden(client, world, who):
    assert not differing(client, world, who)


def test_the_pairs_are_at_least_fifty_and_the_draft_is_seen_by_its_authors(client, world):
    assert 3 * len(READERS) >= 50
    assert differing(client, world, "justice_head")
