"""What forbids a step beyond its own fields: order, names, two persons, the right body."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from guize.accountability import mapping
from guize.core.assess import Assessment
from guize.core.explain import shaken, unconfirmed
from guize.core.facts import CaseRecord, Event, FactError, Timeline
from guize.core.routing import Stage
from guize.core.rulebook import Norms, Rulebook
from guize.ui.templatetags.guize import gloss
from guize.ui.wording import listed

REPORT, RESOLUTION = "analysis_report_filed", "resolution_recorded"
GROUNDWORK = ("finding_recorded", "proposal_made")
AFTER_DECISION = ("decision_served", "decision_reported", "decision_copied", "appraisal_recorded")


@dataclass(frozen=True, slots=True)
class Step:
    """A step to be taken, with all it is judged by."""

    draft: Event
    record: CaseRecord
    outcome: Assessment
    rulebook: Rulebook
    law: Norms

    @property
    def told(self) -> Timeline:
        return mapping.told(self.record)

    @property
    def subject(self) -> str:
        return str(self.draft.payload.get("subject", ""))

    def provision(self, type_: str) -> str:
        """Where the rulebook has the step that an event of this type completes."""
        found = (each.citation for each in self.rulebook.steps if type_ in each.done_by)
        return next((cite.provision for cite in found), "") or str(_("本办法未规定"))

    def about(self, type_: str, subject: str = "") -> tuple[Event, ...]:
        """Events in force of a type about the subject; the one being corrected does not count."""
        wanted = subject or self.subject
        return tuple(
            event
            for event in self.told.of(type_)
            if event.payload.get("subject") == wanted and event.id != self.draft.supersedes
        )


def faults(step: Step) -> list[FactError]:
    check = CHECKS.get(step.draft.type)
    return list(check(step)) if check else []


def _opening(step: Step) -> Iterator[FactError]:
    gate = step.outcome.gate
    if gate is not None and gate.answer.value == "gate_closed":
        values = {"provision": gate.citation.provision if gate.citation else _("本办法未规定")}
        yield FactError("type", _("本案不适用责任追究(%(provision)s)") % values)
    if step.told.of("proceeding_opened") and not step.told.of("proceeding_closed"):
        yield FactError("type", _("本案已启动责任追究"))


def _report_first(step: Step) -> Iterator[FactError]:
    if not step.told.of(REPORT):
        cause = _("尚未收到涉案单位的案件分析整改报告,不能提请或审核(%(provision)s)")
        yield FactError("type", cause % {"provision": step.provision(REPORT)})


def _submission(step: Step) -> Iterator[FactError]:
    yield from _report_first(step)
    yield from _confirmed(step, *GROUNDWORK)


def _confirmed(step: Step, *types: str) -> Iterator[FactError]:
    """What was built on an entry corrected since goes no further until it is confirmed anew. A file
    that lies with the deciding bodies already (S4) goes on: they are told.
    """
    waiting = _unconfirmed(step, *types)
    if waiting and step.outcome.stage <= Stage.S3:
        names = listed(str(gloss(step.rulebook.event_types[type_])) for type_ in waiting)
        cause = _("所依据的记录已更正,须先重新确认:%(steps)s")
        yield FactError("type", cause % {"steps": names})


def _unconfirmed(step: Step, *types: str) -> tuple[str, ...]:
    found = shaken(step.record, step.law, on=step.outcome.on)
    return tuple(dict.fromkeys(event.type for event in unconfirmed(found, *types)))


def _resolution(step: Step) -> Iterator[FactError]:
    yield from _report_first(step)
    submitted = step.told.of("proposal_submitted")
    resolved = [e for e in step.told.of("resolution_recorded") if e.id != step.draft.supersedes]
    is_answered = submitted and resolved and resolved[-1].recorded_at > submitted[-1].recorded_at
    if is_answered and not _takes_back(step):
        yield FactError("type", _("本次提请已有审批结果"))


def _takes_back(step: Step) -> bool:
    """Checks if the Party group returns what it approved on an entry that was corrected since."""
    is_return = step.draft.payload.get("resolution") == "returned"
    return is_return and bool(_unconfirmed(step, *GROUNDWORK, RESOLUTION))


def _proposal(step: Step) -> Iterator[FactError]:
    measures = {measure.id: measure for measure in step.rulebook.measures}
    chosen = measures.get(str(step.draft.payload.get("measure", "")))
    is_unit = any(organ.id == step.subject for organ in step.record.organs)
    if chosen and chosen.target != ("unit" if is_unit else "person"):
        cause = _("%(article)s的方式不适用于这类对象") % {"article": chosen.label}
        yield FactError("measure", cause)


def _referral(step: Step) -> Iterator[FactError]:
    resolved = step.told.of(RESOLUTION)
    is_gated = any(RESOLUTION in each.done_by for each in step.rulebook.steps)
    if is_gated and (not resolved or resolved[-1].payload.get("resolution") != "approved"):
        cause = _("须经县政府党组会议审核批准后移送(%(provision)s)")
        yield FactError("type", cause % {"provision": step.provision(RESOLUTION)})
    if not step.about("proposal_made"):
        yield FactError("subject", _("没有针对这一对象的处理建议"))
    if step.about("referral_made"):
        yield FactError("subject", _("这一对象已经移送"))
    yield from _competent_body(step)
    yield from _confirmed(step, *GROUNDWORK, "proposal_submitted", RESOLUTION)


def _competent_body(step: Step) -> Iterator[FactError]:
    """City-managed persons never go to a county body (第六条第三款); others by kind of handling."""
    route = next((r for r in step.outcome.routing if r.subject == step.subject), None)
    bodies = route.bodies.value if route else None
    body = str(step.draft.payload.get("body", ""))
    if bodies and body and body not in bodies:
        labels = {word.code: word.label for word in step.rulebook.words.get("机关", ())}
        names = "、".join(labels.get(code, code) for code in bodies)
        provisions = "、".join(cite.provision for cite in route.citations) if route else ""
        values = {"bodies": names, "provision": provisions}
        yield FactError("body", _("应移送%(bodies)s(%(provision)s)") % values)


def _decision(step: Step) -> Iterator[FactError]:
    if not step.about("proposal_made"):
        yield FactError("subject", _("只能对已提出处理建议的对象作出决定"))
    if not step.about("referral_made"):
        yield FactError("subject", _("这一对象尚未移送办理机关"))
    if step.about("decision_made"):
        yield FactError("subject", _("对这一对象已有处理决定"))
    yield from _proposal(step)


def _after_decision(step: Step) -> Iterator[FactError]:
    if not step.about("decision_made"):
        yield FactError("subject", _("对这一对象尚未作出处理决定"))
    elif step.about(step.draft.type) and step.draft.type != "appraisal_recorded":
        yield FactError("subject", _("对这一对象已有这项记录"))


def _city(step: Step) -> Iterator[FactError]:
    if not step.about("referral_made"):
        yield FactError("subject", _("这一对象尚未移送办理机关"))


def _statement(step: Step) -> Iterator[FactError]:
    if not step.about("notice_served"):
        yield FactError("subject", _("尚未向这一对象送达告知书"))


def _petition(step: Step) -> Iterator[FactError]:
    if not step.about("decision_served"):
        yield FactError("subject", _("处理决定尚未送达这一对象"))
    if step.draft.type == "petition_decided" and not step.about("petition_filed"):
        yield FactError("subject", _("这一对象没有提出申诉"))


def _closing(step: Step) -> Iterator[FactError]:
    """All that was approved is decided, served, reported, copied and entered in the appraisal."""
    resolved, submitted = step.told.of("resolution_recorded"), step.told.of("proposal_submitted")
    if submitted and (not resolved or resolved[-1].recorded_at < submitted[-1].recorded_at):
        yield FactError("type", _("提请尚待县政府党组会议审核"))
    if step.told.of("early_referral_made") and not step.told.of("inquiry_result_recorded"):
        cause = _("案件已移交县纪委监委,尚无调查结果(%(provision)s)")
        yield FactError("type", cause % {"provision": step.provision("early_referral_made")})
    if not resolved or resolved[-1].payload.get("resolution") != "approved":
        return
    labels = {code: kind.label for code, kind in step.rulebook.event_types.items()}
    for subject in dict.fromkeys(str(e.payload["subject"]) for e in step.told.of("proposal_made")):
        missing = [
            labels.get(type_, type_)
            for type_ in ("decision_made", *AFTER_DECISION)
            if not step.about(type_, subject)
        ]
        if missing:
            yield FactError("type", _("办结前还缺:%(missing)s") % {"missing": "、".join(missing)})


CHECKS: dict[str, Callable[[Step], Iterator[FactError]]] = {
    "proceeding_opened": _opening,
    "proposal_made": _proposal,
    "proposal_submitted": _submission,
    "resolution_recorded": _resolution,
    "referral_made": _referral,
    "handed_to_city": _city,
    "decision_made": _decision,
    "statement_received": _statement,
    "petition_filed": _petition,
    "petition_decided": _petition,
    "proceeding_closed": _closing,
    **dict.fromkeys(AFTER_DECISION, _after_decision),
}
