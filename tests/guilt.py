"""Words that find someone guilty, and the eyes that look for them: nobody is called so before a
decision is served on him. The person is 涉责人员, "person concerned".

Quotations of law are left out: elements of the class `law`, and what HTML itself marks as quoted.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

# Who someone is said to be. The regulation's own 第一责任人 is a capacity, not a finding.
PERSONS = (
    r"(?<!第一)责任人", r"有责任的?人员", r"过错(人员|者|方|单位)", r"有过错", r"存在过错的",
    r"违纪(人员|者|干部)", r"违法(人员|者)", r"违规(人员|者)",
    r"(失职|渎职|失责|不作为)(人员|者|干部)", r"(被|受)(处分|处理|追责|问责|追究)(人|人员|者|对象)",
    r"(问责|追责|追究|处分|惩处)对象", r"犯(有)?错误?的?(人|人员|干部)", r"问题(干部|人员)",
    r"有错(人员|干部)", r"嫌疑人", r"罪责", r"有罪", r"罪人", r"肇事", r"应受(处分|惩处)",
    r"难辞其咎", r"咎由自取", r"责任在(他|其|该)",
)  # fmt: skip
ENGLISH = (
    r"guilt", r"offend(er|ing)", r"culprit", r"culpab", r"at fault", r"to blame", r"blamed?\b",
    r"blameworth", r"wrongdo", r"violator", r"delinquent", r"defaulter", r"perpetrator", r"accused",
    r"convict", r"punish", r"derelict (officer|person|official)", r"negligent (officer|person)",
    r"disciplined (officer|person)", r"person responsible", r"responsible parties",
    r"liable (officer|person)",
)  # fmt: skip
GUILT = re.compile("|".join((*PERSONS, *ENGLISH)), re.IGNORECASE)

QUOTING = frozenset({"q", "blockquote"})
UNSPOKEN = frozenset({"script", "style", "head"})
VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})
SPOKEN = frozenset({"alt", "aria-label", "data-label", "placeholder", "title"})


class _Reader(HTMLParser):
    """Keeps what a page says in its own voice: text, and attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.open: list[tuple[str, bool]] = []

    @property
    def is_quoting(self) -> bool:
        return any(quotes for _tag, quotes in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        is_law = "law" in given.get("class", "").split()
        if tag not in VOID:
            self.open.append((tag, is_law or tag in QUOTING | UNSPOKEN))
        if not self.is_quoting:
            self.said += [text for name, text in given.items() if name in SPOKEN]

    def handle_endtag(self, tag: str) -> None:
        while self.open and any(tag == one for one, _quotes in self.open):
            if self.open.pop()[0] == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self.is_quoting:
            self.said.append(data)


def own_words(page: str) -> str:
    """What a page says that it does not quote."""
    reader = _Reader()
    reader.feed(page)
    return " ".join(part.strip() for part in reader.said if part.strip())


def guilt(text: str) -> list[str]:
    """Each word of guilt with what stands around it."""
    return [text[max(0, m.start() - 15) : m.end() + 15] for m in GUILT.finditer(text)]
