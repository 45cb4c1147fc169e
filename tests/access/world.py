"""What the sweep walks through: a county with an open case, and a lost one with a proceeding."""

from __future__ import annotations

from datetime import date

import people
from fixtures_cases import SERVED, header
from guize.accountability import services as accountability
from guize.accounts import services as accounts
from guize.cases import services as cases
from guize.ledger import blobs
from guize.ledger.queries import stream_events
from guize.papers import services as papers
from guize.papers.kinds import KINDS
from guize.papers.queries import candidates, of_case
from guize.regulations import services as regulations
from guize.regulations.queries.versions import used_on

LOST = (
    ("judgment_served", "2026-09-26", "case_officer",
     {"disposition": "revoked", "service_method": "direct"}),
    ("effectiveness_certified", "2026-10-09", "case_officer", {"effective_on": "2026-10-08"}),
    ("adverse_determined", "2026-10-10", "justice_officer",
     {"state": "present", "reasons": "判决撤销"}),
)  # fmt: skip
"""What makes a case lost: type, day, by whom, with what; the last two name the judgment."""


def lost_case(county: people.County) -> str:
    """A case of the township, revoked and effective: stage S1."""
    row = cases.register_case(
        actor=county.case_officer.actor,
        type="complaint_served",
        occurred_on=SERVED,
        payload={"service_method": "direct"},
        **header(county, serial=43, title="败诉的案件"),
    )
    judgment = ""
    for type_, day, who, payload in LOST:
        event = cases.record_event(
            actor=county.cast[who].actor,
            case=row.id,
            type=type_,
            occurred_on=date.fromisoformat(day),
            payload={**payload, **({"judgment": judgment} if judgment else {})},
        )
        judgment = judgment or event.id
    return str(row.id)


def law_change(county: people.County) -> str:
    """Another reading, proposed and not yet decided."""
    payload = {"pack": people.PACK, "interpretation": "D11", "option": "全部文书必须", "value": "",
               "since": "2026-11-01", "reason": "解释", "document_number": ""}  # fmt: skip
    proposed = regulations.propose(
        actor=county.justice_officer.actor, kind="interpretation", payload=payload, reason="解释"
    )
    return str(proposed.id)


def change_of_account(county: people.County) -> str:
    """The account of the outsider, to be disabled and not yet confirmed."""
    made = accounts.propose(
        actor=county.system_admin.actor,
        kind="disable",
        content={"account": str(county.outsider.account.id)},
        reason="调离",
    )
    return str(made.proposal.id)


def proceeding(county: people.County, case: str) -> str:
    opened = accountability.open_proceeding(
        actor=county.justice_officer.actor, case=case, occurred_on=people.TODAY, reasons="败诉"
    )
    return str(opened.id)


def paper(county: people.County, case: str) -> object:
    """The report of the suit, filed by the case officer with blanks."""
    actor = county.case_officer.actor
    return papers.file_paper(
        actor=actor,
        place=of_case(actor, case),
        kind=KINDS["suit_report"],
        given={},
        accepts_blanks=True,
    )


def follow_up(county: people.County) -> str:
    """A duty of the township followed up, not yet received."""
    actor = county.justice_officer.actor
    found = next(one for one in candidates(actor) if county.township in one.due.case.units)
    row = papers.issue_follow_up(
        actor=actor, candidate=found, tier=found.tier, demand="回告", answer_by=people.TODAY
    )
    return str(row.id)


def opinion(member: people.Member) -> dict[str, object]:
    """An opinion of one's own with its signed original."""
    scan = f"{blobs.keep(b'%PDF-1.7')}/签批单.pdf"
    return {"opinion_kind": "proposed", "signed_by": member.appointment, "scan": scan}


def signed(county: people.County, case: str) -> str:
    event = cases.record_event(
        actor=county.case_officer.actor,
        case=case,
        type="opinion_given",
        occurred_on=people.TODAY,
        payload=opinion(county.case_officer),
    )
    return event.id


def reviewed(county: people.County, file: str) -> str:
    event = accountability.record_step(
        actor=county.justice_officer.actor,
        proceeding=file,
        type="review_opinion_given",
        occurred_on=people.TODAY,
        payload=opinion(county.justice_officer),
    )
    return event.id


def built(county: people.County, case: str) -> dict[str, object]:
    """What the arguments of addresses stand for."""
    lost = lost_case(county)
    file = proceeding(county, lost)
    return {
        "county": county,
        "organ": county.township,
        "entry": "appoint",
        "service": "oidc",
        "held": county.unit_head.appointment,
        "kind": "open",
        "proposed": change_of_account(county),
        "year": 2026,
        "pack": people.PACK,
        "reading": "D11",
        "version": used_on(county.tenant, people.PACK).id,
        "sheet": "xlsx",
        "change": law_change(county),
        "case": case,
        "event": stream_events(county.tenant, "case", case)[-1].id,
        "code": "report_made",
        "lost": lost,
        "proceeding": file,
        "opening": stream_events(county.tenant, "proceeding", file)[0].id,
        "step": "finding_recorded",
        "part": county.township,
        "own": "statement_received",
        "report": "suit_report",
        "review": "review_opinion",
        "paper": str(paper(county, case).id),
        "form": "pdf",
        "brief": "brief",
        "number": 4,
        "follow_up": follow_up(county),
        "signed": signed(county, case),
        "reviewed": reviewed(county, file),
        "list": "ground_no_defence",
        "note": str(cases.write_note(actor=county.case_officer.actor, case=case, text="x").id),
    }
