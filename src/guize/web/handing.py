"""Pages of 移交清单: the list of a post, its handing over, and the confirmation of the other."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from guize.accounts.queries import own_account
from guize.cases.sheets import fresh_key, submitted
from guize.core.facts import FactError
from guize.ledger.clock import today
from guize.organisation import queries
from guize.web import handover as work

FORM = require_http_methods(["GET", "HEAD", "POST"])


class HandingForm(forms.Form):
    """To whom, and what he should know. The list itself is worked out, never typed."""

    receiver = forms.ChoiceField(
        label=gettext_lazy("接收人"), help_text=gettext_lazy("列出本单位现任和将任的人员")
    )
    note = forms.CharField(
        label=gettext_lazy("移交说明"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sure = forms.BooleanField(label=gettext_lazy("我已核对清单,确认移交"))
    key = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)

    def __init__(self, people: list[tuple[str, str]], data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["receiver"].choices = [("", _("请选择")), *people]

    def refuse(self, error: FactError) -> None:
        self.add_error(error.field if error.field in self.fields else None, error.cause)


@login_required
@FORM
def handover(request: HttpRequest, appointment: UUID) -> HttpResponse:
    seat = work.seat_of(request.actor, appointment)
    people = queries.colleagues(request.actor, appointment, today())
    form = HandingForm(people, request.POST or None, initial={"key": fresh_key()})
    if form.is_valid() and (made := submitted(form, lambda: _handed(request, seat, form))):
        messages.success(request, _("已移交,待对方确认"))
        return redirect("handover-received", made.id)
    own = next(
        p for p in own_account(request.actor).posts if p.seat.appointment == seat.appointment
    )
    shown = {"form": form, "pieces": work.open_work(request.actor, seat), "post": own}
    return render(request, "web/handover.html", shown | {"on": today()})


def _handed(request: HttpRequest, seat: Any, form: HandingForm) -> Any:
    given = {name: form.cleaned_data[name] for name in ("receiver", "note", "key")}
    return work.hand_over(request.actor, seat, **given)


@login_required
@FORM
def received(request: HttpRequest, handover: UUID) -> HttpResponse:
    row = queries.handover(request.actor, handover)
    if request.method == "POST":
        work.accept(request.actor, row)
        messages.success(request, _("已确认接收"))
        return redirect("handover-received", row.id)
    is_mine = str(row.receiver_id) == request.actor.person
    shown = {"row": row, "pieces": work.pieces(request.actor, row)}
    shown["may_accept"] = is_mine and row.accepted_on is None
    return render(request, "web/handover_received.html", shown)
