"""A small rulebook for the tests of the reader: one article with a decision table and a duty."""

from datetime import date

from guize.core.markdown import RulebookError, read_pack

PACK = {
    "id": "test-1",
    "title": "试行办法",
    "jurisdiction": "某县",
    "valid_from": date(2025, 1, 1),
}
WORDS = """# 词汇
词汇表 结果
| 代码 | 名称 | 英文 |
|---|---|---|
| refer | 移交 | refer |
| keep | 不移交 | keep |

词汇表 种类
| 代码 | 名称 | 英文 |
|---|---|---|
| civil | 民事 | civil |
| other | 其他 | other |

词汇表 职务
| 代码 | 名称 | 英文 |
|---|---|---|
| principal | 主要负责人 | principal |

字段表
| 代码 | 名称 | 英文 | 类型 | 词汇 |
|---|---|---|---|---|
| hearing_on | 开庭日期 | Hearing | 日期 | |
| note | 说明 | Note | 文本 | |

事件表
| 代码 | 名称 | 英文 | 流 | 对象 | 动作 | 日期 | 字段 | 须先有 |
|---|---|---|---|---|---|---|---|---|
| served | 收到起诉状 | Served | 案件 | O2 | A | 已发生 | 开庭日期*、说明 | |
| filed | 提起诉讼 | Filed | 案件 | O2 | A | 可将来 | | 收到起诉状 |

事实表
| 事实 | 代码 | 英文 | 类型 | 词汇 | 来源 |
|---|---|---|---|---|---|
| 败诉 | lost | lost | 是否 | | 计算 |
| 损失 | loss | loss | 金额 | | 认定 |
| 种类 | kind | kind | 选择 | 种类 | 记录 |
"""
ARTICLE = """# 正文
## 第一条 {#art-1}
> 败诉且损失超过30万元的,应当移交。其他情形不移交。
> 收到起诉状后2个工作日内报告。

表 移送 逐案 唯一命中
| 编号 | 败诉 | 损失 | 结果:结果 | 方式 | 依据 |
|---|---|---|---|---|---|
| 1-移交 | 是 | >30万元 | 移交 | 应当 | 第一条第一款第一句 |
| 1-不足 | 是 | ≤30万元 | 不移交 | | 第一条第一款第二句 |
| 1-胜诉 | 否 | | 不移交 | | 第一条第一款第二句 |

职责表
| 编号 | 触发事件 | 种类 | 责任人 | 行为 | 期限 | 完成事件 | 方式 | 性质 | 依据 |
|---|---|---|---|---|---|---|---|---|---|
|1-报告|收到起诉状|民事|主要负责人|报告|2工作日|提起诉讼|必须|本办法|第一条第二款|
"""


def read(article=ARTICLE, words=WORDS, bases=(), **changes):
    """The rulebook of the small pack with parts exchanged."""
    return read_pack(PACK | changes, {"00-words.md": words, "01-text.md": article}, bases)


def causes(article=ARTICLE, words=WORDS, **changes):
    """What the reader objects to, as (line, cause) in order; empty if nothing."""
    try:
        read(article, words, **changes)
    except RulebookError as error:
        return [(fault.line, fault.cause) for fault in error.faults]
    return []
