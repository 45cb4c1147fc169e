"""A store of its own for the files of each test; the papers of a case, and those of a proceeding
with a decision.
"""

from __future__ import annotations

import pytest

from desks import Desk, desk_of
from guize.papers.queries import Place


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    """Files of this test; the write lock lies there too."""
    settings.DATA = tmp_path
    return tmp_path / "blobs"


@pytest.fixture
def desk(lawful, opened) -> Desk:
    """The papers of an open case of the township."""
    return Desk(lawful, Place(opened))


@pytest.fixture
def decided(approved) -> tuple[Desk, str]:
    """A decision made on the unit head by the organization department, not yet served."""
    head = approved.county.unit_head.appointment
    approved.refer(head, "organization_department")
    approved.decide(head)
    return desk_of(approved), head
