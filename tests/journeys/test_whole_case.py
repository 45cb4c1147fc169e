"""One lawsuit from the complaint served to accountability closed, each step by its own role.

The complaint is served on 2026-09-24, a Thursday before a holiday and after a make-up Sunday.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawsuit import loses, registers_the_complaint, responds
from pursuing import is_closed, is_decided, is_determined

if TYPE_CHECKING:
    from system import System

    from conftest import SignIn


def test_from_the_complaint_served_to_accountability_closed(
    system: System, sign_in: SignIn
) -> None:
    system.on("2026-09-24")
    registers_the_complaint(sign_in("case_officer"))
    system.on("2026-10-09")
    responds(sign_in)
    system.on("2026-10-30")
    loses(sign_in)
    system.on("2026-11-20")
    is_determined(sign_in)
    system.on("2026-12-10")
    is_decided(sign_in)
    system.on("2026-12-28")
    is_closed(sign_in)
