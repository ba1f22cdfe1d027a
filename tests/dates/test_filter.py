"""What the date filter takes from a document, and what it leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner.annotate import annotate
from cleaner.dates import choose_date
from cleaner.filters.date import DateFilter
from cleaner.model import Field, Hints
from cleaner.read.text import read_text

TITLE = "Укрзалізниця відновила рух поїздів через міст"
BODY = (
    "Залізничники відновили рух через міст поблизу Лозової, який пошкодила повінь наприкінці місяця.\n\n"
    "Роботи тривали дев'ятнадцять діб, повідомила пресслужба компанії. Замінено дві прогонові будови.\n\n"
    "Перший поїзд пройшов мостом зі швидкістю двадцять п'ять кілометрів на годину, без зупинок."
)


def _found(text: str) -> list[tuple[str, Field | None, str | None]]:
    document = annotate(read_text(text))
    findings = sorted(DateFilter()(document), key=lambda finding: finding.span)
    return [(document.source[slice(*finding.span)], finding.field, finding.value) for finding in findings]


def test_a_header_line_of_the_head_becomes_the_date() -> None:
    assert _found(f"{TITLE}\n\n10:40 17.02.2026\n\n{BODY}") == [("10:40 17.02.2026", Field.DATE, "10:40 17.02.2026")]


def test_a_date_line_behind_the_lead_is_found_too() -> None:
    text = f"{TITLE}\n\nПерші потяги вже вирушили, квитки на них можна купити.\n\n17 лютого 2026, 10:40\n\n{BODY}"
    assert _found(text) == [("17 лютого 2026, 10:40", Field.DATE, "17 лютого 2026, 10:40")]


def test_of_a_line_with_the_glued_date_only_the_prefix_is_taken() -> None:
    assert _found(f" date 2026-02-05 {BODY}")[0][1:] == (Field.DATE, "2026-02-05")
    assert len(_found(f" date 2026-02-05 {BODY}")) == 1


def test_a_glued_date_in_front_of_a_header_leaves_both() -> None:
    found = _found(f" date 2026-02-05 Четвер, 5 Лютого, 2026\n{TITLE}\n\n{BODY}")
    assert [value for _, _, value in found] == ["2026-02-05", "Четвер, 5 Лютого, 2026"]


def test_the_glued_date_may_stand_under_the_title() -> None:
    assert _found(f"{TITLE}\n\n date 2026-02-05 {BODY}")[0][1:] == (Field.DATE, "2026-02-05")


def test_a_line_amid_the_text_has_no_glued_date() -> None:
    assert _found(f"{TITLE}\n\n{BODY}\n\n date 2026-02-05 {BODY}") == []


def test_a_line_with_a_source_is_cut_between_the_two_fields() -> None:
    found = _found(f"{TITLE}\n\nEuronews 6 февраля, 2026 11:49\n\n{BODY}")
    assert [(field, value) for _, field, value in found] == [
        (Field.SOURCE, "Euronews"),
        (Field.DATE, "6 февраля, 2026 11:49"),
    ]
    assert "".join(text for text, _, _ in found).replace(" ", "") == "Euronews6февраля,202611:49"


def test_a_section_behind_the_date_is_a_field_of_its_own() -> None:
    found = _found(f"{TITLE}\n\n23 декабря 2025, 11:39 • Новости дня\n\n{BODY}")
    assert [(field, value) for _, field, value in found] == [
        (Field.DATE, "23 декабря 2025, 11:39"),
        (Field.SECTION, "Новости дня"),
    ]


def test_a_labelled_date_of_the_tail_is_taken_and_an_unlabelled_one_is_not() -> None:
    assert _found(f"{TITLE}\n\n{BODY}\n\nДата создания: 14.03.2019 16:04:33")[0][2] == "14.03.2019 16:04:33"
    assert _found(f"{TITLE}\n\n{BODY}\n\nЩе одна новина\n14.03.2019 16:04") == []


@pytest.mark.parametrize(
    "line",
    [
        "LAT Вт, 17. Февраля Завтра: Донат, Конрад",
        "Trešdiena, 24. aprīlis",
        "5 лютого",
        "13:10 Поїзд рушив з другої колії",
        "© 2010 - 2024. Всі права захищено",
    ],
)
def test_what_only_looks_like_a_header_stays(line: str) -> None:
    assert _found(f"{line}\n{TITLE}\n\n{BODY}") == []


def test_the_day_of_the_crawl_in_a_weather_box_is_no_date_of_the_article() -> None:
    assert _found(f"Рига +6 °C\nСреда, 24 апреля 2024\nНина, Антон\n{TITLE}\n\n{BODY}") == []


@pytest.mark.parametrize("line", ["5 лютого 2026", "13:10 Рада почала роботу", "Субота, 7 лютого 2026, 10:00"])
def test_dates_between_the_paragraphs_are_left_alone(line: str) -> None:
    first, *rest = BODY.split("\n\n")
    middle = "\n\n".join([first, *rest, *rest])
    assert _found(f"{TITLE}\n\n{middle}\n\n{line}\n\n{first}") == []


def test_a_sentence_that_names_a_date_stays_even_in_the_head() -> None:
    assert _found(f"5 лютого 2026 року в Лозовій відкрили міст.\n\n{BODY}") == []


def test_a_date_beside_the_headline_that_the_metadata_name_is_taken_wherever_the_page_has_it() -> None:
    menu = "Ми використовуємо файли cookie, щоб сайт працював швидше та зручніше для вас."
    text = f"{menu}\n\n{menu}\n\n{menu}\n\n{menu}\n\n{TITLE}\n\n17.02.2026\n\n{BODY}"
    document = replace(annotate(read_text(text)), hints=Hints(title=TITLE))
    assert [finding.value for finding in DateFilter()(document)] == ["17.02.2026"]
    assert _found(text) == []


def test_a_label_above_and_a_time_below_belong_to_the_date_between_them() -> None:
    text = f"{TITLE}\n\nДата публікації\n17 лютого 2026\n10:40\n\n{BODY}"
    document = annotate(read_text(text))
    findings = tuple(sorted(DateFilter()(document), key=lambda finding: finding.span))
    assert [finding.rule for finding in findings] == ["date/label", "date/header", "date/time"]
    chosen = choose_date(replace(document, findings=findings)).date
    assert chosen is not None
    assert (chosen.value, chosen.raw) == ("2026-02-17T10:40", "17 лютого 2026 10:40")


def test_a_label_without_a_date_below_it_is_left_to_the_rules() -> None:
    assert _found(f"{TITLE}\n\nДата публікації\nСуспільство\n\n{BODY}") == []


@pytest.mark.parametrize(
    "row",
    ["| 9/1/2024 | +3.9% |", "| 17 лютого 2026 | Київ |", "| 12:30 | 9/1/2024 | Tokyo |", "9/1/2024 | 41.20 | +3.9%"],
)
def test_a_row_of_a_table_is_no_header(row: str) -> None:
    assert _found(f"{TITLE}\n\n{row}\n\n{BODY}") == []
    assert _found(f"{TITLE}\n\nДата | Курс | Зміна\n{row}\n\n{BODY}") == []


def test_a_header_with_bars_between_its_parts_is_no_row() -> None:
    line = "Економіка | 17 лютого 2026, 10:40 | Олена Рись"
    assert (line.split(" | ")[1], Field.DATE) in [
        (value, field) for _, field, value in _found(f"{TITLE}\n\n{line}\n\n{BODY}")
    ]
