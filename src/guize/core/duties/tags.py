"""Marks that go with the result of a judgment and do not change whether it is adverse."""

from __future__ import annotations

from guize.core.facts import CaseFacts, Event
from guize.core.facts.asked import CLAIMS

CRITICISED, CORRECTED, PARTIAL = "win_with_criticism", "corrected", "partial"
_WON = frozenset({"claim_dismissed", "suit_rejected", "civil_won"})


def tags_of(event: Event, disposition: str, facts: CaseFacts) -> tuple[str, ...]:
    """win_with_criticism: won, but told of a flaw (解释 D40); corrected: withdrawn after the act
    was changed; partial: quashed in part, or less awarded than claimed.
    """
    found = []
    if disposition in _WON and event.payload.get("criticised"):
        found.append(CRITICISED)
    if disposition == "withdrawn_after_change":
        found.append(CORRECTED)
    if disposition == "partly_revoked" or _awarded_in_part(event, facts):
        found.append(PARTIAL)
    return tuple(found)


def _awarded_in_part(event: Event, facts: CaseFacts) -> bool:
    """Whether less was awarded than the largest claim on record."""
    claims = (each.payload.get("amount_claimed") for each in facts.timeline.of(*CLAIMS))
    claimed = max((each for each in claims if isinstance(each, int)), default=0)
    awarded = event.payload.get("amount_awarded")
    return isinstance(awarded, int) and 0 < awarded < claimed
