"""The forty cases of the demo county, each a list of steps laid around the day of loading."""

from __future__ import annotations

from dataclasses import dataclass

from guize.web.demo.steps import Steps


@dataclass(frozen=True, slots=True)
class Script:
    """A case: what it is about, between whom, and what was done. `act`: days before loading."""

    title: str
    unit: str
    steps: Steps
    kind: str = "administrative"
    role: str = "defendant"
    others: tuple[str, ...] = ()
    opponent: str = "原告某(演示)"
    act_kind: str = "administrative_act"
    act: int = 500
    acting: str = ""


def scripts() -> tuple[Script, ...]:
    """All forty, in the order of loading."""
    from guize.web.demo.docket import accountability, judgments, response  # noqa: PLC0415

    return (*response.SCRIPTS, *judgments.SCRIPTS, *accountability.SCRIPTS)
