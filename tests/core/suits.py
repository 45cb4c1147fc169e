"""A suit that was lost, for the tests of what follows from that."""

from __future__ import annotations

from typing import Any

from build import a_record, an_event, assessed
from guize.core.assess import Assessment

LATER = "2025-05-01"
SUIT: dict[str, Any] = {
    "complaint_served": "2024-09-27",
    "judgment_served": ("2025-01-17", {"disposition": "revoked", "id": "j"}),
}
THEM = an_event("other_party_served", "2025-01-17", judgment="j")


def lost(*events: Any, when: str = LATER, **more: Any) -> Assessment:
    """What follows on a day from a suit lost on 2025-01-17 and effective on 2025-02-06."""
    return assessed(a_record(THEM, *events, **SUIT, **more), when)
