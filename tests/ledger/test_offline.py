"""The single-file verifier shares no line with us and finds the same."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from guize.core.ledger import check_code
from guize.ledger import exporting, witnessing
from guize.ledger.queries import growth_since, place_of
from guize.ledger.services import accept_cosignature, newest, sequence
from ledger.chain import a_stream, add
from ledger.test_witness import AT

TOOL = Path(__file__).parents[2] / "tools" / "verify_guize.py"


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("verify_guize", TOOL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def record(tenant, settings, tmp_path):
    settings.DATA = tmp_path / "county"
    stream = a_stream()
    for n in range(3):
        add(tenant, stream, payload={"n": n})
        add(tenant, a_stream())
        sequence(tenant=tenant)
    witnessing.found(tmp_path / "audit", "审计局", newest(tenant).key)
    signed = witnessing.cosign(tmp_path / "audit", growth_since(tenant, 0), AT)
    key = witnessing.key_of(tmp_path / "audit").text
    accept_cosignature(tenant=tenant, note=signed, key=key)
    add(tenant, stream)  # waits
    path = tmp_path / "record.jsonl"
    path.write_text("".join(exporting.lines(tenant, with_bodies=True)))
    return path


def test_a_whole_record_is_whole(tool, record, tenant, capsys):
    assert tool.main([str(record), "--key", newest(tenant).key]) == 0
    assert "完整: 7 entries" in capsys.readouterr().out


def test_bodies_stay_at_home_unless_asked_for(tool, record, tenant):
    record.write_text("".join(exporting.lines(tenant)))
    assert "body" not in record.read_text()
    assert tool.main([str(record)]) == 0


def test_a_code_from_paper_is_found_by_the_tool_and_by_us(tool, record, tenant):
    entry = json.loads(record.read_text().splitlines()[1])
    code = check_code(entry["hash"])
    assert tool.main([str(record), "--code", code.lower()]) == 0
    assert tool.main([str(record), "--code", "0" * 32]) == 1
    place = place_of(tenant, code)
    assert (place.hash, place.number, place.is_proven) == (entry["hash"], entry["leaf"] + 1, True)
    assert place_of(tenant, entry["hash"]) == place
    assert place_of(tenant, "0" * 32) is place_of(tenant, "没有") is None


def altered(entry: dict, name: str) -> dict:
    return {
        "type": {**entry, "envelope": {**entry["envelope"], "type": "x"}},
        "body": {**entry, "body": "e30="},
        "link": {**entry, "previous": "sha256:0"},
        "leaf": {**entry, "leaf": 9},
    }[name]


@pytest.mark.parametrize("name", ["type", "body", "link", "leaf"])
def test_an_alteration_is_found(tool, record, name, capsys):
    lines = record.read_text().splitlines()
    first = next(n for n, line in enumerate(lines) if '"leaf": 0' in line)
    lines[first] = json.dumps(altered(json.loads(lines[first]), name))
    record.write_text("\n".join(lines))
    assert tool.main([str(record)]) == 1
    assert "第 1 条起不一致" in capsys.readouterr().out


def test_a_cut_record_and_a_checkpoint_from_elsewhere_do_not_fit(tool, record, tenant, tmp_path):
    later = tmp_path / "later"
    sequence(tenant=tenant)
    later.write_text(newest(tenant).note)
    assert tool.main([str(record), "--checkpoint", str(later)]) == 1
    kept = [line for line in record.read_text().splitlines() if '"leaf": 5' not in line]
    record.write_text("\n".join(kept))
    assert tool.main([str(record)]) == 1


def test_another_key_and_a_forged_signature_are_refused(tool, record, tenant, tmp_path):
    other = witnessing.key_of(tmp_path / "audit").text
    assert tool.main([str(record), "--key", other]) == 1
    text = record.read_text()
    at = text.rindex("=", 0, text.rindex("witness")) - 8
    record.write_text(text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :])
    assert tool.main([str(record)]) == 1


def test_what_is_no_record_is_unreadable(tool, tmp_path, capsys):
    path = tmp_path / "other"
    path.write_text("{}\n")
    assert tool.main([str(path)]) == 2
    assert tool.main([str(tmp_path / "none")]) == 2
    assert "unreadable" in capsys.readouterr().err
