"""Tables of accountability: projections of the proceeding streams, which can rebuild them.

A proceeding has a stream of its own, so that nothing in the stream of its case tells that it
exists.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Index, UniqueConstraint

from guize.ledger.identifiers import new_id


class Proceeding(models.Model):
    """An accountability proceeding about a case. `year` and `serial` make its number."""

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveIntegerField()
    serial = models.PositiveIntegerField()
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    stage = models.CharField(max_length=2, default="S2")
    is_city_managed = models.BooleanField(default=False)
    sequence = models.PositiveBigIntegerField(default=0)
    fingerprint = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["tenant", "id"], name="accountability_proceeding_of_tenant"),
            UniqueConstraint(
                fields=["tenant", "year", "serial"], name="accountability_number_once"
            ),
        ]
        indexes = [Index(fields=["tenant", "case"], name="accountability_of_case")]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"{self.year}-{self.serial:03}"


class Subject(models.Model):
    """A unit or person named in a proceeding, in a draft too. `subject` is an organ or
    appointment.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    proceeding = models.ForeignKey(Proceeding, on_delete=models.CASCADE, related_name="subjects")
    subject = models.CharField(max_length=64)
    person = models.CharField(max_length=64, blank=True)
    organ = models.CharField(max_length=64, blank=True)
    is_city_managed = models.BooleanField(default=False)
    notice_served_on = models.DateField(null=True)
    proposed_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    served_on = models.DateField(null=True)
    petition_on = models.DateField(null=True)
    stage = models.CharField(max_length=2, default="S2")

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["tenant", "proceeding", "subject"], name="accountability_subject_once"
            ),
            UniqueConstraint(fields=["tenant", "id"], name="accountability_subject_of_tenant"),
        ]
        indexes = [Index(fields=["tenant", "person"], name="accountability_by_person")]

    def __str__(self) -> str:
        return self.subject


class ProceedingScope(models.Model):
    """Which body has a proceeding before it: the Party group's agenda, or a body it was handed
    to.
    """

    class Ground(models.TextChoices):
        AGENDA = "agenda"
        TRANSFERRED = "transferred"

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    unit = models.CharField(max_length=64)
    sort_key = models.CharField(max_length=60)
    proceeding = models.ForeignKey(Proceeding, on_delete=models.CASCADE, related_name="scopes")
    ground = models.CharField(max_length=12, choices=Ground)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["tenant", "unit", "sort_key", "proceeding", "ground"],
                name="accountability_scope_once",
            ),
            UniqueConstraint(fields=["tenant", "id"], name="accountability_scope_of_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.ground}"
