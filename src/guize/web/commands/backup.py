"""`guize backup`: an archive of all, counted only after it was restored."""

from __future__ import annotations

import argparse
from pathlib import Path

import django

from guize.web.commands import with_settings
from guize.web.console import RefusalError, tell


@with_settings
def forward(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="guize backup",
        description="备份并验证可恢复 / backs up, restores it to verify. "
        "GUIZE_BACKUP_PASSPHRASE 加密 / seals it",
    )
    parser.add_argument("--to", type=Path, help="目录 / folder (GUIZE_BACKUPS, var/backups)")
    parser.add_argument("--keep", type=int, default=14, help="保留份数 / how many are kept (14)")
    options = parser.parse_args(words)
    django.setup()
    from guize.web.backup import keeping  # noqa: PLC0415  (needs the settings)
    from guize.web.backup.archive import ArchiveError  # noqa: PLC0415

    try:
        made = keeping.back_up(options.to or keeping.folder(), kept=max(1, options.keep))
    except (ArchiveError, OSError) as error:
        raise RefusalError(f"No backup was made: {error}", f"备份未完成:{error}") from error
    size = made.path.stat().st_size
    tell(
        f"✓ {made.path} ({size} bytes), restored and verified in {made.seconds} s",
        f"✓ {made.path}({size} 字节),已恢复验证,用时 {made.seconds} 秒",
    )
    return 0
