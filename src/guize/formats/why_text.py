"""Why and why not as lines of text: the rows, the facts they read, the provision and its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from guize.core.answers import Citation
from guize.core.explain import (
    Conclusion,
    FactRead,
    RowRead,
    WhyNot,
    cite,
    fact_label,
    label,
    phrase,
    quoted,
    say,
    say_all,
    say_demand,
    say_missing,
    say_question,
    say_result,
    say_state,
    say_table,
    say_value,
    word,
)
from guize.core.rulebook import Rulebook

Names = Mapping[str, str]
STATES = frozenset({"duty", "ground", "mitigation"})


class Why:
    """Writes explanations in one language, with the names of a record."""

    def __init__(self, rulebook: Rulebook, language: str, names: Names) -> None:
        self.rulebook = rulebook
        self.language = language
        self.names = names

    def listed(self, known: Iterable[Conclusion]) -> Iterator[str]:
        """Every conclusion with its id, to be asked about."""
        for each in known:
            yield f"{each.id}  {self.title(each)}: {self.answer(each)}"

    def title(self, said: Conclusion) -> str:
        """What was asked, and about whom."""
        about = self.names.get(said.about, "") if said.question != "duty" else ""
        parts = (self._question(said), phrase(said.title, self.rulebook, self.language), about)
        return " ".join(part for part in parts if part)

    def _question(self, said: Conclusion) -> str:
        return say_question(said.question, self.language)

    def answer(self, said: Conclusion) -> str:
        """What follows; 未定 where facts are missing."""
        if said.question in STATES:
            return word(said.codes[0], self.language)
        named = [label(code, said.vocabulary, self.rulebook, self.language) for code in said.codes]
        return word("joiner", self.language).join(named) or word("undetermined", self.language)

    def lines(self, said: Conclusion) -> Iterator[str]:
        """One conclusion: answer, rows, facts, steps, words of the law, what is still missing."""
        yield f"{self.title(said)}: {self.answer(said)}"
        for row in said.rows:
            yield from self._row(row)
        yield from self._facts(said.facts)
        yield from self._list("steps", self._said(said))
        yield from self._list("missing", self._missing_of(said))
        yield from self._text(said.citations)
        yield f"({word('caution', self.language)})"

    def _said(self, said: Conclusion) -> tuple[str, ...]:
        return say_all(said.reasons, self.rulebook, self.language, self.names)

    def _missing_of(self, said: Conclusion) -> tuple[str, ...]:
        return tuple(
            say_missing(each, self.rulebook, self.language, self.names) for each in said.missing
        )

    def not_lines(self, found: WhyNot) -> Iterator[str]:
        """Why a row does not apply to a subject."""
        table = say_table(found.reads[0].table, self.rulebook, self.language) if found.reads else ""
        about = self.names.get(found.about, "")
        heading = " ".join(part for part in (found.row, table, about) if part)
        result = say_result(found.row, self.rulebook, self.language) if found.reads else ""
        yield f"{heading}: {result}" if result else heading
        for why in found.reasons:
            yield f"  {say(why, self.rulebook, self.language, self.names)}"
        for row in found.reads:
            yield from self._row(row)
        yield from self._text(dict.fromkeys(row.citation for row in found.reads))

    def _row(self, row: RowRead) -> Iterator[str]:
        state = self._heading(row.state)
        yield f"  {row.id} [{cite(row.citation, self.language)}] {state}"
        for asked in row.asked:
            demand = say_demand(asked.column, asked.condition, self.rulebook, self.language)
            mark = {True: "✓", False: "✗", None: "?"}[asked.held]
            yield f"    {mark} {self._fact(asked.read)} ({self._heading('asks')} {demand})"

    def _facts(self, facts: Iterable[FactRead]) -> Iterator[str]:
        yield from self._list("facts", [self._fact(fact) for fact in facts])

    def _fact(self, read: FactRead) -> str:
        name = fact_label(read.fact, self.rulebook, self.language)
        about = self.names.get(read.about, "")
        value = say_value(read.fact, read.value, self.rulebook, self.language)
        state = say_state(read.state, self.language)
        whom = f" {about}" if about else ""
        plain = isinstance(read.value, bool) or read.value is None
        return f"{name}{whom}: {state}" if plain else f"{name}{whom}: {value} ({state})"

    def _list(self, heading: str, items: Iterable[str]) -> Iterator[str]:
        found = list(items)
        if found:
            yield f"  {self._heading(heading)}"
            yield from (f"    · {item}" for item in found)

    def _text(self, citations: Iterable[Citation]) -> Iterator[str]:
        quotes = (quote for each in citations for quote in quoted(each, self.rulebook))
        for quote in dict.fromkeys(quotes):
            yield f"  {quote.label}: {quote.text or self._heading('no_text')}"

    def _heading(self, key: str) -> str:
        return HEADINGS[key][self.language == "en"]


HEADINGS = {
    "hit": ("命中", "applies"),
    "possible": ("尚可能命中", "may apply"),
    "out": ("未命中", "does not apply"),
    "asks": ("要求", "asks for"),
    "facts": ("读取的事实", "Facts read"),
    "steps": ("推算过程", "Steps"),
    "missing": ("尚缺", "Missing"),
    "no_text": ("缺文", "the text is not at hand"),
}
