from __future__ import annotations

from uuid import uuid4

import pytest


@pytest.fixture
def tenant(db: None) -> str:
    return str(uuid4())
