"""The text of an article as units with ids and labels, and the references (依据) to them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from guize.core.markdown.blocks import ArticleBlock, plain

ITEM = re.compile(r"[（(]([一二三四五六七八九十]{1,4})[）)]")
SENTENCE = re.compile(r"[^。；;]*[。；;][”’」』）)]*|[^。；;]+$")
SUFFIX = re.compile(
    r"(?:第([一二三四五六七八九十]{1,4})款)?"
    r"(?:第\(([一二三四五六七八九十]{1,4})\)项)?(?:〔([^〔〕]+)〕)?"
    r"(?:第([一二三四五六七八九十]{1,4})句)?"
)
DIGITS = "零一二三四五六七八九"
LONGEST_WORDS = 12


def chinese(number: int) -> str:
    """1 to 99 in Chinese numerals: 一, 十, 十二, 二十一."""
    tens, ones = divmod(number, 10)
    ten = "" if tens == 0 else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return ten + (DIGITS[ones] if ones or not tens else "")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of text and its position: paragraph, sentence (0 for an item), printed number."""

    id: str
    label: str
    text: str
    paragraph: int
    sentence: int
    item: str = ""
    words: str = ""


def article_hash(lines: Iterable[str]) -> str:
    """The fingerprint of an article's text as `pack.toml` keeps it."""
    return "sha256:" + sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def units_of(article: ArticleBlock) -> tuple[Unit, ...]:
    """Numbers the sentences and items of an article (`7-2-1`, `10-1-i3`) and labels them as the
    law does.
    """
    prefix = article.id.removeprefix("art-")
    paragraphs = _paragraphs(article.lines)
    units: list[Unit] = []
    for number, (sentences, items) in enumerate(paragraphs, 1):
        base = article.label + (f"第{chinese(number)}款" if len(paragraphs) > 1 else "")
        for place, text in enumerate(sentences, 1):
            label = base + (f"第{chinese(place)}句" if len(sentences) > 1 else "")
            units.append(Unit(f"{prefix}-{number}-{place}", label, text, number, place))
        printed = [printed for printed, _ in items]
        for place, (item, text) in enumerate(items, 1):
            words = _words(text) if printed.count(item) > 1 else ""
            label = f"{base}第({item})项" + (f"〔{words}〕" if words else "")
            units.append(Unit(f"{prefix}-{number}-i{place}", label, text, number, 0, item, words))
    return tuple(units)


def _paragraphs(lines: Iterable[str]) -> list[tuple[list[str], list[tuple[str, str]]]]:
    """Every paragraph as its sentences and its items (printed number, text)."""
    paragraphs: list[tuple[list[str], list[tuple[str, str]]]] = []
    for line in lines:
        item = ITEM.match(line)
        if item and paragraphs:
            paragraphs[-1][1].append((item[1], line))
        else:
            paragraphs.append(([s.strip() for s in SENTENCE.findall(line) if s.strip()], []))
    return paragraphs


def _words(text: str) -> str:
    return ITEM.sub("", text, count=1).rstrip("。;；")[:LONGEST_WORDS]


@dataclass(frozen=True, slots=True)
class KnownText:
    """The articles of one pack, for resolving references to them."""

    pack: str
    units: dict[str, tuple[Unit, ...]]  # article label (as compared) → units; none where 缺文
    longest: int = 0

    def article_of(self, reference: str) -> str | None:
        """The article that a reference begins with: the longest label that fits."""
        for end in range(min(len(reference), self.longest), 0, -1):
            if reference[:end] in self.units:
                return reference[:end]
        return None

    def resolve(self, reference: str) -> tuple[Unit, ...] | None:
        """The units that one reference (第七条第二款第一句) names; None if it names nothing here.

        An article whose text is missing takes any well-formed reference and gives no unit.
        """
        article = self.article_of(reference)
        suffix = SUFFIX.fullmatch(reference[len(article) :]) if article else None
        if article is None or suffix is None:
            return None
        if not self.units[article]:
            return ()
        return _narrowed(self.units[article], suffix) or None


def known_text(pack: str, articles: Iterable[tuple[str, tuple[Unit, ...]]]) -> KnownText:
    """The articles of `pack`, given as (label, units), ready for references."""
    units = {plain(label): units for label, units in articles}
    return KnownText(pack, units, max(map(len, units), default=0))


def _narrowed(units: tuple[Unit, ...], suffix: re.Match[str]) -> tuple[Unit, ...]:
    paragraph, item, words, sentence = suffix.groups()
    if paragraph:
        units = tuple(u for u in units if chinese(u.paragraph) == paragraph)
    if item:
        units = tuple(u for u in units if u.item == item and (not words or plain(u.words) == words))
        return units if len(units) == 1 else ()
    if sentence:
        same = {u.paragraph for u in units}
        units = tuple(u for u in units if u.sentence and chinese(u.sentence) == sentence)
        return units if len(same) == 1 else ()
    return () if words else units


def with_lead_in(claimed: Iterable[Unit], article: tuple[Unit, ...]) -> set[str]:
    """The ids that a claim covers: an item is read with the sentence that introduces it."""
    ids = {unit.id for unit in claimed}
    lead = {unit.paragraph for unit in claimed if unit.item}
    return ids | {unit.id for unit in article if unit.paragraph in lead and unit.sentence}
