"""Columns of other stories beside an article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner.annotate import annotate
from cleaner.filters.cards import LEAST, CardsFilter
from cleaner.read.html import read_html

LEAD = "The council opens the old bridge on Monday, the mayor of the town said."
TEXT = "<p>The old bridge opens again on Monday after a year of repairs, and the buses will cross it from dawn.</p>"
ARTICLE = f"<article><h1>Old bridge opens</h1>{TEXT * 4}</article>"


def card(number: int, *, link: str = "a") -> str:
    head = f"<{link}>Story {number} of the northern harbour</{link}>"
    return f"<div class='item'><div class='head'>{head}</div><p class='lead'>{number}: {LEAD}</p></div>"


def pair(number: int) -> str:
    return f"<dt><a>Story {number} of the northern harbour</a></dt><dd>{number}: {LEAD}</dd>"


def found(body: str, *, likely: float = 3.0) -> list[str]:
    """What the filter takes of a page of which all lines look like body."""
    document = annotate(read_html(f"<html><body>{body}</body></html>"))
    document = replace(document, priors=(likely,) * len(document.lines))
    return [document.source[slice(*finding.span)] for finding in CardsFilter()(document)]


@pytest.mark.parametrize(
    "column",
    ["".join(map(card, range(9))), f"<dl>{''.join(map(pair, range(9)))}</dl>"],
)
@pytest.mark.parametrize("above", [True, False])
def test_a_column_of_cards_beside_the_article_goes(column: str, *, above: bool) -> None:
    column = f"<div class='column'>{column}</div>"
    taken = found(column + ARTICLE if above else ARTICLE + column)
    assert len(taken) == 18
    assert sum(LEAD in text for text in taken) == 9


@pytest.mark.parametrize(
    "body",
    [
        ARTICLE + "".join(map(card, range(LEAST - 1))),
        f"<article><h1>Ten places to see</h1>{TEXT * 4}{''.join(map(card, range(9)))}</article>",
        f"<article><h1>A guide in nine parts</h1>{''.join(map(card, range(9)))}</article>",
        ARTICLE + "".join(card(number, link="b") for number in range(9)),
        ARTICLE + "".join(card(number).replace(LEAD, LEAD * 8) for number in range(9)),
    ],
    ids=["few", "among the text", "nothing else", "no links", "long"],
)
def test_an_articles_own_lists_stay(body: str) -> None:
    assert found(body) == []


def test_it_is_silent_on_text() -> None:
    document = annotate(read_html(f"<html><body>{ARTICLE}</body></html>"))
    assert not CardsFilter()(replace(document, priors=()))
