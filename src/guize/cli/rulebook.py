"""`guize rulebook check DIR` and the other ways to look at a rulebook."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from guize.cli.failing import BadInputError
from guize.cli.rulebook_finding import (
    bases_of,
    book_of,
    folder_of,
    print_faults,
    refusal,
    sound,
)
from guize.cli.rulebook_text import article_page
from guize.core.differing import differences
from guize.core.markdown import (
    Cover,
    RulebookError,
    article_hashes,
    check_readings,
    coverage,
    formatted,
)
from guize.core.rulebook import Article
from guize.formats.calendar_files import CALENDARS
from guize.formats.rulebook_folder import RULEBOOKS, read_files

Run = Callable[[argparse.Namespace], int]
WORKBOOK = "表格导出为工作簿,改好后写回 / tables as a workbook, and back"
COVERS = {Cover.CLAIMED: "有规则", Cover.NON_NORMATIVE: "非规范性", Cover.UNCOVERED: "遗漏"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rulebooks", type=Path, default=RULEBOOKS, help="规则包所在的文件夹")
    whats = parser.add_subparsers(dest="what", required=True, metavar="WHAT")

    def what(name: str, run: Run, text: str) -> argparse.ArgumentParser:
        sub = whats.add_parser(name, help=text, description=text)
        sub.add_argument("pack", metavar="PACK", help="文件夹或包名 / folder or name")
        sub.set_defaults(run=run)
        return sub

    what("check", check, "检查规则包 / find every fault")
    show_one = what("show", show, "一条的条文和规则 / an article with its rules")
    show_one.add_argument("article", metavar="ARTICLE", help="7, 第七条, art-7")
    what("coverage", show_coverage, "逐句覆盖情况 / what the rows account for")
    what("hash", show_hashes, "条文指纹 / fingerprints for pack.toml")
    written = what("format", format_files, "表格写成统一样式 / write tables in their one form")
    written.add_argument("--check", action="store_true", help="只报告,不改写 / only report")
    tried = what("test", try_scenarios, "跑范例 / run the example cases")
    tried.add_argument("--calendars", type=Path, default=CALENDARS, help="日历文件夹 / folder")
    what("diff", show_difference, "两包的差别 / what differs").add_argument(
        "other", metavar="OTHER"
    )
    _add_workbook(whats.add_parser("workbook", help=WORKBOOK, description=WORKBOOK))


def _add_workbook(sub: argparse.ArgumentParser) -> None:
    sub.add_argument("pack", metavar="PACK", nargs="?", help="文件夹或包名 / folder or name")
    sub.add_argument("out", metavar="OUT.xlsx", nargs="?", type=Path, help="导出到 / write to")
    sub.add_argument("--read", metavar="IN.xlsx", type=Path, help="读入 / take back")
    sub.add_argument("--into", metavar="PACKDIR", help="写回的文件夹 / folder to change")
    sub.set_defaults(run=take_workbook)


def check(arguments: argparse.Namespace) -> int:
    """Reads the rulebook and prints every fault and every sentence left over."""
    try:
        book = book_of(arguments.pack, arguments)
        _check_readings(arguments)
    except RulebookError as error:
        print_faults(error, arguments)
        return 1
    covered = coverage(book)
    for unit in covered.uncovered:
        print(f"{unit.label} [{unit.id}] 没有规则,也未标为非规范性 / no row, no tag: {unit.text}")
    own = sum(article.pack == book.id for article in book.articles)
    counts = (
        f"{own} 条, {len(book.duties)} 职责, {len(book.tables)} 表, "
        f"{len(book.measures)} 措施, {len(book.steps)} 步骤, {len(book.interpretations)} 解释"
    )
    missing = f", 缺文 {len(covered.missing)} 条" if covered.missing else ""
    gone = f", 不适用 {len(book.withdrawn)} 项" if book.withdrawn else ""
    print(f"{book.id}: {counts}{gone}; 覆盖 {covered.share:.1%}{missing}")
    return 1 if covered.uncovered else 0


def _check_readings(arguments: argparse.Namespace) -> None:
    pack, files = read_files(folder_of(arguments.pack, arguments))
    check_readings(pack, files, bases_of(arguments.pack, arguments))


def show(arguments: argparse.Namespace) -> int:
    """Prints one article, the pack's own before those of the packs it extends."""
    book = sound(arguments.pack, arguments)
    wanted = arguments.article
    for article in book.articles:
        if _is(article, wanted):
            print("\n".join(article_page(article, book)))
            return 0
    raise BadInputError(f"{book.id} 没有「{wanted}」这一条", f'{book.id} has no article "{wanted}"')


def _is(article: Article, wanted: str) -> bool:
    return wanted in (article.id, article.label, article.id.removeprefix("art-"))


def show_coverage(arguments: argparse.Namespace) -> int:
    """Prints every unit with what became of it, and the share."""
    covered = coverage(sound(arguments.pack, arguments))
    for unit, cover in covered.units:
        print(f"{unit.id:10} {COVERS[cover]}  {unit.label}  {'、'.join(unit.claimed_by)}")
    for article in covered.missing:
        print(f"{article.id:10} 缺文  {article.label}")
    print(f"{covered.share:.1%}")
    return 1 if covered.uncovered else 0


def show_hashes(arguments: argparse.Namespace) -> int:
    """Prints the [articles] section for pack.toml as the text stands now."""
    try:
        _, files = read_files(folder_of(arguments.pack, arguments))
        hashes = article_hashes(files)
    except RulebookError as error:
        raise refusal(error) from error
    print("[articles]")
    for article, fingerprint in hashes.items():
        print(f'{article} = "{fingerprint}"')
    return 0


def format_files(arguments: argparse.Namespace) -> int:
    """Rewrites the Markdown files whose tables are not in their one form; with --check only names
    them (exit code 1).
    """
    folder = folder_of(arguments.pack, arguments)
    try:
        files = read_files(folder)[1]
    except RulebookError as error:
        raise refusal(error) from error
    changed = {name: new for name, text in files.items() if (new := formatted(text)) != text}
    for name, text in changed.items():
        print(name)
        if not arguments.check:
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return 1 if changed and arguments.check else 0


def try_scenarios(arguments: argparse.Namespace) -> int:
    """Runs the example cases; only this needs the whole reasoning, so it is loaded only here."""
    runner = import_module("guize.cli.rulebook_scenarios")
    folder = folder_of(arguments.pack, arguments)
    return int(runner.run(folder, sound(arguments.pack, arguments), arguments.calendars))


def take_workbook(arguments: argparse.Namespace) -> int:
    """Tables out as a workbook or back in; what reads and writes XLSX is loaded only here."""
    return int(import_module("guize.cli.rulebook_workbook").run(arguments))


def show_difference(arguments: argparse.Namespace) -> int:
    """Prints what the second rulebook adds (+), lacks (-) or changes (~)."""
    books = (sound(name, arguments) for name in (arguments.pack, arguments.other))
    for change in differences(*books):
        print(f"{change.sign} {change.kind} {change.name}")
    return 0
