"""The bodies of the demo county and who is in charge of them. All of it is invented."""

from __future__ import annotations

from dataclasses import dataclass

COUNTY = "云岭县(演示)"
SHORT_NAME = "云岭县"
COURT_CODE = "辽0399"  # not given to any court
COUNTY_COURT = "云岭县人民法院(演示)"
CITY_COURT = "云州市中级人民法院(演示)"
LONG_AGO = 1800  # days before loading: since when the books know the county


@dataclass(frozen=True, slots=True)
class Body:
    """An organ by a short name of ours; `deputy` names the leader in charge of it."""

    code: str
    name: str
    kind: str
    role: str = ""
    parent: str = ""
    deputy: str = ""
    succeeds: tuple[str, ...] = ()
    since: int = 0  # days before loading; 0: before the books begin
    until: int = 0


UNITS = (
    Body("qingshi", "青石镇人民政府", "township", deputy="chen"),
    Body("baihe", "白河镇人民政府", "township", deputy="chen"),
    Body("songling", "松岭乡人民政府", "township", deputy="chen"),
    Body("chengguan", "城关街道办事处", "subdistrict", deputy="han"),
    Body("agriculture", "县农业农村局", "department", deputy="chen"),
    Body("forestry", "县林业和草原局", "department", deputy="chen"),
    Body("resources", "县自然资源局", "department", deputy="han", succeeds=("land",), since=900),
    Body("housing", "县住房和城乡建设局", "department", deputy="han"),
    Body("transport", "县交通运输局", "department", deputy="han"),
    Body("park", "云岭经济开发区管理委员会", "park", deputy="han"),
    Body("investment", "云岭县城市建设投资有限公司", "soe", deputy="han"),
    Body("labour", "县人力资源和社会保障局", "department", deputy="tang"),
    Body("market", "县市场监督管理局", "department", deputy="tang"),
    Body("health", "县卫生健康局", "department", deputy="tang"),
    Body("registry", "县不动产登记中心", "institution", parent="resources", deputy="han"),
    Body("women", "县妇女联合会", "mass_org", deputy="tang"),
)
"""The units that sue and are sued: townships, departments, a park, a company, an institution."""

BODIES = (
    Body("county", "云岭县人民政府", "county_government", "county_government"),
    Body("committee", "中共云岭县委员会", "party_body", "party_committee"),
    Body("group", "县政府党组", "party_body", "party_group"),
    Body("discipline", "县纪委监委", "party_body", "discipline_body"),
    Body("organization", "县委组织部", "party_body", "organization_department"),
    Body("justice", "县司法局", "department", "justice_bureau", deputy="liu"),
    Body("review", "县行政复议机构", "other_body", "reconsideration_body", parent="justice"),
    Body("audit", "县审计局", "department", deputy="liu"),
    Body("office", "县政府办公室", "department", deputy="liu"),
    Body("counsel", "县政府法律顾问室", "other_body", parent="justice"),
    Body("court", COUNTY_COURT, "other_body", "court"),
    Body("city-court", CITY_COURT, "other_body", "court"),
    Body("city-discipline", "云州市纪委监委", "other_body", "city_discipline_body"),
    Body("city-organization", "云州市委组织部", "other_body", "city_organization_department"),
    Body("procuratorate", "县司法机关(演示)", "other_body", "judicial_organ"),
    Body("land", "县国土资源局", "department", deputy="han", until=900),
)
"""The bodies that lead, review, decide and judge, and one that has been dissolved."""
