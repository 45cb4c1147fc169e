"""Official documents as PDF with embedded fonts, drawn by typst from data alone.

The text goes in as JSON (`sys_inputs`), never into the markup, so that no name or statement can be
taken for a command. Fonts: the site's folder, then the system's by name, then Noto as a stand-in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import typst

from guize.core.facts.strokes import HEIGHT, WIDTH
from guize.formats import charts, codes
from guize.formats.official import Line, Official, clean, flow

TEMPLATE = Path(__file__).with_name("official.typ")

PROPER: Mapping[str, tuple[str, ...]] = {
    "title": ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
    "body": ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong"),
    "script": ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi"),
    "heading": ("黑体", "SimHei"),
    "number": ("宋体", "SimSun", "NSimSun"),
}
"""The fonts the standard asks for, by their use, under each name they go by."""

STAND_INS: Mapping[str, tuple[str, ...]] = {
    "title": ("Noto Serif CJK SC", "Source Han Serif SC"),
    "body": ("FandolFang R", "FandolFang", "Noto Serif CJK SC", "Noto Sans CJK SC"),
    "script": ("FandolKai", "AR PL KaitiM GB", "LXGW WenKai", "Noto Serif CJK SC"),
    "heading": ("Noto Sans CJK SC", "Noto Serif CJK SC"),
    "number": ("Noto Serif CJK SC", "Noto Sans CJK SC"),
}


@dataclass(frozen=True, slots=True)
class Faces:
    """Font families by use, the first one drawn with, and what stands in for which font."""

    families: Mapping[str, tuple[str, ...]]
    stand_ins: Mapping[str, str]


def faces(folder: Path | None = None) -> Faces:
    """The fonts of this machine for each use; `folder` holds the site's own, and comes first."""
    return _faces(str(folder) if folder and folder.is_dir() else "")


@lru_cache(maxsize=4)
def _faces(folder: str) -> Faces:
    known = set(typst.Fonts(font_paths=[folder] if folder else []).families())
    families: dict[str, tuple[str, ...]] = {}
    replaced: dict[str, str] = {}
    for use, names in PROPER.items():
        proper = [name for name in names if name in known]
        others = [name for name in STAND_INS[use] if name in known]
        families[use] = (*proper[:1], *others) or (STAND_INS[use][-1],)
        if not proper:
            replaced[names[0]] = families[use][0]
    return Faces(families, replaced)


def _given(line: Line) -> dict[str, object]:
    """A line as the template takes it; bars come as the picture of them."""
    return asdict(line) | {"bars": charts.svg(line.bars) if line.bars else ""}


def pdf(
    document: Official,
    *,
    fonts: Path | None = None,
    stamp: str = "",
    at: datetime | None = None,
) -> bytes:
    """The document as PDF/A-2b. `stamp` is drawn across every page: who fetched the copy, when.
    `at` is noted in the file as its making; left out, the present moment.

    Raises `typst.TypstError` where no document can be made of it.
    """
    lines = [_given(line) for line in flow(document)]
    given = {
        "title": clean(document.title.replace("\n", "")),
        "lines": lines,
        "box": (WIDTH, HEIGHT),
        "banner": bool(document.banner),
        "check": clean(document.check),
        "code": codes.svg(clean(document.check)) if document.check else "",
        "stamp": clean(stamp),
        "faces": {use: list(names) for use, names in faces(fonts).families.items()},
    }
    made = typst.compile(
        TEMPLATE,
        font_paths=[fonts] if fonts and fonts.is_dir() else [],
        format="pdf",
        sys_inputs={"document": json.dumps(given, ensure_ascii=False)},
        pdf_standards="a-2b",
        timestamp=at,
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single file")
    return made
