"""A second body signs what continues the record it saw, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from guize.core.ledger import NoteError, Tree, growth, leaf_hash, read_note
from guize.ledger import keys, witnessing
from guize.ledger.models import Cosignature
from guize.ledger.queries import growth_since
from guize.ledger.services import accept_cosignature, newest, sequence
from ledger.chain import a_stream, add

AT = datetime(2026, 11, 22, 16, tzinfo=UTC)


@pytest.fixture
def log(tenant, settings, tmp_path):
    """A county of which five entries are signed."""
    settings.DATA = tmp_path / "county"
    for _ in range(5):
        add(tenant, a_stream())
    sequence(tenant=tenant)
    return tenant


@pytest.fixture
def folder(log, tmp_path):
    witnessing.found(tmp_path / "audit", "审计局", newest(log).key)
    return tmp_path / "audit"


def grown(log: str) -> None:
    add(log, a_stream())
    sequence(tenant=log)


def test_growth_is_signed_and_the_county_keeps_the_signature(log, folder):
    witnessing.cosign(folder, growth_since(log, 0), AT)
    grown(log)
    signed = witnessing.cosign(folder, growth_since(log, 5), AT)
    kept = accept_cosignature(tenant=log, note=signed, key=witnessing.key_of(folder).text)
    again = accept_cosignature(tenant=log, note=signed, key=witnessing.key_of(folder).text)
    assert (kept.signed_head, kept.id, str(kept)) == (newest(log), again.id, "审计局")
    assert witnessing.seen(folder).size == 6


def test_a_rewritten_record_is_refused_with_what_was_seen(log, folder):
    witnessing.cosign(folder, growth_since(log, 0), AT)
    tree = Tree(leaf_hash(str(n).encode()) for n in range(9))
    forged = read_note(newest(log).note)[0].__class__(keys.origin(log), 9, tree.root(), AT)
    note = forged.text + "\n" + keys.sign(forged)[0].line
    with pytest.raises(witnessing.RefusedGrowth, match="does not continue") as refused:
        witnessing.cosign(folder, growth(5, tree.consistency(5, 9), note), AT)
    assert "\n5\n" in refused.value.seen
    assert witnessing.seen(folder).size == 5


def test_a_record_set_back_or_split_is_refused(log, folder):
    early = growth_since(log, 0)
    witnessing.cosign(folder, early, AT)
    grown(log)
    witnessing.cosign(folder, growth_since(log, 5), AT)
    with pytest.raises(witnessing.RefusedGrowth, match="begins at 0"):
        witnessing.cosign(folder, early, AT)
    with pytest.raises(witnessing.RefusedGrowth, match="does not continue"):
        witnessing.cosign(folder, early.replace("old 0", "old 6"), AT)


def test_a_checkpoint_of_another_key_is_refused(log, folder, settings, tmp_path):
    settings.DATA = tmp_path / "forger"
    checkpoint = read_note(newest(log).note)[0]
    note = checkpoint.text + "\n" + keys.sign(checkpoint)[0].line
    with pytest.raises(witnessing.RefusedGrowth, match="not signed"):
        witnessing.cosign(folder, growth(0, (), note), AT)


def test_the_county_takes_no_signature_that_is_not_the_witness_own(log, folder):
    signed = witnessing.cosign(folder, growth_since(log, 0), AT)
    key = witnessing.key_of(folder).text
    with pytest.raises(NoteError, match="has not signed"):
        accept_cosignature(tenant=log, note=newest(log).note, key=key)
    with pytest.raises(NoteError, match="has not signed"):
        accept_cosignature(tenant=log, note=signed, key=newest(log).key)
    with pytest.raises(NoteError, match="none of ours"):
        accept_cosignature(tenant=log, note=signed.replace("\n5\n", "\n4\n"), key=key)
    assert not Cosignature.objects.exists()


def test_a_witness_is_made_once_and_its_name_fits_a_line(log, folder):
    with pytest.raises(FileExistsError):
        witnessing.found(folder, "审计局", newest(log).key)
    with pytest.raises(NoteError, match="name"):
        witnessing.found(folder, "审计 局", newest(log).key)
