"""The command line: `guize VERB …`. Each verb is a module of this package, loaded only when it is
asked for, so that counting days or checking a rulebook needs no database and no Django.

A verb's module has `add_arguments(parser)` and `run(arguments) -> int` (or sets `run` for each
subcommand); `arguments.language` is zh or en. A module with `forward(words) -> int` gets its words
unread. Exit codes: 0 done, 1 the thing asked about has faults, 2 bad usage or bad input, which is
told in one clear line on standard error.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple, NoReturn

from guize.cli.failing import BadInputError, tell

EXIT_CODES = (
    "退出码 / exit codes: 0 完成 done; 1 所查对象有错 faults found; 2 用法或输入有误 bad input"
)


class Verb(NamedTuple):
    """Where a verb lives and what it does, in Chinese and in English."""

    module: str
    chinese: str
    english: str


VERBS = {
    "assess": Verb("guize.cli.assess", "评估案件记录", "what follows from a case record"),
    "schema": Verb("guize.cli.schema", "案件记录的格式", "the JSON Schema of a case record"),
    "period": Verb("guize.cli.period", "计算期限的末日", "the last day of a period"),
    "simulate": Verb("guize.cli.simulate", "对照两个规则包", "a docket under two rulebooks"),
    "rulebook": Verb("guize.cli.rulebook", "检查、查看规则包", "check and read rulebooks"),
    "run": Verb("guize.web.commands.run", "启动系统", "start the system"),
    "found": Verb("guize.web.commands.found", "建立一个县", "found a county"),
    "recover": Verb("guize.web.commands.recover", "恢复账号", "recover an account"),
    "demo": Verb("guize.web.commands.demo", "载入演示县", "load the demo county"),
    "clock": Verb("guize.web.commands.clock", "按时更新", "keep what depends on time up to date"),
    "verify": Verb("guize.web.commands.verify", "校验全部记录", "verify the record"),
    "witness": Verb("guize.web.commands.witness", "见证检查点", "witness checkpoints"),
    "backup": Verb("guize.web.commands.backup", "备份并验证", "back up and verify"),
    "restore": Verb("guize.web.commands.restore", "恢复并核验", "restore and verify"),
    "doctor": Verb("guize.web.commands.doctor", "各部分状态", "the state of each part"),
    "manage": Verb("guize.web.commands.manage", "Django 命令", "Django's own commands"),
}


class _Parser(argparse.ArgumentParser):
    """Refuses in one line instead of printing the usage first."""

    def error(self, message: str) -> NoReturn:
        raise BadInputError(
            f"用法有误:{message}(见 {self.prog} --help)", f"{message} (see {self.prog} --help)"
        )


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one verb; gives the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    language = _language(words)
    try:
        arguments = _parse(words)
        arguments.language = language
        return int(arguments.run(arguments))
    except BadInputError as error:
        tell(error, language)
        return 2
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has left: nothing more to say
        return 0


def _language(words: list[str]) -> str:
    """`--lang en` may stand anywhere; it is known before anything can go wrong."""
    for place, word in enumerate(words):
        if word in ("--lang", "--lang=en", "--lang=zh"):
            end = place + (2 if word == "--lang" else 1)
            chosen = words[place + 1 : end] or [word.partition("=")[2]]
            del words[place:end]
            return "en" if chosen == ["en"] else "zh"
    return "zh"


def _parse(words: list[str]) -> argparse.Namespace:
    if not words or words[0] in ("-h", "--help"):
        return argparse.Namespace(run=_overview)
    verb = VERBS.get(words[0])
    if verb is None:
        known = "、".join(VERBS)
        raise BadInputError(
            f"没有「{words[0]}」这个命令,可用:{known}",
            f'there is no command "{words[0]}"; known: {", ".join(VERBS)}',
        )
    module = import_module(verb.module)
    if hasattr(module, "forward"):
        return argparse.Namespace(run=lambda _: module.forward(words[1:]))
    parser = _Parser(
        prog=f"guize {words[0]}",
        description=f"{verb.chinese} / {verb.english}",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.add_arguments(parser)
    arguments = parser.parse_args(words[1:])
    arguments.run = getattr(arguments, "run", None) or module.run
    return arguments


def _overview(_: argparse.Namespace) -> int:
    print("guize VERB … [--lang zh|en]\n")
    for name, verb in VERBS.items():
        print(f"  {name:10} {verb.chinese} / {verb.english}")
    print(f"\n{EXIT_CODES}\nguize VERB --help")
    return 0
