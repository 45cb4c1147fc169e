"""What the forms of the organisation ask; each names the service that takes its answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guize.core.access import Actor
from guize.core.facts import FactError
from guize.ledger.identifiers import new_id
from guize.ledger.services import IdempotencyConflict
from guize.organisation import queries, services
from guize.organisation.models import Appointment, Portfolio
from guize.ui import rules, wording

IMPRECISE = _("可只填到月或年,如 2024-03 或 2024;当月(当年)内的任职人即不能确定")
NOTHING = ("", "—")

ENDED_ONLY = _("只在补登已结束的任职时填写")


class Entry(forms.Form):
    """A form that records one change. Subclasses set `heading` and `service`."""

    heading: Any
    service: Callable[..., object]
    idempotency_key = forms.CharField(widget=forms.HiddenInput, max_length=128)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"idempotency_key": str(new_id()), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.offer()

    def offer(self) -> None:
        """Fills the choices that depend on the county."""

    def choose(self, name: str, choices: Iterable[tuple[object, object]]) -> None:
        field = self.fields[name]
        field.choices = [NOTHING, *((str(value), label) for value, label in choices)]

    def record(self) -> bool:
        """Calls the service; a fact it refuses becomes the error of its field."""
        by = {"by": self.actor.account, "by_appointment": self.actor.acting}
        try:
            type(self).service(tenant=self.actor.tenant, **by, **self.cleaned_data)
        except FactError as refused:
            self.add_error(refused.field if refused.field in self.fields else None, refused.cause)
        except IdempotencyConflict:
            self.add_error(None, _("本表单已经登记过;要再登记一条,请重新打开。"))
        return not self.errors


def words(vocabulary: str) -> list[tuple[str, str]]:
    """The choices of a vocabulary of the county's rulebook, in the reader's language."""
    book = rules.rulebook()
    found = book.words.get(vocabulary, ()) if book else ()
    return [(word.code, word.english if wording.is_english() else word.label) for word in found]


class EstablishOrgan(Entry):
    heading = _("设立机关")
    service = services.establish_organ
    name = forms.CharField(label=_("名称"), max_length=128)
    kind = forms.ChoiceField(label=_("单位类别"))
    role = forms.ChoiceField(label=_("在程序中的地位"), required=False)
    parent = forms.ChoiceField(label=_("上级机关"), required=False)
    on = forms.DateField(
        label=_("设立日期"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("启用本系统前已设立的可不填"),
    )

    def offer(self) -> None:
        self.choose("kind", words("单位类别"))
        self.choose("role", words("机关"))
        self.choose("parent", ((organ.id, organ.name) for organ in queries.organs(self.actor)))


class CreatePost(Entry):
    heading = _("设置职务")
    service = services.create_post
    organ = forms.ChoiceField(label=_("单位"))
    title = forms.CharField(label=_("职务名称"), max_length=64)
    function = forms.ChoiceField(label=_("职务类别"))

    def offer(self) -> None:
        self.choose("organ", ((organ.id, organ.name) for organ in queries.organs(self.actor)))
        self.choose("function", words("职务"))


class RegisterPerson(Entry):
    heading = _("登记人员")
    service = services.register_person
    name = forms.CharField(label=_("姓名"), max_length=64)


class Appoint(Entry):
    heading = _("登记任职")
    service = services.appoint
    person = forms.ChoiceField(label=_("人员"))
    post = forms.ChoiceField(label=_("职务"))
    since = forms.CharField(label=_("任职日期"), max_length=10, help_text=IMPRECISE)
    until = forms.CharField(
        label=_("不再任职之日"), max_length=10, required=False, help_text=ENDED_ONLY
    )
    mode = forms.ChoiceField(label=_("任职方式"), choices=Appointment.Mode.choices)
    cadre_authority = forms.ChoiceField(label=_("干部管理权限"), required=False)
    instrument = forms.CharField(label=_("文号"), max_length=128, required=False)

    def offer(self) -> None:
        self.choose("person", ((person.id, person.name) for person in queries.persons(self.actor)))
        self.choose("post", ((post.id, str(post)) for post in queries.posts(self.actor)))
        self.choose("cadre_authority", words("干部管理权限"))


class EndAppointment(Entry):
    heading = _("登记任职结束")
    service = services.end_appointment
    appointment = forms.ChoiceField(label=_("任职"))
    until = forms.CharField(
        label=_("不再任职之日"), max_length=10, help_text=_("该日起不再任职;当日由继任者任职")
    )
    instrument = forms.CharField(label=_("文号"), max_length=128, required=False)

    def offer(self) -> None:
        held = queries.appointments(self.actor)
        self.choose("appointment", ((row.id, str(row)) for row in held))


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}), **more)


class RecordAbsence(Entry):
    heading = _("登记缺席和代理")
    service = services.record_absence
    appointment = forms.ChoiceField(label=_("缺席人员"))
    person = forms.ChoiceField(
        label=_("代理人员"), help_text=_("缺席期间由其行使职权、履行职责,分管的单位一并代管")
    )
    since = _day(_("缺席开始日期"))
    until = _day(_("返岗日期"), help_text=_("该日起由本人履职"))
    instrument = forms.CharField(label=_("文号"), max_length=128)

    def offer(self) -> None:
        held = queries.appointments(self.actor)
        self.choose("appointment", ((row.id, str(row)) for row in held))
        self.choose("person", ((person.id, person.name) for person in queries.persons(self.actor)))


class EndAbsence(Entry):
    heading = _("变更返岗日期")
    service = services.end_absence
    appointment = forms.ChoiceField(label=_("代理"))
    until = _day(_("返岗日期"), help_text=_("该日起由本人履职"))
    reason = forms.CharField(label=_("理由"), max_length=200)

    def offer(self) -> None:
        acting = queries.stand_ins(self.actor)
        self.choose("appointment", ((row.id, str(row)) for row in acting))


class AssignPortfolio(Entry):
    heading = _("登记分管关系")
    service = services.assign_portfolio
    appointment = forms.ChoiceField(label=_("分管领导"))
    organ = forms.ChoiceField(label=_("分管单位"))
    since = forms.CharField(label=_("开始日期"), max_length=10, help_text=IMPRECISE)
    kind = forms.ChoiceField(label=_("分管方式"), choices=Portfolio.Kind.choices)
    instrument = forms.CharField(label=_("分工文件文号"), max_length=128, required=False)

    def offer(self) -> None:
        held = queries.appointments(self.actor)
        self.choose("appointment", ((row.id, str(row)) for row in held))
        self.choose("organ", ((organ.id, organ.name) for organ in queries.organs(self.actor)))


class EndPortfolio(Entry):
    heading = _("登记分管结束")
    service = services.end_portfolio
    portfolio = forms.ChoiceField(label=_("分管关系"))
    until = forms.CharField(label=_("不再分管之日"), max_length=10)
    instrument = forms.CharField(label=_("分工文件文号"), max_length=128, required=False)

    def offer(self) -> None:
        held = queries.portfolios(self.actor)
        self.choose("portfolio", ((row.id, str(row)) for row in held))


ENTRIES: dict[str, type[Entry]] = {
    "establish-organ": EstablishOrgan,
    "create-post": CreatePost,
    "register-person": RegisterPerson,
    "appoint": Appoint,
    "end-appointment": EndAppointment,
    "record-absence": RecordAbsence,
    "end-absence": EndAbsence,
    "assign-portfolio": AssignPortfolio,
    "end-portfolio": EndPortfolio,
}


def headings() -> tuple[tuple[str, Any], ...]:
    """What can be recorded: address and heading of each form."""
    return tuple((slug, form.heading) for slug, form in ENTRIES.items())


class DayChosen(forms.Form):
    """The day the organisation page is asked about."""

    on = forms.DateField(
        label=_("在某日"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
