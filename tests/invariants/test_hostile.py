"""What is long or made to be slow costs time in step with its length: each of these took many times the limit."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from cleaner.dates import find_dates
from cleaner.read.headline import strip_site
from cleaner.read.markdown import read_markdown

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleaner import Cleaner

SECONDS = 5.0  # a slow machine under load needs a tenth of it
SENTENCES = "\n".join(
    f"Міська рада погодила новий маршрут автобуса через річку, сказав мер у понеділок, {hour} годині."
    for hour in range(6)
)


def takes_little(function: Callable[[], object]) -> bool:
    start = perf_counter()
    function()
    return perf_counter() - start < SECONDS


def test_a_page_of_nothing_but_date_lines(cleaner: Cleaner) -> None:
    assert takes_little(lambda: cleaner.clean("02/03/2026 12:30\n" * 8000 + SENTENCES))


def test_a_line_of_numbers_that_are_no_dates() -> None:
    assert takes_little(lambda: find_dates("5 мая " + "1.2 " * 12_000))


def test_json_ld_of_nothing_but_blanks(cleaner: Cleaner) -> None:
    data = '{"@context":"https://schema.org", bad' + " " * 50_000 + "x"
    page = f'<script type="application/ld+json">{data}</script><p>{SENTENCES}</p>'
    assert takes_little(lambda: cleaner.clean(page, format="html"))


def test_a_title_of_nothing_but_separators() -> None:
    assert takes_little(lambda: strip_site("a | " * 20_000 + "b" * 20_000, ["a"]))


def test_a_line_of_marks_that_open_emphasis() -> None:
    assert takes_little(lambda: read_markdown("(_a )" * 100_000 + "b_"))


def test_a_head_of_nothing_but_names(cleaner: Cleaner) -> None:
    names = "".join(f"Jan K{chr(97 + number % 26)}{'o' * (number % 30)}n\n" for number in range(20_000))
    assert takes_little(lambda: cleaner.clean(names + SENTENCES))


def test_a_page_of_nothing_but_lists_of_links(cleaner: Cleaner) -> None:
    lead = "Six words of the story, and some more of it, said the mayor."
    cards = f"<dt><a href=/>Headline of another story</a></dt><dd>{lead}</dd>" * 5
    page = f"<html><body><h1>Bridge opens at last</h1><p>{SENTENCES}</p>" + f"<dl>{cards}</dl>" * 1000
    assert takes_little(lambda: cleaner.clean(page, format="html"))
