"""The elements of a JSON list."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from cleaner.batch.readers.elements import Elements

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(st.lists(VALUES), st.integers(1, 9), st.sampled_from([None, 2]))
def test_the_elements_of_a_list_are_those_that_json_finds(value: list[object], size: int, indent: int | None) -> None:
    data = json.dumps(value, indent=indent, ensure_ascii=False).encode()
    found = Elements(data[at : at + size] for at in range(0, len(data), size))
    assert [json.loads(element) for element in found] == value
    assert (found.closed, found.rest) == (True, b"")


@given(st.lists(VALUES, min_size=1), st.integers(1, 9), st.data())
def test_of_a_list_that_is_cut_the_elements_before_are_found(
    value: list[object], size: int, draw: st.DataObject
) -> None:
    data = json.dumps(value).encode()[: draw.draw(st.integers(1, len(json.dumps(value)) - 1))]
    found = Elements(data[at : at + size] for at in range(0, len(data), size))
    whole = [json.loads(element) for element in found]
    assert whole == value[: len(whole)]
    assert not found.closed
