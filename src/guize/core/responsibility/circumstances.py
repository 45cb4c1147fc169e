"""Articles 10 and 11: the state of each circumstance by finding. A hint is never a conclusion."""

from __future__ import annotations

from collections.abc import Iterator

from guize.core.answers import FactState, reason
from guize.core.facts import CaseFacts, Finding
from guize.core.responsibility.values import CircumstanceState
from guize.core.rulebook import Circumstance, Rulebook

GROUNDS, MITIGATIONS = "过错情形", "从宽情形"


def circumstances_of(
    facts: CaseFacts, rulebook: Rulebook, name: str
) -> tuple[CircumstanceState, ...]:
    """Each item of a 情形表, once for every subject with a finding, else once for the case.

    依据: 第十条, 第十一条 (解释 D21 to D24). NOT_PROVEN counts as no and says so.
    """
    items = rulebook.circumstances.get(name, ())
    return tuple(state for item in items for state in _states(item, facts))


def _states(item: Circumstance, facts: CaseFacts) -> Iterator[CircumstanceState]:
    is_hinted = bool(item.hint) and facts.value(item.hint) is True
    latest: dict[str, Finding] = {f.about: f for f in facts.timeline.all_findings(item.fact)}
    if not latest:
        state = FactState.NOT_DETERMINED if is_hinted else FactState.NOT_RECORDED
        yield _state(item, state, "", hint=is_hinted)
    for about, finding in latest.items():
        yield _state(item, finding.state, about, hint=is_hinted, finding=finding)


def _state(
    item: Circumstance, state: FactState, about: str, *, hint: bool, finding: Finding | None = None
) -> CircumstanceState:
    why = [reason("hint", item.citation, fact=item.hint)] if hint else []
    if finding is not None:
        why.append(reason("found", item.citation, state=state.value, on=finding.found_on))
    return CircumstanceState(
        id=item.id,
        label=item.label,
        text=item.text,
        fact=item.fact,
        about=about,
        state=state,
        citation=item.citation,
        hinted=hint,
        finding=finding.id if finding else "",
        effects=item.effects,
        modality=item.modality,
        reasons=tuple(why),
    )


def has_ground(facts: CaseFacts, rulebook: Rulebook, subject: str) -> bool | None:
    """Whether a circumstance of article 10 is found present about a subject (存在过错情形).

    True needs a finding about this very subject; False needs every item found absent or not proven.
    """
    items = rulebook.circumstances.get(GROUNDS, ())
    findings = [facts.timeline.finding(item.fact, subject) for item in items]
    if any(f and f.state is FactState.PRESENT and f.about == subject for f in findings):
        return True
    is_no = [
        f is not None and f.state in (FactState.ABSENT, FactState.NOT_PROVEN) for f in findings
    ]
    return False if items and all(is_no) else None
