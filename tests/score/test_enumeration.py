"""Items behind a colon, and headings with numbers: they go with what stands beside them."""

from __future__ import annotations

import pytest

from cleaner.annotate import annotate
from cleaner.read.text import read_text
from cleaner.score.enumeration import enumerated

TEXT = "The board met in the old customs house on Monday, and the vote was close until the end."


def of(*lines: str, gone: set[int]) -> set[int]:
    document = annotate(read_text("\n".join(lines)))
    return enumerated(document, [number not in gone for number in range(len(document.blocks))]) & gone


def test_items_of_a_sentence_stay_with_the_line_that_leads_to_them() -> None:
    lines = (
        TEXT,
        "Three things help:",
        "fixed hours, on Sundays as well,",
        "dark glasses,",
        "a meal before midnight.",
    )
    assert of(*lines, gone={2, 3}) == {2, 3}
    assert of(*lines, gone={2, 3, 4}) == {2, 3, 4}


def test_they_go_with_it_too() -> None:
    lines = (TEXT, "A comment is deleted if it:", "insults somebody;", "advertises goods;", "is not in English.")
    assert of(*lines, gone={1, 2, 3, 4}) == set()


def test_a_sentence_that_is_not_ended_is_no_enumeration() -> None:
    assert of(TEXT, "See also:", "Weather,", "Sport,", "More news", gone={2, 3, 4}) == set()


def test_numbered_headings_stay_where_their_texts_do() -> None:
    lines = ("1. Rykhta", TEXT, "2. Sutkivtsi", TEXT, "3. Zinkiv", TEXT)
    assert of(*lines, gone={0, 2}) == {0, 2}
    assert of(*lines, gone={0, 2, 4}) == set()
    assert of(*lines, gone={0, 1, 2}) == {2}


@pytest.mark.parametrize("heads", [("1. One", "2. Two"), ("1. One", "2. Two", "4. Four"), ("1. 5", "2. 6", "3. 7")])
def test_fewer_or_other_numbers_are_no_row(heads: tuple[str, ...]) -> None:
    lines = [line for head in heads for line in (head, TEXT)]
    assert of(*lines, gone={0}) == set()


def test_a_list_without_texts_between_its_numbers_is_left_to_the_network() -> None:
    assert of(TEXT, "1. Install the app", "2. Scan the code", "3. Enter it", TEXT, gone={1, 2}) == set()
