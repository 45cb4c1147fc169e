"""An official document with every part, and what a PDF of it holds, measured in millimetres."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

import pypdfium2

from guize.formats.official import Block, Official

HAN = "应诉单位收到人民法院送达的起诉状副本后立即组织研判并将有关情况报告如下"
MM = 25.4 / 72
HEIGHT = 297
FOOTER = 262  # mm from the top: below it stand page number and check line


def official(**more: object) -> Official:
    """One of everything; `more` takes the place of what is given here."""
    parts = {
        "title": "关于某某不服青石镇人民政府\n拆除决定案应诉情况的报告",
        "mark": "青石镇人民政府文件",
        "number": "青石镇政应诉〔2026〕1号",
        "approver": "李强",
        "banner": "内部资料 注意保存",
        "addressee": "陈刚副县长",
        "blocks": (
            Block("first", "一、案件基本情况"),
            Block("second", "（一）诉讼请求"),
            Block("paragraph", HAN * 30),
            Block(
                "table",
                rows=(("序号", "证据", "页数"), ("1", "送达回证 #strong[x] <b>&", "2")),
                widths=(4, 18, 6),
            ),
            Block("boxes", rows=(("拟办意见", "拟同意。"), ("领导批示", ""))),
            Block("sheet", "法定代表人身份证明书"),
            Block("plain", "特此证明。"),
        ),
        "attachments": ("起诉状副本", "应诉通知书"),
        "signers": ("青石镇人民政府",),
        "dated": "2026年10月12日",
        "note": "联系人：王芳",
        "copies": "县司法局。",
        "printer": "青石镇人民政府办公室",
        "printed": "2026年10月12日",
        "check": "案卷校核码 12 3f2a 91bc 04de 77aa",
    }
    return Official(**{**parts, **more})


@dataclass(frozen=True)
class Page:
    """A page by its lines of characters: (text, left, top, right, bottom) from the upper left."""

    lines: list[tuple[str, float, float, float, float]]

    @property
    def body(self) -> list[tuple[str, float, float, float, float]]:
        return [line for line in self.lines if line[2] < FOOTER]


def pages(content: bytes) -> list[Page]:
    return [_page(page) for page in pypdfium2.PdfDocument(content)]


def _page(page: pypdfium2.PdfPage) -> Page:
    text = page.get_textpage()
    rows: dict[int, list[tuple[str, tuple[float, ...]]]] = defaultdict(list)
    for index in range(text.count_chars()):
        char = text.get_text_range(index, 1)
        if char.strip():
            box = text.get_charbox(index, loose=True)
            rows[round(box[1] * MM)].append((char, box))
    return Page([_line(rows[key]) for key in sorted(rows, reverse=True)])


def _line(chars: list[tuple[str, tuple[float, ...]]]) -> tuple[str, float, float, float, float]:
    boxes = [box for _char, box in chars]
    return (
        "".join(char for char, _box in chars),
        min(box[0] for box in boxes) * MM,
        HEIGHT - max(box[3] for box in boxes) * MM,
        max(box[2] for box in boxes) * MM,
        HEIGHT - min(box[1] for box in boxes) * MM,
    )


def text_of(content: bytes) -> str:
    """The text of the type area in reading order, without white space."""
    told = ""
    for page in pypdfium2.PdfDocument(content):
        part = page.get_textpage()
        bottom = page.get_height() - FOOTER / MM
        told += part.get_text_bounded(bottom=bottom)
    return squeezed(told)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
