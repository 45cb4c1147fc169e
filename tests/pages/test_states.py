"""A state is icon, word and colour together; every state of the core has all three."""

from __future__ import annotations

from datetime import date

from django.template import Context, Template

from guize.core.duties import DutyState
from guize.ui.templatetags.guize import STATES


def rendered(source: str, **values: object) -> str:
    return Template(source).render(Context(values))


def test_every_state_of_the_core_can_be_shown():
    assert {str(state) for state in DutyState} == set(STATES)


def test_no_two_states_read_alike():
    assert len({str(word) for _icon, word, _tone in STATES.values()}) == len(STATES)


def test_late_states_of_one_colour_differ_by_icon_or_word_in_grey_print():
    assert len({(icon, str(word)) for icon, word, _tone in STATES.values()}) == len(STATES)


def test_a_state_shows_its_word_and_hides_its_icon_from_readers_of_speech():
    page = rendered("{% duty_state s %}", s=DutyState.OVERDUE)
    assert "逾期(未见记录)" in page
    assert 'aria-hidden="true">■<' in page


def test_a_provisional_deadline_says_so_beside_its_state():
    assert "暂定" in rendered("{% duty_state 'running' True %}")
    assert "暂定" in rendered("{% deadline d 'running' True %}", d=date(2027, 1, 22))
    assert "暂定" not in rendered("{% deadline d 'running' %}", d=date(2026, 10, 8))


def test_a_duty_without_a_fixed_term_has_no_date():
    assert "无固定期限" in rendered("{% deadline None %}")
