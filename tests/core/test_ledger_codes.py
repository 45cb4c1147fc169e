"""Check codes: printed from a hash, read back however someone typed them."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guize.core.ledger import check_code, read_code

HASH = f"sha256:{hashlib.sha256(b'test').hexdigest()}"
CODE = "9F86-D081-884C-7D65-9A2F-EAA0-C55A-D015"


def test_a_code_is_the_first_half_of_the_hash_in_groups():
    assert check_code(HASH) == CODE


@pytest.mark.parametrize(
    "typed",
    [CODE, CODE.lower(), CODE.replace("-", " "), f"  {CODE.replace('-', '—')} ",
     CODE.replace("0", "O"), CODE.replace("1", "I"), CODE.replace("1", "l"),
     CODE.replace("5", "S"), "9F86D081884C7D659A2FEAA0C55AD015"],
)  # fmt: skip
def test_a_code_is_read_however_it_was_typed(typed):
    assert read_code(typed) == CODE


@pytest.mark.parametrize("typed", ["", "9F86", CODE + "-0000", "中文", CODE[:-1] + "X"])
def test_what_is_no_code_gives_none(typed):
    assert read_code(typed) == ""


@pytest.mark.parametrize("tagged", ["", "sha256:", f"sha256:{'?0' * 32}", HASH[7:], HASH[: 7 + 31]])
def test_a_code_needs_a_tagged_hash(tagged):
    with pytest.raises(ValueError, match="no tagged hash"):
        check_code(tagged)


@given(st.binary(), st.binary())
def test_codes_of_other_hashes_differ(one, other):
    codes = {check_code(f"sha256:{hashlib.sha256(text).hexdigest()}") for text in (one, other)}
    assert len(codes) == len({one, other})
