"""Two rulebooks part by part."""

from __future__ import annotations

from dataclasses import replace

from build import rulebook
from guize.core.differing import differences
from guize.core.rulebook import Rulebook

BOOK = rulebook()


def told(after: Rulebook, before: Rulebook = BOOK) -> list[tuple[str, str, str]]:
    return [(each.sign, each.kind, each.name) for each in differences(before, after)]


def test_a_rulebook_differs_in_nothing_from_itself():
    assert differences(BOOK, BOOK) == ()


def test_a_row_reworded_left_out_or_added_is_told_with_both_sides():
    first, *rest = BOOK.duties
    reworded = replace(first, act="另作处理")
    (change,) = differences(BOOK, replace(BOOK, duties=(reworded, *rest)))
    assert (change.sign, change.kind, change.name) == ("~", "职责", first.id)
    assert (change.before, change.after) == (first, reworded)
    (gone,) = differences(BOOK, replace(BOOK, duties=tuple(rest)))
    assert (gone.sign, gone.before, gone.after) == ("-", first, None)
    (came,) = differences(replace(BOOK, duties=tuple(rest)), BOOK)
    assert (came.sign, came.before, came.after) == ("+", None, first)


def test_every_kind_of_part_is_compared():
    changes = {
        "条文": {"articles": BOOK.articles[1:]},
        "职责": {"duties": BOOK.duties[1:]},
        "措施": {"measures": BOOK.measures[1:]},
        "步骤": {"steps": BOOK.steps[1:]},
        "解释": {"interpretations": dict(list(BOOK.interpretations.items())[1:])},
        "事实": {"facts": dict(list(BOOK.facts.items())[1:])},
        "词汇": {"words": dict(list(BOOK.words.items())[1:])},
        "事件": {"event_types": dict(list(BOOK.event_types.items())[1:])},
    }
    for kind, change in changes.items():
        assert [(sign, of) for sign, of, _ in told(replace(BOOK, **change))] == [("-", kind)]
    table = BOOK.tables["牵头"]
    fewer = replace(BOOK, tables={**BOOK.tables, "牵头": replace(table, rows=table.rows[1:])})
    assert told(fewer) == [("-", "表「牵头」", table.rows[0].id)]
    circumstances = {**BOOK.circumstances, "过错情形": BOOK.circumstances["过错情形"][1:]}
    assert told(replace(BOOK, circumstances=circumstances)) == [("-", "过错情形", "10-1")]


def test_of_an_article_the_text_counts():
    first, *rest = BOOK.articles
    reworded = replace(first, text=first.text + "另")
    assert told(replace(BOOK, articles=(reworded, *rest))) == [("~", "条文", first.label)]
    assert told(replace(BOOK, articles=(replace(first, pack="other"), *rest))) == []


def test_the_pack_that_a_citation_names_is_no_content_and_its_provision_is():
    def cited(**changes):
        duties = tuple(replace(r, citation=replace(r.citation, **changes)) for r in BOOK.duties[:1])
        return replace(BOOK, duties=(*duties, *BOOK.duties[1:]))

    assert told(cited(pack="xiuyan-2030")) == []
    assert [sign for sign, *_ in told(cited(provision="第九十九条"))] == ["~"]


def test_differences_come_in_the_order_of_kind_and_name():
    fewer = replace(BOOK, duties=BOOK.duties[2:], steps=BOOK.steps[2:])
    found = [(kind, name) for _, kind, name in told(fewer)]
    assert found == sorted(found)
    assert len(found) == 4
