"""Rows of a proceeding from its stream, and what of it the case may show to whom."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from guize.accountability import mapping
from guize.accountability.models import Proceeding, ProceedingScope, Subject
from guize.accounts.queries import recused
from guize.cases import queries as cases
from guize.cases import services as case_services
from guize.core.assess import assess
from guize.core.facts import CaseRecord
from guize.ledger import clock
from guize.ledger.mapping import StreamRef
from guize.ledger.queries import head
from guize.ledger.services import writing
from guize.regulations.queries import fingerprint, norms

GROUND = ProceedingScope.Ground


def rebuild(row: Proceeding, *, on: date | None = None) -> Proceeding:
    with writing():
        return refresh(row, on=on or clock.today())


def refresh(row: Proceeding, *, on: date) -> Proceeding:
    """Writes the rows anew inside the caller's transaction; only the number is kept."""
    record = cases.whole_record(row.case, proceedings=(row.id,))
    outcome = assess(record, norms(row.tenant), on=on)
    last = head(row.tenant, StreamRef("proceeding", str(row.id)))
    row.stage = mapping.stage_of(outcome)
    row.closed_on = mapping.closed_on(record)
    row.sequence = last.sequence
    parts = (last.hash, row.case.fingerprint, fingerprint(row.tenant))
    row.fingerprint = sha256("|".join(parts).encode()).hexdigest()
    subjects = mapping.subjects_of(record, row.stage)
    row.is_city_managed = any(one.is_city_managed for one in subjects)
    row.save()
    _replace_subjects(row, subjects)
    _replace_scopes(row, record)
    _share(row)
    return row


def _replace_subjects(row: Proceeding, states: tuple[mapping.SubjectState, ...]) -> None:
    Subject.objects.filter(tenant=row.tenant, proceeding=row).delete()
    Subject.objects.bulk_create(
        Subject(tenant=row.tenant, proceeding=row, subject=one.subject, **one.fields())
        for one in states
    )


def _replace_scopes(row: Proceeding, record: CaseRecord) -> None:
    ProceedingScope.objects.filter(tenant=row.tenant, proceeding=row).delete()
    found = [(unit, GROUND.TRANSFERRED) for unit in mapping.transferred_to(record)]
    if mapping.is_on_agenda(record):
        groups = (organ.id for organ in record.organs if organ.role == "party_group")
        found += [(unit, GROUND.AGENDA) for unit in groups]
    key = f"{row.opened_on.isoformat()} {row.id}"
    ProceedingScope.objects.bulk_create(
        ProceedingScope(tenant=row.tenant, proceeding=row, unit=unit, ground=ground, sort_key=key)
        for unit, ground in found
    )


def _share(row: Proceeding) -> None:
    """Tells the case who may find it through any of its proceedings, and who reads as one named."""
    case_services.unshare_case(case=row.case)
    of_case = Proceeding.objects.filter(tenant=row.tenant, case=row.case_id)
    for scope in ProceedingScope.objects.filter(proceeding__in=of_case):
        case_services.share_case(case=row.case, unit=scope.unit, ground=scope.ground)
    served = Subject.objects.filter(proceeding__in=of_case, notice_served_on__isnull=False)
    for person in served.exclude(person="").values_list("person", flat=True):
        case_services.name_person(case=row.case, person=person, relation="served")
    for proceeding in of_case:
        for person in recused(row.tenant, proceeding.id):
            case_services.name_person(case=row.case, person=person, relation="recused")
