"""Rows of papers and follow-ups made anew from the events of their stream."""

from __future__ import annotations

from uuid import UUID

from guize.ledger.mapping import StreamRef
from guize.ledger.queries import stream_events
from guize.ledger.services import writing
from guize.papers import mapping
from guize.papers.models import FollowUp, Paper
from guize.papers.services.filing import store
from guize.papers.services.following import project


def rebuild(*, tenant: UUID | str, stream: StreamRef) -> int:
    """Drops the rows of a stream and makes them anew; gives the number of its papers."""
    with writing():
        told = stream_events(tenant, stream.kind, stream.id)
        filed = [event for event in told if event.type == mapping.FILED]
        FollowUp.objects.filter(tenant=tenant, case=stream.id).delete()
        Paper.objects.filter(tenant=tenant, event__in=[event.id for event in filed]).delete()
        for event in filed:
            paper, files = mapping.rows(event)
            paper.tenant = tenant
            for file in files:
                file.tenant = tenant
            store(paper, files)
        for event in told:
            if event.type in mapping.OF_FOLLOW_UPS:
                project(tenant, event)
    return len(filed)
