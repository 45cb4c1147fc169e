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
PASSWORD = "demo-for-journeys"
LIMIT = 150  # seconds until the system answers, the first time


class System:
    """`on(day)` makes the system live on that day; it keeps its data from one day to the next."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = ""
        self._process: subprocess.Popen[bytes] | None = None

    def on(self, day: str) -> System:
        """Stops the system and starts it again on another day."""
        self.stop()
        port = machine.free_port()
        self.address = f"http://127.0.0.1:{port}"
        environment = {
            **os.environ,
            "GUIZE_DATA": str(self.folder / "var"),
            "GUIZE_DATABASE": "",
            "GUIZE_TODAY": day,
            "GUIZE_DEMO_PASSWORD": PASSWORD,
            "PYTHONPATH": str(ROOT / "src"),
        }
        command = [sys.executable, "-m", "guize.cli", "run", "--port", str(port)]
        with self.log.open("ab") as log:
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

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
