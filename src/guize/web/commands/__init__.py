"""Verbs of the command line that need Django: a module each with `forward(words) -> exit code`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path

from guize.web.console import RefusalError

INTERRUPTED = 130
Forward = Callable[[list[str]], int]


def with_settings(forward: Forward) -> Forward:
    """Names the settings and sees to the data folder first; what refuses is told in one line."""

    @wraps(forward)
    def checked(words: list[str]) -> int:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guize.web.settings")
        try:
            check_folder(Path(os.environ.get("GUIZE_DATA") or Path.cwd() / "var"))
            return forward(words)
        except RefusalError as refusal:
            sys.stderr.write(f"guize: {refusal}\n")
            return 1
        except KeyboardInterrupt:
            return INTERRUPTED

    return checked


def check_folder(folder: Path) -> None:
    """Makes the data folder; refuses where it cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        raise RefusalError(
            f"No permission to write in {folder}. Remedy: set GUIZE_DATA to a folder of your own.",
            f"没有写入 {folder} 的权限。办法:将 GUIZE_DATA 设为自己可写的文件夹。",
        )
