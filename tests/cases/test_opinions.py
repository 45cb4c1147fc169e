"""Opinions on a case: asked for, written by whose post it is, entered for another, confirmed."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from cases_rows import rows_of
from guize.cases import queries, services
from guize.core.facts import FactError
from guize.ledger.services import IdempotencyConflict

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 28)
STROKES = "[[[10,20],[40,60]],[[100,20]]]"


@pytest.fixture
def ask(lawful, opened):
    def _ask(of: str = "deputy_head", by: str = "case_officer", kind: str = "instruction"):
        return services.record_event(
            actor=lawful.cast[by].actor, case=opened.id, type="opinion_requested", occurred_on=ON,
            payload={"asked_of": lawful.cast[of].appointment, "opinion_kind": kind,
                     "matter": "应诉方案请批示"},
        )  # fmt: skip

    return _ask


@pytest.fixture
def write(lawful, opened):
    def _write(by: str, of: str = "", **more: object):
        envelope = {k: more.pop(k) for k in ("supersedes", "idempotency_key", "type") if k in more}
        payload = {"signed_by": lawful.cast[of or by].appointment, "opinion": "同意。", **more}
        return services.record_event(
            actor=lawful.cast[by].actor, case=opened.id, occurred_on=ON,
            payload={"opinion_kind": "instruction", **payload},
            **{"type": "opinion_given", **envelope},
        )  # fmt: skip

    return _write


@pytest.fixture
def confirm(lawful, opened):
    def _confirm(by: str, event, conclusion: str = "confirmed", **more: object):
        payload = {"confirms": event.id, "confirmation": conclusion, **more}
        return services.record_event(
            actor=lawful.cast[by].actor, case=opened.id, type="opinion_confirmed",
            occurred_on=ON, payload=payload,
        )  # fmt: skip

    return _confirm


@pytest.fixture
def board(lawful, opened):
    def _board(reader: str = "case_officer"):
        actor = lawful.cast[reader].actor
        known = queries.record(actor, opened)
        return queries.reading_of(actor, opened, known).board()

    return _board


def waiting(member) -> list[str]:
    return [one.matter for one in queries.awaiting(member.actor)]


def test_a_request_stands_on_the_home_of_whom_it_asks_until_he_answers(lawful, ask, write):
    asked = ask()
    assert waiting(lawful.deputy_head) == ["应诉方案请批示"]
    assert not waiting(lawful.unit_head)
    write("deputy_head", answers=asked.id)
    assert not waiting(lawful.deputy_head)


def test_rows_of_what_waits_are_the_same_when_rebuilt(opened, ask, write):
    ask()
    write("case_officer", "unit_head")
    written = rows_of(opened)
    assert len(written["AwaitedOpinion"]) == 2
    services.rebuild(opened)
    assert rows_of(opened) == written


def test_what_the_holder_writes_is_his_own_with_his_hand(board, write):
    write("deputy_head", handwriting=STROKES)
    box = next(box for box in board().boxes if box.kind.code == "instruction")
    (one,) = box.written
    assert (one.opinion.state, one.entered_by) == ("own", "")
    assert one.opinion.told("handwriting") == STROKES


def test_what_another_enters_waits_on_the_home_of_the_one_whose_opinion_it_is(
    lawful, board, write, confirm
):
    entered = write("case_officer", "deputy_head")
    assert [one.is_confirmation for one in queries.awaiting(lawful.deputy_head.actor)] == [True]
    (one,) = board().boxes[1].written
    assert one.entered_by.startswith("王芳")
    confirm("deputy_head", entered)
    assert not waiting(lawful.deputy_head)
    assert board().boxes[1].written[0].opinion.state == "confirmed"


def test_nobody_confirms_the_word_of_another(write, confirm):
    entered = write("case_officer", "deputy_head")
    for other in ("case_officer", "unit_head"):
        with pytest.raises(FactError, match="只有签批人本人"):
            confirm(other, entered)


def test_a_denied_opinion_is_shown_as_denied(board, write, confirm):
    confirm("deputy_head", write("case_officer", "deputy_head"), "denied")
    assert board().boxes[1].written[0].opinion.state == "denied"


@pytest.mark.parametrize(
    ("by", "kind"),
    [("case_officer", "instruction"), ("unit_deputy", "instruction"), ("deputy_head", "proposed")],
)
def test_who_does_not_hold_the_post_is_refused_with_the_article(write, by, kind):
    with pytest.raises(FactError, match="公文处理条例第二十四条"):
        write(by, opinion_kind=kind)


def test_counsel_may_add_to_the_strategy_and_yet_signs_for_nobody(lawful, opened, write):
    from guize.accounts.services import grant

    for_a_year = {"since": date(2026, 1, 1), "until": date(2027, 1, 1)}
    account = lawful.counsel.account.id
    grant(tenant=lawful.tenant, by=account, account=account, kind="case", target=opened.id,
          **for_a_year)  # fmt: skip
    with pytest.raises(PermissionDenied, match="公文处理条例"):
        write("counsel", "deputy_head")


WRITERS = {"case_officer": "proposed", "unit_deputy": "joint", "unit_head": "instruction",
           "deputy_head": "instruction"}  # fmt: skip
SEE_ONLY = ("justice_officer", "justice_head")


def test_each_role_writes_what_its_post_gives_and_the_others_nothing(lawful, write):
    for key in lawful.cast:
        if key in WRITERS:
            assert write(key, opinion_kind=WRITERS[key]).id
            continue
        refused = PermissionDenied if key in SEE_ONLY else Http404
        with pytest.raises(refused):
            write(key, opinion_kind="noted")


def test_the_bureau_writes_its_own_kind_of_opinion(board, write):
    write("justice_officer", type="bureau_opinion_given", opinion_kind="proposed")
    write("justice_head", type="bureau_opinion_given")
    assert [len(box.written) for box in board("justice_head").boxes] == [1, 1, 0, 0, 0]
    with pytest.raises(PermissionDenied, match="公文处理条例"):
        write("unit_head", type="bureau_opinion_given")


def test_a_correction_is_its_authors_alone_and_supersedes(board, write):
    first = write("deputy_head")
    with pytest.raises(PermissionDenied, match="本人更正"):
        write("case_officer", "deputy_head", supersedes=first.id, opinion="不同意。")
    write("deputy_head", supersedes=first.id, opinion="同意,抓紧办理。")
    (one,) = board().boxes[1].written
    assert one.opinion.told("opinion") == "同意,抓紧办理。"


def test_who_entered_it_corrects_it_only_as_long_as_it_is_not_confirmed(write, confirm):
    entered = write("case_officer", "deputy_head")
    again = write("case_officer", "deputy_head", supersedes=entered.id, opinion="请抓紧。")
    confirm("deputy_head", again)
    with pytest.raises(PermissionDenied):
        write("case_officer", "deputy_head", supersedes=again.id, opinion="改过的话。")


def test_the_same_submission_twice_is_one_opinion(board, write):
    for _ in range(2):
        write("deputy_head", idempotency_key="one")
    assert board().count == 1
    with pytest.raises(IdempotencyConflict):
        write("deputy_head", idempotency_key="one", opinion="别的话。")


@pytest.mark.parametrize("text", ["[[[NaN,1]]]", "[" * 40_000, "[[[601,1]]]", '[{"x":1}]', "7"])
def test_hostile_strokes_are_refused_and_nothing_is_written(opened, board, write, text):
    before = rows_of(opened)
    with pytest.raises(FactError, match="手写内容无法识别"):
        write("deputy_head", handwriting=text)
    assert (rows_of(opened), board().count) == (before, 0)


def test_only_those_are_asked_who_could_answer(lawful, opened):
    actor = lawful.case_officer.actor
    known = queries.record(actor, opened)
    kind = queries.event_type(actor, "opinion_requested")
    source = queries.source_for(actor, opened, known, kind)
    names = {"unit_head", "unit_deputy", "deputy_head", "justice_officer", "justice_head"}
    assert set(source.addressees) == {lawful.cast[name].appointment for name in names}


def test_another_countys_leader_or_portfolio_is_never_asked(lawful, ask):
    with pytest.raises(FactError, match="不办理本案"):
        ask("other_deputy_head")


def test_the_unit_writes_no_more_once_the_judgment_is_effective(lawful, lost):
    with pytest.raises(PermissionDenied):
        services.record_event(
            actor=lawful.unit_head.actor, case=lost.id, type="opinion_given",
            occurred_on=date(2026, 10, 12),
            payload={"opinion_kind": "noted", "opinion": "已阅。",
                     "signed_by": lawful.unit_head.appointment},
        )  # fmt: skip


def test_who_stands_in_for_the_absent_leader_answers_in_his_place(lawful, opened, ask, board):
    from guize.organisation.services import record_absence

    record_absence(
        tenant=lawful.tenant, by="x", appointment=lawful.deputy_head.appointment,
        person=lawful.other_deputy_head.person, since=date(2026, 9, 1), until=date(2026, 12, 1),
        instrument="云政〔测试〕号",
    )  # fmt: skip
    ask()
    (one,) = queries.awaiting(lawful.other_deputy_head.actor)
    services.record_event(
        actor=lawful.other_deputy_head.actor, case=opened.id, type="opinion_given",
        occurred_on=ON, payload={"opinion": "同意。", **one.question},
    )  # fmt: skip
    (written,) = board().boxes[1].written
    assert (written.opinion.state, written.signer[:2]) == ("own", "韩冰")
    assert not queries.awaiting(lawful.deputy_head.actor)
