"""What a header's parts are, and how missing ones are completed."""

from __future__ import annotations

from datetime import date

import pytest

from cleaner.dates import Role, match_glued, match_header
from cleaner.dates.resolve import resolve

REFERENCE = date(2026, 2, 6)


def _value(line: str, reference: date | None = None, others: tuple[date, ...] = ()) -> str | None:
    found = match_header(line)
    assert found is not None
    resolved = resolve(found.parts, reference, others)
    return resolved.value if resolved else None


def test_the_expression_is_told_from_its_label_and_from_what_stands_beside_it() -> None:
    line = "Опубликовано 06/02/2026 - 12:30 GMT+1 Обновлено 14:02"
    found = match_header(line)
    assert found is not None
    assert found.raw == "06/02/2026 - 12:30 GMT+1"
    assert found.role is Role.PUBLISHED
    assert found.label is not None
    assert line[slice(*found.label)] == "Опубликовано"
    assert found.updated is not None
    assert (found.updated.hour, found.updated.minute) == (14, 2)


@pytest.mark.parametrize(
    ("line", "kind", "expected"),
    [
        ("Euronews 6 февраля, 2026 11:49", "source", "Euronews"),
        ("Редакция PRESS 6 февраля, 2026 11:49", "source", "Редакция PRESS"),
        ("LETA 5. februāris 2026, 12:14", "source", "LETA"),
        ("Олена Рись 6 лютого 2026, 11:49", "author", "Олена Рись"),
        ("By Jane Rowe, May 14, 2022", "author", "Jane Rowe"),
        ("Von Petra Kuhn, 9. September 2022, 16:40 Uhr", "author", "Petra Kuhn"),
    ],
)
def test_a_name_in_front_of_the_date_is_a_person_or_a_source(line: str, kind: str, expected: str) -> None:
    found = match_header(line)
    assert found is not None
    span = getattr(found, kind)
    assert span is not None
    assert line[slice(*span)] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("23 декабря 2025, 11:39 • Новости дня", ["Новости дня"]),
        ("Эксклюзив | 25 июня 2015 года, 13:35", ["Эксклюзив"]),
        ("24/03/2022, Kategorija: Kultūra", ["Kultūra"]),
    ],
)
def test_a_rubric_that_is_set_off_from_the_date_is_a_section(line: str, expected: list[str]) -> None:
    found = match_header(line)
    assert found is not None
    assert [line[slice(*span)] for span in found.sections] == expected


def test_an_unknown_year_stays_unknown_without_a_reference_date() -> None:
    assert _value("29 січня, 19:50") == "XXXX-01-29T19:50"


def test_a_missing_year_is_the_latest_that_is_not_after_the_reference_date() -> None:
    assert _value("29 січня, 19:50", REFERENCE) == "2026-01-29T19:50"
    assert _value("7 лютого, 19:50", REFERENCE) == "2025-02-07T19:50"
    assert _value("6 лютого, 19:50", REFERENCE) == "2026-02-06T19:50"


def test_a_weekday_picks_the_year_it_belongs_to() -> None:
    # 5 February was a Thursday in 2026 and in 2015, a Monday in 2024.
    assert _value("четвер, 5 лютого, 10:00", REFERENCE) == "2026-02-05T10:00"
    assert _value("понеділок, 5 лютого, 10:00", REFERENCE) == "2024-02-05T10:00"


def test_a_full_date_of_the_same_page_lends_its_year_to_a_header_within_a_week_of_it() -> None:
    assert _value("30 грудня, 23:10", REFERENCE, (date(2023, 1, 2),)) == "2022-12-30T23:10"
    assert _value("30 серпня, 23:10", REFERENCE, (date(2023, 1, 2),)) == "2025-08-30T23:10"


def test_without_a_reference_date_a_full_date_of_the_page_stands_in_for_it() -> None:
    assert _value("5 серпня, 10:00", None, (date(2020, 2, 7),)) == "2019-08-05T10:00"


def test_29_february_without_a_year_falls_on_a_leap_year() -> None:
    assert _value("29 лютого, 10:00", REFERENCE) == "2024-02-29T10:00"


def test_what_was_inferred_is_said() -> None:
    found = match_header("29 січня, 19:50")
    assert found is not None
    resolved = resolve(found.parts, REFERENCE)
    assert resolved is not None
    assert resolved.inferred == ("year",)
    assert resolved.precision == "minute"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("5 мая 2024, 12:00 (МСК)", "2024-05-05T12:00+03:00"),
        ("Jul 4, 2025 10:00 AM ET", "2025-07-04T10:00-04:00"),
        ("Jan 4, 2025 10:00 AM ET", "2025-01-04T10:00-05:00"),
        ("2024-01-02 10:00 UTC+3", "2024-01-02T10:00+03:00"),
        ("2024-01-02 10:00 +0530", "2024-01-02T10:00+05:30"),
        ("04.01.2025 10:00 EET", "2025-01-04T10:00+02:00"),
    ],
)
def test_a_printed_zone_becomes_an_offset(line: str, expected: str) -> None:
    assert _value(line) == expected


def test_a_glued_date_is_a_prefix_of_the_first_line() -> None:
    found = match_glued(" date 2026-02-06 Press.lv - Новости")
    assert found is not None
    assert found.raw == "2026-02-06"
    assert " date 2026-02-06 Press.lv - Новости"[found.span.end :] == "Press.lv - Новости"


@pytest.mark.parametrize(
    "text", ["date night in Riga", "date 2026-13-01 x", "date 2026-02-30 x", "update 2026-02-06", ""]
)
def test_other_words_are_no_glued_date(text: str) -> None:
    assert match_glued(text) is None


def test_a_long_line_is_prose_whatever_dates_it_names() -> None:
    assert match_header("5 лютого 2026, 12:30 " * 20) is None


def test_hostile_lines_are_judged_quickly() -> None:
    for line in ("1." * 79, "5 " * 79, "12:30 " * 26, "mar " * 40, "(5 (5 " * 26, "5-5/" * 39, "2026 " * 32):
        found = match_header(line[:160])
        assert found is None or found.raw in line


@pytest.mark.parametrize(
    ("line", "author", "sections"),
    [
        ("November 28, 2025 / Living Healthy / Food", None, ["Living Healthy", "Food"]),
        ("21. Jan 2022 // Dominik Rick", "Dominik Rick", []),
        ("Published August 7, 2023 by Nicole Burke", "Nicole Burke", []),
        ("Geschrieben von Cooper am 25.08.2015 22:30", "Cooper", []),
        ("By Dr. Vera Osman - Mar 27, 2024", "Dr. Vera Osman", []),
    ],
)
def test_a_person_is_told_from_rubrics(line: str, author: str | None, sections: list[str]) -> None:
    found = match_header(line)
    assert found is not None
    assert found.is_header
    assert (line[slice(*found.author)] if found.author else None) == author
    assert [line[slice(*span)] for span in found.sections] == sections


@pytest.mark.parametrize("line", ["Autor: PAP | 27-12-2011 10:10", "PAP - 03-01-2012 19:51"])
def test_an_agency_is_a_source_though_a_label_calls_it_the_author(line: str) -> None:
    found = match_header(line)
    assert found is not None
    assert found.source is not None
    assert line[slice(*found.source)] == "PAP"


@pytest.mark.parametrize(
    "line",
    [
        "Барак Петренко розплакався на сцені 09 листопада 2012, 15:37",
        "This page was last updated on Sunday, January 5, 2025 at 12:13 AM EST.",
        "Date: January 6-9, 2026",
        "2025-12-19:",
        "1/1/2013 +13.1%",
    ],
)
def test_a_headline_a_sentence_a_range_or_a_table_row_with_a_date_is_no_header(line: str) -> None:
    found = match_header(line)
    assert found is None or not found.is_header
