"""The people of the demo county: their posts in time, and the accounts a visitor may use."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from guize.web.demo.organisation import LONG_AGO, UNITS


@dataclass(frozen=True, slots=True)
class Seat:
    """A post and who holds it. `since` and `until` are days before loading; 0: still in office."""

    code: str
    person: str
    body: str
    title: str
    function: str
    authority: str = ""
    since: int = LONG_AGO
    until: int = 0
    mode: str = "appointed"


LEADERS = (
    Seat("head", "高远", "county", "县长", "county_head", "city"),
    Seat("liu", "刘洋", "county", "常务副县长", "executive_deputy", "city"),
    Seat("chen", "陈刚", "county", "副县长(农业农村)", "deputy_head", "city"),
    Seat("han", "韩冰", "county", "副县长(自然资源和城建)", "deputy_head", "city"),
    Seat("tang", "唐宁", "county", "副县长(社会事业)", "deputy_head", "city"),
    Seat("group-head", "高远", "group", "党组书记", "party_group_member", "city"),
    Seat("group-liu", "刘洋", "group", "党组副书记", "party_group_member", "city"),
    Seat("group-member", "吴静", "group", "党组成员、办公室主任", "party_group_member", "county"),
)
"""Deputy county heads are cadres of the city (第六条第三款)."""

OFFICES = (
    Seat("justice-head", "周涛", "justice", "局长", "justice_head", "county"),
    Seat("justice-deputy", "郭敏", "justice", "副局长", "unit_deputy", "county"),
    Seat("justice-officer", "孙丽", "justice", "行政应诉科科长", "justice_officer", "county"),
    Seat("discipline", "郑伟", "discipline", "审查调查室主任", "discipline_officer", "county"),
    Seat("organization", "冯雪", "organization", "监督科科长", "organization_officer", "county"),
    Seat("committee", "沈清", "committee", "县委办公室副主任", "committee_officer", "county"),
    Seat("counsel", "袁立", "counsel", "法律顾问", "counsel"),
    Seat("auditor", "何军", "audit", "审计员", "auditor", "county"),
    Seat("system-admin", "马超", "office", "系统管理员", "system_admin"),
    Seat("security-admin", "曹安", "office", "安全管理员", "security_admin"),
)

STAFF: dict[str, tuple[str, str, str]] = {
    "qingshi": ("李强", "赵敏", "王芳"),
    "baihe": ("许峰", "蒋文", "林外"),
    "songling": ("罗平", "梁燕", "宋杰"),
    "chengguan": ("谢云", "邓洁", "彭飞"),
    "agriculture": ("曾勇", "萧红", "田野"),
    "forestry": ("董森", "潘青", "石磊"),
    "resources": ("姜海", "崔莹", "任捷"),
    "housing": ("钟诚", "陆芸", "汪洋"),
    "transport": ("范畴", "金玲", "夏阳"),
    "park": ("方向", "邹琳", "熊伟"),
    "investment": ("白杰", "孟欣", "秦川"),
    "labour": ("江宁", "史敏", "顾盼"),
    "market": ("侯正", "龙梅", "万里"),
    "health": ("段康", "雷洁", "贺春"),
    "registry": ("毛毅", "", "常乐"),
    "women": ("葛兰", "", "伍月"),
}
"""Principal, deputy, case officer of each unit. An empty name is a vacant post, and stays one."""

TITLES = {
    "township": ("镇长", "副镇长", "司法所所长"),
    "subdistrict": ("主任", "副主任", "综治办主任"),
    "department": ("局长", "副局长", "法规股股长"),
    "park": ("管委会主任", "管委会副主任", "综合部部长"),
    "soe": ("董事长", "副总经理", "法务部经理"),
    "institution": ("主任", "副主任", "综合科科长"),
    "mass_org": ("主席", "副主席", "权益部部长"),
}
FUNCTIONS = ("principal", "unit_deputy", "case_officer")

FORMER = (
    Seat("resources-before", "尹航", "resources", "局长", "principal", "county", 900, 400),
    Seat("land-principal", "尹航", "land", "局长", "principal", "county", LONG_AGO, 900),
    Seat("land-officer", "任捷", "land", "法规股股长", "case_officer", "", LONG_AGO, 900),
    Seat("housing-before", "向东", "housing", "局长", "principal", "county", LONG_AGO, 500),
    Seat("park-before", "钟诚", "park", "管委会主任", "principal", "city", LONG_AGO, 500),
)
"""Those who were in office before: an act of that time is still theirs (第十六条第二款)."""

STARTS = {"resources": 400, "housing": 500, "park": 500}
AUTHORITY = {"park": "city"}


def seats() -> tuple[Seat, ...]:
    """Every post with its holder, former ones first."""
    return (*FORMER, *LEADERS, *OFFICES, *_unit_seats())


def _unit_seats() -> list[Seat]:
    found = []
    for unit in UNITS:
        for place, function in enumerate(FUNCTIONS):
            person = STAFF[unit.code][place]
            title = TITLES[unit.kind][place]
            if unit.name.endswith("乡人民政府"):
                title = title.replace("镇", "乡")
            first = place == 0
            found.append(
                Seat(
                    code=f"{unit.code}:{function}",
                    person=person,
                    body=unit.code,
                    title=title,
                    function=function,
                    authority=AUTHORITY.get(unit.code, "county") if place < 2 else "",  # noqa: PLR2004
                    since=STARTS.get(unit.code, LONG_AGO) if first else min(LONG_AGO, _since(unit)),
                )
            )
    return found


def _since(unit: object) -> int:
    return getattr(unit, "since", 0) or LONG_AGO


ROLES = (
    ("case_officer", "qingshi:case_officer", _("承办人(青石镇)")),
    ("unit_deputy", "qingshi:unit_deputy", _("分管副职(青石镇)")),
    ("principal", "qingshi:principal", _("主要负责人(青石镇)")),
    ("deputy_head", "chen", _("分管副县长")),
    ("executive_deputy", "liu", _("常务副县长")),
    ("county_head", "head", _("县长")),
    ("counsel", "counsel", _("法律顾问")),
    ("justice_officer", "justice-officer", _("司法局经办人")),
    ("justice_head", "justice-head", _("司法局负责人")),
    ("party_group_member", "group-member", _("县政府党组成员")),
    ("discipline_officer", "discipline", _("纪委监委办理人")),
    ("organization_officer", "organization", _("组织部办理人")),
    ("committee_officer", "committee", _("县委办理人")),
    ("auditor", "auditor", _("审计人员")),
    ("system_admin", "system-admin", _("系统管理员")),
    ("security_admin", "security-admin", _("安全管理员")),
    ("outsider", "baihe:case_officer", _("另一单位承办人(白河镇)")),
)
"""The accounts printed at start: user name, seat, and what the seat is."""


def holder(code: str) -> str:
    """The person of a seat."""
    return next(seat.person for seat in seats() if seat.code == code)
