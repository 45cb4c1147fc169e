"""`guize witness`: what a second body runs, on its own machine, with no database of ours."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from guize.core.ledger import NoteError
from guize.web.console import chosen


def forward(words: list[str]) -> int:
    options = _parser().parse_args(words)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guize.web.settings")
    if not settings.configured:
        settings.configure(USE_TZ=True)  # nothing of guize is set up here
    from guize.ledger import witnessing  # noqa: PLC0415

    try:
        return _run(options)
    except witnessing.RefusedGrowth as refused:
        said = chosen(f"REFUSED: {refused}", f"拒绝见证:{refused}")
        sys.stderr.write(f"guize: {said}\n{refused.seen}")
        return 1
    except (NoteError, OSError) as error:
        sys.stderr.write(f"guize: {error}\n")
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="guize witness", description="见证检查点 / witnesses checkpoints"
    )
    parser.add_argument("--folder", type=Path, required=True, help="见证机构的目录 / own folder")
    acts = parser.add_subparsers(dest="act", required=True)
    start = acts.add_parser("start", help="建立 / makes a witness")
    start.add_argument("--name", required=True, help="机构名称 / name of the body")
    start.add_argument("--log-key", required=True, help="被见证方公钥 / public key of the log")
    sign = acts.add_parser("sign", help="核对增长并签名 / checks growth and signs")
    sign.add_argument("growth", type=Path)
    acts.add_parser("show", help="上次所见与公钥 / last seen, and the key")
    return parser


def _run(options: argparse.Namespace) -> int:
    from guize.ledger import witnessing  # noqa: PLC0415

    if options.act == "start":
        key = witnessing.found(options.folder, options.name, options.log_key)
        sys.stdout.write(key.text + "\n")
    elif options.act == "sign":
        shown = options.growth.read_text()
        sys.stdout.write(witnessing.cosign(options.folder, shown, timezone.now()))
    else:
        last = witnessing.seen(options.folder)
        sys.stdout.write(witnessing.key_of(options.folder).text + "\n")
        sys.stdout.write(last.text if last else chosen("nothing seen yet\n", "尚未见证\n"))
    return 0
