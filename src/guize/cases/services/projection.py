"""Rows of a case from its stream. Rewriting after an event and rebuilding are the same function."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from guize.cases import mapping
from guize.cases.models import (
    AwaitedOpinion,
    Case,
    CaseScope,
    Duty,
    Instance,
    Matter,
    NamedPerson,
    Party,
)
from guize.cases.services import snapshots
from guize.core.assess import assess
from guize.core.facts import CaseRecord
from guize.ledger import clock
from guize.ledger.mapping import StreamRef
from guize.ledger.queries import head, stream_events
from guize.ledger.services import writing
from guize.regulations.queries import find_rulebook, norms
from guize.regulations.queries import fingerprint as norms_fingerprint

FROM_CASE_STREAM = (CaseScope.Ground.PARTY, CaseScope.Ground.REVIEWER)


def inputs_fingerprint(tenant: UUID, case_id: UUID | str) -> str:
    """Of everything the rows of a case were computed from."""
    streams = (StreamRef("case", str(case_id)), StreamRef("organisation", str(tenant)))
    parts = (*(head(tenant, stream).hash for stream in streams), norms_fingerprint(tenant))
    return sha256("|".join(parts).encode()).hexdigest()


def rebuild(case: Case, *, on: date | None = None) -> Case:
    """Drops all rows of the case but the header, and makes them anew from the stream."""
    with writing():
        return refresh_duties(case.tenant, case.id, on=on or clock.today())


def refresh_duties(tenant: UUID, case_id: UUID | str, *, on: date) -> Case:
    """Replaces header, parts, scopes and duties of a case, inside the caller's transaction."""
    with transaction.atomic():
        told, events = snapshots.standing(tenant, case_id), stream_events(tenant, "case", case_id)
        record = mapping.record_of(tenant, mapping.structure(str(case_id), events), events)
        outcome = assess(record, norms(tenant), on=on)
        inputs = inputs_fingerprint(tenant, case_id)
        fields = mapping.header_fields(record, outcome)
        fields |= {"sequence": events[-1].sequence, "fingerprint": inputs}
        case, _ = Case.objects.update_or_create(id=case_id, tenant=tenant, defaults=fields)
        _replace_parts(case, record)
        _replace_scopes(case, record)
        _replace_awaited(case, record)
        Duty.objects.filter(tenant=tenant, case=case).delete()
        Duty.objects.bulk_create(mapping.duty_rows(case, outcome.duties))
        snapshots.keep(told, case, outcome.duties, events[-1].id)
        return case


def _replace_parts(case: Case, record: CaseRecord) -> None:
    for model in (Matter, Instance, Party):
        model.objects.filter(tenant=case.tenant, case=case).delete()
    Matter.objects.bulk_create(mapping.matter_rows(case, record))
    Instance.objects.bulk_create(mapping.instance_rows(case, record))
    Party.objects.bulk_create(mapping.party_rows(case, record))


def _replace_awaited(case: Case, record: CaseRecord) -> None:
    AwaitedOpinion.objects.filter(tenant=case.tenant, case=case).delete()
    book = find_rulebook(case.tenant)
    if book:
        AwaitedOpinion.objects.bulk_create(mapping.awaited_rows(case, record, book))


def _replace_scopes(case: Case, record: CaseRecord) -> None:
    own = CaseScope.objects.filter(tenant=case.tenant, case=case)
    own.filter(ground__in=FROM_CASE_STREAM).delete()
    key = mapping.sort_key(case)
    own.update(sort_key=key)
    found = [(unit, CaseScope.Ground.PARTY) for unit in mapping.units_in_scope(record)]
    if named := mapping.reviewer_of(record):
        found.append((mapping.reviewer_named(named), CaseScope.Ground.REVIEWER))
    CaseScope.objects.bulk_create(
        CaseScope(tenant=case.tenant, unit=unit, sort_key=key, case=case, ground=ground)
        for unit, ground in found
    )


def name_person(*, case: Case, person: str, relation: str) -> None:
    """From now on the person reads the case as one concerned: served with the notice, or
    recused.
    """
    NamedPerson.objects.get_or_create(
        tenant=case.tenant, case=case, person=person, relation=relation
    )


def share_case(*, case: Case, unit: str, ground: str) -> None:
    """Lets a body find the case: the Party group's agenda, or the body it was transferred to.

    Called by the accountability app within the transaction of its event.
    """
    CaseScope.objects.get_or_create(
        tenant=case.tenant,
        unit=unit,
        case=case,
        ground=ground,
        defaults={"sort_key": mapping.sort_key(case)},
    )


def unshare_case(*, case: Case) -> None:
    """Takes back what `share_case` and `name_person` gave, before they are written anew."""
    NamedPerson.objects.filter(tenant=case.tenant, case=case).delete()
    shared = CaseScope.objects.filter(tenant=case.tenant, case=case)
    shared.exclude(ground__in=FROM_CASE_STREAM).delete()


def refresh_stale(tenant: UUID, *, on: date) -> int:
    """Makes anew the rows whose inputs changed, and those where the passing of days can change
    them.
    """
    renewed = 0
    for case in Case.objects.filter(tenant=tenant).order_by("id"):
        if case.stage == "S0" or case.fingerprint != inputs_fingerprint(tenant, case.id):
            rebuild(case, on=on)
            renewed += 1
    return renewed
