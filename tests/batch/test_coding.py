"""JSON as its writers leave it, not only as its standard has it."""

from __future__ import annotations

import json
import re

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.batch.coding import decode, encode

FLOATS = st.floats(allow_nan=True, allow_infinity=True)
TEXTS = st.text(st.characters(exclude_categories=()), max_size=5)  # lone surrogates, too
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | FLOATS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("data", "value"),
    [
        (b'{"score": NaN, "n": [Infinity, -Infinity, 1]}', {"score": None, "n": [None, None, 1]}),
        (b'{"text": "NaN it is \\ud83d", "n": [NaN]}', {"text": "NaN it is \ufffd", "n": [None]}),
        (b'{"\\udc00": "\\ud83d\\ude00"}', {"\ufffd": "😀"}),
        (b'["\\ud83d", 123456789012345678901234567890]', ["\ufffd", 123456789012345678901234567890]),
    ],
)
def test_what_json_dumps_writes_beyond_the_standard_is_read(data: bytes, value: object) -> None:
    assert decode(data) == value


@given(VALUES)
def test_whatever_json_dumps_writes_is_read_and_can_be_written(value: object) -> None:
    encode(decode(json.dumps(value).encode()))


@pytest.mark.parametrize("data", [b"", b"{", b"[NaN", b'"\\ud83d', b"[nan]"])
def test_what_is_broken_says_so_in_the_same_words_as_ever(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".") as told:
        decode(data)
    with pytest.raises(orjson.JSONDecodeError) as expected:
        orjson.loads(data)
    assert str(told.value) == str(expected.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [(b'["\xff", NaN]', "not UTF-8 at byte 2"), ("{}".encode("utf-16"), "at byte 0 (it begins as UTF-16")],
)
def test_of_another_encoding_it_is_said_that_it_is_one(data: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        decode(data)


def test_what_is_nested_too_deeply_is_refused() -> None:
    with pytest.raises(ValueError, match=r"nested too deeply|expected a JSON value"):
        decode(b"[" * 1000 + b"NaN" + b"]" * 1000)
