"""A demo case as a script: a list of steps laid around the day of loading."""

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
