"""A county with its law installed, and a case opened by the unit's case officer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

import people
from guize.cases import services
from guize.cases.models import Case
from guize.core.facts import Instance, Matter, Party, partial_date
from guize.regulations import services as regulations

ROOT = Path(__file__).resolve().parents[1]
SERVED = date(2026, 9, 24)


@pytest.fixture
def lawful(county, pinned_today) -> people.County:
    """The county of the tests on 2026-10-12, with rulebooks and calendars."""
    pinned_today("2026-10-12")
    for pack in ("cn-procedure", "xiuyan-2024"):
        regulations.install_rulebook(tenant=county.tenant, folder=ROOT / "rulebooks" / pack)
    regulations.install_calendars(tenant=county.tenant, folder=ROOT / "calendars" / "cn")
    return county


def header(county: people.County, serial: int = 41, **more: object) -> dict[str, object]:
    """What opens a case of the township: defendant at the first instance. `serial` of the court."""
    return {
        "kind": "administrative",
        "title": "某某不服青石镇政府拆除决定",
        "units": (county.township,),
        "matters": (
            Matter("", county.township, "administrative_act", partial_date("2026-03"), "拆除决定"),
        ),
        "instances": (
            Instance("", "first", "defendant", "云岭县人民法院", f"(2026)辽9901行初{serial}号"),
        ),
        "parties": (
            Party("", "", "defendant", organ=county.township),
            Party("", "", "plaintiff", name="某某"),
        ),
        **more,
    }


@pytest.fixture
def opened(lawful) -> Case:
    """A complaint served on Thursday 2026-09-24, registered by the case officer."""
    return services.register_case(
        actor=lawful.case_officer.actor,
        type="complaint_served",
        occurred_on=SERVED,
        payload={"service_method": "direct"},
        **header(lawful),
    )


@pytest.fixture
def record(lawful, opened) -> Callable[..., object]:
    """`record("report_made", "2026-09-28", by=…, reported_by=…)` records an event of the case."""

    def _record(type_: str, on: str, by: people.Member | None = None, **payload: object):
        return services.record_event(
            actor=(by or lawful.case_officer).actor,
            case=opened.id,
            type=type_,
            occurred_on=date.fromisoformat(on),
            payload=payload,
        )

    return _record


__all__ = ["header", "lawful", "opened", "partial", "record"]
