"""Datelines: the only date of many releases and agency reports."""

from __future__ import annotations

import pytest

from cleaner import clean

REPORT = (
    "The plant will make carts for hospitals, the firm said in a statement on Tuesday, and hire two hundred people.\n"
    "Its chief executive said that the town had been building precise things for a hundred years."
)


def dated(begin: str, head: str = "Firm opens plant in town by the river") -> str | None:
    article = clean(f"{head}\n{begin} {REPORT}\n", format="text")
    assert begin in article.text
    return article.date.value if article.date else None


@pytest.mark.parametrize(
    ("begin", "value"),
    [
        ("DAYTON, Ohio, Feb. 3, 2026 --", "2026-02-03"),
        ("ST. LOUIS, Mo., March 3, 2025 /Wire/ --", "2025-03-03"),
        ("LONDON, 3 March 2025 (GLOBE WIRE) --", "2025-03-03"),
        ("Berlin (3. März 2025) –", "2025-03-03"),
        ("Rio de Janeiro, 3 de março de 2025 —", "2025-03-03"),
        ("Warszawa, 3 marca 2025 r. –", "2025-03-03"),
        ("КИЕВ, 3 марта 2025 –", "2025-03-03"),
        ("Paris, le 3 mars 2025 –", "2025-03-03"),
    ],
)
def test_a_report_is_dated_by_its_dateline(begin: str, value: str) -> None:
    assert dated(begin) == value


@pytest.mark.parametrize(
    "begin",
    [
        "In the spring, 3 March 2025 —",
        "Ann Lee was born in Leeds, 3 March 1975 –",
        "Bridge, opened on 3 March 2025 –",
        "DAYTON, Ohio, Feb. 3 --",
        "Ohio plants: Dayton, Feb. 3, 2026 --",
    ],
)
def test_a_day_in_a_sentence_is_no_dateline(begin: str) -> None:
    assert dated(begin) is None


def test_a_header_counts_before_the_dateline() -> None:
    head = "Firm opens plant in town by the river\n5 February 2026"
    assert dated("DAYTON, Ohio, Feb. 3, 2026 --", head) == "2026-02-05"
