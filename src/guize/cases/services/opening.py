"""Cases are opened and extended: header, matters, levels of court, parties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _

from guize.cases import mapping, queries
from guize.cases.models import Case
from guize.cases.services.numbering import refuse_second_file
from guize.cases.services.projection import refresh_duties
from guize.cases.services.recording import record_event
from guize.core import facts
from guize.core.access import Actor
from guize.core.facts import FactError
from guize.ledger import clock
from guize.ledger.identifiers import new_id
from guize.ledger.mapping import StoredEvent, StreamRef
from guize.ledger.queries import event_by_key
from guize.ledger.services import IdempotencyConflict, append, writing
from guize.organisation.queries import organ_exists
from guize.regulations.queries import find_rulebook

Part = TypeVar("Part", facts.Matter, facts.Instance, facts.Party)


def open_case(
    *,
    actor: Actor,
    kind: str,
    title: str,
    units: Sequence[str],
    opened_on: date,
    number: str = "",
    matters: Iterable[facts.Matter] = (),
    instances: Iterable[facts.Instance] = (),
    parties: Iterable[facts.Party] = (),
    idempotency_key: str = "",
    duplicate_reason: str = "",
) -> Case:
    """Opens a case. Parts with an empty `id` get one; a party with an empty `instance` the first
    level. `duplicate_reason`: why a second file is opened under a number that a case has already.

    Raises `FactError`, `PermissionDenied` where the actor may not open one for these units.
    """
    first = event_by_key(actor.tenant, idempotency_key)
    case_id = first.stream.id if first else str(new_id())
    case = facts.Case(case_id, kind, title.strip(), tuple(map(str, units)), number, opened_on)
    parts = (tuple(matters), tuple(instances), tuple(parties))
    built = _numbered(mapping.Structure(case, *parts))
    with writing():
        queries.require_opening(actor, built.case.units)
        if first:
            return _already_opened(first, built)
        _check(actor.tenant, built, clock.today())
        refuse_second_file(actor, built.instances, duplicate_reason)
        append(
            tenant=actor.tenant,
            stream=StreamRef("case", case_id),
            type=mapping.OPENED,
            payload=built.payload(),
            occurred_on=opened_on,
            account=actor.account,
            appointment=queries.first_seat(actor),
            idempotency_key=idempotency_key,
            reason=duplicate_reason,
        )
        return refresh_duties(actor.tenant, case_id, on=clock.today())


def register_case(
    *,
    actor: Actor,
    type: str,  # noqa: A002 - the word of the envelope
    occurred_on: date,
    payload: Mapping[str, object],
    evidence: Sequence[str] = (),
    idempotency_key: str = "",
    **header: Any,
) -> Case:
    """Opens a case with its first event in one transaction; `header` as `open_case` takes it."""
    with writing():
        case = open_case(
            actor=actor, opened_on=occurred_on, idempotency_key=idempotency_key, **header
        )
        record_event(
            actor=actor,
            case=case.id,
            type=type,
            occurred_on=occurred_on,
            payload=payload,
            evidence=evidence,
            idempotency_key=f"{idempotency_key}:first" if idempotency_key else "",
        )
        return queries.case(actor, case.id)


def amend_case(
    *,
    actor: Actor,
    case: UUID | str,
    changes: Mapping[str, Any],
    expected_sequence: int | None = None,
    reason: str = "",
) -> Case:
    """Changes header fields (`number`, `title`, `kind`, `units`) or, under `instances`, by id, the
    `court`, `number` and `procedure` of a level of court. What was there before stays in the
    stream. `reason` is needed where the number is that of another case.
    """
    with writing():
        row = queries.case(actor, case)
        queries.require(actor, "A", "O1", row)
        known = queries.record(actor, row)
        levels = (_amended(level, changes) for level in known.instances)
        refuse_second_file(actor, [each for each in levels if each], reason, apart=case)
        return _extend(actor, case, (mapping.AMENDED, changes), expected_sequence, reason=reason)


def _amended(level: facts.Instance, changes: Mapping[str, Any]) -> facts.Instance | None:
    """The level under its new number; None where that stays as it is."""
    changed = changes.get("instances", {}).get(level.id, {})
    number = changed.get("number", level.number)
    is_same = queries.number_key(number) == queries.number_key(level.number)
    return None if is_same else replace(level, number=number)


def add_matter(
    *, actor: Actor, case: UUID | str, matter: facts.Matter, expected_sequence: int | None = None
) -> Case:
    content = {"matter": mapping.matter_payload(_with_id(matter))}
    return _extend(actor, case, (mapping.MATTER_ADDED, content), expected_sequence)


def add_instance(
    *,
    actor: Actor,
    case: UUID | str,
    instance: facts.Instance,
    parties: Iterable[facts.Party] = (),
    expected_sequence: int | None = None,
    duplicate_reason: str = "",
) -> Case:
    """Adds a level of court, e.g. the second instance after an appeal."""
    level = _with_id(instance)
    sides = [asdict(replace(_with_id(party), instance=level.id)) for party in parties]
    change = (mapping.INSTANCE_ADDED, {"instance": asdict(level), "parties": sides})
    with writing():
        queries.require(actor, "A", "O1", queries.case(actor, case))
        refuse_second_file(actor, [level], duplicate_reason, apart=case)
        return _extend(actor, case, change, expected_sequence, reason=duplicate_reason)


def _extend(
    actor: Actor,
    case: UUID | str,
    change: tuple[str, Mapping[str, Any]],
    expected_sequence: int | None,
    *,
    reason: str = "",
) -> Case:
    with writing():
        row = queries.case(actor, case)
        queries.require(actor, "A", "O1", row)
        append(
            tenant=actor.tenant,
            stream=StreamRef("case", str(row.id)),
            type=change[0],
            payload=change[1],
            occurred_on=clock.today(),
            account=actor.account,
            appointment=queries.seat_for(actor, row),
            expected_sequence=expected_sequence,
            reason=reason,
        )
        return refresh_duties(actor.tenant, row.id, on=clock.today())


def _with_id(part: Part) -> Part:
    return part if part.id else replace(part, id=str(new_id()))


def _numbered(built: mapping.Structure) -> mapping.Structure:
    instances = tuple(_with_id(instance) for instance in built.instances)
    first = instances[0].id if instances else ""
    parties = (replace(_with_id(p), instance=p.instance or first) for p in built.parties)
    return replace(
        built,
        matters=tuple(_with_id(matter) for matter in built.matters),
        instances=instances,
        parties=tuple(parties),
    )


def _already_opened(first: StoredEvent, built: mapping.Structure) -> Case:
    """The case a repeated submission opened the first time; another content under the key is a
    fault.
    """
    if _without_ids(first.payload) != _without_ids(built.payload()):
        raise IdempotencyConflict(first)
    return Case.objects.get(id=first.stream.id)


def _without_ids(value: Any) -> Any:
    if isinstance(value, Mapping):
        ids = ("id", "instance")
        return {name: _without_ids(part) for name, part in value.items() if name not in ids}
    return [_without_ids(part) for part in value] if isinstance(value, list | tuple) else value


def _check(tenant: UUID | str, built: mapping.Structure, today: date) -> None:
    case = built.case
    kinds = {word.code for word in find_rulebook(tenant).words["案件类型"]}
    if not case.title:
        raise FactError("title", _("请填写案由或争议事项"))
    if case.kind not in kinds:
        raise FactError("kind", _("没有这种案件类型"))
    if case.opened_on and case.opened_on > today:
        raise FactError("occurred_on", _("日期晚于今天,尚未发生的事不能记录"))
    if not case.units:
        raise FactError("units", _("请选择涉案单位"))
    acting = (matter.acting_organ for matter in built.matters)
    for organ in (*case.units, *acting, *(p.organ for p in built.parties if p.organ)):
        if not organ_exists(tenant, organ):
            raise FactError("units", _("没有这个单位,请重新选择"))
    _check_act_days(built, today)


def _check_act_days(built: mapping.Structure, today: date) -> None:
    for matter in built.matters:
        if matter.act_on and matter.act_on.first > (built.case.opened_on or today):
            raise FactError("act_on", _("行为日期晚于诉讼开始之日,请核对"))
