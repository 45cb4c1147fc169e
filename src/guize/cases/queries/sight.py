"""Who may see and do what with a case: the access matrix asked in Python and said in SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from guize.cases.models import Case, CaseScope, NamedPerson
from guize.core.access import Actor, Relations, Role, Verdict, may, scope
from guize.ledger.queries import stream_events
from guize.organisation.queries import organisation_record

GROUND = CaseScope.Ground
FINDING_STAGE = "S2"
REPORT, ANNEX = "analysis_report_filed", "recommendation_filed"


def visible(actor: Actor, protected: str = "O1") -> QuerySet[Case]:
    """The cases of which the actor may view `protected`."""
    granted = scope(actor, protected)
    rows = Case.objects.filter(tenant=actor.tenant)
    named = NamedPerson.objects.filter(case=OuterRef("pk"), person=actor.person)
    as_subject = Exists(named)
    return rows.filter(
        (~as_subject & _matches(granted.terms)) | (as_subject & _matches(granted.subject_terms))
    )


def _matches(terms: Iterable) -> Q:
    found = Q(pk__in=[])
    for term in terms:
        found |= _match(term.kind, term.ids)
    return found


def _match(kind: str, ids: Iterable[str]) -> Q:
    matchers: dict[str, Callable[[], Q]] = {
        "everything": lambda: Q(pk__isnull=False),
        "units": lambda: _scoped(unit__in=ids, ground=GROUND.PARTY),
        "transferred": lambda: _scoped(unit__in=ids, ground=GROUND.TRANSFERRED),
        "agenda": lambda: _scoped(ground=GROUND.AGENDA),
        "cases": lambda: Q(pk__in=ids),
        "cross_portfolio": lambda: Q(cross_portfolio=True),
        "bureau_concerned": lambda: Q(concerns_bureau=True),
        "unconcerned": lambda: Q(concerns_bureau=False),
    }
    return matchers.get(kind, lambda: Q(pk__in=[]))()


def _scoped(**conditions: object) -> Q:
    return Q(Exists(CaseScope.objects.filter(case=OuterRef("pk"), **conditions)))


def case(actor: Actor, case_id: UUID | str) -> Case:
    """The case, or 404 whether it does not exist or is not the actor's to see."""
    try:
        found = visible(actor).filter(id=UUID(str(case_id))).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404(_("没有这个案件,或者您无权查看"))
    return found


def stage_of(row: Case) -> str:
    """S0 or S1 as the case stream gives it; S3 once it is on the agenda of the Party group.

    Between those stages the matrix gives unit posts the same answers, so nothing shows them which
    holds.
    """
    on_agenda = row.scopes.filter(ground=GROUND.AGENDA).exists()
    return "S3" if on_agenda else ("S0" if row.stage == "S0" else "S1")


def relations(row: Case) -> Relations:
    """What the case has to do with whom, as far as the case file may show it."""
    scopes = row.scopes.values_list("unit", "ground")
    named = list(row.named_persons.values_list("person", "relation"))
    served = frozenset(p for p, how in named if how == NamedPerson.Relation.SERVED)
    return Relations(
        tenant=str(row.tenant),
        case=str(row.id),
        party=frozenset(unit for unit, ground in scopes if ground == GROUND.PARTY),
        cross_portfolio=row.cross_portfolio,
        bureau_concerned=row.concerns_bureau,
        subjects=served,
        served_on=served,
        recused=frozenset(p for p, how in named if how == NamedPerson.Relation.RECUSED),
        transferred_to=frozenset(u for u, ground in scopes if ground == GROUND.TRANSFERRED),
        on_agenda=any(ground == GROUND.AGENDA for _unit, ground in scopes),
    )


def verdict(actor: Actor, action: str, protected: str, row: Case) -> Verdict:
    """What the matrix says; for the report of the unit with its authors, and whether it is
    filed.
    """
    related = relations(row)
    if protected in ("O5", "O5p"):
        related = _report_relations(related, row, REPORT if protected == "O5" else ANNEX)
    return may(actor, action, protected, stage_of(row), relations=related)


def _report_relations(related: Relations, row: Case, type_: str) -> Relations:

    filed = [e for e in stream_events(row.tenant, "case", row.id) if e.type == type_]
    return replace(related, filed=bool(filed), authors=frozenset(e.account for e in filed))


def allowed(actor: Actor, action: str, protected: str, row: Case) -> bool:
    return verdict(actor, action, protected, row).allowed


def sees_hints(actor: Actor, row: Case) -> bool:
    """Whether the reader may see what the record hints about fault and persons: those who find it,
    in a case on which a proceeding may or may not be open, which nothing here tells.
    """
    stage = max(stage_of(row), FINDING_STAGE)
    return may(actor, "V", "O6", stage, relations=relations(row)).allowed


def require(actor: Actor, action: str, protected: str, row: Case) -> None:
    """Raises `PermissionDenied` if the actor sees the object but may not act on it, else
    `Http404`.
    """
    found = verdict(actor, action, protected, row)
    if found.allowed:
        return
    if found.visible:
        raise PermissionDenied(_("您可以查看,但无权办理这一事项"))
    raise Http404(_("没有这个案件,或者您无权查看"))


def require_opening(actor: Actor, units: Iterable[str]) -> None:
    related = Relations(tenant=actor.tenant, party=frozenset(units))
    if not may(actor, "A", "O1", "S0", relations=related).allowed:
        raise PermissionDenied(_("您无权为所选单位登记案件"))


def may_open(actor: Actor) -> bool:
    """Whether the actor may open a case for his own unit."""
    return any(_opens(actor, seat.organ) for seat in actor.seats)


def seat_for(actor: Actor, row: Case) -> str:
    """The appointment in which the actor acts on the case: the chosen one, else that of his
    right.
    """
    return actor.acting or verdict(actor, "V", "O1", row).appointment or first_seat(actor)


def first_seat(actor: Actor) -> str:
    return actor.acting_seat.appointment if actor.acting_seat else ""


def is_of_bureau(actor: Actor) -> bool:
    return bool(actor.roles & {Role.SC, Role.SH})


def may_determine(actor: Actor, row: Case) -> bool:
    """Whether the actor has the part of the justice bureau in this case: in its posts, or in the
    organ named in its place.
    """
    return may(actor, "A", "O6", "S1", relations=relations(row)).allowed


def reviewed_cases(tenant: UUID | str, organs: Iterable[str]) -> dict[str, frozenset[str]]:
    """The cases in which each organ was named to act in the justice bureau's place."""
    rows = CaseScope.objects.filter(tenant=tenant, unit__in=organs, ground=GROUND.REVIEWER)
    found: dict[str, set[str]] = {}
    for unit, case_id in rows.values_list("unit", "case"):
        found.setdefault(unit, set()).add(str(case_id))
    return {unit: frozenset(ids) for unit, ids in found.items()}


def units_to_open(actor: Actor) -> tuple[list[tuple[str, str]], str]:
    """Units the actor may open a case for, his own first, and the organ of the county
    government.
    """
    organs = organisation_record(actor.tenant).organs
    county = next((organ.id for organ in organs if organ.role == "county_government"), "")
    own = {seat.organ for seat in actor.seats}
    allowed_ones = [
        organ for organ in organs if organ.kind != "other_body" and _opens(actor, organ.id)
    ]
    ordered = sorted(allowed_ones, key=lambda organ: organ.id not in own)
    return [(organ.id, organ.name) for organ in ordered], county


def _opens(actor: Actor, unit: str) -> bool:
    related = Relations(tenant=actor.tenant, party=frozenset({unit}))
    return may(actor, "A", "O1", "S0", relations=related).allowed
