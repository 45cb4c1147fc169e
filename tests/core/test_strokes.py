"""Handwriting: whole-numbered points in a box, and nothing else that a browser might send."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guize.core.facts.strokes import (
    HEIGHT,
    LONGEST,
    MOST_POINTS,
    WIDTH,
    is_strokes,
    read_strokes,
)

points = st.tuples(st.integers(0, WIDTH), st.integers(0, HEIGHT))
drawn = st.lists(st.lists(points, min_size=1, max_size=30), min_size=1, max_size=20)


def written(strokes) -> str:
    """As the page keeps it: JSON without spaces."""
    return str([[list(point) for point in stroke] for stroke in strokes]).replace(" ", "")


@given(drawn)
def test_what_is_drawn_in_the_box_is_read_back_point_by_point(strokes):
    assert read_strokes(written(strokes)) == tuple(tuple(stroke) for stroke in strokes)


HOSTILE = {
    "nothing": "",
    "no text": None,
    "a number": 7,
    "no strokes": "[]",
    "an empty stroke": "[[]]",
    "an empty stroke among others": "[[[1,2]],[]]",
    "a bare point": "[[1,2]]",
    "three coordinates": "[[[1,2,3]]]",
    "one coordinate": "[[[1]]]",
    "not a number": "[[[NaN,1]]]",
    "infinity": "[[[Infinity,1]]]",
    "a fraction": "[[[1.5,1]]]",
    "an exponent": "[[[1e2,1]]]",
    "a sign": "[[[-1,1]]]",
    "a text": '[[["1",2]]]',
    "a truth": "[[[true,1]]]",
    "an object": '[[{"x":1,"y":2}]]',
    "markup": '[[[1,2]]]"><script>alert(1)</script>',
    "a line end": "[[[1,2]]]\n",
    "spaces": "[[[1, 2]]]",
    "digits of another script": "[[[١,٢]]]",
    "nested too deep": "[" * 20_000,
    "nested and closed": "[" * 9_000 + "]" * 9_000,
    "right of the box": f"[[[{WIDTH + 1},0]]]",
    "below the box": f"[[[0,{HEIGHT + 1}]]]",
    "too many points": written([[(1, 1)] * (MOST_POINTS + 1)]),
    "too long": written([[(599, 199)]] * (LONGEST // 10)),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_anything_else_is_refused(text):
    assert not is_strokes(text)
    with pytest.raises(ValueError, match=r"stroke|point"):
        read_strokes(text)


def test_the_largest_drawing_is_still_read():
    assert is_strokes(written([[(1, 1)] * MOST_POINTS]))
