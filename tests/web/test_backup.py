"""A backup counts only once it was restored; a damaged one says what is wrong with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as configured

from guize.web.backup import keeping
from guize.web.backup.archive import ArchiveError, unpack
from guize.web.backup.sealing import is_sealed

ROOT = Path(__file__).resolve().parents[2]
FOUND = """
import sys, django; django.setup()
from datetime import date
from guize.ledger.identifiers import new_id
from guize.ledger.services import sequence
from guize.organisation import services
from guize.ledger import blobs
county = services.found_county(
    by=new_id(), name="云岭县", pack="xiuyan-2024", is_demo=True, on=date(2024, 1, 1))
for n in range(5):
    services.register_person(tenant=county.id, by=new_id(), name=f"某人{n}")
sequence(tenant=county.id)
blobs.keep("文书".encode())
print(county.id)
"""


@pytest.fixture(scope="module")
def system(tmp_path_factory) -> dict[str, str]:
    """A small system in a folder of its own, as an environment."""
    folder = tmp_path_factory.mktemp("system")
    env = {k: v for k, v in os.environ.items() if k not in ("GUIZE_DATABASE", "LANG", "LC_ALL")}
    env |= {"GUIZE_DATA": str(folder), "PYTHONPATH": str(ROOT / "src")}
    env |= {"DJANGO_SETTINGS_MODULE": "guize.web.settings"}
    assert guize(env, "manage", "migrate", "-v0").returncode == 0
    done = asked([sys.executable, "-c", FOUND], env)
    assert done.returncode == 0, done.stderr
    return env


def guize(env: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return asked([sys.executable, "-m", "guize.cli", *words], env)


def asked(command: list[str], env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)


def backed_up(env: dict[str, str], folder: Path) -> Path:
    done = guize(env, "backup", "--to", str(folder))
    assert done.returncode == 0, done.stderr
    return keeping.proven(folder)[0].path


def restored(env: dict[str, str], archive: Path, to: Path) -> subprocess.CompletedProcess[str]:
    return guize(env, "restore", "--verify", str(archive), "--to", str(to))


def test_a_backup_is_restored_with_all_it_held(system, tmp_path):
    archive = backed_up(system, tmp_path / "kept")
    assert archive.stat().st_mode & 0o077 == 0
    done = restored(system, archive, tmp_path / "new")
    assert (done.returncode, "restored and verified" in done.stdout) == (0, True), done.stderr
    moved = system | {"GUIZE_DATA": str(tmp_path / "new")}
    shown = guize(moved, "verify")
    assert "云岭县: whole" in shown.stdout
    assert len(list((tmp_path / "new" / "blobs").rglob("*"))) == 2


def test_secret_keys_are_only_in_a_sealed_archive(system, tmp_path):
    plain = backed_up(system, tmp_path / "plain")
    assert not [name for name in names(plain) if "secret-key" in name or name == "checkpoint-key"]
    sealed = backed_up(system | {keeping.PASSPHRASE: "一句很长的口令"}, tmp_path / "sealed")
    assert is_sealed(sealed)
    assert b"secret-key" not in sealed.read_bytes()
    without = restored(system, sealed, tmp_path / "a")
    assert (without.returncode, "GUIZE_BACKUP_PASSPHRASE" in without.stderr) == (2, True)
    wrong = restored(system | {keeping.PASSPHRASE: "另一句"}, sealed, tmp_path / "b")
    assert wrong.returncode == 2
    right = restored(system | {keeping.PASSPHRASE: "一句很长的口令"}, sealed, tmp_path / "c")
    assert right.returncode == 0, right.stderr
    assert (tmp_path / "c" / "checkpoint-key").exists()


def names(archive: Path) -> list[str]:
    with tarfile.open(archive) as opened:
        return opened.getnames()


def changed(archive: Path, to: Path, name: str, content: bytes | None) -> Path:
    """The archive with one file changed, or (None) gone."""
    folder = to / "changed"
    with tarfile.open(archive) as opened:
        opened.extractall(folder, filter="data")
    path = next(path for path in folder.rglob("*") if path.name == name)
    path.unlink() if content is None else path.write_bytes(content)
    with tarfile.open(to / "changed.tar", "w") as made:
        for found in sorted(path for path in folder.rglob("*") if path.is_file()):
            made.add(found, found.relative_to(folder).as_posix())
    return to / "changed.tar"


@pytest.fixture(scope="module")
def archive(system, tmp_path_factory) -> Path:
    return backed_up(system, tmp_path_factory.mktemp("kept"))


def blob(archive: Path) -> str:
    return next(name for name in names(archive) if name.startswith("blobs/")).rpartition("/")[2]


def test_a_lost_or_changed_file_is_found(system, archive, tmp_path):
    for place, content in (("lost", None), ("other", b"other")):
        (tmp_path / place).mkdir()
        made = changed(archive, tmp_path / place, blob(archive), content)
        done = restored(system, made, tmp_path / place / "to")
        assert (done.returncode, "is missing or changed" in done.stderr) == (1, True)


def test_a_changed_database_is_refused(system, archive, tmp_path):
    made = changed(archive, tmp_path, "database.sqlite3", b"SQLite")
    done = restored(system, made, tmp_path / "to")
    assert (done.returncode, "was changed" in done.stderr) == (2, True)


def test_a_cut_archive_and_one_with_foreign_names_are_refused(archive, tmp_path):
    cut = tmp_path / "cut.tar"
    cut.write_bytes(archive.read_bytes()[:9000])
    with pytest.raises(ArchiveError):
        unpack(cut, tmp_path / "cut")
    climbing = tmp_path / "climbing.tar"
    with tarfile.open(climbing, "w") as made:
        made.add(archive, "../outside")
    with pytest.raises(ArchiveError, match="does not belong"):
        unpack(climbing, tmp_path / "climbing")
    assert not (tmp_path / "outside").exists()


def test_a_folder_that_is_not_empty_is_left_alone(system, archive, tmp_path):
    (tmp_path / "mine").write_text("x")
    assert restored(system, archive, tmp_path).returncode == 2
    assert (tmp_path / "mine").read_text() == "x"


def test_a_backup_whose_restore_fails_does_not_count(tmp_path, monkeypatch):
    def broken(to: Path, passphrase: str = "") -> Path:
        path = to / "guize-20261122T000000000000Z.tar"
        path.write_bytes(b"no archive")
        return path

    monkeypatch.setattr(keeping, "make", broken)
    with pytest.raises(ArchiveError):
        keeping.back_up(tmp_path)
    assert keeping.proven(tmp_path) == []


def test_the_newest_that_count_are_kept_and_nothing_else_goes(tmp_path):
    for day in range(1, 6):
        path = tmp_path / f"guize-2026110{day}T000000000000Z.tar"
        path.write_bytes(b"")
        if day != 4:
            mark = {"at": f"2026-11-0{day}T00:00:00+08:00", "seconds": 1}
            path.with_name(path.name + keeping.PROVEN).write_text(json.dumps(mark))
    (tmp_path / "my-own.tar").write_bytes(b"")
    keeping._prune(tmp_path, 2)
    left = sorted(path.name for path in tmp_path.iterdir())
    assert [name[:14] for name in left if name.endswith(".tar")] == [
        "guize-20261103", "guize-20261105", "my-own.tar"]  # fmt: skip
    days = [found.at for found in keeping.proven(tmp_path)]
    assert days[0] - days[1] == timedelta(days=2)


def test_the_doctor_says_a_line_for_each_part(system):
    done = guize(system, "doctor")
    assert done.stdout.count("\n") == 8
    assert "✗" in done.stdout  # no rulebook is installed there
    assert done.returncode == 1


def test_settings_keep_backups_beside_the_data_by_default(settings, monkeypatch):
    monkeypatch.delenv("GUIZE_BACKUPS", raising=False)
    assert keeping.folder() == configured.DATA / "backups"
