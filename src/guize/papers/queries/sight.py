"""Who may make and read which document: the right on the object it belongs to, at its stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _

from guize.accountability import queries as accountability
from guize.cases import queries as cases
from guize.core.access import Actor, Object, Verdict, may
from guize.ledger.mapping import StreamRef
from guize.papers.kinds import KINDS, OF_CASE, OF_PROCEEDING, Kind


@dataclass(frozen=True, slots=True)
class Place:
    """Where papers lie: a case, or a proceeding on it (`proceeding` None: the case itself)."""

    case: Any
    proceeding: Any = None

    @property
    def row(self) -> Any:
        return self.proceeding or self.case

    @property
    def stream(self) -> StreamRef:
        return StreamRef("proceeding" if self.proceeding else "case", str(self.row.id))

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return OF_PROCEEDING if self.proceeding else OF_CASE


def of_case(actor: Actor, case: UUID | str) -> Place:
    """The papers of a case, or 404."""
    return Place(cases.case(actor, case))


def of_proceeding(actor: Actor, proceeding: UUID | str) -> Place:
    """The papers of a proceeding, with an entry in the read log, or 404."""
    row = accountability.proceeding(actor, proceeding)
    return Place(row.case, row)


def verdict(
    actor: Actor, action: str, protected: str, place: Place, *, subject: str = ""
) -> Verdict:
    if place.proceeding:
        return accountability.verdict(actor, action, protected, place.proceeding, subject=subject)
    return cases.verdict(actor, action, protected, place.case)


def allowed(actor: Actor, action: str, protected: str, place: Place, *, subject: str = "") -> bool:
    return verdict(actor, action, protected, place, subject=subject).allowed


def kind_of(place: Place, code: str) -> Kind:
    """A kind that belongs here; 404 for any other."""
    kind = KINDS.get(code)
    if kind is None or kind not in place.kinds:
        raise Http404(_("没有这种文书"))
    return kind


def offered(actor: Actor, place: Place) -> list[Kind]:
    """The kinds the actor may make here now, for someone at least."""
    return [kind for kind in place.kinds if _may_make(actor, kind, place)]


def _may_make(actor: Actor, kind: Kind, place: Place) -> bool:
    asked = named(kind, place) if kind.about_one else [""]
    return any(allowed(actor, kind.action, kind.object, place, subject=one) for one in asked)


def named(kind: Kind, place: Place) -> list[str]:
    """Whom a document of the kind can be about: none where it is about the whole case."""
    if not kind.about_one or place.proceeding is None:
        return []
    subjects = place.proceeding.subjects.all()
    return [one.subject for one in subjects if not (kind.is_of_units and one.person)]


def may_template(actor: Actor) -> bool:
    """The justice bureau keeps the county's templates, as it keeps the rulebook; whoever may only
    install that does not.
    """
    found = [may(actor, action, Object.RULEBOOK, "S0") for action in ("A", "P")]
    return any(one.allowed and not one.part for one in found)


def require_template(actor: Actor) -> None:
    if not may_template(actor):
        raise PermissionDenied(_("模板由县司法行政机关维护"))
