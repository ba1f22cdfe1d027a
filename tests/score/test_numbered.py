"""Lists that count from one on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cleaner.annotate import annotate
from cleaner.filters.scorer import _with_siblings
from cleaner.read.text import read_text
from cleaner.score.numbered import numbered_lists

if TYPE_CHECKING:
    from cleaner.model import Document


def read(*lines: str) -> Document:
    return annotate(read_text("\n".join(lines)))


@pytest.mark.parametrize(
    ("lines", "items"),
    [
        (["1. Oars", "2. A rope", "3. A pump"], [0, 1, 2]),
        (["We took:", "1) Oars", "shop.example/oars", "2) A rope", "shop.example/rope", "3) A pump"], [1, 3, 5]),
        (["Step 1: Dry the wood.", "Step 2: Sand it.", "Step 3: Paint it twice."], [0, 1, 2]),
        (["1 - Oars", "2 - A rope", "3 - A pump"], [0, 1, 2]),
    ],
)
def test_items_that_count_from_one_on_are_a_list(lines: list[str], items: list[int]) -> None:
    assert numbered_lists(read(*lines)) == [items]


@pytest.mark.parametrize(
    "lines",
    [
        ["1. Oars", "2. A rope"],
        ["5. Oars", "6. A rope", "7. A pump"],
        ["1. Oars", "3. A rope", "2. A pump"],
        ["1.5 metres", "2.5 metres", "3.5 metres"],
        ["1. Oars", "a", "b", "c", "2. A rope", "a", "b", "c", "3. A pump"],
        ["1992. gadā", "2. maijā", "3. maijā"],
    ],
    ids=["two", "comments", "another order", "decimals", "far apart", "dates"],
)
def test_other_numbers_are_none(lines: list[str]) -> None:
    assert numbered_lists(read(*lines)) == []


def test_a_list_stays_as_a_whole_if_any_of_it_does() -> None:
    document = read("1. Oars", "2. A rope", "3. A pump", "Menu")
    assert _with_siblings(document, [False, True, False, False]) == {0, 1, 2}
    assert _with_siblings(document, [False, False, False, True]) == set()
