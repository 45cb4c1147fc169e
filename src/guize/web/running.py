"""Starts the system: prepares the data folder; server, worker and clock start and stop together."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time

import django

from guize.web.console import RefusalError, chosen, tell

HOST = "127.0.0.1"
PATIENCE = 15  # seconds a child gets to finish what it is doing
START_LIMIT = 60  # seconds the server gets to answer
ON_PARENTS_DEATH = 1  # PR_SET_PDEATHSIG
Child = subprocess.Popen[bytes]


def run(*, port: int, with_demo: bool) -> int:
    """Runs until a signal or until one of the three ends; returns the exit code."""
    check_port(port)
    prepare(with_demo=with_demo)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stop.set())
    children = {name: start(command) for name, command in commands(port).items()}
    try:
        if wait_for_server(port, children, stop):
            tell(f"open http://{HOST}:{port}/", f"请打开 http://{HOST}:{port}/")
            print_accounts()
            tell("Ctrl-C stops it.", "按 Ctrl-C 停止。")
        return watch(children, stop)
    finally:
        stop_all(children)


def check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            cause = (f"Port {port} needs a privilege", f"端口 {port} 需要特权")
        except OSError:
            cause = (f"Port {port} is taken", f"端口 {port} 已被占用")
        else:
            return
    other = 8000 if port < 1024 else port + 1  # noqa: PLR2004
    raise RefusalError(
        f"{cause[0]}. Remedy: ./guize run --port {other}",
        f"{cause[1]}。办法:./guize run --port {other}",
    )


def prepare(*, with_demo: bool) -> None:
    """Brings database, messages and static files up to date; loads the demo county once."""
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    from guize.web import catalogue  # noqa: PLC0415  (needs the settings)

    tell("preparing the database …", "正在准备数据库……")
    call_command("migrate", verbosity=0, interactive=False)
    check_durability()
    catalogue.compile_messages()
    call_command("collectstatic", verbosity=0, interactive=False)
    if with_demo:
        load_demo()


def check_durability() -> None:
    """Refuses a database that may lose what it has acknowledged."""
    from guize.ledger.durability import weakness  # noqa: PLC0415  (needs the settings)

    if weak := weakness():
        raise RefusalError(
            f"The database may lose entries in a power cut ({weak}). Remedy: SQLite needs "
            "journal_mode=WAL and synchronous=FULL on a local disk, PostgreSQL its defaults.",
            f"数据库断电可能丢失记录({weak})。办法:SQLite 须在本地磁盘上使用 journal_mode=WAL、"
            "synchronous=FULL,PostgreSQL 恢复默认设置。",
        )


def load_demo() -> None:
    from guize.web.demo import load  # noqa: PLC0415  (needs the applications)

    if load.is_wanted():
        tell("loading the demo county …", "正在载入演示县……")
        load.load_county()


def print_accounts() -> None:
    """Prints one demo account for each role, with the password of this installation."""
    from guize.web.demo import load  # noqa: PLC0415

    if not (accounts := load.accounts()):
        return
    lines = [f"  {name:<22}{title}" for name, title in accounts]
    if load.is_open():
        lines.append(
            chosen(
                "  (no second step in the demo county; GUIZE_DEMO_SIGN_IN=strict asks for it)",
                "  (演示县免于两步验证;GUIZE_DEMO_SIGN_IN=strict 时须验证)",
            )
        )
    head = chosen("demo accounts (demo data only), password", "演示账号(仅演示数据),密码")
    sys.stdout.write("\n".join([f"guize: {head}: {load.password()}", *lines, ""]))
    sys.stdout.flush()


def commands(port: int) -> dict[str, list[str]]:
    """The three processes by name."""
    python = sys.executable
    serve = [python, "-m", "granian", "--interface", "wsgi", "--host", HOST, "--port", str(port)]
    serve += ["--workers", "2", "--blocking-threads", "4", "--no-ws", "--log-level", "warning"]
    worker = ["db_worker", "--no-reload", "--verbosity", "0"]
    return {
        "server": [*serve, "guize.web.wsgi:application"],
        "worker": [python, "-m", "guize.cli", "manage", *worker],
        "clock": [python, "-m", "guize.cli", "clock"],
    }


def start(command: list[str]) -> Child:
    """Starts a child in a session of its own, so that Ctrl-C reaches it through us and once."""
    return subprocess.Popen(  # noqa: S603
        command,
        start_new_session=True,
        preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
    )


_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def _end_with_parent() -> None:
    """Asks Linux to end this child should its parent be killed without a chance to say so."""
    if _libc is not None:
        _libc.prctl(ON_PARENTS_DEATH, signal.SIGTERM)


def wait_for_server(port: int, children: dict[str, Child], stop: threading.Event) -> bool:
    """Checks if the server answers before it or we are stopped."""
    until = time.monotonic() + START_LIMIT
    while time.monotonic() < until and not stop.wait(0.1):
        if children["server"].poll() is not None:
            return False
        with contextlib.suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return True
    return False


def watch(children: dict[str, Child], stop: threading.Event) -> int:
    """Waits for the signal to stop; a child that ends by itself ends the others."""
    while not stop.wait(0.2):
        for name, child in children.items():
            if (code := child.poll()) is not None:
                tell(
                    f"the {name} ended (exit code {code}); stopping the others. "
                    "Remedy: see the lines above, then start again.",
                    f"{name} 已退出(退出码 {code}),其余一并停止。办法:查看上方信息后重新启动。",
                )
                return 1
    tell("stopping …", "正在停止……")
    return 0


def stop_all(children: dict[str, Child]) -> None:
    """Ends every child and whatever it has started; kills what does not end in time."""
    for child in children.values():
        child.terminate()
    until = time.monotonic() + PATIENCE
    for child in children.values():
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(max(0.1, until - time.monotonic()))
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
