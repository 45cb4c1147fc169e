"""The start file and its processes say in one line what stands in the way and leave none behind."""

from __future__ import annotations

import socket
import sys
import threading
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

from guize.web import commands, running
from guize.web.console import RefusalError

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def start(monkeypatch, tmp_path) -> ModuleType:
    """The start file as a module, with an environment folder of its own."""
    loader = SourceFileLoader("start_file", str(ROOT / "guize"))
    module = module_from_spec(spec_from_loader("start_file", loader))
    loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path)
    monkeypatch.setattr(module, "WHEELS", tmp_path / "wheelhouse")
    return module


def failing(words: str) -> list[str]:
    return [sys.executable, "-c", f"raise SystemExit({words!r})"]


def test_an_old_python_is_told_which_one_is_needed(start, monkeypatch):
    monkeypatch.setattr(start.sys, "version_info", (3, 10, 4))
    with pytest.raises(start.RefusalError, match=r"3\.10\.4 .*3\.11"):
        start.check_python()


def test_without_network_and_wheelhouse_the_remedy_names_both(start):
    with pytest.raises(start.RefusalError, match="wheelhouse"):
        start.attempt(failing("ERROR: No matching distribution found for Django"))


def test_another_failure_shows_its_last_line(start):
    with pytest.raises(start.RefusalError, match="disk is full"):
        start.attempt(failing("no room\ndisk is full"))


def test_the_same_list_is_installed_once(start, monkeypatch):
    commands_run: list[list[str]] = []
    monkeypatch.setattr(start, "installer", lambda: ["installer"])
    monkeypatch.setattr(start, "attempt", commands_run.append)
    start.install("run")
    start.install("run")
    listed = str(ROOT / "requirements" / "run.txt")
    assert commands_run == [["installer", "--require-hashes", "-r", listed]]


def test_a_wheelhouse_replaces_the_network(start, monkeypatch, tmp_path):
    commands_run: list[list[str]] = []
    monkeypatch.setattr(start, "installer", lambda: ["installer"])
    monkeypatch.setattr(start, "attempt", commands_run.append)
    (tmp_path / "wheelhouse").mkdir()
    start.install("run")
    assert "--no-index" in commands_run[0]


def test_a_taken_port_is_refused_with_another_to_try():
    with socket.socket() as taken:
        taken.bind((running.HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(RefusalError, match=f"--port {port + 1}"):
            running.check_port(port)


def test_a_data_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(RefusalError, match="GUIZE_DATA"):
        commands.check_folder(tmp_path / "file" / "var")


def sleeping() -> running.Child:
    return running.start([sys.executable, "-c", "import time; time.sleep(60)"])


def test_a_child_that_ends_is_named_and_the_others_stop(capsys):
    children = {"server": sleeping(), "worker": running.start(failing("broken"))}
    assert running.watch(children, threading.Event()) == 1
    assert "worker" in capsys.readouterr().out
    running.stop_all(children)
    assert all(child.poll() is not None for child in children.values())


def test_a_signal_to_stop_ends_all_of_them():
    children = {"server": sleeping(), "clock": sleeping()}
    stop = threading.Event()
    stop.set()
    assert running.watch(children, stop) == 0
    running.stop_all(children)
    assert all(child.poll() is not None for child in children.values())
