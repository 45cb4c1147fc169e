"""Opinions: by the holder of a post, confirmed by him where another entered them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from build import (
    DEPUTY,
    OFFICER,
    PRINCIPAL,
    UNIT_DEPUTY,
    a_record,
    an_event,
    day,
    held,
    rulebook,
)
from guize.core.signing import (
    OpinionState,
    hand_of,
    opinions,
    requests,
    signers,
    signing_faults,
)

ON = "2025-02-10"
STROKES = "[[[1,1],[9,9]]]"


def opinion(by: str = DEPUTY, kind: str = "instruction", **more: object):
    """An opinion as recorded: by himself unless `entered_by` says otherwise."""
    given = {"id": "o1", "appointment": more.pop("entered_by", by), "opinion": "同意。", **more}
    return an_event("opinion_given", ON, signed_by=by, opinion_kind=kind, **given)


def confirmed(conclusion: str, **more: object):
    return an_event(
        "opinion_confirmed", "2025-02-11", confirms="o1", confirmation=conclusion,
        **{"appointment": DEPUTY, **more},
    )  # fmt: skip


def asked(of: str = DEPUTY):
    return an_event(
        "opinion_requested", "2025-02-09", id="r1", appointment=OFFICER, asked_of=of,
        opinion_kind="instruction", matter="应诉方案",
    )  # fmt: skip


def record(*events, **more):
    return a_record(*events, complaint_served="2025-02-06", **more)


def state(*events) -> OpinionState:
    return opinions(record(*events), rulebook())[0].state


def test_what_the_holder_of_the_post_writes_himself_is_his_own():
    assert state(opinion()) is OpinionState.OWN


def test_what_another_enters_waits_for_the_word_of_the_one_whose_opinion_it_is():
    (one,) = opinions(record(opinion(entered_by=OFFICER)), rulebook())
    assert (one.state, one.signed_by, one.entered_by) == (OpinionState.PENDING, DEPUTY, OFFICER)


@pytest.mark.parametrize(
    ("conclusion", "expected"),
    [("confirmed", "confirmed"), ("denied", "denied"), ("by_scan", "by_scan")],
)
def test_it_is_confirmed_denied_or_proven_by_the_original(conclusion, expected):
    scan = {"scan": "a" * 64 + "/签批单.pdf"} if conclusion == "by_scan" else {}
    assert state(opinion(entered_by=OFFICER), confirmed(conclusion, **scan)) == expected


def test_a_scan_entered_with_it_proves_it_at_once():
    assert state(opinion(entered_by=OFFICER, scan="a" * 64 + "/签批单.pdf")) == "by_scan"


def test_a_confirmation_does_not_reach_what_was_corrected_after_it():
    corrected = opinion(entered_by=OFFICER, id="o2", supersedes="o1", opinion="不同意。")
    assert state(opinion(entered_by=OFFICER), confirmed("confirmed"), corrected) == "pending"


def test_a_request_waits_until_an_opinion_answers_it():
    book = rulebook()
    assert requests(record(asked()), book)[0].answered_by == ""
    assert requests(record(asked(), opinion(answers="r1")), book)[0].answered_by == "o1"


def test_a_taken_back_answer_leaves_the_request_open():
    taken = an_event("retraction", "2025-02-12", supersedes="o1", reasons="误记")
    assert requests(record(asked(), opinion(answers="r1"), taken), rulebook())[0].answered_by == ""


def faults(draft, *events, **more) -> dict[str, str]:
    found = signing_faults(draft, record(*events, **more), rulebook())
    return {each.field: each.cause for each in found}


@pytest.mark.parametrize(
    ("by", "kind"),
    [(DEPUTY, "instruction"), (PRINCIPAL, "instruction"), (UNIT_DEPUTY, "joint"),
     (OFFICER, "proposed"), (OFFICER, "result"), (PRINCIPAL, "noted")],
)  # fmt: skip
def test_a_post_gives_the_opinions_that_are_its_own(by, kind):
    assert not faults(opinion(by, kind))


@pytest.mark.parametrize(
    ("by", "kind"), [(OFFICER, "instruction"), (UNIT_DEPUTY, "instruction"), (DEPUTY, "proposed")]
)
def test_an_opinion_that_is_not_the_posts_to_give_is_refused_with_its_article(by, kind):
    assert "公文处理条例第二十四条" in faults(opinion(by, kind))["signed_by"]


def test_nobody_signs_in_a_post_he_no_longer_holds():
    left = tuple(
        held(DEPUTY, "deputy", until="2025-02-10") if one.id == DEPUTY else one
        for one in record().appointments
    )
    told = faults(opinion(), changes={"appointments": left})
    assert told == {
        "signed_by": "2025-02-10 不在任,不能以这一职务签批(公文处理条例第二十四条第(四)项)"
    }


@pytest.mark.parametrize("stranger", ["a-other-deputy", "a-department"])
def test_a_post_without_part_in_the_case_signs_nothing(stranger):
    kind = "instruction"
    assert "不办理本案" in faults(opinion(stranger, kind))["signed_by"]
    book = rulebook()
    offered = signers(record(), book, book.event_types["opinion_given"], day(ON))
    assert stranger not in offered
    assert {DEPUTY, PRINCIPAL, UNIT_DEPUTY, OFFICER} <= set(offered)


def test_an_opinion_says_something_and_paper_that_governs_is_attached():
    assert "opinion" in faults(opinion(opinion=""))
    assert not faults(opinion(opinion="", handwriting=STROKES))
    assert "scan" in faults(opinion(paper_governs=True))


def test_an_answer_is_given_by_the_post_that_was_asked():
    assert not faults(opinion(answers="r1"), asked())
    assert "answers" in faults(opinion(PRINCIPAL, answers="r1"), asked())
    assert "answers" in faults(opinion(answers="nothing"), asked())


def test_only_what_waits_can_be_confirmed():
    entered = opinion(entered_by=OFFICER)
    assert not faults(confirmed("confirmed"), entered)
    assert "confirms" in faults(confirmed("confirmed"), opinion())
    assert "confirms" in faults(confirmed("confirmed"), entered, confirmed("denied"))
    assert "scan" in faults(confirmed("by_scan"), entered)


def test_where_a_rulebook_has_no_table_of_posts_nothing_is_refused_for_it():
    book = replace(rulebook(), tables={})
    assert signing_faults(opinion(OFFICER), record(), book) == ()


def test_the_stand_in_and_the_successor_answer_for_the_post_and_nobody_else_does():
    left = held("a-left", "deputy", until="2024-06-01")
    absent, standing = held("a-absent", "deputy"), held("a-standing", "deputy")
    standing = replace(standing, stands_in_for="a-absent")
    known = (left, absent, standing, held(OFFICER, "officer"))
    for addressed in ("a-left", "a-absent"):
        assert hand_of(known, addressed, ["a-standing"], day(ON)) == "a-standing"
    assert hand_of(known, "a-left", ["a-absent"], day(ON)) == "a-absent"
    assert hand_of(known, "a-standing", ["a-absent"], day(ON)) == ""
    assert hand_of(known, "a-absent", [OFFICER], day(ON)) == ""
    assert hand_of(known, "nobody", [OFFICER], day(ON)) == ""
