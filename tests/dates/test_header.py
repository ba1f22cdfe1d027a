"""Which lines are date headers, and what they say."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from cleaner.dates import match_header
from cleaner.dates.resolve import resolve
from cleaner.dates.shapes import tokenize
from cleaner.fold import fold

HERE = Path(__file__).parent
REFERENCE = date(2026, 2, 10)


def _rows(name: str) -> list[tuple[str, str, str]]:
    table = tomllib.loads((HERE / name).read_text(encoding="utf-8"))
    return [(language, line, value) for language, rows in table.items() for line, value in rows.items()]


POSITIVES = _rows("positives.toml")


@pytest.mark.parametrize(("language", "line", "expected"), POSITIVES)
def test_a_date_header_is_recognised_and_has_the_value_it_prints(language: str, line: str, expected: str) -> None:
    found = match_header(line)
    assert found is not None, language
    assert found.is_header
    relative = expected.startswith("ref ")
    value = resolve(found.parts, REFERENCE if relative else None)
    assert value is not None
    assert value.value == expected.removeprefix("ref ")
    if relative:
        assert resolve(found.parts, None) is None
        assert value.inferred


NEGATIVES = _rows("negatives.toml")
NEGATIVE_LINES = [(f"{language} {kind}", line) for language, kind, lines in NEGATIVES for line in lines]


@pytest.mark.parametrize(("place", "line"), NEGATIVE_LINES)
def test_a_line_that_only_names_a_date_is_no_header(place: str, line: str) -> None:
    found = match_header(line)
    assert found is None or not found.is_header, place


def test_the_tables_are_as_broad_as_promised() -> None:
    assert len(POSITIVES) >= 250
    assert len(NEGATIVE_LINES) >= 150
    assert len({language for language, _, _ in POSITIVES}) >= 25


@pytest.mark.parametrize(
    "line", ["10⁰", "5²³ лютого 2026", "²³ лютого 2026, 12:30", "①②/⑤/2026", "Ⅷ.Ⅷ.2026", "٣/٢/2026"]
)
def test_digits_that_are_no_numbers_shift_nothing(line: str) -> None:
    tokens = tokenize(fold(line))
    assert len(tokens.shape) == len(tokens.words)
    found = match_header(line)
    assert found is None or line[slice(*found.span)] == found.raw


@pytest.mark.parametrize("text", ["29. Dezember 2022 30. Dezember 2022", "30. Dezember 2022 29. Dezember 2022"])
def test_of_two_days_without_a_label_the_later_is_the_change(text: str) -> None:
    header = match_header(text)
    assert header is not None
    assert header.raw == "29. Dezember 2022"
    assert header.updated is not None
    assert header.updated.day == 30


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("17 лютого 2026, 09:12Тарас Лобода2 418переглядів7коментарів", "Тарас Лобода"),
        ("20 mar 2026Aleksandra Muszer0 komentarzy", "Aleksandra Muszer"),
        ("Bartosz OlejniczakBartosz Olejniczak, 14 marca 2026, 19:02", "Bartosz Olejniczak"),
        ("Priya Raman · Feb 27, 2026 · 4 min read", "Priya Raman"),
    ],
)
def test_a_name_is_found_between_what_an_extractor_glued_to_it(line: str, author: str) -> None:
    found = match_header(line)
    assert found is not None
    assert found.author is not None
    assert line[slice(*found.author)] == author
