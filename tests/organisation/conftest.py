from __future__ import annotations

import pytest

from organisation.county import County, found


@pytest.fixture
def county(db: None) -> County:
    return found()
