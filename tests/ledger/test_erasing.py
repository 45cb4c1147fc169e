"""Personal data can go, by law and with a reason, and every proof still holds."""

from __future__ import annotations

import pytest

from guize.core.facts import FactError
from guize.ledger.models import EventBody
from guize.ledger.queries import event, examine, stream_events
from guize.ledger.services import check, erase, sequence
from ledger.chain import DAY, a_stream, add


@pytest.fixture
def entry(tenant, settings, tmp_path):
    settings.DATA = tmp_path
    stream = a_stream()
    made = add(tenant, stream, payload={"name": "林外"})
    add(tenant, stream)
    sequence(tenant=tenant)
    return made


def erased(tenant: str, of: str, reason: str = "依申请删除个人信息"):
    return erase(tenant=tenant, event=of, on=DAY, account="clerk", reason=reason)


def test_an_erased_body_is_gone_and_the_record_still_holds(tenant, entry):
    made = erased(tenant, entry.id)
    sequence(tenant=tenant)
    assert not EventBody.objects.filter(event=entry.id).exists()
    assert event(tenant, entry.id).is_erased
    assert stream_events(tenant, "case", entry.stream.id)[-1] == made
    assert made.reason == "依申请删除个人信息"
    assert examine(tenant).findings == ()


def test_a_body_removed_without_an_erasure_is_still_a_fault(tenant, entry):
    from ledger import forging

    forging.unguard()
    forging.run("DELETE FROM ledger_eventbody WHERE event_id = %s", forging.verifying.key(entry.id))
    assert [found.cause for found in examine(tenant).findings] == ["missing_body"]


def test_an_erasure_needs_a_reason_and_something_to_erase(tenant, entry):
    with pytest.raises(FactError, match="event"):
        erased(tenant, entry.id, reason=" ")
    made = erased(tenant, entry.id)
    for wrong in (entry.id, made.id, tenant):
        with pytest.raises(FactError, match="event"):
            erased(tenant, wrong)


def test_a_check_since_the_last_one_reads_only_what_was_added(tenant, entry):
    assert check(tenant=tenant, is_full=False).entries == 2
    add(tenant, entry.stream)
    add(tenant, a_stream())
    sequence(tenant=tenant)
    report = check(tenant=tenant, is_full=False)
    assert (report.is_full, report.entries, report.size, report.findings) == (False, 2, 4, ())
    assert check(tenant=tenant, is_full=True).entries == 4


def test_a_check_since_the_last_one_finds_what_was_changed_in_what_was_added(tenant, entry):
    from ledger import forging

    check(tenant=tenant, is_full=True)
    late = add(tenant, entry.stream)
    sequence(tenant=tenant)
    forging.unguard()
    forging.run("UPDATE ledger_event SET type = 'x' WHERE id = %s", forging.verifying.key(late.id))
    (found,) = check(tenant=tenant, is_full=False).findings
    assert (found.number, found.cause, found.sequence) == (3, "altered_envelope", 3)
    assert check(tenant=tenant, is_full=False).is_full  # until all is well everything is read
