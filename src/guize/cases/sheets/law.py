"""A change of the law on its way: the form, what it would do to the cases, its proposal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from guize.accounts.queries import holder_name
from guize.cases.queries.effects import Effect, effect_of
from guize.core.access import Actor
from guize.core.days import Calendar
from guize.core.facts import FactError
from guize.core.markdown import RulebookError
from guize.core.rulebook import Norms
from guize.ledger.clock import today
from guize.ledger.services import IdempotencyConflict
from guize.regulations import services
from guize.regulations.forms import ChangeForm
from guize.regulations.queries import changes, law, months, uploads


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a change would bring: its content, the years it touches, the text as examined, the
    effect on open cases.
    """

    kind: str
    payload: dict[str, Any]
    effect: Effect
    years: tuple[months.YearPage, ...]
    examined: uploads.Examined | None = None


def outlook(actor: Actor, kind: str, payload: dict[str, Any]) -> Outlook:
    """Raises RulebookError where the rules cannot stand as a reading would have them."""
    after: Norms = law.if_adopted(actor.tenant, kind, payload)
    years = years_of(kind, payload, after.calendar)
    text = uploads.examined(actor.tenant, payload) if kind == changes.Kind.RULEBOOK else None
    return Outlook(kind, payload, effect_of(actor, after), years, text)


def standing(actor: Actor, row: Any) -> dict[str, Any]:
    """The outlook of a change that waits, or why, as the law is by now, it can no longer stand."""
    try:
        return {"outlook": outlook(actor, row.kind, row.payload), "obstacle": ""}
    except RulebookError as error:
        return {"outlook": None, "obstacle": str(error.faults[0])}


def persons(row: Any) -> dict[str, str]:
    """Who proposed a change and who decided on it, by name."""
    return {
        "proposed": holder_name(row.tenant, row.proposed_by),
        "decided": holder_name(row.tenant, row.decided_by),
    }


def years_of(kind: str, payload: dict[str, Any], calendar: Calendar) -> tuple[months.YearPage, ...]:
    """The years that a change of calendar touches, as they would be."""
    days = [day["day"] for day in payload.get("days", ())]
    touched = {int(payload["year"])} if "year" in payload else {int(day[:4]) for day in days}
    return tuple(months.year_page(calendar, year, today()) for year in sorted(touched))


def is_allowed(actor: Actor, form: ChangeForm) -> bool:
    """Asks the service before anything is shown as if it could be done."""
    return _taken(form, lambda: services.check_change(
        actor=actor, kind=form.kind, payload=form.payload(), reason=form.reason
    ))  # fmt: skip


def proposed(actor: Actor, form: ChangeForm) -> Any:
    """The change as it was proposed; None where the form has errors now."""
    made: list[Any] = []
    key = form.cleaned_data["idempotency_key"]

    def propose() -> None:
        made.append(
            services.propose(
                actor=actor,
                kind=form.kind,
                payload=form.payload(),
                reason=form.reason,
                idempotency_key=key,
            )
        )

    return made[0] if _taken(form, propose) else None


def _taken(form: ChangeForm, act: Any) -> bool:
    """Whether the service took it; what it refuses becomes the error of its field."""
    try:
        act()
    except FactError as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.cause)
    except IdempotencyConflict:
        form.add_error(None, _("本表单已经提交过;要再提一项,请重新打开。"))
    return not form.errors
