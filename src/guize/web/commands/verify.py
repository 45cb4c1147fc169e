"""`guize verify`: whether the record is whole; exports it, or what a witness is sent."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import django

from guize.web.commands import with_settings
from guize.web.console import RefusalError, chosen, tell


@with_settings
def forward(words: list[str]) -> int:
    options = _parser().parse_args(words)
    django.setup()
    from guize.organisation.queries import counties  # noqa: PLC0415  (needs the applications)

    found = [county for county in counties() if options.county in ("", county.name, str(county.id))]
    if not found:
        raise RefusalError("There is no such county.", "没有这个县。")
    if options.export or options.growth or options.accept:
        if len(found) > 1:
            raise RefusalError("Name one --county.", "请用 --county 指定一个县。")
        return _hand_over(found[0], options)
    return max([_verify(county, options) for county in found])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="guize verify", description="校验全部记录 / verifies the record"
    )
    add = parser.add_argument
    add("--county", default="", help="名称或标识 / name or id")
    add("--new", action="store_true", help="仅自上次校验以来 / only since the last good check")
    add("--checkpoint", type=Path, action="append", default=[], help="外部检查点 / from elsewhere")
    add("--export", type=Path, help="导出供离线校验 / for tools/verify_guize.py")
    add("--with-bodies", action="store_true", help="连同内容 / with the content")
    add("--growth", type=Path, help="送见证机构的文件 / what the witness is sent")
    add("--since", type=int, default=0, help="见证机构上次所见条数 / entries it saw last")
    add("--accept", type=Path, help="见证机构签过的检查点 / what the witness signed")
    add("--key", default="", help="见证机构的公钥 / its public key")
    return parser


def _verify(county, options: argparse.Namespace) -> int:
    from guize.ledger.queries import examine  # noqa: PLC0415
    from guize.ledger.services import sequence  # noqa: PLC0415

    head = sequence(tenant=county.id)
    notes = [path.read_text() for path in options.checkpoint]
    report = examine(county.id, is_full=not options.new, notes=notes)
    for found in report.findings:
        place = f"{found.kind} {found.stream} #{found.sequence}" if found.stream else found.note
        sys.stdout.write(f"  {found.number or '?'}: {found.cause} {place}\n")
    if report.findings:
        tell(
            f"✗ {county.name}: not whole from entry {report.first or '?'} on",
            f"✗ {county.name}:第 {report.first or '?'} 条起不一致",
        )
        return 1
    key = head.key if head else "—"
    tell(
        f"✓ {county.name}: whole, {report.entries} entries read, {report.size} in the tree; {key}",
        f"✓ {county.name}:完整,读取 {report.entries} 条,入树 {report.size} 条;公钥 {key}",
    )
    return 0


def _hand_over(county, options: argparse.Namespace) -> int:
    from guize.core.ledger import NoteError, ProofError  # noqa: PLC0415
    from guize.ledger import exporting  # noqa: PLC0415
    from guize.ledger.queries import growth_since  # noqa: PLC0415
    from guize.ledger.services import accept_cosignature, sequence  # noqa: PLC0415

    sequence(tenant=county.id)
    try:
        if options.export:
            with options.export.open("w") as file:
                file.writelines(exporting.lines(county.id, with_bodies=options.with_bodies))
        if options.growth:
            options.growth.write_text(growth_since(county.id, options.since))
        if options.accept:
            text = options.accept.read_text()
            accept_cosignature(tenant=county.id, note=text, key=options.key)
    except (NoteError, ProofError, OSError) as error:
        raise RefusalError(f"Refused: {error}", f"未能完成:{error}") from error
    sys.stdout.write(chosen("guize: done\n", "guize:完成\n"))
    return 0
