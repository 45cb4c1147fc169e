"""Help beside a field cites the rulebook in force, whatever its articles are numbered."""

from __future__ import annotations

import pytest

from build import rulebook
from guize.cases.forms import RegistrationForm

UNITS = [("unit", "云台镇人民政府")]


@pytest.mark.parametrize(
    ("pack", "cited"),
    [
        ("xiuyan-2024", "(第九条、第十二条)"),
        ("haikou-2011", "(第六条、第二条)"),
        ("quzhou-2012", "(第三条)"),
    ],
)
def test_the_field_of_the_acting_unit_cites_the_articles_of_its_own_county(pack, cited):
    form = RegistrationForm(rulebook(pack), UNITS, "complaint_served")
    text = form["acting_organ"].help_text
    assert text == f"由它应诉,也以它推算责任身份{cited}"
