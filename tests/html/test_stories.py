"""Other stories that a page prints whole behind its article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cleaner import Cleaner

TEXT = (
    "<p>The old bridge opens again on Monday after a year of repairs, and the buses will cross it from dawn.</p>"
    "<p>“We have waited long enough,” said the mayor, who will walk over it first with the pupils of the school.</p>"
    "<p>The repairs cost two million crowns, half of which came from the county, the council said on Friday.</p>"
)
OTHER = (
    "<p>Snow cut off nine villages in the hills on Sunday night, and the ploughs reached the last of them at noon.</p>"
    "<p>The power came back in the afternoon, the grid company said, after its crews had mended fourteen lines.</p>"
)


def page(body: str) -> str:
    return f"<html><head><title>Old bridge opens again</title></head><body>{body}</body></html>"


@pytest.mark.parametrize("wrap", ["<div class='next'>{}</div>", "{}", "<section><div>{}</div></section>"])
def test_another_article_with_its_own_headline_goes(cleaner: Cleaner, wrap: str) -> None:
    first = f"<article class='post'><h1>Old bridge opens again</h1><div>{TEXT}</div></article>"
    second = f"<article class='post'><header><h1>Snow cuts off nine villages</h1></header><div>{OTHER}</div></article>"
    article = cleaner.clean(page(first + wrap.format(second)), format="html")
    assert article.title == "Old bridge opens again"
    assert "Snow" not in article.text
    assert "two million crowns" in article.text


@pytest.mark.parametrize("depth", [60, 64, 100])
def test_deep_in_a_page_it_goes_as_well(cleaner: Cleaner, depth: int) -> None:
    first = f"<article><h1>Old bridge opens again</h1>{TEXT}</article>"
    second = f"<article><h1>Snow cuts off nine villages</h1>{OTHER}</article>"
    article = cleaner.clean(page("<div>" * depth + first + second + "</div>" * depth), format="html")
    assert (article.warnings, "Snow" in article.text) == ((), False)


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Old bridge opens again</h1>{TEXT}<article><h1>Snow cuts off nine villages</h1>{OTHER}</article>",
        f"<article><h1>Old bridge opens again</h1>{TEXT}<article><h1>The snow</h1>{OTHER}</article></article>",
        f"<article><h1>Old bridge opens again</h1>{TEXT}<h1>The snow</h1>{OTHER}</article>",
    ],
    ids=["sections of a page", "a part of the article", "a chapter"],
)
def test_the_articles_own_parts_stay(cleaner: Cleaner, body: str) -> None:
    assert "fourteen lines" in cleaner.clean(page(body), format="html").text
