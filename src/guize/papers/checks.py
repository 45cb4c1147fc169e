"""The check code in a footer: how far the stream had come and its hash then, as eight short words.

Paper is an anchor no server can change: whoever holds the sheet can compare it with the chain.
"""

from __future__ import annotations

from guize.ledger.mapping import StreamRef
from guize.ledger.queries import Head, stream_events
from guize.papers.models import Paper

WORDS, LETTERS = 8, 4


def code(head: Head) -> str:
    """「12 3f2a 91bc …」: the sequence, then the first 32 letters of the hash in fours."""
    letters = head.hash.rpartition(":")[2][: WORDS * LETTERS]
    words = [letters[at : at + LETTERS] for at in range(0, len(letters), LETTERS)]
    return " ".join([str(head.sequence), *words])


def printed(head: Head) -> str:
    """As it stands in the footer."""
    return f"案卷校核码　{code(head)}" if head.sequence else "案卷校核码　（尚无记录）"


def holds(tenant: str, stream: StreamRef, head: Head) -> bool:
    """Whether the stream still has this entry with this hash."""
    if head.sequence == 0:
        return True
    events = stream_events(tenant, stream.kind, stream.id, after=head.sequence - 1)
    return bool(events) and events[0].sequence == head.sequence and events[0].hash == head.hash


def code_of(paper: Paper) -> str:
    """The code in the footer of a filed paper."""
    return code(Head(paper.head_sequence, paper.head))
