"""The versions that can be laid side by side: installed texts, readings of them, shipped packs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.http import Http404
from django.utils.translation import gettext as _

from guize.core.differing import PartChange, differences
from guize.core.markdown import RulebookError
from guize.core.rulebook import Article, DutyRule, Interpretation, Row, Rulebook
from guize.formats.rulebook_folder import MANIFEST, read_rulebook
from guize.ledger.clock import today
from guize.regulations import mapping
from guize.regulations.models import RulebookVersion
from guize.regulations.queries import cells, installed, law, norms
from guize.ui import rules
from guize.ui.templatetags import guize as words


@dataclass(frozen=True, slots=True)
class Version:
    """A version that can be chosen: key of the choice, and how it is called."""

    key: str
    label: str


def versions(tenant: UUID | str) -> tuple[Version, ...]:
    """What is in force first, then earlier texts, then packs that ship but are not installed."""
    return (*_readings(tenant), *_texts(tenant), *_shipped(tenant))


def _texts(tenant: UUID | str) -> Iterator[Version]:
    rows = RulebookVersion.objects.filter(tenant=tenant).defer("files", "pack_toml")
    for row in rows.order_by("-is_active", "-since", "pack", "-installed_at"):
        earlier = "" if row.is_active else _("(已被替换的文本)")
        yield Version(str(row.id), f"{row.pack} {row.since} {earlier}".strip())


def _readings(tenant: UUID | str) -> Iterator[Version]:
    for book in norms(tenant).rulebooks:
        if book.read_from:
            told = _("%(pack)s 自 %(since)s 的读法") % {"pack": book.id, "since": book.read_from}
            yield Version(f"{book.id}@{book.read_from}", told)


def _shipped(tenant: UUID | str) -> Iterator[Version]:
    known = {book.id for book in installed(tenant)}
    for manifest in sorted(settings.RULEBOOKS.glob(f"*/{MANIFEST}")):
        name = manifest.parent.name
        if name not in known:
            yield Version(f"pack:{name}", _("%(pack)s(随附,未安装)") % {"pack": name})


@dataclass(frozen=True, slots=True)
class Edition:
    """A text of a pack that was installed: from when until when it is used, and what it replaced.

    `until` None: to this day, or as long as it holds. A text that was replaced for its own first
    day is used no more (`row.is_active` False).
    """

    row: RulebookVersion
    until: date | None
    before: RulebookVersion | None


def editions(tenant: UUID | str, pack: str) -> list[Edition]:
    """Every text of a pack, the one used last first; of one day the newest first."""
    rows = list(
        RulebookVersion.objects.filter(tenant=tenant, pack=pack).order_by("-since", "-installed_at")
    )
    shelf = mapping.Shelf(row for row in rows if row.is_active)
    return [Edition(row, _until(shelf, row), _before(rows, row)) for row in rows]


def _until(shelf: mapping.Shelf, row: RulebookVersion) -> date | None:
    last = min(shelf.until(row), row.valid_to or date.max)
    return last if last < date.max else None


def _before(rows: list[RulebookVersion], row: RulebookVersion) -> RulebookVersion | None:
    """The text that stood in its place when it was installed."""
    earlier = [r for r in rows if r.installed_at < row.installed_at and r.since <= row.since]
    return max(earlier, key=lambda each: (each.since, each.installed_at), default=None)


def edition(tenant: UUID | str, pack: str, version: UUID | str) -> RulebookVersion:
    """One installed text, in use or not."""
    found = RulebookVersion.objects.filter(tenant=tenant, pack=pack, id=version).first()
    if found is None:
        raise Http404
    return found


def used_on(tenant: UUID | str, pack: str, day: date | None = None) -> RulebookVersion | None:
    """The installed version of a pack that is used on a day, today unless one is given."""
    own = RulebookVersion.objects.filter(tenant=tenant, pack=pack, is_active=True)
    return mapping.Shelf(own).on(pack, day or today())


def find(tenant: UUID | str, key: str) -> Rulebook | None:
    """The rulebook of a choice; None for a key that is not offered, or a text in error."""
    if key not in {version.key for version in versions(tenant)}:
        return None
    for book in norms(tenant).rulebooks:
        if key == f"{book.id}@{book.read_from}":
            return book
    try:
        if key.startswith("pack:"):
            return read_rulebook(settings.RULEBOOKS / key.removeprefix("pack:"))
        return law.text_of(tenant, RulebookVersion.objects.get(tenant=tenant, id=key))
    except RulebookError:
        return None


@dataclass(frozen=True, slots=True)
class Line:
    """One feature of a part, in the words of both."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A part that differs, with the features that do."""

    change: PartChange
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Group:
    kind: str
    differences: tuple[Difference, ...]


def told(before: Rulebook, after: Rulebook) -> tuple[Group, ...]:
    """What differs, by kind of part, in the order in which a reader asks for it."""
    found: dict[str, list[Difference]] = {}
    for change in differences(before, after):
        lines = _lines(change, before, after)
        found.setdefault(change.kind, []).append(Difference(change, lines))
    ordered = sorted(found.items(), key=lambda item: _place(item[0]))
    return tuple(Group(kind, tuple(each)) for kind, each in ordered)


ORDER = ("条文", "职责", "解释", "表", "情形", "措施", "步骤")


def _place(kind: str) -> int:
    return next((n for n, start in enumerate(ORDER) if kind.startswith(start)), len(ORDER))


def _lines(change: PartChange, before: Rulebook, after: Rulebook) -> tuple[Line, ...]:
    old, new = _features(change.before, before), _features(change.after, after)
    return tuple(
        Line(name, old.get(name, ""), new.get(name, ""))
        for name in dict.fromkeys((*old, *new))
        if old.get(name) != new.get(name)
    )


def _features(part: object, book: Rulebook) -> dict[str, str]:
    """What a reader would compare of a part, by name."""
    if isinstance(part, Article):
        return {_("条文"): part.text}
    if isinstance(part, DutyRule):
        return _of_duty(part, book)
    if isinstance(part, Row):
        return _of_row(part, book)
    if isinstance(part, Interpretation):
        return {_("采用"): part.chosen, _("理由"): part.reason, _("参数"): part.value}
    return {}


def _of_duty(rule: DutyRule, book: Rulebook) -> dict[str, str]:
    triggers = (book.event_types[code].label for code in rule.triggers)
    with rules.using(lambda pack: book):  # the words of this version, not of the one in force
        term = str(words.term(rule))
    return {
        _("触发"): "、".join(triggers),
        _("履行人"): "、".join(cells.label(book, code, "职务") for code in rule.bearers),
        _("行为"): rule.act,
        _("对象"): "、".join(cells.label(book, code, "机关") for code in rule.to),
        _("期限"): term,
        _("性质"): str(words.severity(rule.severity)),
        _("方式"): rule.modality,
        _("依据"): rule.citation.provision,
    }


def _of_row(row: Row, book: Rulebook) -> dict[str, str]:
    table = next(table for table in book.tables.values() if row in table.rows)
    asked = {condition.fact: condition for condition in row.conditions}
    told = {
        book.facts[c.fact].label: cells.condition_text(book, c, asked.get(c.fact))
        for c in table.columns
    }
    results = {f"→ {n}": cells.result_text(book, n, code) for n, code in row.results.items()}
    return told | results | {_("依据"): row.citation.provision}
