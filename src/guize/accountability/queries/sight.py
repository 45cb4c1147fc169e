"""Who may see and do what in a proceeding. Whatever is denied does not exist: 404, and a log
entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from guize.accountability import mapping
from guize.accountability.models import Proceeding, ProceedingScope, Subject
from guize.accounts.queries import recused, recused_from
from guize.cases import queries as cases
from guize.core.access import Actor, Relations, Role, Term, Verdict, may, may_record, scope
from guize.core.facts import CaseRecord
from guize.core.rulebook import EventType
from guize.ledger.services import log_denied, log_read

STAGES = ("S2", "S3", "S4", "S5", "S6", "S7")
# Who may view one of these has business on the proceeding's page; a decision has its own.
ON_PAGE = ("O6", "O8", "O11")
# A proceeding may end before any decision; what must not be missing is a matter of its rules.
CLOSING = "proceeding_closed"
OF_PERSON = frozenset({"O10", "O11", "O12", "O13"})
# The transfer file is written by several bodies, each its own step (第六条第二款、第三款).
SHARED = "O8"
# What a verdict names where only his own authorship keeps the actor from signing.
OWN_WORK = "own_work"
BODY_OF = {
    Role.SC: "justice_bureau",
    Role.SH: "justice_bureau",
    Role.DC: "discipline_body",
    Role.OD: "organization_department",
    Role.CC: "party_committee",
}


def visible(actor: Actor) -> QuerySet[Proceeding]:
    """The proceedings whose page the actor may open."""
    rows = Proceeding.objects.filter(tenant=actor.tenant)
    named = Subject.objects.filter(
        proceeding__case=OuterRef("case"), person=actor.person or "nobody"
    )
    taken = Exists(named) | Q(pk__in=recused_from(actor.tenant, actor.person))
    found = Q(pk__in=[])
    for stage in STAGES:
        for protected in ON_PAGE:
            found |= Q(stage=stage) & _matches(scope(actor, protected, stage).terms)
    return rows.filter(found).exclude(taken)


def _matches(terms: Iterable[Term]) -> Q:
    found = Q(pk__in=[])
    for term in terms:
        found |= _match(term)
    return found


def _match(term: Term) -> Q:
    handed = ProceedingScope.Ground.TRANSFERRED
    matchers: dict[str, Callable[[], Q]] = {
        "everything": lambda: Q(pk__isnull=False),
        "transferred": lambda: _scoped(unit__in=term.ids, ground=handed),
        "agenda": lambda: _scoped(ground=ProceedingScope.Ground.AGENDA),
        "city_managed": lambda: Q(is_city_managed=True),
        "unconcerned": lambda: Q(case__concerns_bureau=False),
        "cases": lambda: Q(case__in=term.ids),
    }
    return matchers.get(term.kind, lambda: Q(pk__in=[]))()


def _scoped(**conditions: object) -> Q:
    return Q(Exists(ProceedingScope.objects.filter(proceeding=OuterRef("pk"), **conditions)))


def proceeding(actor: Actor, proceeding_id: UUID | str) -> Proceeding:
    """The proceeding with an entry in the read log, or 404 with one of the refusal."""
    try:
        found = visible(actor).filter(id=UUID(str(proceeding_id))).first()
    except ValueError:
        found = None
    about = {"object": "O6", "object_id": str(proceeding_id)}
    seat = actor.acting_seat.appointment if actor.acting_seat else ""
    log = log_read if found else log_denied
    stage = found.stage if found else ""
    log(tenant=actor.tenant, account=actor.account, appointment=seat, stage=stage, **about)
    if found is None:
        raise Http404(_("没有这个页面"))
    return found


def proceedings(actor: Actor) -> QuerySet[Proceeding]:
    return visible(actor).select_related("case").order_by("-year", "-serial")


def of_case(actor: Actor, case_id: UUID | str) -> Proceeding | None:
    """The latest proceeding on a case, as far as the actor may see it."""
    return visible(actor).filter(case=case_id).order_by("-opened_on", "-id").first()


def relations(row: Proceeding, subject: str = "") -> Relations:
    """What the proceeding, or one person's part in it, has to do with whom."""
    base = cases.relations(row.case)
    named = list(Subject.objects.filter(proceeding__case=row.case_id))
    scopes = list(row.scopes.values_list("unit", "ground"))
    agenda, handed = ProceedingScope.Ground.AGENDA, ProceedingScope.Ground.TRANSFERRED
    related = replace(
        base,
        subjects=frozenset(one.person for one in named if one.person),
        served_on=frozenset(o.person for o in named if o.person and o.notice_served_on),
        recused=frozenset(recused(row.tenant, row.id)),
        transferred_to=frozenset(unit for unit, ground in scopes if ground == handed),
        on_agenda=any(ground == agenda for _unit, ground in scopes),
        city_managed=row.is_city_managed,
    )
    one = next((o for o in named if o.subject == subject and o.proceeding_id == row.id), None)
    return _of_person(related, one) if one else related


def _of_person(related: Relations, one: Subject) -> Relations:
    return replace(
        related,
        about=frozenset({one.person} - {""}),
        about_units=frozenset({one.organ} - {""}),
        city_managed=one.is_city_managed,
    )


def stage_for(row: Proceeding, protected: str, subject: str = "") -> str:
    """For decisions and what follows them the stage is that of the person."""
    one = row.subjects.filter(subject=subject).first() if subject else None
    return one.stage if one and protected in OF_PERSON else row.stage


def _related(row: Proceeding, protected: str, subject: str) -> Relations:
    related = relations(row, subject)
    one = row.subjects.filter(subject=subject).first() if subject else None
    if protected in ("O10", "O12"):
        served = {one.person} - {""} if one and one.served_on else set()
        return replace(related, served_on=frozenset(served))
    return related


def allowed(
    actor: Actor, action: str, protected: str, row: Proceeding, *, subject: str = ""
) -> bool:
    return verdict(actor, action, protected, row, subject=subject).allowed


def verdict(
    actor: Actor, action: str, protected: str, row: Proceeding, *, subject: str = ""
) -> Verdict:
    """What the matrix says, with the post that the right comes from."""
    stage = stage_for(row, protected, subject)
    related = _related(row, protected, subject)
    return may(actor, action, protected, stage, relations=related)


def recording(
    actor: Actor,
    kind: EventType,
    row: Proceeding,
    *,
    subject: str = "",
    action: str = "",
    authors: frozenset[str] = frozenset(),
    bodies: frozenset[str] = frozenset(),
) -> Verdict:
    """Whether the actor may record an event of the kind; nobody signs what he wrote."""
    related = replace(_related(row, kind.object, subject), authors=authors, bodies=bodies)
    stage = stage_for(row, kind.object, subject)
    if kind.code == CLOSING:
        stage = max(stage, "S5")
    asked = action or kind.action, kind.object, stage
    found = may_record(actor, *asked, relations=related)
    if not found.allowed and actor.account in authors:
        other = may_record(actor, *asked, relations=replace(related, authors=frozenset()))
        return replace(found, rule=OWN_WORK) if other.allowed else found
    if found.allowed and kind.object == SHARED and not _is_own_step(actor, kind, found):
        return replace(found, allowed=False, rule="step")
    return found


def _is_own_step(actor: Actor, kind: EventType, found: Verdict) -> bool:
    """Checks if the rulebook gives the step to a body of the actor, or he enters it for one."""
    steps = cases.rulebook(actor).steps
    bodies = {body for step in steps if kind.code in step.done_by for body in step.actors}
    column = Role(found.rule.split()[-1]) if found.allowed and not found.part else None
    own = {BODY_OF.get(role, "") for role in (*actor.roles, column) if role}
    return not bodies or bool(bodies & own) or found.part == "recorded_for"


def recording_for(
    actor: Actor, kind: EventType, row: Proceeding, *, subject: str, known: CaseRecord
) -> Verdict:
    """The same with everything the record says of authors and bodies."""
    authors = mapping.authors_of(known, kind.code)
    bodies = mapping.bodies_of(known, subject)
    return recording(actor, kind, row, subject=subject, authors=authors, bodies=bodies)


def require(found: Verdict) -> str:
    """The appointment the right comes from; else 403 for what is visible, 404 for what is not."""
    if found.allowed:
        return found.appointment
    if found.rule == OWN_WORK:
        raise PermissionDenied(_("内容由您起草,须由另一人审核或批准"))
    if found.visible:
        raise PermissionDenied(_("您可以查看,但无权办理这一步"))
    raise Http404(_("没有这个页面"))


def may_open(actor: Actor, case_row: object) -> bool:
    """Whether the actor may open a proceeding on a case whose adverse judgment is effective."""
    related = cases.relations(case_row)
    return may(actor, "A", "O6", "S1", relations=related).allowed and case_row.stage != "S0"
