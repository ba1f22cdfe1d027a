"""Lists of an article's own headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cleaner.annotate import annotate
from cleaner.read.text import read_text
from cleaner.score.contents import Contents, find_contents

if TYPE_CHECKING:
    from cleaner import Cleaner

TITLE = "How to choose a rowing boat for the lakes of the north"
LEAD = "A boat that suits a river does not suit a lake, and the makers of the north know it, as our guide shows."
HEADINGS = ["Which length do I need?", "Wood or plastic", "What it costs", "Where to keep it"]
TEXTS = [
    "Four metres are enough for two people and a dog, and shorter boats turn in the wind, says builder Ann Overbridge.",
    "Wood asks for a week of work in spring, plastic for an hour. Most of those we asked would take wood again.",
    "A used boat costs about nine hundred crowns, a new one four thousand, with oars. The trailer is extra.",
    "A shed is best, says Overbridge. A cover and two trestles will do where there is none, if the snow is swept off.",
]
SECTIONS = [line for pair in zip(HEADINGS, TEXTS, strict=True) for line in pair]


@pytest.mark.parametrize("label", [[], ["In this article"], ["Jump to:"]])
def test_the_list_goes_and_the_headings_stay(cleaner: Cleaner, label: list[str]) -> None:
    text = "\n".join([TITLE, "3 May 2024", LEAD, *label, *HEADINGS, *SECTIONS])
    assert cleaner.clean(text, format="text").text == "\n".join([LEAD, *SECTIONS])


def test_the_list_of_a_page_goes_and_its_headings_stay(cleaner: Cleaner) -> None:
    entries = "".join(f"<li>{text}</li>" for text in HEADINGS)
    sections = "".join(f"<h2>{head}</h2><p>{text}</p>" for head, text in zip(HEADINGS, TEXTS, strict=True))
    page = f"<article><h1>{TITLE}</h1><p>{LEAD}</p><ul>{entries}</ul>{sections}</article>"
    assert cleaner.clean(page, format="html").text == "\n".join([LEAD, *SECTIONS])


def found(lines: list[str]) -> list[Contents]:
    return find_contents(annotate(read_text("\n".join(lines))))


def test_entries_and_headings_are_found_in_order() -> None:
    assert found([LEAD, *HEADINGS, *SECTIONS]) == [Contents([1, 2, 3, 4], [5, 7, 9, 11])]


@pytest.mark.parametrize(
    "lines",
    [
        [*HEADINGS, LEAD, *TEXTS, *HEADINGS],
        [LEAD, *HEADINGS[:2], *SECTIONS[:4]],
        [LEAD, *HEADINGS, *SECTIONS, *HEADINGS],
        [LEAD, *reversed(HEADINGS), *SECTIONS],
        ["x = 1;", "y = 2;", "z = 3;", "x = 1;", TEXTS[0], "y = 2;", TEXTS[1], "z = 3;", TEXTS[2]],
    ],
    ids=["a menu at head and foot", "two", "three times", "another order", "code"],
)
def test_what_else_repeats_is_no_list_of_headings(lines: list[str]) -> None:
    assert found(lines) == []
