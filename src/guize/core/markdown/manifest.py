"""Reads pack.toml: who, where, from when, what it extends, and the fingerprints that guard the
text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from guize.core.markdown.faults import Faults, Place
from guize.core.rulebook import Rulebook

PACK = Place("pack.toml")
PACK_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
TEXTS = ("title", "jurisdiction", "instrument", "source")
DAYS = ("valid_from", "valid_to", "last_confirmed")
KEYS = frozenset(("id", "extends", "articles", *TEXTS, *DAYS))
EPOCH = date(1949, 10, 1)


@dataclass(frozen=True, slots=True)
class Manifest:
    """pack.toml as checked values; `hashes` maps article ids to fingerprints, None if not
    guarded.
    """

    id: str
    texts: Mapping[str, str]
    valid_from: date
    valid_to: date | None
    last_confirmed: date | None
    extends: tuple[str, ...]
    hashes: Mapping[str, str] | None


def read_manifest(
    pack: Mapping[str, object], bases: Sequence[Rulebook], faults: Faults
) -> Manifest:
    """Checks every key; faults are noted and a usable value returned all the same."""
    for key in sorted(set(map(str, pack)) - KEYS):
        faults.add(PACK, f"不认识「{key}」", f'unknown key "{key}"')
    pack_id = pack.get("id")
    if not (isinstance(pack_id, str) and PACK_ID.fullmatch(pack_id)):
        faults.add(PACK, "id 应为小写字母、数字和 -", "id must be lower-case letters, digits, -")
    days = {key: _day(pack, key, faults) for key in DAYS}
    if days["valid_from"] and days["valid_to"] and days["valid_to"] <= days["valid_from"]:
        faults.add(PACK, "valid_to 应晚于 valid_from", "valid_to must be after valid_from")
    return Manifest(
        id=str(pack_id),
        texts={key: _text(pack, key, faults) for key in TEXTS},
        valid_from=days["valid_from"] or EPOCH,
        valid_to=days["valid_to"],
        last_confirmed=days["last_confirmed"],
        extends=_extends(pack, bases, faults),
        hashes=_hashes(pack, faults),
    )


def _text(pack: Mapping[str, object], key: str, faults: Faults) -> str:
    value = pack.get(key, "")
    if not isinstance(value, str):
        faults.add(PACK, f"{key} 应为文字", f"{key} must be text")
    elif not value and key in ("title", "jurisdiction"):
        faults.add(PACK, f"缺少 {key}", f"{key} is missing")
    return str(value)


def _day(pack: Mapping[str, object], key: str, faults: Faults) -> date | None:
    value = pack.get(key)
    if type(value) is date:
        return value
    if value is not None:
        faults.add(PACK, f"{key} 应为日期,如 2024-09-27", f"{key} must be a date")
    elif key == "valid_from":
        faults.add(PACK, "缺少 valid_from", "valid_from is missing")
    return None


def _extends(
    pack: Mapping[str, object], bases: Sequence[Rulebook], faults: Faults
) -> tuple[str, ...]:
    value = pack.get("extends", [])
    if not (isinstance(value, list) and all(isinstance(each, str) for each in value)):
        faults.add(PACK, "extends 应为规则包编号的列表", "extends must be a list of pack ids")
        return ()
    given = {base.id for base in bases}
    for each in value:
        if each not in given:
            faults.add(PACK, f"所扩展的「{each}」不存在", f'"{each}" that it extends is absent')
    return tuple(value)


def _hashes(pack: Mapping[str, object], faults: Faults) -> Mapping[str, str] | None:
    value = pack.get("articles")
    if value is None:
        return None
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        faults.add(PACK, "[articles] 应为条文指纹", "[articles] must map articles to fingerprints")
        return None
    return {str(key): str(fingerprint) for key, fingerprint in value.items()}
