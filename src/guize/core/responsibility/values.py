"""Results of `responsibility`: who bears what, who is pursued, who leads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guize.core.answers import Answer, Citation, FactState, Reason


@dataclass(frozen=True, slots=True)
class Bearing:
    """A capacity in which someone bears responsibility: proposed by rule and record, decided by
    people.

    `subject` is the appointment id (for the unit itself, the organ id; empty: no holder known, see
    the missing facts of `answer`). `answer` is a code of the vocabulary 责任, or undetermined.
    `decisive_on` is the day on which the post was looked up.
    """

    subject: str
    person: str
    organ: str
    function: str
    decisive_on: date | None
    answer: Answer[str]
    rows: tuple[str, ...] = ()
    modality: str = ""
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """Who leads the response of a case on a day (第九条): a post function, its holders, and
    earlier holders.
    """

    function: str
    answer: Answer[str]
    holders: tuple[str, ...] = ()
    changes: tuple[tuple[date, str], ...] = ()
    rows: tuple[str, ...] = ()
    citation: Citation | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class CircumstanceState:
    """An item of article 10 or 11 for one subject: its state by finding, and whether the record
    hints at it.

    A hint is a proposal to look, never a conclusion. `about` is empty where the finding concerns
    the case.
    """

    id: str
    label: str
    text: str
    fact: str
    about: str
    state: FactState
    citation: Citation
    hinted: bool = False
    finding: str = ""
    effects: tuple[str, ...] = ()
    modality: str = ""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Pursuit:
    """Whether a person is to be pursued (第十二条): a code of the vocabulary 追究, or
    undetermined.
    """

    subject: str
    person: str
    organ: str
    function: str
    held_at_act: Answer[bool]
    held_in_suit: Answer[bool]
    answer: Answer[str]
    rows: tuple[str, ...] = ()
    modality: str = ""
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Appearance:
    """Whether a head of the organ sued appeared in an instance: a code of the vocabulary 出庭结论
    (compliant, not_compliant, excused), or undetermined. `by` is the appointment of who appeared.
    """

    instance: str
    hearing: str
    heard_on: date
    by: str
    answer: Answer[str]
    rows: tuple[str, ...] = ()
    citation: Citation | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class TextItem:
    """A ground, mitigating circumstance or measure that one of two texts has and the other has not.

    `label` is the law's (第十条第(七)项), `word` the code of the fact to be found, or the name of
    the measure.
    """

    id: str
    label: str
    word: str


@dataclass(frozen=True, slots=True)
class Transition:
    """The text at the act beside that of the day (从旧兼从轻, 解释 D37, D41).

    `verdict`: same, then (the text at the act is milder), now (that of the day is), incomparable
    (each has what the other has not: both are shown), none_then (the act precedes the regulation:
    no ground of its own), unknown_day. The items are those found in one text only; `citation` names
    the interpretation by which the text is chosen.
    """

    acted_on: date | None
    then: str
    now: str
    verdict: str
    grounds_then: tuple[TextItem, ...] = ()
    grounds_now: tuple[TextItem, ...] = ()
    mitigations_then: tuple[TextItem, ...] = ()
    mitigations_now: tuple[TextItem, ...] = ()
    measures_then: tuple[TextItem, ...] = ()
    measures_now: tuple[TextItem, ...] = ()
    citation: Citation | None = None
    reasons: tuple[Reason, ...] = ()
