"""The installed law of a county: texts as they were read, calendars as they were published."""

from __future__ import annotations

from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from guize.ledger.identifiers import new_id


class RulebookVersion(models.Model):
    """One version of one pack, kept as the text of its files and of its example cases.

    It is used for what happens from `since` on: the first day of the regulation, or a later one
    from which this text of it takes the place of another. A text installed again with changes but
    for the same day replaces the earlier one, which stays, not active. Versions with different
    days stand side by side. `change` is the change of the law that brought it, if two persons did.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    pack = models.CharField(max_length=64)
    content_hash = models.CharField(max_length=80)
    title = models.CharField(max_length=255)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    since = models.DateField()
    pack_toml = models.TextField()
    files = models.JSONField()
    scenarios = models.JSONField(default=dict)
    change = models.UUIDField(null=True)
    installed_at = models.DateTimeField()
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["tenant", "id"], name="regulations_version_of_tenant"),
            UniqueConstraint(
                fields=["tenant", "pack", "content_hash", "since"], name="regulations_text_once"
            ),
            UniqueConstraint(
                fields=["tenant", "pack", "since"],
                condition=Q(is_active=True),
                name="regulations_one_active_text",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pack} {self.since}"


class CalendarYear(models.Model):
    """The yearly notice on days off. `off`: day → festival; `makeup`: days worked instead."""

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    year = models.PositiveSmallIntegerField()
    off = models.JSONField()
    makeup = models.JSONField()
    notice = models.CharField(max_length=255)
    published_on = models.DateField(null=True, blank=True)
    source = models.TextField(blank=True)
    adopted_at = models.DateTimeField()
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["tenant", "id"], name="regulations_year_of_tenant"),
            UniqueConstraint(
                fields=["tenant", "year"],
                condition=Q(is_active=True),
                name="regulations_one_active_notice",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.notice}"


class FixedFestival(models.Model):
    """A statutory day off of fixed date, from the year `since` to `until`, both included."""

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    name = models.CharField(max_length=32)
    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    since = models.PositiveSmallIntegerField()
    until = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["tenant", "month", "day", "since"], name="regulations_festival_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.month:02}-{self.day:02}"


class CountyDay(models.Model):
    """A day the county itself sets as off or worked; comes before every other tier."""

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    day = models.DateField()
    name = models.CharField(max_length=64)
    is_off = models.BooleanField(default=True)
    notice = models.CharField(max_length=255, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["tenant", "day"], name="regulations_county_day_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class LawChange(models.Model):
    """A change of calendar, reading or text that one person proposes and another adopts.

    Follows from the stream of the county's law; `id` is that of the proposing event.
    """

    class Kind(models.TextChoices):
        YEAR = "calendar_year", _("放假安排")
        COUNTY_DAYS = "county_days", _("本县放假日")
        READING = "interpretation", _("解释")
        RULEBOOK = "rulebook", _("规则包")

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("待审核")
        ADOPTED = "adopted", _("已施行")
        RETURNED = "returned", _("已退回")
        WITHDRAWN = "withdrawn", _("已撤回")

    id = models.UUIDField(primary_key=True)
    tenant = models.UUIDField()
    kind = models.CharField(max_length=20, choices=Kind)
    subject = models.CharField(max_length=120)
    payload = models.JSONField()
    reason = models.TextField(blank=True)
    proposed_by = models.CharField(max_length=64)
    proposed_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status, default=Status.PROPOSED)
    decided_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)

    class Meta:
        constraints = [UniqueConstraint(fields=["tenant", "id"], name="regulations_change")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class AdoptedReading(models.Model):
    """An option of a numbered interpretation, adopted from a day on. Never edited: a later entry
    takes its place from a later day.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    pack = models.CharField(max_length=64)
    interpretation = models.CharField(max_length=20)
    option = models.TextField()
    value = models.CharField(max_length=120, blank=True)
    since = models.DateField()
    reason = models.TextField()
    document_number = models.CharField(max_length=120, blank=True)
    adopted_at = models.DateTimeField()
    change = models.UUIDField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["tenant", "id"], name="regulations_reading_of_tenant"),
            UniqueConstraint(fields=["tenant", "change"], name="regulations_reading_once"),
        ]

    def __str__(self) -> str:
        return f"{self.interpretation} {self.since}"
