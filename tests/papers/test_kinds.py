"""All nineteen documents: written from a record, equal in both files, with what they lack named."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from a_paper import squeezed, text_of
from desks import Desk, desk_of
from guilt import guilt
from guize.formats import typst
from guize.formats.docx import docx_file
from guize.papers.dossier import BLANK
from guize.papers.kinds import KINDS, OF_CASE, OF_PROCEEDING
from guize.papers.kinds.slips import open_duties
from guize.papers.labels import LABELS
from guize.papers.queries import Place

pytestmark = pytest.mark.django_db
OF_OPEN_CASE = [kind.code for kind in OF_CASE if kind.object != "O5"]
BY = {"supervision_slip": "justice_officer", "transfer_letter": "justice_officer"}


def agree(draft) -> str:
    """The text of a draft, the same in its DOCX as in its PDF."""
    document = docx.Document(BytesIO(docx_file(draft.document)))
    told = squeezed("".join(t.text or "" for t in document.element.body.iter(qn("w:t"))))
    assert told == text_of(typst.pdf(draft.document))
    return told


def test_there_are_nineteen_and_each_says_in_words_what_it_may_lack():
    assert len(KINDS) == 19
    asked = {ask.code for kind in KINDS.values() for ask in kind.asks}
    assert asked
    assert all(kind.name for kind in KINDS.values())


@pytest.mark.parametrize("code", OF_OPEN_CASE)
def test_a_document_of_a_case_is_written_alike_in_both_files(desk, code):
    draft = desk.draft(code, BY.get(code, "case_officer"))
    told = agree(draft)
    assert "青石镇" in told
    assert set(draft.missing) <= set(LABELS)


def test_a_slip_names_the_duty_it_urges(desk):
    first = open_duties(desk.draft("supervision_slip", "justice_officer").dossier)[0]
    desk.given["duty"] = first[0]
    draft = desk.draft("supervision_slip", "justice_officer")
    assert draft.missing == []
    assert "系统提示，不作为处理依据" in agree(draft)


def test_the_analysis_report_is_made_before_it_is_filed_and_leaves_persons_out(lawful, lost):
    draft = Desk(lawful, Place(lost)).draft("analysis_report")
    told = agree(draft)
    assert "程序有瑕疵" in told
    assert "追责建议按规定另行单独报送" in told


def test_documents_before_a_decision_say_what_is_found_and_proposed_and_judge_nobody(approved):
    desk = desk_of(approved)
    head = approved.county.unit_head.appointment
    for code in ("review_opinion", "agenda_paper"):
        kind = KINDS[code]
        draft = kind.write(_dossier(desk, code))
        assert "不是处理决定" in "".join(block.text for block in draft.blocks)
    told = agree(desk.draft("transfer_letter", "justice_officer", head))
    assert "移送材料清单" in told
    assert not guilt(told)


def _dossier(desk: Desk, code: str):
    """The record as the justice bureau reads it, whatever the stage now."""
    head = desk.county.unit_head.appointment
    return desk.draft("transfer_letter", "justice_officer", head).dossier


DECIDED = [kind for kind in OF_PROCEEDING if kind.object in ("O10", "O11")]


@pytest.mark.parametrize("code", [kind.code for kind in DECIDED if not kind.is_of_units])
def test_a_document_of_a_decision_names_its_number_and_the_person(decided, code):
    desk, head = decided
    told = agree(desk.draft(code, "organization_officer", head))
    assert "李强" in told
    if code in ("decision_notice", "committee_report"):
        assert "组字9号" in told


@pytest.mark.parametrize("code", [kind.code for kind in DECIDED if kind.is_of_units])
def test_a_measure_against_a_unit_is_written_to_the_unit_and_names_no_person(course, code):
    unit = course.county.township
    measure = {"written_admonition": "13-1", "circular": "13-3"}[code]
    course.find("serious_impact")
    course.propose(unit, measure, "unit_measure")
    course.approve()
    course.refer(unit, "organization_department")
    course.decide(unit, measure=measure)
    told = agree(desk_of(course).draft(code, "organization_officer", unit))
    assert "青石镇人民政府" in told
    assert "组字9号" in told
    assert "李强" not in told


def test_what_neither_record_nor_author_gives_is_a_blank_and_is_named(desk):
    desk.given = {}
    draft = desk.draft("defence")
    assert {"答辩意见", "住所地"} <= set(draft.missing)
    assert BLANK in agree(draft)


def test_the_intended_suit_is_a_request_and_not_a_report(lawful):
    from fixtures_cases import header
    from guize.cases import services as cases

    case = cases.register_case(
        actor=lawful.case_officer.actor, type="suit_intended", occurred_on=_day(), payload={},
        **header(lawful),
    )  # fmt: skip
    draft = Desk(lawful, Place(case)).draft("suit_report")
    assert "拟提起诉讼的请示" in draft.document.title


def _day():
    import people

    return people.TODAY
