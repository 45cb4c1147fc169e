"""Pasting a yearly notice gives the days that the shipped calendar of that year has."""

from datetime import date

import pytest

from guize.formats.calendar_files import CALENDARS, read_year
from guize.formats.notice import NoticeError, read_notice

NOTICES = {
    2024: """国务院办公厅关于2024年部分节假日安排的通知
国办发明电〔2023〕7号
一、元旦:1月1日放假,与周末连休。
二、春节:2月10日至17日放假调休,共8天。2月4日(星期日)、2月18日(星期日)上班。鼓励各单位安排职工在除夕(2月9日)休息。
三、清明节:4月4日至6日放假调休,共3天。4月7日(星期日)上班。
四、劳动节:5月1日至5日放假调休,共5天。4月28日(星期日)、5月11日(星期六)上班。
五、端午节:6月10日放假,与周末连休。
六、中秋节:9月15日至17日放假调休,共3天。9月14日(星期六)上班。
七、国庆节:10月1日至7日放假调休,共7天。9月29日(星期日)、10月12日(星期六)上班。
""",
    2025: """国务院办公厅关于2025年部分节假日安排的通知
国办发明电〔2024〕12号
一、元旦:1月1日(周三)放假1天,不调休。
二、春节:1月28日(农历除夕、周二)至2月4日(农历正月初七、周二)放假调休,共8天。1月26日(周日)、2月8日(周六)上班。
三、清明节:4月4日(周五)至6日(周日)放假,共3天。
四、劳动节:5月1日(周四)至5日(周一)放假调休,共5天。4月27日(周日)上班。
五、端午节:5月31日(周六)至6月2日(周一)放假,共3天。
六、国庆节、中秋节:10月1日(周三)至8日(周三)放假调休,共8天。9月28日(周日)、10月11日(周六)上班。
""",
}


def weekdays_off(days):
    """Weekends beside a holiday are off in any case: notices differ in whether they list them."""
    return {day for day in days if day.weekday() < 5}


@pytest.mark.parametrize("year", NOTICES)
def test_a_pasted_notice_gives_the_days_of_the_shipped_calendar(year):
    pasted, shipped = read_notice(NOTICES[year]), read_year(CALENDARS / f"{year}.toml")
    assert pasted.makeup == shipped.makeup
    assert weekdays_off(pasted.off) == weekdays_off(shipped.off)
    assert (pasted.year, pasted.notice) == (year, shipped.notice)


def test_full_width_marks_and_digits_read_the_same():
    wide = str.maketrans(
        "(),:0123456789", "\uff08\uff09\uff0c\uff1a" + "".join(map(chr, range(0xFF10, 0xFF1A)))
    )
    assert read_notice(NOTICES[2025].translate(wide)) == read_notice(NOTICES[2025])


def test_the_encouraged_rest_day_stays_a_working_day():
    assert date(2024, 2, 9) not in read_notice(NOTICES[2024]).off


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        ("1月1日(周三)", "1月1日(周四)", "不是周四"),
        ("4月4日(周五)至6日(周日)放假,共3天", "4月4日(周五)至6日(周日)放假,共4天", "写明 4 天"),
        ("1月1日(周三)放假1天", "另行通知放假", "没有写明放假日期"),
        ("2025年部分节假日安排", "节日安排", "请连标题一起粘贴"),
        ("6月2日(周一)", "6月31日", "不是日期"),
        ("1月26日(周日)", "1月28日(周二)", "既放假又上班"),
        ("1月1日(周三)", "2024年12月31日(周二)", "不在 2025 年"),
    ],
)
def test_what_is_not_understood_is_refused_with_its_cause(old, new, cause):
    with pytest.raises(NoticeError, match=cause):
        read_notice(NOTICES[2025].replace(old, new))
