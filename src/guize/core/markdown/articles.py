"""The articles of a pack: units, tags, fingerprints, and what claims each unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from guize.core.markdown.blocks import ArticleBlock
from guize.core.markdown.cells import parts
from guize.core.markdown.faults import Faults, Place
from guize.core.markdown.manifest import PACK, Manifest
from guize.core.markdown.text import KnownText, Unit, article_hash, known_text, units_of
from guize.core.rulebook import Article, Rulebook, TextUnit


def base_text(base: Rulebook) -> list[KnownText]:
    """The texts in a base, one for each pack whose articles it carries."""
    by_pack: dict[str, list[tuple[str, tuple[Unit, ...]]]] = {}
    for article in base.articles:
        lines = article.text.split("\n") if article.text else []
        block = ArticleBlock(article.id, article.label, Place(""), lines)
        by_pack.setdefault(article.pack or base.id, []).append((article.label, units_of(block)))
    return [known_text(pack, articles) for pack, articles in by_pack.items()]


def check_articles(
    blocks: Sequence[ArticleBlock], manifest: Manifest, taken: Mapping[str, str], faults: Faults
) -> None:
    """Notes articles without text, used twice (`taken`: of the bases), or unlike their print."""
    seen = dict(taken)
    for block in blocks:
        for key in (block.id, block.label):
            if key in seen:
                faults.add(block.place, f"「{key}」出现两次", f'"{key}" appears twice')
            seen[key] = block.label
        if block.missing == bool(block.lines):
            faults.add(block.place, "条文应有引文,或者写明 缺文", "quote the text or write 缺文")
        _check_hash(block, manifest, faults)
    for article in sorted(set(manifest.hashes or ()) - {block.id for block in blocks}):
        faults.add(PACK, f"[articles] 中的 {article} 没有条文", f"there is no article {article}")


def _check_hash(block: ArticleBlock, manifest: Manifest, faults: Faults) -> None:
    if manifest.hashes is None or not block.lines:
        return
    guarded = manifest.hashes.get(block.id)
    if guarded is None:
        faults.add(
            block.place,
            f"{block.label}的指纹未登记在 pack.toml",
            f"the fingerprint of {block.id} is not in pack.toml",
        )
    elif guarded != article_hash(block.lines):
        faults.add(
            block.place,
            f"{block.label}的文字与登记的指纹不符,以下各表待复核",
            f"the text of {block.id} differs from its fingerprint; its tables need review",
        )


def tagged_units(
    blocks: Sequence[ArticleBlock], known: Mapping[str, tuple[Unit, ...]], faults: Faults
) -> set[str]:
    """The ids of units tagged 非规范性; each must be a unit of the article above the tag."""
    tagged: set[str] = set()
    for block in blocks:
        own = {unit.id for unit in known[block.id]}
        for place, ids in block.tags:
            for unit in parts(ids):
                if unit not in own:
                    faults.add(
                        place, f"{block.label}没有「{unit}」", f"{block.id} has no unit {unit}"
                    )
                tagged.add(unit)
    return tagged


def as_articles(
    blocks: Sequence[ArticleBlock],
    known: Mapping[str, tuple[Unit, ...]],
    claims: Mapping[str, list[str]],
    *,
    tagged: set[str],
    pack: str,
) -> tuple[Article, ...]:
    """The articles as values, each unit with the rows that claim it."""
    return tuple(
        Article(
            id=block.id,
            label=block.label,
            text="\n".join(block.lines),
            units=tuple(_unit(unit, block.id, claims, tagged) for unit in known[block.id]),
            missing=block.missing,
            pack=pack,
        )
        for block in blocks
    )


def _unit(unit: Unit, article: str, claims: Mapping[str, list[str]], tagged: set[str]) -> TextUnit:
    rows = tuple(dict.fromkeys(claims.get(unit.id, ())))
    return TextUnit(unit.id, article, unit.label, unit.text, unit.id not in tagged, rows)
