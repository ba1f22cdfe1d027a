"""What is long or made to be slow costs time in step with its length: each of these took many times the limit."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from cleaner.dates import find_dates

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
