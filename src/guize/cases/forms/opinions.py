"""The form of an opinion: standard phrases to choose from, a line of one's own, a hand to write.

An opinion of one's own asks for neither name nor scan. Whoever enters it for another (代录) names
the one whose opinion it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from guize.cases.forms.choices import Source, person_in_post
from guize.cases.forms.event import EventForm
from guize.core.rulebook import EventType, Word
from guize.core.signing import (
    CONFIRMED,
    KIND,
    SIGNER,
    hand_of,
    kinds_for,
    requests,
    role_of,
    signers,
)
from guize.ui.templatetags.guize import gloss

PHRASES = "常用语"


@dataclass(frozen=True, slots=True)
class Signing:
    """Who writes: his own appointments that may sign here, and whether he writes for another."""

    own: tuple[str, ...] = ()
    is_for_another: bool = False


class OpinionForm(EventForm):
    """An event form whose `opinion` is a phrase, a text, or both."""

    def __init__(
        self, event_type: EventType, source: Source, data: Any = None, **kwargs: Any
    ) -> None:
        self.signing: Signing = kwargs.pop("signing", None) or Signing()
        super().__init__(event_type, source, data, **kwargs)
        _hide(self, "answers", kwargs)
        if "instance" in self.fields:
            self.fields["instance"].widget = forms.HiddenInput()
        self._offer_kinds()
        if not self.signing.is_for_another:
            self._sign_as(kwargs)

    def _sign_as(self, given: dict[str, Any]) -> None:
        """One's own name is no question, unless one holds several posts that sign here."""
        own = self.signing.own
        if len(own) > 1:
            named = [(ref, person_in_post(self.source.record, ref)) for ref in own]
            self.fields[SIGNER] = forms.ChoiceField(
                label=_("签批职务"), choices=named, widget=forms.RadioSelect
            )
            self.initial[SIGNER] = (given.get("initial") or {}).get(SIGNER) or own[0]
        else:
            _hide(self, SIGNER, given, otherwise=next(iter(own), ""))

    def _offer_kinds(self) -> None:
        kinds, words = self._kinds(), self.source.rulebook.vocabulary(KIND)
        offered = [(word.code, gloss(word)) for word in words if word.code in kinds]
        self.fields["opinion_kind"].choices = offered
        if offered:
            self.initial.setdefault("opinion_kind", offered[0][0])
        phrases = [(word.code, gloss(word)) for word in self._phrases(kinds)]
        self.fields["phrase"] = forms.ChoiceField(
            label=_("常用语"), required=False, choices=phrases, widget=forms.RadioSelect
        )

    def _kinds(self) -> set[str]:
        """What may be written: by the writer himself, else by anyone he may name."""
        book, record = self.source.rulebook, self.source.record
        named: Iterable[str] = self.signing.own
        if self.signing.is_for_another:
            named = signers(record, book, self.event_type, self.source.on)
        return {kind for one in named for kind in kinds_for(record, book, self.event_type, one)}

    def _phrases(self, kinds: set[str]) -> list[Word]:
        """The phrases of these kinds; their codes begin with that of the kind."""
        return [
            word
            for word in self.source.rulebook.vocabulary(PHRASES)
            if any(word.code.startswith(f"{kind}_") for kind in kinds)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        words = self.source.rulebook.vocabulary(PHRASES)
        chosen = (word.label for word in words if word.code == cleaned.get("phrase"))
        parts = (*chosen, (cleaned.get("opinion") or "").strip())
        cleaned["opinion"] = "\n".join(filter(None, parts))
        cleaned["answers"] = cleaned.get("answers") or self._asked(cleaned.get(SIGNER, ""))
        return cleaned

    def _asked(self, signer: str) -> str:
        """The request that an opinion of this signer answers where the form names none."""
        record = self.source.record
        waiting = [
            one.event.id
            for one in requests(record, self.source.rulebook)
            if not one.answered_by
            and hand_of(record.appointments, one.asked_of, [signer], self.source.on)
        ]
        return waiting[-1] if signer and waiting else ""


class ConfirmationForm(EventForm):
    """What was entered for another, confirmed or denied by himself or proven by the original."""

    def __init__(
        self, event_type: EventType, source: Source, data: Any = None, **kwargs: Any
    ) -> None:
        signing: Signing = kwargs.pop("signing", None) or Signing()
        super().__init__(event_type, source, data, **kwargs)
        _hide(self, CONFIRMED, kwargs)
        likely = "by_scan" if signing.is_for_another else "confirmed"
        self.initial.setdefault("confirmation", likely)


def _hide(form: EventForm, code: str, given: dict[str, Any], otherwise: str = "") -> None:
    """Carries a field along unseen: what the link or the corrected entry says, or `otherwise`."""
    field = forms.CharField(required=form.fields[code].required, widget=forms.HiddenInput)
    corrects, first = given.get("corrects"), given.get("initial") or {}
    form.fields[code] = field
    form.initial[code] = (corrects.payload.get(code) if corrects else first.get(code)) or otherwise


FORMS = {SIGNER: OpinionForm, CONFIRMED: ConfirmationForm}


def form_for(event_type: EventType) -> type[EventForm]:
    """The form of an event type: that of opinions where it is one, else the form of any event."""
    return FORMS.get(role_of(event_type), EventForm)
