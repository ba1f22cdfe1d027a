"""Which of a page's dates is the article's."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from cleaner.dates import choose_date
from cleaner.filters.date import DateFilter
from cleaner.fold import fold
from cleaner.model import Block, Document, Hints, Known, Markup, Zone

if TYPE_CHECKING:
    from cleaner.dates import DateChoice

BODY = "Місто відкрило новий міст через річку, і першими ним проїхали велосипедисти."


def _document(head: list[str], body: str = BODY, **fields: Any) -> Document:
    source = "\n".join([*head, body])
    blocks, start = [], 0
    for number, line in enumerate([*head, body]):
        blocks.append(Block(number, start, start + len(line), line, fold(line)))
        start += len(line) + 1
    zones = (*[Zone.TOP] * len(head), Zone.MIDDLE)
    sentences = (*[False] * len(head), True)
    return Document(source, tuple(blocks), tuple(blocks), zones, sentences, **fields)


def _choose(head: list[str], body: str = BODY, **fields: Any) -> DateChoice:
    document = _document(head, body, **fields)
    return choose_date(_document(head, body, findings=tuple(DateFilter()(document)), **fields))


def _value(choice: DateChoice) -> str | None:
    return choice.date.value if choice.date else None


def test_without_any_date_there_is_none() -> None:
    assert _choose(["Новий міст"]).date is None


def test_what_the_caller_knows_beats_all() -> None:
    choice = _choose(["5 лютого 2026, 12:30"], known=Known(date="2026-02-01"))
    assert _value(choice) == "2026-02-01"
    assert choice.warnings


def test_the_header_of_the_page_beats_the_glued_date_and_a_disagreement_is_a_warning() -> None:
    choice = _choose(["date 2026-01-01 Новий міст", "14 лютого 2026, 12:30"])
    assert _value(choice) == "2026-02-14T12:30"
    assert any("2026-01-01" in warning for warning in choice.warnings)


def test_agreement_is_no_warning() -> None:
    assert _choose(["date 2026-02-14 Новий міст", "14 лютого 2026, 12:30"]).warnings == ()


def test_a_glued_month_is_a_date_of_its_precision() -> None:
    choice = _choose(["date 2020-05 Новий міст"])
    assert choice.date is not None
    assert (choice.date.value, choice.date.precision) == ("2020-05", "month")


def test_published_beats_unlabelled_beats_updated() -> None:
    choice = _choose(
        ["Оновлено: 3 березня 2026, 10:00", "2 березня 2026, 09:00", "Опубліковано: 1 березня 2026, 08:00"]
    )
    assert _value(choice) == "2026-03-01T08:00"
    assert choice.date is not None
    assert choice.date.updated == "2026-03-03T10:00"
    assert _value(_choose(["Оновлено: 3 березня 2026, 10:00", "2 березня 2026, 09:00"])) == "2026-03-02T09:00"


def test_a_page_that_names_only_its_last_change_has_that_date() -> None:
    assert _value(_choose(["Оновлено: 3 березня 2026, 10:00"])) == "2026-03-03T10:00"


def test_the_address_says_the_day_where_nothing_else_does() -> None:
    assert _value(_choose(["Новий міст"], url="https://news.example/2026/02/05/most")) == "2026-02-05"
    assert _value(_choose(["Новий міст"], url="https://news.example/2026-02-05-most")) == "2026-02-05"
    assert _value(_choose(["Новий міст"], url="https://news.example/2026/feb/05/most")) == "2026-02-05"
    assert _value(_choose(["Новий міст"], url="https://news.example/2026/02/most")) == "2026-02"
    assert _value(_choose(["Новий міст"], url="https://news.example/article-20260205123")) is None


def test_the_address_makes_a_glued_month_finer() -> None:
    choice = _choose(["date 2020-05 Новий міст"], url="https://news.example/2020/05/17/most")
    assert _value(choice) == "2020-05-17"


def test_metadata_is_believed_where_the_page_shows_no_date() -> None:
    hints = Hints(date_published="2026-02-05T10:00:00+02:00", date_modified="2026-02-06T09:00:00+02:00")
    choice = _choose(["Новий міст"], hints=hints)
    assert choice.date is not None
    assert choice.date.value == "2026-02-05T10:00:00+02:00"
    assert choice.date.updated == "2026-02-06T09:00:00+02:00"


def test_the_latvian_form_is_read_from_the_page_and_not_guessed() -> None:
    assert _value(_choose(["Jauns tilts", "2026. gada 5. februāris"])) == "2026-02-05"


def test_the_order_of_day_and_month_is_that_of_the_other_dates_of_the_page() -> None:
    assert _value(_choose(["02/03/2026 10:00"])) == "2026-03-02T10:00"
    assert _value(_choose(["02/03/2026 10:00"], url="https://news.example/2026/02/03/x")) == "2026-02-03T10:00"


def test_a_relative_header_needs_the_reference_date_and_gives_way_to_a_glued_one_without_it() -> None:
    assert _choose(["Сьогодні, 12:30"]).date is None
    assert _choose(["Сьогодні, 12:30"]).warnings
    choice = _choose(["Сьогодні, 12:30"], reference_date=date(2026, 2, 6))
    assert choice.date is not None
    assert choice.date.value == "2026-02-06T12:30"
    assert choice.date.inferred == ("year", "month", "day")
    assert _value(_choose(["date 2026-02-05 Новий міст", "Сьогодні, 12:30"])) == "2026-02-05"


def test_a_header_older_than_a_past_event_of_the_body_is_a_warning_and_no_guess() -> None:
    body = "Сторони домовилися 5 лютого про відновлення переговорів."
    choice = _choose(["29 січня, 19:50"], body, reference_date=date(2026, 2, 6))
    assert _value(choice) == "2026-01-29T19:50"
    assert any("02-05" in warning for warning in choice.warnings)


def test_a_deadline_to_come_is_no_reason_for_a_warning() -> None:
    body = "Заявки приймають до 31 березня 2026 року, повідомили у відділі."
    assert _choose(["5 лютого 2026, 12:00"], body, reference_date=date(2026, 2, 6)).warnings == ()


def test_a_weekday_that_the_day_does_not_have_is_a_warning() -> None:
    assert _choose(["понеділок, 5 лютого 2026, 12:00"]).warnings


def test_every_candidate_is_evidence_with_what_became_of_it() -> None:
    hints = Hints(date_published="2026-02-14")
    choice = _choose(
        ["date 2026-01-01 Новий міст", "14 лютого 2026, 12:30"], hints=hints, url="https://n.example/2026/02/14/x"
    )
    assert choice.date is not None
    places = {evidence.place: evidence.verdict for evidence in choice.date.evidence}
    assert set(places) == {"header", "glued", "meta", "url"}
    assert places["header"] == "chosen"


@pytest.mark.parametrize("text", ["yesterday", "", "2026-99-99", "5", "1970-01-01T00:00:00Z", "0000-00-00"])
def test_broken_metadata_gives_no_date(text: str) -> None:
    assert _choose(["Новий міст"], hints=Hints(date_published=text)).date is None


def test_metadata_and_address_together_outvote_an_unlabelled_header() -> None:
    hints = Hints(date_published="2020-02-02T14:38:53+00:00")
    choice = _choose(["18 Februar 2020"], hints=hints, url="https://news.example/2020/02/02/x")
    assert choice.date is not None
    assert choice.date.value.startswith("2020-02-02")
    assert choice.warnings
    labelled = _choose(["Veröffentlicht am 18 Februar 2020"], hints=hints, url="https://news.example/2020/02/02/x")
    assert _value(labelled) == "2020-02-18"


def test_a_crowd_of_dated_teasers_gives_way_to_what_is_surer() -> None:
    head = ["3 лютого 2026, 10:00", "2 лютого 2026, 10:00", "1 лютого 2026, 10:00"]
    assert _value(_choose(["date 2026-01-15 Новий міст", *head])) == "2026-01-15"
    assert _value(_choose(["date 2026-02-02 Новий міст", *head])) == "2026-02-02T10:00"


def test_among_headers_the_one_nearest_to_the_headline_is_meant() -> None:
    head = ["1 лютого 2026, 10:00", "Меню", "Пошук", "Новий міст", "5 лютого 2026, 12:30"]
    assert _value(_choose(head, hints=Hints(title="Новий міст"))) == "2026-02-05T12:30"


def test_a_weekday_and_a_swapped_order_are_told_by_the_metadata() -> None:
    hints = Hints(date_published="2025-12-10T10:00:00+00:00")
    assert _value(_choose(["12/10/2025"], hints=hints)) == "2025-12-10T10:00:00+00:00"


def test_in_html_a_lone_date_line_far_from_the_head_is_the_last_resort() -> None:
    document = _document(["Новий міст", "Меню"], "Ще рядок", hints=Hints())
    lines = tuple(block._replace(markup=Markup("p")) for block in document.lines)
    dated = lines[2]._replace(text="17.05.2021", folded="17.05.2021")
    page = replace(document, lines=(*lines[:2], dated), sentences=(False, False, False))
    assert _value(choose_date(page)) == "2021-05-17"
    assert choose_date(replace(page, hints=Hints(date_modified="2021-06-01"))).date.value == "2021-05-17"  # type: ignore[union-attr]


def test_a_page_with_american_dates_is_read_in_the_american_order() -> None:
    assert (
        _value(_choose(["02/03/2026 10:00", "Next meeting: 02/25/2026 in Room 4, see the agenda"]))
        == "2026-02-03T10:00"
    )


def test_a_header_behind_the_last_change_of_the_page_is_not_its_date() -> None:
    hints = Hints(date_published="2025-11-17T12:00:00Z", date_modified="2025-11-20T12:00:00Z")
    choice = _choose(["19 грудня 2025"], hints=hints)
    assert choice.date is not None
    assert choice.date.value.startswith("2025-11-17")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-02-05T10:00:00.000Z", "2026-02-05T10:00:00+00:00"),
        ("20260205", "2026-02-05"),
        ("2026-2-5 10:00", "2026-02-05T10:00"),
        ("2026-02-5", "2026-02-05"),
        ("2026-02-05T25:61", "2026-02-05"),
        ("Thu, 05 Feb 2026 10:00:00 +0200", "2026-02-05T10:00:00+02:00"),
        ("February 5, 2026", "2026-02-05"),
        ("2026-02", "2026-02"),
    ],
)
def test_metadata_are_read_in_the_forms_that_pages_write(text: str, expected: str) -> None:
    assert _value(_choose(["Новий міст"], hints=Hints(date_published=text))) == expected


def test_a_header_in_the_month_of_the_address_beats_a_labelled_one_that_nothing_backs() -> None:
    choice = _choose(
        ["20 грудня 2025, 03:00", "Опубліковано: 17 червня 2025"], url="https://news.example/2025/12/new-bridge"
    )
    assert _value(choice) == "2025-12-20T03:00"


def test_the_day_of_the_address_wins_over_metadata_in_another_zone() -> None:
    hints = Hints(date_published="2025-12-19T02:41:41+00:00")
    assert _value(_choose(["Новий міст"], hints=hints, url="https://news.example/2025/12/18/x")) == "2025-12-18"


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("uk", "2026-02-04T22:00:00Z", "2026-02-05"),
        ("de", "2026-02-04T23:00:00.000Z", "2026-02-05"),
        ("en", "2026-02-04T22:00:00Z", "2026-02-04T22:00:00+00:00"),
        ("uk", "2026-02-04T22:10:00Z", "2026-02-04T22:10:00+00:00"),
    ],
)
def test_midnight_at_home_written_in_greenwich_time_is_the_next_day(language: str, text: str, value: str) -> None:
    assert _value(_choose(["Новий міст"], language=language, hints=Hints(date_published=text))) == value


def test_a_date_in_data_counts_only_where_the_page_prints_none() -> None:
    hints = Hints(date_in_data="2026-01-01")
    assert _value(_choose(["Новий міст"], hints=hints)) == "2026-01-01"
    assert _value(_choose(["5 лютого 2026, 12:30"], hints=hints)) == "2026-02-05T12:30"
