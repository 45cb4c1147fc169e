"""Forms of the changes that take two persons: what each kind asks."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guize.accounts import policy, providers, queries, services
from guize.accounts.models import Account, Grant, Identity, Proposal
from guize.accounts.services.proposals import Proposed
from guize.core.access import Actor
from guize.core.facts import FactError
from guize.ledger.clock import today
from guize.ledger.identifiers import new_id
from guize.ledger.services import IdempotencyConflict
from guize.organisation import queries as organisation
from guize.organisation.forms import words

NOTHING = ("", "—")
Kind = Proposal.Kind


def day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"})


class Proposing(forms.Form):
    """A change to come. Subclasses ask for its content and may fix parts of it."""

    fixed: dict[str, str] = {}
    reason = forms.CharField(label=_("理由"), max_length=400)
    key = forms.CharField(widget=forms.HiddenInput, max_length=128)

    def __init__(self, actor: Actor, kind: str, *arguments: Any, **named: Any) -> None:
        named["initial"] = {"key": str(new_id()), "since": today(), **(named.get("initial") or {})}
        super().__init__(*arguments, **named)
        self.actor, self.kind = actor, kind
        self.order_fields([name for name in self.fields if name != "reason"])
        for name, choices in self.choices().items():
            self.fields[name].choices = [NOTHING, *((str(value), str(t)) for value, t in choices)]

    def choices(self) -> dict[str, list[tuple[object, object]]]:
        """The choices of each field that depend on the county."""
        return {}

    def content(self) -> dict[str, str]:
        """What the service of this kind takes."""
        typed = {name: _text(value) for name, value in self.cleaned_data.items()}
        return {n: text for n, text in typed.items() if n not in ("key", "reason")} | self.fixed

    def propose(self) -> Proposed | None:
        """Calls the service; what it refuses becomes the error of its field."""
        own = {"actor": self.actor, "kind": self.kind, "content": self.content()}
        reason, key = self.cleaned_data["reason"], self.cleaned_data["key"]
        try:
            return services.propose(**own, reason=reason, idempotency_key=key)
        except FactError as refused:
            name = refused.field if refused.field in self.fields else None
            self.add_error(name, refused.cause)
        except IdempotencyConflict:
            self.add_error(None, _("本表单已经登记过;要再登记一条,请重新打开。"))
        return None


class OpenAccount(Proposing):
    person = forms.ChoiceField(label=_("人员"))
    username = forms.CharField(label=_("账号"), max_length=64)
    expires_on = forms.DateField(label=_("有效期至"), required=False, widget=day_input())
    reason = forms.CharField(label=_("理由"), max_length=400, required=False)

    def choices(self) -> dict[str, list[tuple[object, object]]]:
        taken = Account.objects.filter(tenant=self.actor.tenant, person__isnull=False)
        free = organisation.persons(self.actor).exclude(id__in=taken.values("person"))
        return {"person": [(person.id, person.name) for person in free]}


class OfAccount(Proposing):
    account = forms.ChoiceField(label=_("账号"))

    def choices(self) -> dict[str, list[tuple[object, object]]]:
        rows = queries.lines(self.actor, today())
        active = (line for line in rows if line.account.is_active)
        shown = [(line.account.id, f"{line.account.username} {line.name}") for line in active]
        return {"account": shown}


class Recover(OfAccount):
    """A forgotten password, a lost telephone: what was lost is set anew."""

    factors = forms.BooleanField(
        label=_("一并重置第二因素"),
        required=False,
        help_text=_("手机、通行密钥和恢复码都已丢失的才选;本人下次登录时重新设置"),
    )


class GrantCase(Proposing):
    """Counsel gets a case for a time."""

    fixed = {"kind": Grant.Kind.CASE.value}
    account = forms.ChoiceField(label=_("法律顾问"))
    target = forms.ChoiceField(label=_("案件"))
    since = forms.DateField(label=_("开始日期"), widget=day_input())
    until = forms.DateField(
        label=_("截止日期"), widget=day_input(), help_text=_("该日起不再有此项权限")
    )

    def choices(self) -> dict[str, list[tuple[object, object]]]:
        cases = [(case.id, case) for case in queries.cases_to_grant(self.actor)]
        return {"account": queries.counsel(self.actor, today()), "target": cases}


class GrantEntries(OfAccount):
    """An officer enters what a body without accounts decides on paper."""

    fixed = {"kind": Grant.Kind.RECORDS_FOR.value}
    target = forms.ChoiceField(label=_("代录的机关"))
    since = forms.DateField(label=_("开始日期"), widget=day_input())
    until = forms.DateField(
        label=_("截止日期"),
        widget=day_input(),
        required=False,
        help_text=_("该日起不再有此项权限"),
    )

    def choices(self) -> dict[str, list[tuple[object, object]]]:
        bodies = organisation.organs(self.actor).filter(role__startswith="city_")
        organs = [(organ.id, organ.name) for organ in bodies]
        return {**super().choices(), "target": organs}


class EndGrant(Proposing):
    grant = forms.ChoiceField(label=_("授权"))
    until = forms.DateField(
        label=_("截止日期"), widget=day_input(), help_text=_("该日起不再有此项权限")
    )
    reason = forms.CharField(label=_("理由"), max_length=400, required=False)

    def choices(self) -> dict[str, list[tuple[object, object]]]:
        rows = queries.grants(self.actor, today())
        return {"grant": [(row.id, queries.grant_name(row)) for row in rows]}


class Link(OfAccount):
    """Which account a service means by the identifier it gives."""

    provider = forms.ChoiceField(label=_("统一身份服务"))
    subject = forms.CharField(
        label=_("标识"),
        max_length=300,
        help_text=_("该服务给此人的固定标识,不会随姓名、岗位变动:OIDC 为 sub,LDAP 为完整 DN"),
    )

    def choices(self) -> dict[str, list[tuple[object, object]]]:
        shown = [(one, Identity.Provider(one).label) for one in providers.configured()]
        return {**super().choices(), "provider": shown}

    def content(self) -> dict[str, str]:
        content = super().content()
        return {**content, "issuer": providers.issuer(content["provider"])}


class Unlink(Proposing):
    identity = forms.ChoiceField(label=_("绑定"))

    def choices(self) -> dict[str, list[tuple[object, object]]]:
        rows = queries.all_identities(self.actor)
        return {"identity": [(row.id, f"{row.account.username} → {row.subject}") for row in rows]}


class Demanding(Proposing):
    """Of which further posts the county asks two steps."""

    functions = forms.MultipleChoiceField(
        label=_("另须两步验证的岗位"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("司法局、党组、纪委监委、组织部和三员本来就须两步验证"),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        offered = [pair for pair in words("职务") if pair[0] in policy.MAY_BE_ASKED]
        self.fields["functions"].choices = offered
        self.fields["functions"].initial = policy.functions_asked(self.actor.tenant)


FORMS: dict[str, type[Proposing]] = {
    Kind.OPEN: OpenAccount,
    Kind.DISABLE: OfAccount,
    Kind.RESET: Recover,
    Kind.GRANT_CASE: GrantCase,
    Kind.GRANT_ENTRIES: GrantEntries,
    Kind.END_GRANT: EndGrant,
    Kind.LINK: Link,
    Kind.UNLINK: Unlink,
    Kind.DEMAND: Demanding,
}


class Deciding(forms.Form):
    """The word on a proposal; only a refusal needs its reason."""

    reason = forms.CharField(label=_("不予核准的理由"), max_length=400, required=False)


class AtOnce(forms.Form):
    """What one administrator does alone to an account."""

    account = forms.UUIDField()
    reason = forms.CharField(label=_("理由"), max_length=400)


def _text(value: object) -> str:
    if isinstance(value, list):
        return ",".join(value)
    return value.isoformat() if isinstance(value, date) else str(value or "")
