"""Which of a page's titles and headings is the headline, where some of them are no title at all."""

from __future__ import annotations

import pytest

from cleaner.read.headline import Names, choose_headline

HEADLINE = "The lime trees of Mill Street stay"


@pytest.mark.parametrize(
    ("headings", "titles"),
    [
        ([HEADLINE], ["Untitled — Harbour Post"]),
        (["Harbour Post", HEADLINE, "Signed within four days"], ["Harbour Post"]),
        (["Harbour Post", HEADLINE, "Signed within four days"], ["Harbour Post - News"]),
        ([], [f"{HEADLINE} | Harbour Post"]),
    ],
)
def test_the_sites_name_and_a_placeholder_are_no_titles(headings: list[str], titles: list[str]) -> None:
    assert choose_headline(Names(headings, titles, ["Harbour Post"])) == HEADLINE


def test_where_there_is_nothing_else_the_sites_name_is_the_title() -> None:
    assert choose_headline(Names(["Harbour Post"], ["Harbour Post"], ["Harbour Post"])) == "Harbour Post"
    assert choose_headline(Names([], ["Untitled"], [])) is None
