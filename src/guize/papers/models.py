"""Tables of papers. A paper and its files follow from `document_filed` events and can be rebuilt
from them; what the files hold lies in the store of blobs, under its hash.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Index, Q, UniqueConstraint

from guize.ledger.identifiers import new_id


class Paper(models.Model):
    """An official document filed in a case or, apart from it, in a proceeding.

    `organ`, `year`, `series` and `serial` make its number; serial 0: it bears none. `object` is
    the object of the access matrix that decides who may read it. `head_sequence` and `head` are
    those of the stream when it was made: the check code in its footer.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    proceeding = models.ForeignKey(
        "accountability.Proceeding", on_delete=models.PROTECT, related_name="+", null=True
    )
    event = models.UUIDField()
    kind = models.CharField(max_length=40)
    object = models.CharField(max_length=4)
    subject = models.CharField(max_length=64, blank=True)
    title = models.CharField(max_length=400)
    organ = models.CharField(max_length=64)
    year = models.PositiveIntegerField()
    series = models.CharField(max_length=40, blank=True)
    serial = models.PositiveIntegerField(default=0)
    number = models.CharField(max_length=120, blank=True)
    head_sequence = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=80, blank=True)
    filed_on = models.DateField()
    account = models.CharField(max_length=64)
    appointment = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-filed_on", "-id"]
        constraints = [
            UniqueConstraint(fields=["tenant", "id"], name="papers_paper_of_tenant"),
            UniqueConstraint(fields=["tenant", "event"], name="papers_one_per_event"),
            UniqueConstraint(
                fields=["tenant", "organ", "year", "series", "serial"],
                condition=Q(serial__gt=0),
                name="papers_number_once",
            ),
        ]
        indexes = [
            Index(fields=["tenant", "case"], name="papers_of_case"),
            Index(fields=["tenant", "proceeding"], name="papers_of_proceeding"),
        ]

    def __str__(self) -> str:
        return self.number or self.title


class PaperFile(models.Model):
    """A file of a paper: docx, pdf, or the values it was drawn from (json)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="files")
    form = models.CharField(max_length=8)
    digest = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["tenant", "paper", "form"], name="papers_file_once"),
            UniqueConstraint(fields=["tenant", "id"], name="papers_file_of_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.digest}"


class Template(models.Model):
    """A county's own DOCX for a kind of document. The newest counts; older ones stay."""

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    account = models.CharField(max_length=64)
    at = models.DateTimeField()
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [UniqueConstraint(fields=["tenant", "id"], name="papers_template_of_tenant")]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class FollowUp(models.Model):
    """A duty followed up (督办): a numbered slip to the unit, its receipt, its end.

    Follows from the events `follow_up_issued`, `follow_up_received` and `follow_up_closed` of the
    case. `duty` is the key of the duty in the case, `tier` a code of the vocabulary 督办层级.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    event = models.UUIDField()
    duty = models.CharField(max_length=160)
    act = models.CharField(max_length=200)
    tier = models.CharField(max_length=40)
    unit = models.CharField(max_length=64)
    issued_on = models.DateField()
    answer_by = models.DateField()
    received_on = models.DateField(null=True)
    received_by = models.CharField(max_length=64, blank=True)
    closed_on = models.DateField(null=True)
    closing = models.TextField(blank=True)

    class Meta:
        ordering = ["-issued_on", "-id"]
        constraints = [
            UniqueConstraint(fields=["tenant", "id"], name="papers_follow_up_of_tenant"),
            UniqueConstraint(fields=["tenant", "event"], name="papers_follow_up_once"),
        ]
        indexes = [Index(fields=["tenant", "closed_on", "case"], name="papers_follow_ups_open")]

    def __str__(self) -> str:
        return f"{self.tier} {self.act}"
