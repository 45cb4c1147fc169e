"""A version of a rulebook on its way in: what was uploaded, what it says, what it would change."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from guize.core.markdown import Fault, RulebookError, coverage
from guize.core.rulebook import Norms, Rulebook, TextUnit
from guize.formats.rulebook_archive import archive_of, read_archive
from guize.formats.rulebook_folder import PackTexts
from guize.formats.rulebook_workbook import Returned, TableChange, made_of, returned, workbook
from guize.formats.scenarios import CAST, Difference, differences, scenarios_from
from guize.formats.xlsx import is_workbook
from guize.regulations import mapping
from guize.regulations.models import RulebookVersion
from guize.regulations.queries import calendar, fingerprint, law, pages, versions

UNSUITED = (ValueError, KeyError, TypeError, AttributeError, OverflowError)  # an example's faults


@dataclass(frozen=True, slots=True)
class Upload:
    """A pack as it came: a folder as ZIP, or a workbook on top of an installed version."""

    texts: PackTexts
    unused: tuple[str, ...] = ()
    changes: tuple[TableChange, ...] = ()
    back: Returned | None = None

    def located(self, error: RulebookError) -> RulebookError:
        """The faults, with sheet and row where they came from a workbook."""
        return self.back.located(error) if self.back else error


def received(tenant: UUID | str, name: str, content: bytes) -> Upload:
    """What an uploaded file holds; whether it is a rulebook is not yet asked.

    Raises RulebookError: every fault names file, line and cause.
    """
    if is_workbook(content):
        return _from_workbook(tenant, name, content)
    found = read_archive(content, name)
    return Upload(found.texts, found.unused)


def _from_workbook(tenant: UUID | str, name: str, content: bytes) -> Upload:
    pack, version = made_of(content, name)
    row = version_made_of(tenant, pack, version)
    if row is None:
        cause = f"没有安装规则包「{pack}」:工作簿只能改已安装的版本"
        raise RulebookError((Fault(name, 0, cause, f'no rulebook "{pack}" is installed'),))
    back = returned(content, pack, row.files, name)
    return Upload(PackTexts(row.pack_toml, back.files, row.scenarios), (), back.changes, back)


def proven(tenant: UUID | str, texts: PackTexts, since: date | None = None) -> Rulebook:
    """The texts as a rulebook over what the county has, without fault under any reading.

    Proven once for each state of the county's law. Raises RulebookError.
    """
    files = tuple(sorted(texts.files.items()))
    return _proven(str(tenant), fingerprint(tenant), (texts.manifest, files), since)


@lru_cache(maxsize=8)
def _proven(
    tenant: str,
    _fingerprint: str,
    texts: tuple[str, tuple[tuple[str, str], ...]],
    since: date | None,
) -> Rulebook:
    own = PackTexts(texts[0], dict(texts[1]), {})
    book = law.read_texts(tenant, own, since)
    law.check_readings(tenant, own, since)
    return book


def version_made_of(tenant: UUID | str, pack: str, version: str = "") -> RulebookVersion | None:
    """The version a workbook was made of; the one used today where it does not tell."""
    active = RulebookVersion.objects.filter(tenant=tenant, pack=pack, is_active=True)
    told = active.filter(content_hash=version).first() if version else None
    return told or versions.used_on(tenant, pack)


def as_workbook(row: RulebookVersion) -> bytes:
    """The tables of a version for its authors."""
    return workbook(row.pack, row.files, row.content_hash)


def as_archive(row: RulebookVersion) -> bytes:
    """The folder of a version as ZIP."""
    return archive_of(PackTexts(row.pack_toml, row.files, row.scenarios), row.pack)


@dataclass(frozen=True, slots=True)
class Trial:
    """An example case of the pack: what it has otherwise than expected, or why it cannot run."""

    file: str
    title: str
    wrong: tuple[Difference, ...] = ()
    refused: str = ""

    @property
    def holds(self) -> bool:
        return not self.wrong and not self.refused


@dataclass(frozen=True, slots=True)
class Examined:
    """A proposed version: its coverage, its examples, and what it says otherwise than `before`."""

    book: Rulebook
    since: date
    coverage: pages.Covered
    uncovered: tuple[TextUnit, ...]
    trials: tuple[Trial, ...]
    before: Rulebook | None
    groups: tuple[versions.Group, ...]

    @property
    def failed(self) -> tuple[Trial, ...]:
        return tuple(trial for trial in self.trials if not trial.holds)


def examined(tenant: UUID | str, payload: Mapping[str, Any]) -> Examined:
    """What there is to see before anyone adopts it. Raises RulebookError."""
    texts = PackTexts(payload["pack_toml"], payload["files"], payload["scenarios"])
    since = date.fromisoformat(payload["since"])
    book = proven(tenant, texts, since)
    before = _before(tenant, book, since)
    return Examined(
        book=book,
        since=since,
        coverage=pages.coverage(book),
        uncovered=coverage(book).uncovered,
        trials=tuple(trials(tenant, book, texts.scenarios)),
        before=before,
        groups=versions.told(before, book) if before else (),
    )


def _before(tenant: UUID | str, book: Rulebook, since: date) -> Rulebook | None:
    """The version whose place it takes; for a new regulation the county's own of that day."""
    shelf = mapping.Shelf(law.stored(tenant).versions)
    if row := shelf.on(book.id, since):
        return mapping.printed(shelf, row)
    own = law.own_of(mapping.rulebooks(law.stored(tenant).versions))
    return max(own, key=lambda each: each.valid_from, default=None)


def trials(tenant: UUID | str, book: Rulebook, texts: Mapping[str, str]) -> Iterator[Trial]:
    """Every example case of the pack under its own rules and the county's calendar."""
    norms = Norms((book,), calendar(tenant))
    cast = {CAST: texts[CAST]} if CAST in texts else {}
    for name in sorted(texts.keys() - {CAST}):
        yield _trial(name, {**cast, name: texts[name]}, norms)


def _trial(name: str, texts: Mapping[str, str], norms: Norms) -> Trial:
    try:
        (scenario,) = scenarios_from(texts, norms.rulebooks[0])
        return Trial(name, scenario.title, differences(scenario, norms))
    except tomllib.TOMLDecodeError as error:
        return Trial(name, "", refused=f"TOML: {error}")
    except UNSUITED as error:
        return Trial(name, "", refused=f"{type(error).__name__}: {error}")
