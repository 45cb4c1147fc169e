"""Whatever a rulebook says that is not understood is a fault with its line and its cause."""

import pytest

from core.a_pack import ARTICLE, WORDS, causes
from guize.core.markdown import article_hashes

CELLS = [
    (">30万元 |", "__import__ |", "「损失」的「__import__」应为比较,如 >30万元"),
    (">30万元 |", ">30 |", "「损失」的「>30」应为比较,如 >30万元"),
    (">30万元 |", ">0.001元 |", "「损失」的「>0.001元」应为比较,如 >30万元"),
    ("移交 | 是 |", "移交 | 也许 |", "「败诉」中不认识「也许」"),
    ("|民事|", "|刑事|", "「种类」中不认识「刑事」"),
    ("| 应当 |", "| 大概 |", "「方式」的「大概」应为:"),
    ("2工作日", "两三天", "期限「两三天」无法识别"),
    ("收到起诉状|民事", "收到传票|民事", "「触发事件」中不认识「收到传票」"),
    ("第一款第一句", "第一款第三句", "依据「第一条第一款第三句」在条文中找不到"),
    ("第一条第二款|", "民法典第二条|", "依据「民法典第二条」在条文中找不到"),
    ("| 移交 | 应当", "| 上交 | 应当", "「结果:结果」中不认识「上交」"),
    ("| 1-胜诉 |", "| 1-移交 |", "编号「1-移交」已在"),
    ("| 1-胜诉 |", "| 1 胜诉 |", "编号「1 胜诉」应由"),
    ("|本办法|", "|省法|", "「性质」的「省法」应为:"),
    ("| 败诉 | 损失", "| 赢了 | 损失", "列「赢了」不是表的列,也不是已声明的事实"),
    ("逐案 唯一命中", "逐案", "表「移送」之后应写"),
    ("## 第一条 {#art-1}", "## 第一条", "标题「## 第一条」应如 ## 第七条 {#art-7}"),
    ("| ≤30万元 | 不移交 |", "| ≤30万元 |", "这一行有 5 格,表头有 6 格"),
    ("| ≤30万元 |", "| <30万元 |", "表「移送」:没有一行适用于:败诉=是、损失≤30万元"),
    ("| 1-胜诉 | 否", "| 1-胜诉 | ", "表「移送」:1-移交、1-胜诉 同时命中"),
    ("职责表", "职责表格", "条文之下不认识「职责表格」"),
    ("> 收到", "收到", "条文之下不认识「收到起诉状后"),
]


@pytest.mark.parametrize(("old", "new", "cause"), CELLS)
def test_a_change_that_is_not_understood_is_named_at_its_line(old, new, cause):
    assert old in ARTICLE
    changed = ARTICLE.replace(old, new, 1)
    line = next(
        n
        for n, (a, b) in enumerate(
            zip(changed.split("\n"), ARTICLE.split("\n"), strict=True), start=1
        )
        if a != b
    )
    found = [text for at, text in causes(changed) if abs(at - line) <= 5]
    assert any(text.startswith(cause) for text in found), causes(changed)


WORD_CHANGES = [
    ("| lost |", "| Lost! |", "代码「Lost!」应为小写英文字母"),
    ("| 选择 | 种类 |", "| 选择 | 品种 |", "没有词汇表「品种」"),
    ("| 是否 | | 计算", "| 是否 | 种类 | 计算", "只有类型「选择」才填词汇"),
    ("开庭日期*、", "开庭时间*、", "字段表中没有「开庭时间」"),
    ("| 收到起诉状 |\n", "| 收到 |\n", "「须先有」中不认识「收到」"),
    ("| O2 | A | 可将来", "| 案件 | A | 可将来", "对象「案件」应如 O2"),
    ("| 代码 | 名称 | 英文 | 类型 |", "| 代码 | 名字 | 英文 | 类型 |", "字段表缺少「名称」列"),
]


@pytest.mark.parametrize(("old", "new", "cause"), WORD_CHANGES)
def test_a_fault_in_the_words_is_named(old, new, cause):
    assert old in WORDS
    found = causes(words=WORDS.replace(old, new, 1))
    assert any(text.startswith(cause) for _, text in found), found


PACK_CHANGES = [
    ({"id": "Bad Id"}, "id 应为小写字母"),
    ({"valid_from": "2024"}, "valid_from 应为日期"),
    ({"title": ""}, "缺少 title"),
    ({"extends": ["absent"]}, "所扩展的「absent」不存在"),
    ({"extends": "cn"}, "extends 应为规则包编号的列表"),
    ({"typo": 1}, "不认识「typo」"),
    ({"articles": {}}, "第一条的指纹未登记在 pack.toml"),
    ({"articles": {"art-1": "sha256:0"}}, "第一条的文字与登记的指纹不符,以下各表待复核"),
    ({"articles": ["art-1"]}, "[articles] 应为条文指纹"),
]


@pytest.mark.parametrize(("change", "cause"), PACK_CHANGES)
def test_a_fault_in_the_manifest_is_named(change, cause):
    assert any(text.startswith(cause) for _, text in causes(**change))


def test_the_fingerprint_printed_is_the_one_accepted():
    hashes = article_hashes({"01-text.md": ARTICLE})
    assert causes(articles=hashes) == []
    assert causes(ARTICLE.replace("应当移交", "可以移交"), articles=hashes)


def test_all_faults_are_told_at_once():
    broken = ARTICLE.replace(">30万元 |", "x |").replace("2工作日", "y").replace("|必须|", "|z|")
    assert len(causes(broken)) == 3


def test_hostile_sizes_are_refused_rather_than_read():
    many = "词汇表 大\n| 代码 | 名称 | 英文 |\n" + "| a | 移交 | |\n" * 2_001
    wide = "词汇表 宽\n|" + "|".join(f"c{n}" for n in range(50)) + "|\n"
    assert any(text == "超过 2000 行" for _, text in causes(words=WORDS + many))
    assert any(text == "超过 40 列" for _, text in causes(words=WORDS + wide))
    assert (0, "文件过大") in causes("x" * 600_000)
    assert (1, "这一行过长") in causes("> " + "长" * 30_000)
