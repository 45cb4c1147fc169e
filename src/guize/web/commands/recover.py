"""`guize recover`: opens an account again from the server, where two administrators cannot.

For the day an administrator himself has lost both factors and nobody is left to confirm. Whoever
may start this program can read the database anyway; the record tells that it was done from here.
"""

from __future__ import annotations

import argparse
import sys

from guize.web import running
from guize.web.commands import with_settings
from guize.web.console import RefusalError, tell


@with_settings
def forward(words: list[str]) -> int:
    options = _parser().parse_args(words)
    running.prepare(with_demo=False)
    password = _recovered(options.account, options.reason)
    tell(
        f"{options.account} has a one-time password, shown once and good for seven days; sessions, "
        "second factors and the lock are gone. Hand it over in person:",
        f"{options.account} 已有一次性密码,只显示这一次,七日内有效;"
        "原登录、第二因素和锁定均已解除。请当面交给本人:",
    )
    sys.stdout.write(f"  {password}\n")
    return 0


def _recovered(name: str, reason: str) -> str:
    from guize.accounts import services  # noqa: PLC0415  (needs the applications)
    from guize.core.facts import FactError  # noqa: PLC0415
    from guize.web.founding import INSTALLER  # noqa: PLC0415

    try:
        return services.recover_from_server(by=INSTALLER, username=name, reason=reason)
    except FactError as error:
        raise RefusalError(
            f"{name} cannot be recovered. Remedy: name an account that is not disabled, and why.",
            f"{name}:{error.cause}。办法:写明未停用的账号和理由。",
        ) from error


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="guize recover",
        description="在服务器上恢复账号 / recovers an account from the server",
    )
    parser.add_argument("account", help="账号 / account")
    parser.add_argument("--reason", required=True, help="理由(记入记录) / why, for the record")
    return parser
