"""The tree over all streams: it grows, is signed, and shows what no chain of one case can."""

from __future__ import annotations

import random
from datetime import date

import pytest
from django.db import connection, transaction

from guize.core.ledger import Tree, leaf_hash, read_key, read_note
from guize.ledger import anchors, keys
from guize.ledger.models import Leaf, SignedHead
from guize.ledger.queries import examine
from guize.ledger.services import newest, sequence
from ledger import forging
from ledger.chain import a_stream, add

TRIALS = 1000


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def record(tenant):
    """Three streams, taken up into the tree in two rounds."""
    streams = [a_stream() for _ in range(3)]
    for n in range(4):
        for stream in streams:
            add(tenant, stream, payload={"n": n})
        if n == 1:
            sequence(tenant=tenant)
    sequence(tenant=tenant)
    return tenant


def test_every_entry_gets_its_place_once_and_the_head_is_signed(record):
    last = sequence(tenant=record)
    assert [last.size, SignedHead.objects.filter(tenant=record).count()] == [12, 2]
    hashes = Leaf.objects.filter(tenant=record).order_by("index").values_list("hash", flat=True)
    checkpoint, signatures = read_note(last.note)
    assert checkpoint.root == Tree(leaf_hash(text.encode()) for text in hashes).root()
    assert keys.holds(checkpoint, signatures[0], read_key(last.key))
    assert keys.known_keys() == {read_key(last.key)}


def test_a_county_without_entries_has_no_checkpoint(tenant):
    assert sequence(tenant=tenant) is None
    assert examine(tenant).findings == ()


def test_the_record_holds_and_says_how_much_was_read(record):
    report = examine(record)
    assert (report.findings, report.entries, report.size, report.waiting) == ((), 12, 12, 0)
    add(record, a_stream())
    assert (examine(record).findings, examine(record).waiting) == ((), 1)


def test_checkpoints_lie_outside_the_database_too(record):
    last = newest(record)
    kept = anchors.kept(record)
    assert set(kept.values()) == {last.note}
    assert {"latest"} < set(kept)
    assert date.fromisoformat(next(name for name in kept if name != "latest"))


def test_a_record_set_back_as_a_whole_is_found_by_the_checkpoint_outside(record):
    forging.unguard()
    rows = forging.entries(record)
    late = [row for row in rows if row.sequence > 2]
    forging.remove(late)
    forging.run('DELETE FROM ledger_leaf WHERE "index" >= 6')
    forging.run("DELETE FROM ledger_signedhead WHERE size > 6")
    for row in rows:
        if row.sequence == 2:
            forging.run("UPDATE ledger_streamhead SET sequence = 2, hash = %s WHERE stream_id = %s",
                        row.hash, forging.verifying.key(row.stream))  # fmt: skip
    (found,) = examine(record).findings
    assert (found.number, found.cause) == (7, "tree_cut")


def test_a_checkpoint_of_another_key_is_a_forgery(record, settings, tmp_path):
    forging.unguard()
    settings.DATA = tmp_path / "forger"
    last = newest(record)
    checkpoint, _ = read_note(last.note)
    signature, key = keys.sign(checkpoint)
    settings.DATA = tmp_path
    forging.run("UPDATE ledger_signedhead SET note = %s, key = %s WHERE size = 12",
                checkpoint.text + "\n" + signature.line, key.text)  # fmt: skip
    (found,) = examine(record).findings
    assert (found.number, found.cause) == (12, "forged_checkpoint")


def test_a_thousand_alterations_are_all_found_and_located(record):
    chance = random.Random(20261122)  # noqa: S311
    forging.unguard()
    places = {str(leaf.event): leaf.index + 1 for leaf in Leaf.objects.all()}
    missed = []
    for trial in range(TRIALS):
        way = forging.WAYS[trial % len(forging.WAYS)]
        with transaction.atomic():
            first = way(chance, record)
            report = examine(record)
            transaction.set_rollback(True)
        if not report.findings or not 0 < report.first <= places[first]:
            missed.append((trial, way.__name__, places[first], report.findings))
    assert not missed
    assert examine(record).findings == ()


if forging.IS_SQLITE:

    def test_a_byte_changed_in_the_file_is_found(record):
        chance = random.Random(7)  # noqa: S311
        image = connection.connection.serialize()
        spots = [
            at + chance.randrange(len(part))
            for row in forging.entries(record)
            for part in (row.content, row.hash.encode(), row.account.encode())
            for at in found(image, bytes(part))
        ]
        missed = [at for at in chance.sample(spots, 60) if not seen(image, at, record)]
        assert not missed

    def found(image: bytes, part: bytes) -> list[int]:
        places, at = [], image.find(part)
        while at >= 0:
            places.append(at)
            at = image.find(part, at + 1)
        return places

    def seen(image: bytes, at: int, tenant: str) -> bool:
        """Examines a copy of the file in which the byte is another."""
        whole = connection.connection
        params = {**connection.get_connection_params(), "database": ":memory:"}
        connection.connection = connection.get_new_connection(params)
        try:
            connection.connection.deserialize(
                image[:at] + bytes([image[at] ^ 65]) + image[at + 1 :]
            )
            return bool(examine(tenant).findings)
        finally:
            connection.connection.close()
            connection.connection = whole
