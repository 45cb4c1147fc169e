"""Organs, posts, persons, appointments and portfolios in time: projections of one stream a county.

Rows are written by `services` alone, each from an event (`event`), and can be rebuilt from the
stream. Nothing is ever deleted: a former post still answers who was in charge on a day.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from guize.ledger.identifiers import new_id


class Tenant(models.Model):
    """A county with everything that is its own. `pack` is the id of its rulebook."""

    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(max_length=64)
    short_name = models.CharField(max_length=32)
    court_code = models.CharField(max_length=16, blank=True)
    pack = models.CharField(max_length=64)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class Row(models.Model):
    """A row of a county, made by an event of its organisation stream."""

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT)
    event = models.UUIDField()

    class Meta:
        abstract = True
        constraints = [
            UniqueConstraint(fields=["tenant", "id"], name="organisation_%(class)s_of_tenant"),
        ]


class Organ(Row):
    """A body; `parent` is the one it belongs to, `succeeds` those whose tasks it took over."""

    name = models.CharField(max_length=128)
    kind = models.CharField(max_length=32)
    role = models.CharField(max_length=32, blank=True)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    succeeds = models.ManyToManyField("self", symmetrical=False, related_name="successors")
    established_on = models.DateField(null=True)
    dissolved_on = models.DateField(null=True)

    class Meta(Row.Meta):
        indexes = [models.Index(fields=["tenant", "name"], name="organisation_organ_names")]

    def __str__(self) -> str:
        return self.name


class Post(Row):
    """A seat in an organ; `function` is a code of the rulebook's vocabulary 职务."""

    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=64)
    function = models.CharField(max_length=32)

    def __str__(self) -> str:
        return f"{self.organ} {self.title}"


class Person(Row):
    """Someone who holds or held a post, with or without an account."""

    name = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.name


class Held(Row):
    """Held from one day up to but not including another, each known to day, month or year.

    `since_first` and `since_last` are the earliest and latest day the bound can mean.
    """

    since_first = models.DateField()
    since_last = models.DateField()
    until_first = models.DateField(null=True)
    until_last = models.DateField(null=True)
    instrument = models.CharField(max_length=128, blank=True)

    class Meta(Row.Meta):
        abstract = True
        constraints = [
            *Row.Meta.constraints,
            models.CheckConstraint(
                condition=Q(since_first__lte=F("since_last"))
                & (
                    Q(until_first__isnull=True, until_last__isnull=True)
                    | Q(until_first__lte=F("until_last"), until_last__gt=F("since_first"))
                ),
                name="organisation_%(class)s_bounds",
            ),
        ]


class Appointment(Held):
    """A person in a post; `stands_in_for` is that of the holder who is absent meanwhile."""

    class Mode(models.TextChoices):
        APPOINTED = "appointed", _("任命")
        ACTING = "acting", _("代理")
        PRESIDING = "presiding", _("主持工作")
        SECONDMENT = "secondment", _("挂职")
        CONCURRENT = "concurrent", _("兼任")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="appointments")
    mode = models.CharField(max_length=16, choices=Mode, default=Mode.APPOINTED)
    cadre_authority = models.CharField(max_length=16, blank=True)
    stands_in_for = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="stand_ins"
    )

    def __str__(self) -> str:
        return f"{self.person} {self.post}"


class Portfolio(Held):
    """The leader, by appointment, in charge of an organ."""

    class Kind(models.TextChoices):
        MAIN = "main", _("主管")
        SUBSTITUTE = "substitute", _("AB 岗")
        TEMPORARY = "temporary", _("临时牵头")

    appointment = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, related_name="portfolios"
    )
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="portfolios")
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.MAIN)

    def __str__(self) -> str:
        return f"{self.appointment} → {self.organ}"


class Handover(Row):
    """Open work of a post handed on by its holder; `accepted_on`: the day the other confirmed it.

    `items` are pairs of a kind and a reference: what they say is read anew by whoever may read it.
    """

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="handovers")
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="handed_on")
    receiver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="received")
    items = models.JSONField(default=list)
    note = models.CharField(max_length=1000, blank=True)
    handed_on = models.DateField()
    accepted_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.appointment} → {self.receiver}"
