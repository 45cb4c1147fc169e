"""Accounts, grants and recusals. An account signs in; its rights come from the posts of its person.

`tenant`, `person`, `case`, `organ` and `proceeding` are values, not foreign keys: organisation's
tables are projections that may be rebuilt, and the tables of cases and proceedings lie above this
application.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q, UniqueConstraint
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from guize.ledger.identifiers import new_id


class AccountManager(BaseUserManager["Account"]):
    """Django's sign-in looks accounts up by name; new ones come from `services.create_account`
    alone.
    """


class Account(AbstractBaseUser):
    """Who signs in. There is no superuser and there are no permissions: see `guize.core.access`."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    tenant = models.UUIDField()
    # The one unique key without its tenant: signing in is what tells the tenant.
    username = models.CharField(max_length=64, unique=True)
    person = models.UUIDField(null=True)
    is_active = models.BooleanField(default=True)
    expires_on = models.DateField(null=True)
    must_change_password = models.BooleanField(default=True)
    password_set_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "username"
    objects = AccountManager()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["tenant", "id"], name="accounts_account_of_tenant"),
            UniqueConstraint(
                fields=["tenant", "person"],
                condition=Q(person__isnull=False),
                name="accounts_one_account_a_person",
            ),
        ]

    def __str__(self) -> str:
        return self.username

    def is_usable_on(self, on: date) -> bool:
        """Checks if the account is neither disabled nor expired; the last day is still good."""
        return self.is_active and (self.expires_on is None or on <= self.expires_on)


class Grant(models.Model):
    """A right an account holds beside its posts, for a time: a case for counsel, or entering for a
    body.
    """

    class Kind(models.TextChoices):
        CASE = "case"  # 案件委派: `target` is the case
        RECORDS_FOR = "records_for"  # 代录: `target` is the body that decided on paper

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    kind = models.CharField(max_length=16, choices=Kind)
    target = models.UUIDField()
    since = models.DateField()
    until = models.DateField(null=True)  # the first day without it

    class Meta:
        constraints = [
            UniqueConstraint(fields=["tenant", "id"], name="accounts_grant_of_tenant"),
        ]
        indexes = [
            models.Index(fields=["tenant", "account", "kind"], name="accounts_grants"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.target}"


class Recusal(models.Model):
    """A person who takes no part in a proceeding (回避)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    person = models.UUIDField()
    proceeding = models.UUIDField()
    declared_on = models.DateField()

    class Meta:
        constraints = [
            UniqueConstraint(
                fields=["tenant", "proceeding", "person"], name="accounts_recused_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.proceeding}"


class Proposal(models.Model):
    """A change to accounts or grants that one person proposed and another must confirm.

    `content` is what the service of its kind takes. `password` is, sealed and until the change is
    decided, the half of the one-time password that was told to who proposed: like the password of
    an account it is no part of any event.
    """

    class Kind(models.TextChoices):
        OPEN = "open", _("开立账号")
        DISABLE = "disable", _("停用账号")
        RESET = "reset", _("恢复账号")
        GRANT_CASE = "grant-case", _("委派案件")
        GRANT_ENTRIES = "grant-entries", _("授权代录")
        END_GRANT = "end-grant", _("收回授权")
        LINK = "link", _("绑定统一身份")
        UNLINK = "unlink", _("解除绑定")
        DEMAND = "demand", _("两步验证范围")

    class State(models.TextChoices):
        PENDING = "pending", _("待核准")
        CONFIRMED = "confirmed", _("已核准")
        REFUSED = "refused", _("未核准")

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    kind = models.CharField(max_length=16, choices=Kind)
    content = models.JSONField()
    summary = models.CharField(max_length=200)
    reason = models.CharField(max_length=400, blank=True)
    password = models.CharField(max_length=128, blank=True)
    state = models.CharField(max_length=16, choices=State, default=State.PENDING)
    proposed_by = models.UUIDField()
    proposed_on = models.DateField()
    decided_by = models.UUIDField(null=True)
    decided_on = models.DateField(null=True)
    refusal = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["tenant", "id"], name="accounts_proposal_of_tenant"),
        ]
        indexes = [
            models.Index(fields=["tenant", "state"], name="accounts_proposals"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.summary}"


class PastPassword(models.Model):
    """An encoded password an account had before, so that it is not taken again."""

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="past_passwords")
    encoded = models.CharField(max_length=128)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["tenant", "id"], name="accounts_past_password_of_tenant"),
        ]

    def __str__(self) -> str:
        return f"before of {self.account_id}"


class Factor(models.Model):
    """What someone has beside his password: an authenticator, or a passkey.

    Its name and its beginning and end are events; what proves it is kept on this row alone, as a
    password is, and is removed when it ends. `secret` is the sealed secret of an authenticator or
    the public key of a passkey; `counter` the last step or signature count that was taken.
    """

    class Kind(models.TextChoices):
        TOTP = "totp", _("验证器")
        PASSKEY = "passkey", _("通行密钥")

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="factors")
    kind = models.CharField(max_length=16, choices=Kind)
    name = models.CharField(max_length=60)
    secret = models.TextField(blank=True)
    # A passkey tells whose it is before any tenant is known: the second unique key without one.
    credential = models.CharField(max_length=1400, null=True, unique=True)  # noqa: DJ001
    counter = models.BigIntegerField(default=0)
    added_on = models.DateField()
    used_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["tenant", "id"], name="accounts_factor_of_tenant"),
        ]
        indexes = [
            models.Index(fields=["tenant", "account", "ended_on"], name="accounts_factors"),
        ]

    def __str__(self) -> str:
        return self.name


class RecoveryCode(models.Model):
    """The digest of a code that stands in for a second factor once."""

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["tenant", "account", "digest"], name="accounts_code_once"),
        ]

    def __str__(self) -> str:
        return f"code of {self.account_id}"


class Identity(models.Model):
    """Who an account is for a service that signs in for us: its lasting identifier there."""

    class Provider(models.TextChoices):
        OIDC = "oidc", "OpenID Connect"
        CAS = "cas", "CAS"
        LDAP = "ldap", "LDAP"

    id = models.UUIDField(primary_key=True, default=new_id)
    tenant = models.UUIDField()
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="identities")
    provider = models.CharField(max_length=8, choices=Provider)
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=300)
    until = models.DateField(null=True)  # the first day without it

    class Meta:
        constraints = [
            UniqueConstraint(fields=["tenant", "id"], name="accounts_identity_of_tenant"),
            # Signing in is what tells the tenant, here too.
            UniqueConstraint(
                fields=["provider", "issuer", "subject"],
                condition=Q(until__isnull=True),
                name="accounts_subject_once",
            ),
            UniqueConstraint(
                fields=["tenant", "account", "provider", "issuer"],
                condition=Q(until__isnull=True),
                name="accounts_one_subject_an_account",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.subject}"


class Demand(models.Model):
    """Functions (职务) of which a county asks a second factor beyond those that need it anyway."""

    tenant = models.UUIDField(primary_key=True)
    functions = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"second factor for {self.functions}"


class Session(AbstractBaseSession):
    """A session with what its owner is shown of it; `account` is empty before signing in."""

    account = models.UUIDField(null=True)
    signed_in_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    browser = models.CharField(max_length=120, blank=True)

    class Meta(AbstractBaseSession.Meta):
        indexes = [models.Index(fields=["account", "seen_at"], name="accounts_sessions")]

    @classmethod
    def get_session_store_class(cls) -> type:
        return import_string(f"{settings.SESSION_ENGINE}.SessionStore")
