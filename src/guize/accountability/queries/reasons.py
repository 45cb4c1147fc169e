"""Why and why not in a proceeding, and what is still unknown, for those who may see findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guize.accountability.models import Proceeding
from guize.accountability.queries import reading, sight
from guize.cases import queries as cases
from guize.cases.forms.choices import facts
from guize.core import explain
from guize.core.access import Actor
from guize.core.answers import Missing, Reason
from guize.core.assess import Assessment
from guize.core.explain import Otherwise
from guize.regulations.queries import norms

ASKED_IN = {
    "1": ("adverse", "gate", "referral"),
    "2": ("responsibility",),
    "5": ("pursuit", "routing", "remedy"),
}
"""The questions that the steps of the determination answer."""


def reasons(actor: Actor, row: Proceeding, asked: Mapping[str, str]) -> dict[str, Any]:
    """The page of reasons; 404 for whoever may not see findings."""
    asking = _asking(actor, row)
    shown = cases.answered(asking, asked)
    if "found" in shown:
        place = _Places(actor, row, asking)
        shown["questions"] = list(cases.questions_of(shown["found"].said.missing, asking, place.of))
    return shown


def explained_step(actor: Actor, row: Proceeding, step: str) -> dict[str, Any]:
    """What goes with a step of the determination: the facts it lacks, the text that governs, and
    without which lateness a hint would not arise.
    """
    asking = _asking(actor, row)
    place = _Places(actor, row, asking)
    lacking = asking.missing(ASKED_IN.get(step, ()))
    late = explain.counterfactuals(asking.known, asking.law, on=asking.outcome.on)
    return {
        "names": asking.names,
        "why_url": reverse("accountability:why", args=[row.id]),
        "questions": list(cases.questions_of(lacking, asking, place.of)),
        "transition": asking.outcome.transition if step in ("3", "5") else None,
        "supposed": _supposed(asking.outcome, late) if step == "3" else {},
    }


def _supposed(outcome: Assessment, late: Mapping[str, Otherwise]) -> dict[str, tuple[Reason, ...]]:
    """By the fact of each hinted ground."""
    hinted = (ground for ground in outcome.grounds if ground.hinted)
    return {ground.fact: cases.hinted(ground.id, late.values()) for ground in hinted}


def _asking(actor: Actor, row: Proceeding) -> cases.Asking:
    if not sight.allowed(actor, "V", "O6", row):
        raise Http404(_("没有这个页面"))
    known, every = reading.record(row), frozenset(explain.QUESTIONS)
    return cases.Asking(known, norms(actor.tenant), cases.rulebook(actor), every)


class _Places:
    """Where a fact is recorded in the proceeding, else in its case."""

    def __init__(self, actor: Actor, row: Proceeding, asking: cases.Asking) -> None:
        self.row = row
        self.asking = asking
        offers = reading.offers(actor, row, asking.known, asking.outcome)
        self.offered = {offer.type.code for offer in offers}
        self.case = cases.places_of(actor, row.case, asking)

    def of(self, missing: Missing) -> cases.Place | None:
        """The step for it; None where somebody else has to record it."""
        if missing.fact == "handling":
            return self._step("proposal_made", {"subject": missing.about})
        if missing.fact == "any_ground":
            return self._grounds()
        if missing.fact in dict(facts(self.asking.book, "proceeding")):
            given = {"fact": missing.fact, "about": missing.about}
            return self._step("finding_recorded", given) or self.case.of(missing)
        return self.case.of(missing)

    def _step(self, code: str, given: dict[str, str]) -> cases.Place | None:
        if code not in self.offered:
            return None
        told = urlencode({name: value for name, value in given.items() if value})
        address = reverse("accountability:step", args=[self.row.id, code])
        return cases.Place(f"{address}?{told}", gettext_lazy("记录"))

    def _grounds(self) -> cases.Place | None:
        """Whether any ground is present is found item by item (第十条)."""
        address = reverse("accountability:determination", args=[self.row.id])
        is_offered = "finding_recorded" in self.offered
        return cases.Place(f"{address}?step=3", gettext_lazy("逐项认定")) if is_offered else None
