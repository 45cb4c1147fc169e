"""A real installation in a folder of its own, started and stopped as its users do."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import machine

ROOT = Path(__file__).resolve().parents[2]
WIDE = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
FIRST_DAY = "2026-09-24"
PASSWORD = "demo-for-journeys"
LIMIT = 150  # seconds until the system answers, the first time


GUIZE = [sys.executable, "-m", "guize.cli"]


def settings(data: Path, day: str) -> dict[str, str]:
    return {
        **os.environ,
        "GUIZE_DATA": str(data),
        "GUIZE_DATABASE": "",
        "GUIZE_TODAY": day,
        "GUIZE_DEMO_PASSWORD": PASSWORD,
        "PYTHONPATH": str(ROOT / "src"),
    }


def load_demo(data: Path, day: str) -> None:
    """Loads the demo county into a data folder that systems may be copied from."""
    subprocess.run([*GUIZE, "demo"], env=settings(data, day), check=True, capture_output=True)


class System:
    """`on(day)` makes the system live on that day; it keeps its data from one day to the next."""

    def __init__(self, folder: Path, demo: Path | None = None) -> None:
        self.folder = folder
        if demo:
            shutil.copytree(demo, folder / "var")
        self.address = ""
        self._process: subprocess.Popen[bytes] | None = None

    def on(self, day: str) -> System:
        """Stops the system and starts it again on another day."""
        self.stop()
        port = machine.free_port()
        self.address = f"http://127.0.0.1:{port}"
        command = [*GUIZE, "run", "--port", str(port)]
        with self.log.open("ab") as log:
            environment = settings(self.folder / "var", day)
            self._process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        self._wait()
        return self

    @property
    def log(self) -> Path:
        return self.folder / "log"

    def _wait(self) -> None:
        until = time.monotonic() + LIMIT
        while time.monotonic() < until:
            if self._process is None or self._process.poll() is not None:
                break
            try:
                urllib.request.urlopen(self.address, timeout=2).close()
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise AssertionError(f"the system did not start:\n{self.log.read_text()[-2000:]}")

    def stop(self) -> None:
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(30)
        self._process = None
