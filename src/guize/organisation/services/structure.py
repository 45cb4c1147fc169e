"""The county, its organs, posts and persons."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Unpack

from django.utils.translation import gettext as _

from guize.core.facts import FactError
from guize.ledger.identifiers import new_id
from guize.organisation.models import Organ, Person, Post, Tenant
from guize.organisation.services.writing import (
    Change,
    Identifier,
    Recording,
    fresh_id,
    record,
    required,
    row_of,
)


def found_county(
    *,
    by: Identifier,
    name: str,
    short_name: str = "",
    pack: str,
    court_code: str = "",
    is_demo: bool = False,
    on: date | None = None,
    **recording: Unpack[Recording],
) -> Tenant:
    """Opens the books of a county; everything else belongs to one."""
    tenant = str(new_id())
    payload = {
        "name": required("name", name),
        "short_name": short_name or name,
        "court_code": court_code,
        "pack": required("pack", pack),
        "is_demo": is_demo,
    }
    record(Change(tenant, by, "county_founded", payload, on), recording)
    return Tenant.objects.get(id=tenant)


def establish_organ(
    *,
    tenant: Identifier,
    by: Identifier,
    name: str,
    kind: str,
    role: str = "",
    parent: Identifier = "",
    succeeds: Sequence[Identifier] = (),
    on: date | None = None,
    **recording: Unpack[Recording],
) -> Organ:
    """Enters an organ. `on`: established on that day; None: before the books begin."""
    organ = fresh_id(tenant, recording, "organ")
    payload = {
        "organ": organ,
        "name": required("name", name),
        "kind": required("kind", kind),
        "role": role,
        "parent": str(parent),
        "succeeds": [str(former) for former in succeeds],
        "established_on": on,
    }

    def check() -> None:
        if parent:
            row_of(Organ, tenant, parent, "parent")
        for former in succeeds:
            row_of(Organ, tenant, former, "succeeds")
        standing = Organ.objects.filter(tenant=tenant, name=payload["name"])
        if standing.filter(dissolved_on__isnull=True).exists():
            raise FactError("name", _("已有同名的机关"))

    record(Change(tenant, by, "organ_established", payload, on), recording, check)
    return Organ.objects.get(id=organ)


def dissolve_organ(
    *,
    tenant: Identifier,
    by: Identifier,
    organ: Identifier,
    on: date,
    **recording: Unpack[Recording],
) -> Organ:
    """Ends an organ on a day; what it did stays its own."""
    row = row_of(Organ, tenant, organ, "organ")
    if row.established_on and on <= row.established_on:
        raise FactError("on", _("撤销日期不能早于设立日期"))
    payload = {"organ": str(organ)}
    record(Change(tenant, by, "organ_dissolved", payload, on), recording)
    row.refresh_from_db()
    return row


def create_post(
    *,
    tenant: Identifier,
    by: Identifier,
    organ: Identifier,
    title: str,
    function: str,
    on: date | None = None,
    **recording: Unpack[Recording],
) -> Post:
    """Enters a seat in an organ; `function` is a code of the vocabulary 职务."""
    post = fresh_id(tenant, recording, "post")
    payload = {
        "post": post,
        "organ": str(organ),
        "title": required("title", title),
        "function": required("function", function),
    }
    row_of(Organ, tenant, organ, "organ")
    record(Change(tenant, by, "post_created", payload, on), recording)
    return Post.objects.get(id=post)


def register_person(
    *,
    tenant: Identifier,
    by: Identifier,
    name: str,
    on: date | None = None,
    **recording: Unpack[Recording],
) -> Person:
    """Enters a person, who need not have an account."""
    person = fresh_id(tenant, recording, "person")
    payload = {"person": person, "name": required("name", name)}
    record(Change(tenant, by, "person_registered", payload, on), recording)
    return Person.objects.get(id=person)
