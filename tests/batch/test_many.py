"""`clean_many`: the library's twin of ``cleaner run``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cleaner.batch import Page, clean_many

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleaner import Cleaner


def test_results_are_those_of_clean_in_the_order_of_the_sources(
    cleaner: Cleaner, article_text: Callable[[int], str]
) -> None:
    sources = [article_text(number) for number in range(100)]
    results = list(clean_many(sources, jobs=2))
    assert [result.index for result in results] == list(range(100))
    assert [result.article for result in results] == [cleaner.clean(source) for source in sources]


def test_a_page_may_come_with_what_is_known_of_it() -> None:
    page = Page("29 січня, 19:50\nРада міста ухвалила бюджет на рік.".encode(), reference_date=date(2026, 2, 6))
    (result,) = clean_many([page], jobs=0)
    assert result.article
    assert result.article.date
    assert result.article.date.value == "2026-01-29T19:50"
