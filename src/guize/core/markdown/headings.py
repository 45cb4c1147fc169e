"""Which columns each kind of table has. A column that is not known is a fault: a typing error in a
heading must not silently drop a column.
"""

from __future__ import annotations

from guize.core.markdown.blocks import TableBlock
from guize.core.markdown.faults import Faults
from guize.core.markdown.lexicon import Lexicon

RESULT = "结果:"
_REQUIRED = {
    "表": "编号 依据",
    "情形表": "编号 认定事实 对象 效果 方式 依据",
    "职责表": "编号 触发事件 责任人 行为 期限 完成事件 方式 性质 依据",
    "措施表": "编号 措施 对象 办理类别 依据",
    "步骤表": "编号 步骤 办理人 完成事件 须先有 依据",
    "事实表": "事实 代码 英文 类型 词汇 来源",
    "词汇表": "代码 名称 英文",
    "事件表": "代码 名称 英文 流 对象 动作 日期 字段 须先有",
    "字段表": "代码 名称 英文 类型 词汇",
    "解释表": "编号 条文 问题 选项 采用 理由 权限",
    "译名表": "中文 英文",
    "不适用表": "编号 理由",
}
_FURTHER = {
    "表": "方式 例外于 解释 核实 说明",
    "情形表": "提示 解释 核实 说明",
    "职责表": "对象 起算 顺延 解释 核实 说明",
    "措施表": "解释 核实 说明",
    "步骤表": "阶段 解释 核实 说明",
    "字段表": "说明",
    "事件表": "依据",
    "解释表": "参数 值 自",
}
REQUIRED = {kind: tuple(text.split()) for kind, text in _REQUIRED.items()}
HEADINGS = {
    kind: frozenset((*required, *_FURTHER.get(kind, "").split()))
    for kind, required in REQUIRED.items()
}
WITH_FACTS = ("表", "职责表")


def check_headings(table: TableBlock, lexicon: Lexicon, faults: Faults) -> None:
    """Notes every column that is missing, unknown, or not a declared fact."""
    for heading in REQUIRED[table.kind]:
        if heading not in table.headings:
            faults.add(table.place, f"{table.kind}缺少「{heading}」列", f'no column "{heading}"')
    for heading in table.headings:
        if not _is_known(heading, table.kind, lexicon):
            faults.add(
                table.place,
                f"列「{heading}」不是{table.kind}的列,也不是已声明的事实",
                f'"{heading}" is neither a column of this table nor a declared fact',
            )
    if table.kind == "表" and not any(h.startswith(RESULT) for h in table.headings):
        faults.add(table.place, f"表中没有「{RESULT}」列", "the table has no result column")
    if table.options and table.kind != "表":
        rest = " ".join(table.options)
        faults.add(table.place, f"不认识「{rest}」", f'not understood: "{rest}"')


def _is_known(heading: str, kind: str, lexicon: Lexicon) -> bool:
    if heading in HEADINGS[kind] or (kind == "表" and heading.startswith(RESULT)):
        return True
    return kind in WITH_FACTS and lexicon.fact(heading) is not None
