"""The check code in a footer: how far the stream had come and its hash then, as eight short words.

Paper is an anchor no server can change: whoever holds the sheet can compare it with the chain.
"""

from __future__ import annotations

from guize.core.ledger import check_code
from guize.ledger.mapping import StreamRef
from guize.ledger.queries import Head, stream_events
from guize.papers.models import Paper


def code(head: Head) -> str:
    """「第12条 3F2A-91BC-…」: how many entries the stream had, and the hash of the last."""
    return f"第{head.sequence}条 {check_code(head.hash)}" if head.sequence else "尚无记录"


def printed(head: Head) -> str:
    """As it stands in the footer."""
    return f"案卷校核码　{code(head)}"


def holds(tenant: str, stream: StreamRef, head: Head) -> bool:
    """Whether the stream still has this entry with this hash."""
    if head.sequence == 0:
        return True
    events = stream_events(tenant, stream.kind, stream.id, after=head.sequence - 1)
    return bool(events) and events[0].sequence == head.sequence and events[0].hash == head.hash


def code_of(paper: Paper) -> str:
    """The code in the footer of a filed paper."""
    return code(Head(paper.head_sequence, paper.head))
