"""What was last checked, signed and witnessed: figures without any content."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, QuerySet

from guize.ledger import clock
from guize.ledger.models import Cosignature, Event, Leaf, ReadLog, SignedHead, Verification


@dataclass(frozen=True, slots=True)
class State:
    """The last check of all, the last of any kind, the newest checkpoint, and its witnesses."""

    full: Verification | None
    last: Verification | None
    head: SignedHead | None
    witnessed: tuple[Cosignature, ...]

    @property
    def is_whole(self) -> bool:
        """Checks if the last check found nothing."""
        return bool(self.last and not self.last.findings)

    @property
    def first(self) -> int:
        """The number from which the last check found the record not to hold; 0: unknown."""
        found = self.last.findings if self.last else []
        return min((one["number"] for one in found if one["number"]), default=0)


def state(tenant: str | UUID) -> State:
    checks = Verification.objects.filter(tenant=tenant).order_by("-at")
    seen = Cosignature.objects.filter(tenant=tenant).select_related("signed_head")
    return State(
        full=checks.filter(is_full=True).first(),
        last=checks.first(),
        head=SignedHead.objects.filter(tenant=tenant).order_by("-size").first(),
        witnessed=tuple(seen.order_by("-at")[:5]),
    )


def checked_on(tenant: str | UUID, day: date) -> bool:
    """Checks if everything was checked on that day."""
    full = state(tenant).full
    return bool(full and full.at.astimezone(clock.BEIJING).date() == day)


def waits_since(tenant: str | UUID) -> datetime | None:
    """When the oldest entry was recorded that has no place in the tree yet."""
    has_place = Leaf.objects.filter(tenant=tenant, event=OuterRef("id"))
    rows = Event.objects.filter(~Exists(has_place), tenant=tenant).order_by("recorded_at")
    return rows.values_list("recorded_at", flat=True).first()


def first_recorded_at() -> datetime | None:
    """When the first entry of this installation was recorded."""
    return Event.objects.aggregate(first=Min("recorded_at"))["first"]


def head_of(tenant: str | UUID, day: date) -> SignedHead | None:
    """The last checkpoint of a day."""
    heads = SignedHead.objects.filter(tenant=tenant, at__date=day)
    return heads.order_by("-size").first()


def looked_at(
    tenant: str | UUID,
    *,
    object_id: str = "",
    accounts: list[str] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> QuerySet[ReadLog]:
    """The read log, the latest first: of one object, by these accounts, in this time."""
    rows = ReadLog.objects.filter(tenant=tenant).order_by("-at", "-id")
    rows = rows.filter(object_id=object_id) if object_id else rows
    rows = rows if accounts is None else rows.filter(account__in=accounts)
    rows = rows.filter(at__gte=since) if since else rows
    return rows.filter(at__lt=until) if until else rows
