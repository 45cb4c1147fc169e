"""What the tests need of the machine: a browser with Chinese fonts, and a PostgreSQL server.

What is missing is installed from Debian where that is allowed; else the cause names the remedy.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

LOCAL = "postgresql://postgres@127.0.0.1:5432"
VERSIONS = Path("/usr/lib/postgresql")
FONTS = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")


class UnavailableError(Exception):
    """What is missing and how to get it, in one line."""


def install(*packages: str) -> None:
    """Installs Debian packages; refuses in one line where that is not possible."""
    names = " ".join(packages)
    apt = shutil.which("apt-get")
    if not apt or os.geteuid() != 0:
        raise UnavailableError(f"{names} missing. Remedy: apt-get install {names}")
    print(f"installing {names} (apt-get) …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    add = ["install", "-y", "-qq", "--no-install-recommends", *packages]
    for words in (["update", "-qq"], add):
        done = subprocess.run(
            [apt, *words], env=environment, capture_output=True, text=True, check=False
        )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no output"])[-1]
        raise UnavailableError(f"{names} could not be installed: {last}")


def need_browser() -> None:
    """Sees to Chromium and a Chinese font."""
    missing = [] if shutil.which("chromium") else ["chromium"]
    missing += [] if FONTS.exists() or has_chinese_font() else ["fonts-noto-cjk"]
    if missing:
        install(*missing)


def need_office() -> None:
    """Sees to LibreOffice, which the long run lays documents out with."""
    if not shutil.which("soffice"):
        install("libreoffice-writer-nogui")


def has_chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":lang=zh"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """Address of a server where databases can be made: the one at hand, else one of our own."""
    if is_reachable():
        yield LOCAL
        return
    if not VERSIONS.is_dir():
        install_postgresql()
    with own_cluster(folder) as server:
        yield server


def is_reachable() -> bool:
    with suppress(psycopg.Error):
        psycopg.connect(f"{LOCAL}/postgres", connect_timeout=3).close()
        return True
    return False


def install_postgresql() -> None:
    """Installs the server without the cluster that Debian would start by itself."""
    with suppress(OSError):
        settings = Path("/etc/postgresql-common/createcluster.d/guize.conf")
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text("create_main_cluster = false\n")
    install("postgresql")


@contextmanager
def own_cluster(folder: Path) -> Iterator[str]:
    """A cluster that lives as long as the tests; PostgreSQL refuses to run as root."""
    programs = max(VERSIONS.iterdir(), key=lambda path: float(path.name)) / "bin"
    place = folder / "postgresql"
    place.mkdir()
    become: list[str] = []
    if os.geteuid() == 0:
        folder.chmod(0o711)
        shutil.chown(place, "postgres")
        become = ["runuser", "-u", "postgres", "--"]
    port = free_port()
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -k {place}"
    control = [*become, str(programs / "pg_ctl"), "-D", str(place / "base"), "-s", "-w"]
    base = [*become, str(programs / "initdb"), "-D", str(place / "base"), "-U", "postgres"]
    try:
        run(*base, "-A", "trust", "-E", "UTF8", "--no-sync")
        run(*control, "-l", str(place / "log"), "-o", options, "start")
        yield f"postgresql://postgres@127.0.0.1:{port}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], capture_output=True, check=False)


def run(*command: str) -> None:
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if done.returncode:
        raise UnavailableError(f"{command[-1]}: {done.stderr.decode().strip()[-200:]}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
