"""`guize simulate`: the same result in one process, in several and on a cluster."""

from __future__ import annotations

import json
import os
import sys

import distributed
import pytest

import build
import dockets
from guize.cli import main
from guize.cli.engines import Task, dask, local, processes
from guize.core.rulebook import Norms
from guize.formats.docket import rows_of, write_docket

ON = "2026-11-22"


@pytest.fixture
def draft(tmp_path):
    """A rulebook folder whose report is due a working day later."""
    folder = tmp_path / "draft"
    folder.mkdir()
    for path in (build.RULEBOOKS / "xiuyan-2024").glob("*.*"):
        text = path.read_text("utf-8")
        (folder / path.name).write_text(text.replace("| 2工作日 |", "| 3工作日 |"), "utf-8")
    return folder


@pytest.fixture
def cases(tmp_path):
    path = tmp_path / "cases.parquet"
    write_docket(path, dockets.a_docket(30))
    return path


def asked(capsys, *words: object) -> tuple[int, str, str]:
    code = main(["simulate", *map(str, words)])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_summary_shows_both_rulebooks_and_what_changes(capsys, cases, draft):
    code, out, err = asked(capsys, "--cases", cases, "--against", draft, "--on", ON)
    assert code == 0
    assert "30 件" in out
    assert "变化: 职责" in out
    assert "系统提示,不作为处理依据" in out.replace("均为系统提示", "系统提示")
    assert "30/30" in err


def test_english_and_json_say_the_same(capsys, cases, draft):
    words = ("--cases", cases, "--against", draft, "--on", ON)
    _, english, _ = asked(capsys, *words, "--lang", "en")
    _, text, _ = asked(capsys, *words, "--format", "json")
    values = json.loads(text)
    assert f"30 cases on {ON}, {values['changed_cases']} differ" in english
    assert values["first"]["overdue"] >= values["second"]["overdue"] > 0
    assert values["format"] == "guize-simulation/1"


def task_and_parts(cases, draft) -> tuple[Task, list[tuple[int, tuple[str, ...]]]]:
    book = dockets.edited(**{"| 2工作日 |": "| 3工作日 |"})
    task = Task(build.norms(), Norms((book,), build.calendar()), build.day(ON))
    texts = tuple(rows_of(cases))
    return task, [(n + 1, texts[n : n + 7]) for n in range(0, len(texts), 7)]


def test_several_processes_give_what_one_gives(cases, draft, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    task, parts = task_and_parts(cases, draft)
    assert list(processes(2)(task, parts)) == list(local(task, parts))


def test_a_dask_cluster_gives_what_one_process_gives(cases, draft):
    task, parts = task_and_parts(cases, draft)
    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=False, dashboard_address=None
    )
    with cluster:
        assert list(dask(cluster.scheduler_address)(task, parts)) == list(local(task, parts))


@pytest.mark.long
def test_a_dask_cluster_of_processes_gives_what_one_process_gives(cases, draft, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    task, parts = task_and_parts(cases, draft)
    assert list(dask("")(task, parts)) == list(local(task, parts))


def test_a_row_that_is_no_record_is_told_and_the_others_are_worked_out(capsys, tmp_path, draft):
    path = tmp_path / "cases.jsonl"
    write_docket(path, dockets.a_docket(3))
    path.write_text(path.read_text("utf-8") + "{}\n", "utf-8")
    code, out, _ = asked(capsys, "--cases", path, "--against", draft, "--on", ON)
    assert code == 1
    assert "第 4 行" in out
    assert "4 件" in out


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        (("--cases", "absent.csv", "--against", "xiuyan-2024"), "没有文件"),
        (("--cases", "cases.txt", "--against", "xiuyan-2024"), "应为"),
        (("--cases", "absent.csv", "--against", "nowhere"), "没有规则包"),
        (("--cases", "absent.csv", "--against", "xiuyan-2024", "--processes", "-1"), "不能为负"),
    ],
)
def test_bad_input_is_one_clear_line(capsys, words, cause):
    code, out, err = asked(capsys, *words, "--on", ON)
    assert (code, out) == (2, "")
    assert cause in err
    assert len(err.splitlines()) == 1


def test_without_a_day_today_is_asked(capsys, cases, draft, monkeypatch):
    monkeypatch.setenv("GUIZE_TODAY", "2025-03-04")
    _, out, _ = asked(capsys, "--cases", cases, "--against", draft)
    assert out.startswith("2025-03-04")


def test_dask_without_its_package_tells_what_to_install(capsys, cases, draft, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, _, err = asked(
        capsys, "--cases", cases, "--against", draft, "--on", ON, "--engine", "dask"
    )
    assert code == 2
    assert "guize[cluster]" in err
