"""Tables of cases. All but `Draft` and `Note` are projections of the case stream: they can be
rebuilt.

A duty row holds boundary dates only, never a state: the state on a day is computed. `tenant` comes
first in every unique key. References to organs are values: organs live in a stream of their own.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Index, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from guize.ledger.identifiers import new_id


class Case(models.Model):
    """The header of a case with what lists show of it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    number = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    opened_on = models.DateField()
    units = models.JSONField(default=list)
    stage = models.CharField(max_length=2, default="S0")
    role = models.CharField(max_length=40, blank=True)
    level = models.CharField(max_length=40, blank=True)
    court = models.CharField(max_length=200, blank=True)
    counterparty = models.CharField(max_length=300, blank=True)
    disposition = models.CharField(max_length=60, blank=True)
    cross_portfolio = models.BooleanField(default=False)
    concerns_bureau = models.BooleanField(default=False)
    next_due = models.DateField(null=True)
    search = models.TextField(blank=True)
    sequence = models.PositiveBigIntegerField(default=0)
    fingerprint = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [UniqueConstraint(fields=["tenant", "id"], name="cases_case_of_tenant")]
        indexes = [Index(fields=["tenant", "-opened_on", "id"], name="cases_by_opening")]

    def __str__(self) -> str:
        return self.number or self.title


class PartOfCase(models.Model):
    """What matters, instances and parties share. `key` is the identifier in the record."""

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    key = models.CharField(max_length=64)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position"]
        constraints = [
            UniqueConstraint(fields=["tenant", "case", "key"], name="cases_%(class)s_key"),
            UniqueConstraint(fields=["tenant", "id"], name="cases_%(class)s_of_tenant"),
        ]

    def __str__(self) -> str:
        return self.key


class Matter(PartOfCase):
    """What the dispute is about. `act_on` is a partial date: 2024-03-05, 2024-03 or 2024."""

    acting_organ = models.CharField(max_length=64)
    act_kind = models.CharField(max_length=40)
    act_on = models.CharField(max_length=10, blank=True)
    title = models.CharField(max_length=300, blank=True)


class Instance(PartOfCase):
    """A level of court, with our side's role in it."""

    level = models.CharField(max_length=40)
    role = models.CharField(max_length=40)
    court = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=120, blank=True)
    procedure = models.CharField(max_length=40, default="ordinary")


class Party(PartOfCase):
    """A party of an instance: one of our organs, or an outsider by name."""

    instance = models.CharField(max_length=64)
    role = models.CharField(max_length=40)
    organ = models.CharField(max_length=64, blank=True)
    name = models.CharField(max_length=300, blank=True)


class CaseScope(models.Model):
    """Which organ may find which case in its lists, and why. `sort_key` puts the newest first.

    `party` and `reviewer` rows follow from the case stream. `agenda` and `transferred` rows are
    written by the accountability app and follow from the proceeding's stream: a rebuild of the case
    keeps them.
    """

    class Ground(models.TextChoices):
        PARTY = "party"
        AGENDA = "agenda"
        TRANSFERRED = "transferred"
        REVIEWER = "reviewer"  # named to act in the place of the justice bureau

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    unit = models.CharField(max_length=64)
    sort_key = models.CharField(max_length=60)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="scopes")
    ground = models.CharField(max_length=12, choices=Ground, default=Ground.PARTY)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["tenant", "unit", "sort_key", "case", "ground"], name="cases_scope_once"
            ),
            UniqueConstraint(fields=["tenant", "id"], name="cases_scope_of_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.ground} {self.case_id}"


class NamedPerson(models.Model):
    """Someone who reads a case as a person concerned: the notice of alleged facts was served on
    him, or he is recused. Written by the accountability app from the proceeding's stream. Whoever
    is named in a draft only has no row here: nothing he sees may change.
    """

    class Relation(models.TextChoices):
        SERVED = "served"
        RECUSED = "recused"

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="named_persons")
    person = models.CharField(max_length=64)
    relation = models.CharField(max_length=8, choices=Relation)

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["tenant", "case", "person", "relation"], name="cases_named_once"
            ),
            UniqueConstraint(fields=["tenant", "id"], name="cases_named_of_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.relation}"


class Duty(models.Model):
    """Boundary dates of a duty (or of a period to watch) as the record and the norms give them."""

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="duties")
    key = models.CharField(max_length=160)
    pack = models.CharField(max_length=80)
    rule = models.CharField(max_length=80)
    trigger = models.CharField(max_length=64)
    triggered_on = models.DateField()
    expected = models.DateField(null=True)
    is_undetermined = models.BooleanField(default=False)
    start = models.DateField(null=True)
    amber_from = models.DateField(null=True)
    raw = models.DateField(null=True)
    due = models.DateField(null=True)
    done_on = models.DateField(null=True)
    moot_on = models.DateField(null=True)
    provisional = models.BooleanField(default=False)
    is_watch = models.BooleanField(default=False)
    suspensions = models.JSONField(default=list)
    bearers = models.JSONField(default=list)
    unit = models.CharField(max_length=64, blank=True)
    fingerprint = models.CharField(max_length=80)

    class Meta:
        verbose_name_plural = "duties"
        constraints = [
            UniqueConstraint(fields=["tenant", "case", "key"], name="cases_duty_once"),
            UniqueConstraint(fields=["tenant", "id"], name="cases_duty_of_tenant"),
        ]
        indexes = [Index(fields=["tenant", "due", "case"], name="cases_duties_due")]

    def __str__(self) -> str:
        return f"{self.rule} {self.due}"


class DutySnapshot(models.Model):
    """What the system told of a duty from an instant on, and what made it say so. Rows are only
    added, never used to compute; the case is a value, not a key that could take rows with it.

    `cause_id` is the event, the change of the law, or the version of the rulebook.
    """

    class Cause(models.TextChoices):
        EVENT = "event", _("案件记录")
        CALENDAR = "calendar", _("放假安排")
        INTERPRETATION = "interpretation", _("解释")
        RULEBOOK = "rulebook", _("规则包")

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    case = models.UUIDField()
    key = models.CharField(max_length=160)
    rule = models.CharField(max_length=80)
    was_known = models.BooleanField()
    is_known = models.BooleanField()
    due_before = models.DateField(null=True)
    due = models.DateField(null=True)
    was_provisional = models.BooleanField(default=False)
    provisional = models.BooleanField(default=False)
    cause = models.CharField(max_length=14, choices=Cause)
    cause_id = models.CharField(max_length=64)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [UniqueConstraint(fields=["tenant", "id"], name="cases_snapshot_of_tenant")]
        indexes = [
            Index(fields=["tenant", "case", "taken_at"], name="cases_snapshots"),
            Index(fields=["tenant", "cause_id"], name="cases_snapshots_by_cause"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.due}"


class AwaitedOpinion(models.Model):
    """An opinion asked of the holder of a post, or entered for him and not yet confirmed: what his
    home shows. `event` asked or was entered, `answer` is the type of event that settles it.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="awaited")
    appointment = models.CharField(max_length=64)
    event = models.UUIDField()
    answer = models.CharField(max_length=64)
    opinion_kind = models.CharField(max_length=64)
    matter = models.TextField(blank=True)
    asked_on = models.DateField()

    class Meta:
        ordering = ["asked_on", "event"]
        constraints = [
            UniqueConstraint(fields=["tenant", "event"], name="cases_awaited_once"),
            UniqueConstraint(fields=["tenant", "id"], name="cases_awaited_of_tenant"),
        ]
        indexes = [Index(fields=["tenant", "appointment"], name="cases_awaited_of_post")]

    def __str__(self) -> str:
        return f"{self.appointment} {self.answer}"


class Note(models.Model):
    """A private note beside a case: its author's alone, no part of any record, and his to delete.

    It is in no stream, export, list, search or feed. The case is a value: nothing that rebuilds
    cases can take notes with it.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    account = models.CharField(max_length=64)
    case = models.UUIDField()
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-written_at", "-id"]
        constraints = [UniqueConstraint(fields=["tenant", "id"], name="cases_note_of_tenant")]
        indexes = [Index(fields=["tenant", "account", "case"], name="cases_notes_of_author")]

    def __str__(self) -> str:
        return str(self.written_at)


class Draft(models.Model):
    """A form kept for its author until it is submitted. Not part of any record."""

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    account = models.CharField(max_length=64)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True)
    form = models.CharField(max_length=80)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["tenant", "account", "case", "form"], name="cases_draft_once"),
            UniqueConstraint(
                fields=["tenant", "account", "form"],
                condition=Q(case__isnull=True),
                name="cases_draft_without_case_once",
            ),
            UniqueConstraint(fields=["tenant", "id"], name="cases_draft_of_tenant"),
        ]

    def __str__(self) -> str:
        return self.form
