"""What a document is written from: the record, what follows from it, and what its author supplies.

A text that neither gives is noted as missing and printed as a blank, so that a page can say what is
missing before the document is made. The texts are those of Chinese official documents in whatever
language the reader's pages are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from guize.core.access import Actor
from guize.core.assess import Assessment
from guize.core.facts import (
    Appointment,
    CaseRecord,
    Event,
    Finding,
    Instance,
    Timeline,
    holders,
    timeline,
)
from guize.core.rulebook import Rulebook
from guize.formats.official import Block

BLANK = "＿＿＿＿"
FIRST = "一二三四五六七八九十"


def chinese_day(value: object) -> str:
    """2026年10月12日; a blank text for no day."""
    if not value:
        return ""
    day = value if isinstance(value, date) else date.fromisoformat(str(value))
    return f"{day.year}年{day.month}月{day.day}日"


def yuan(fen: object) -> str:
    return "" if fen in (None, "") else f"{Decimal(int(str(fen))) / 100:,.2f}元"


@dataclass
class Dossier:
    """Everything one document may draw on. `issuer` is the organ it is issued by, `subject` the
    unit or appointment it is about; `given` what its author filled in.
    """

    actor: Actor
    record: CaseRecord
    outcome: Assessment
    book: Rulebook
    on: date
    issuer: str
    subject: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    told: Timeline = field(init=False)

    def __post_init__(self) -> None:
        self.told = timeline(self.record, None)

    def fact(self, label: str, value: object) -> str:
        """The value as text; without one a blank, and the label among what is missing."""
        text = str(value or "").strip()
        if not text and label not in self.missing:
            self.missing.append(label)
        return text or BLANK

    def ask(self, code: str, label: str, fallback: object = "") -> str:
        """What the author filled in, else the fallback from the record, else missing."""
        return self.fact(label, self.given.get(code, "").strip() or fallback)

    def optional(self, code: str) -> str:
        return self.given.get(code, "").strip()

    def rows(self, code: str, label: str, columns: int) -> tuple[tuple[str, ...], ...]:
        """A row for each line, numbered, its cells apart by |; one row of blanks for none."""
        lines = [line for line in self.given.get(code, "").splitlines() if line.strip()]
        if not lines:
            self.fact(label, "")
            return (("1", *[BLANK] * (columns - 1)),)
        cells = ([c.strip() for c in line.replace("｜", "|").split("|")] for line in lines)
        return tuple(
            (str(n), *(row + [""] * columns)[: columns - 1]) for n, row in enumerate(cells, start=1)
        )

    # the record

    def last(self, *types: str) -> Event | None:
        found = self.told.of(*types)
        return found[-1] if found else None

    def payload(self, type_: str, name: str) -> str:
        event = self.last(type_)
        return str(event.payload.get(name, "")) if event else ""

    def about(self, type_: str) -> Event | None:
        """The last event of the type about the subject of this document."""
        found = [e for e in self.told.of(type_) if e.payload.get("subject") == self.subject]
        return found[-1] if found else None

    def findings(self) -> tuple[Finding, ...]:
        return self.told.findings

    @property
    def instance(self) -> Instance | None:
        return self.record.instances[-1] if self.record.instances else None

    @property
    def title(self) -> str:
        return self.record.case.title

    @property
    def suit(self) -> str:
        """The case as a document names it: its title with 案."""
        return self.title if self.title.endswith("案") else f"{self.title}案"

    @property
    def court(self) -> str:
        return self.fact("受理法院", self.instance.court if self.instance else "")

    @property
    def number(self) -> str:
        own = self.instance.number if self.instance else ""
        return self.fact("案号", own or self.record.case.number)

    def organ(self, ref: str) -> str:
        return next((organ.name for organ in self.record.organs if organ.id == ref), "")

    def body(self, role: str) -> str:
        """The organ with a role in the procedure, e.g. justice_bureau."""
        return next((organ.name for organ in self.record.organs if organ.role == role), "")

    @property
    def units(self) -> str:
        return "、".join(filter(None, map(self.organ, self.record.case.units)))

    @property
    def unit(self) -> str:
        """The unit that acts: the issuer where it is a party, else the first unit concerned."""
        units = self.record.case.units
        return self.issuer if self.issuer in units else next(iter(units), "")

    def opponents(self) -> str:
        own = {p.name for p in self.record.parties if not p.organ and p.name}
        return "、".join(sorted(own))

    def holder(self, function: str, organ: str = "") -> Appointment | None:
        found = holders(self.record, function, organ or self.unit, self.on).value or ()
        return found[0] if len(found) == 1 else None

    def name(self, appointment: str) -> str:
        held = next((a for a in self.record.appointments if a.id == appointment), None)
        return next((p.name for p in self.record.persons if held and p.id == held.person), "")

    def post(self, appointment: str) -> str:
        held = next((a for a in self.record.appointments if a.id == appointment), None)
        return next((p.title for p in self.record.posts if held and p.id == held.post), "")

    def person(self, function: str, organ: str = "") -> str:
        """The one holder's name; empty where there is none or the record leaves it open."""
        held = self.holder(function, organ)
        return self.name(held.id) if held else ""

    def titled(self, function: str, organ: str = "") -> str:
        """「陈刚副县长」."""
        held = self.holder(function, organ)
        return f"{self.name(held.id)}{self.post(held.id)}" if held else ""

    def who(self, ref: str) -> str:
        """A unit by its name, a person with organ and post."""
        if name := self.organ(ref):
            return name
        held = next((a for a in self.record.appointments if a.id == ref), None)
        post = next((p for p in self.record.posts if held and p.id == held.post), None)
        return f"{self.organ(post.organ)}{post.title}{self.name(ref)}" if post else self.name(ref)

    def word(self, vocabulary: str, code: object) -> str:
        found = (w.label for w in self.book.words.get(vocabulary, ()) if w.code == code)
        return next(found, str(code or ""))

    def label(self, fact: str) -> str:
        return self.book.facts[fact].label if fact in self.book.facts else fact

    def measure(self, ref: object) -> str:
        found = (f"{m.name}（{m.label}）" for m in self.book.measures if m.id == ref)
        return next(found, str(ref or ""))


def text(*lines: str) -> tuple[Block, ...]:
    """Paragraphs, one for each line of each text."""
    return tuple(
        Block("paragraph", line.strip())
        for part in lines
        for line in part.splitlines()
        if line.strip()
    )


def sections(*parts: tuple[str, tuple[Block, ...]]) -> tuple[Block, ...]:
    """一、二、三 with what stands under each; a part without content is left out."""
    kept = [(name, blocks) for name, blocks in parts if blocks]
    return tuple(
        block
        for ordinal, (name, blocks) in zip(FIRST, kept, strict=False)
        for block in (Block("first", f"{ordinal}、{name}"), *blocks)
    )
