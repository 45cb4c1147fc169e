"""`guize found`: founds a real county with its three administrators, and prints their passwords."""

from __future__ import annotations

import argparse
import sys

from guize.web import running
from guize.web.commands import with_settings
from guize.web.console import tell

ADMINISTRATORS = {
    "system_admin": "系统管理员姓名 / name of the system administrator",
    "security_admin": "安全管理员姓名 / name of the security administrator",
    "auditor": "审计人员姓名 / name of the auditor",
}


@with_settings
def forward(words: list[str]) -> int:
    options = _parser().parse_args(words)
    running.prepare(with_demo=False)
    from guize.web import founding  # noqa: PLC0415  (needs the applications)

    wanted = founding.Wanted(
        name=options.name,
        short=options.short,
        court_code=options.court_code,
        pack=options.pack,
        administrators={function: getattr(options, function) for function in ADMINISTRATORS},
    )
    opened = founding.found(wanted)
    tell(
        f"{options.name} is founded. These passwords are shown once and good for seven days; at "
        "the first sign-in an authenticator is set up and the password changed:",
        f"{options.name}已建立。以下密码只显示这一次,七日内有效;首次登录须设置验证器并修改密码:",
    )
    lines = (f"  {one.username:<18}{one.password}  {one.title} {one.name}" for one in opened)
    sys.stdout.write("\n".join((*lines, "")))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="guize found",
        description="建立一个县和三名管理员 / founds a county and its three administrators",
    )
    parser.add_argument("--name", required=True, help="县名 / name of the county")
    parser.add_argument("--short", default="", help="文号用简称 / short name for numbers of papers")
    parser.add_argument("--court-code", default="", help="法院代字 / code of the court (辽0323)")
    parser.add_argument("--pack", default="xiuyan-2024", help="规则包 / rulebook (xiuyan-2024)")
    for function, text in ADMINISTRATORS.items():
        parser.add_argument(f"--{function.replace('_', '-')}", required=True, help=text)
    return parser
