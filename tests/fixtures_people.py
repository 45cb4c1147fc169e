"""The county of the tests as a fixture; `conftest` loads this plugin."""

from __future__ import annotations

import pytest

import people


@pytest.fixture
def county(db) -> people.County:
    return people.county()
