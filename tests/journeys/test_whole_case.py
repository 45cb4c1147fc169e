"""One lawsuit from the complaint served to accountability closed, each step by its own role.

The complaint is served on 2026-09-24, a Thursday before a holiday and after a make-up Sunday.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lawsuit import loses, registers_the_complaint, responds
from pursuing import is_closed, is_decided, is_determined
from system import System

if TYPE_CHECKING:
    from conftest import SignIn


@pytest.fixture
def county(demo: Path, tmp_path: Path) -> Iterator[System]:
    """A county of its own, for time goes by in it."""
    installed = System(tmp_path, demo)
    yield installed
    installed.stop()


def test_from_the_complaint_served_to_accountability_closed(
    county: System, sign_in: SignIn
) -> None:
    county.on("2026-09-24")
    registers_the_complaint(sign_in("case_officer"))
    county.on("2026-10-09")
    responds(sign_in)
    county.on("2026-10-30")
    loses(sign_in)
    county.on("2026-11-20")
    is_determined(sign_in)
    county.on("2026-12-10")
    is_decided(sign_in)
    county.on("2026-12-28")
    is_closed(sign_in)
