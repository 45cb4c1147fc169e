"""The stored chain. Rows are written by `services.append` alone; the database refuses every change.

`tenant`, `account` and `appointment` are values, not foreign keys: the ledger is the lowest app and
imports nobody.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q, UniqueConstraint

from guize.ledger.identifiers import new_id


class StreamKind(models.TextChoices):
    CASE = "case"
    PROCEEDING = "proceeding"
    ORGANISATION = "organisation"
    ACCOUNTS = "accounts"


class StreamHead(models.Model):
    """The last entry of a stream.

    Writers of one stream queue at this row; it only moves on by one.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    stream_kind = models.CharField(max_length=16, choices=StreamKind)
    stream_id = models.UUIDField()
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=80, default="")

    class Meta:
        constraints = [
            UniqueConstraint(fields=["tenant", "stream_kind", "stream_id"], name="ledger_one_head"),
        ]

    def __str__(self) -> str:
        return f"{self.stream_kind} {self.stream_id} @{self.sequence}"


class Event(models.Model):
    """The envelope of an event: who, what kind, when; no content. Its body lies in `EventBody`."""

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    stream_kind = models.CharField(max_length=16, choices=StreamKind)
    stream_id = models.UUIDField()
    sequence = models.PositiveBigIntegerField()
    type = models.CharField(max_length=64)
    occurred_on = models.DateField()
    recorded_at = models.DateTimeField()
    account = models.CharField(max_length=64)
    appointment = models.CharField(max_length=64, blank=True)
    instance = models.CharField(max_length=64, blank=True)
    supersedes = models.UUIDField(null=True)
    idempotency_key = models.CharField(max_length=128, blank=True)
    digest = models.CharField(max_length=80)
    previous = models.CharField(max_length=80, blank=True)
    hash = models.CharField(max_length=80)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["tenant", "stream_kind", "stream_id", "sequence"],
                name="ledger_gapless_sequence",
            ),
            UniqueConstraint(
                fields=["tenant", "idempotency_key"],
                condition=~Q(idempotency_key=""),
                name="ledger_one_per_key",
            ),
            UniqueConstraint(
                fields=["tenant", "supersedes"],
                condition=Q(supersedes__isnull=False) & ~Q(type="erasure"),
                name="ledger_superseded_once",
            ),
            UniqueConstraint(fields=["tenant", "id"], name="ledger_event_of_tenant"),
        ]
        indexes = [
            models.Index(fields=["tenant", "recorded_at", "id"], name="ledger_since"),
            models.Index(fields=["tenant", "hash"], name="ledger_by_code"),
            # The guards ask for these at every insert, and cannot use the partial indexes above.
            models.Index(fields=["tenant", "idempotency_key"], name="ledger_by_key"),
            models.Index(fields=["supersedes"], name="ledger_by_superseded"),
        ]

    def __str__(self) -> str:
        return f"{self.stream_kind} {self.stream_id} #{self.sequence} {self.type}"


class EventBody(models.Model):
    """Salt and canonical bytes of an event; may go only after an erasure event names the event."""

    event = models.OneToOneField(
        Event, on_delete=models.PROTECT, primary_key=True, related_name="body"
    )
    salt = models.BinaryField()
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.event_id)


class ReadLog(models.Model):
    """Who looked at what, and what was denied to whom. Grows only."""

    class Outcome(models.TextChoices):
        READ = "read"
        DENIED = "denied"

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    at = models.DateTimeField()
    outcome = models.CharField(max_length=8, choices=Outcome)
    account = models.CharField(max_length=64)
    appointment = models.CharField(max_length=64, blank=True)
    action = models.CharField(max_length=8, blank=True)
    object = models.CharField(max_length=8)
    object_id = models.CharField(max_length=64, blank=True)
    stage = models.CharField(max_length=4, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["tenant", "id"], name="ledger_read_of_tenant"),
        ]
        indexes = [
            models.Index(fields=["tenant", "object_id", "at"], name="ledger_reads_of_object"),
            models.Index(fields=["tenant", "account", "at"], name="ledger_reads_by_account"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.object} {self.object_id}"


class Leaf(models.Model):
    """The place of an entry in the tree of its county. Grows only.

    Says where the entry stood as well, so that one which is gone is still named.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    index = models.PositiveBigIntegerField()
    event = models.UUIDField()
    stream_kind = models.CharField(max_length=16, choices=StreamKind)
    stream_id = models.UUIDField()
    sequence = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=80)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["tenant", "index"], name="ledger_one_leaf"),
            UniqueConstraint(fields=["tenant", "event"], name="ledger_in_tree_once"),
            UniqueConstraint(fields=["tenant", "id"], name="ledger_leaf_of_tenant"),
        ]

    def __str__(self) -> str:
        return f"#{self.index}"


class SignedHead(models.Model):
    """A checkpoint: the tree after `size` entries, signed. Grows only.

    `peaks`: roots of the full subtrees (hex), from which the tree goes on. `key`: the public key.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    size = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    at = models.DateTimeField()
    peaks = models.JSONField()
    key = models.CharField(max_length=200)
    note = models.TextField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["tenant", "size"], name="ledger_one_signed_head"),
            UniqueConstraint(fields=["tenant", "id"], name="ledger_signed_head_of_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.size} {self.root}"


class Cosignature(models.Model):
    """The signature of a second body under a checkpoint. Grows only."""

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    signed_head = models.ForeignKey(SignedHead, on_delete=models.PROTECT, related_name="witnessed")
    key = models.CharField(max_length=200)
    line = models.CharField(max_length=300)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["tenant", "signed_head", "key"], name="ledger_cosigned_once"),
            UniqueConstraint(fields=["tenant", "id"], name="ledger_cosignature_of_tenant"),
        ]

    def __str__(self) -> str:
        return self.key.partition("+")[0]


class Verification(models.Model):
    """What a check of the whole record found, or of what was added since the last. Grows only."""

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    at = models.DateTimeField()
    is_full = models.BooleanField()
    size = models.PositiveBigIntegerField()
    entries = models.PositiveBigIntegerField()
    findings = models.JSONField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["tenant", "id"], name="ledger_verification_of_tenant"),
        ]
        indexes = [models.Index(fields=["tenant", "at"], name="ledger_verifications")]

    def __str__(self) -> str:
        return f"{self.at} {len(self.findings)}"
