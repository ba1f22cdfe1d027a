"""Rows of lists that belong to the text are protected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cleaner import Cleaner

INTRODUCED = "Програма свята на причалі в неділю, яку громада оприлюднила у п’ятницю ввечері:"
PROGRAMME = ["10:00 – відкриття ярмарку", "12.30 Фольклорний гурт «Калина»", "14:00 майстер-клас для дітей"]
QUANTITIES = ["200 г борошна", "2 ст. л. олії", "сіль", "цибуля — 100 г"]
PRICES = ["Квиток до Хотина: 60 грн", "Квиток для школярів – 30 грн", "Перевезення авто: від 250 грн"]
FARES = ["Дорослий квиток 60 грн", "Дитячий квиток 30 грн", "Перевезення авто 250 грн"]
TEAMS = [
    "Дністер: Рись – Коваль, Гримич, Вій, Мельник – Сова, Кравець – Лис, Бойко (Гай, 70), Дуб – Лев",
    "Стрий: Заєць – Ткач, Кіт, Ворон, Швець – Гонта, Кушнір – Яр, Лоза, Білик (Чайка, 64) – Шум",
]
ITEMS = ["• будинки на вулиці Набережній;", "• дитсадок №29;", "• школа мистецтв."]
VENUES = ["Музей, вулиця Садова", "19:00–23:00 виставка", "20:00 екскурсія", "Вежа", "18:00 підйом", "21:30 концерт"]
DATA = ["Потужність: 1200 Вт", "Акумулятор: 5000 мА·год", "Ціна: від 400 грн"]
# Rows that no site has: they need no text above.
JUDGED = ["+ тихий двигун", "+ 420 літрів багажника", "Недоліки", "– мало місця позаду", "– шумить на трасі"]
ANSWERS = ["а) Тиса", "б) Дністер", "в) Південний Буг"]
TURNS = ["К. Чи довго тримається лід?", "О. До березня.", "К. А торік?", "О. Торік його не було."]
# Each has the looks of one of the above, and is a site's.
NEWS = ["16:04 Рада відкрила переправу", "15:37 У Карпатах закрили дорогу", "14:12 Пором стає на ремонт"]
MINUTES = ["10:03 Рада відкрила переправу", "11:17 У Карпатах закрили дорогу", "12:41 Пором стає на ремонт"]
YEARS = ["Rover 2001 г — 7000", "BMW 2002 г — 18000", "Nissan 2005 г — 21000"]
CODE = ["Реклама", "Новини", "Спорт"]
HOURS = ["7:00 - 17:00", "8:00 - 19:00", "7:00 - 17:00", "9:00 - 13:00"]
LETTERS = ["а) Тиса", "в) Дністер", "д) Південний Буг"]
INITIALS = ["К. Гримич", "О. Ткачик", "І. Мельник", "О. Бондар"]
PLUSES = ["+ Додати", "+ Підписатися", "+ Стежити"]


def kept(cleaner: Cleaner, body: list[str], above: str, rows: list[str]) -> set[str]:
    """The lines that are protected."""
    trace = cleaner.trace("\n\n".join([*body, above, *rows, "Читайте нас у Telegram"]), format="text")
    return {line.text for line in trace.document.lines if line.start in trace.document.pinned}


@pytest.mark.parametrize("rows", [PROGRAMME, QUANTITIES, PRICES, ITEMS, VENUES, DATA, JUDGED, ANSWERS, TURNS])
def test_rows_below_text_are_kept_with_what_introduces_them(cleaner: Cleaner, body: list[str], rows: list[str]) -> None:
    assert kept(cleaner, body, INTRODUCED, rows) == {INTRODUCED, *rows}


@pytest.mark.parametrize("rows", [PROGRAMME, QUANTITIES, PRICES])
def test_a_heading_goes_with_its_rows(cleaner: Cleaner, body: list[str], rows: list[str]) -> None:
    assert kept(cleaner, body, "Що потрібно", rows) == {"Що потрібно", *rows}


@pytest.mark.parametrize("rows", [JUDGED, ANSWERS, TURNS])
def test_rows_that_no_site_has_need_no_text_above(cleaner: Cleaner, body: list[str], rows: list[str]) -> None:
    above = "Реклама\nПоділитися\nЗберегти\nДрукувати\nСтрічка"
    assert set(rows) <= kept(cleaner, body, above, rows)


@pytest.mark.parametrize(
    "rows", [NEWS, MINUTES, YEARS, CODE, HOURS, LETTERS, INITIALS, PLUSES, PROGRAMME[:2], QUANTITIES[:2]]
)
def test_rows_of_a_site_are_not(cleaner: Cleaner, body: list[str], rows: list[str]) -> None:
    assert kept(cleaner, body, "Стрічка", rows) == set()


def test_a_list_far_from_text_is_a_box(cleaner: Cleaner, body: list[str]) -> None:
    box = ["Телепрограма", "Сьогодні", "Завтра"]
    assert kept(cleaner, body, "\n".join(box), PROGRAMME) == set()


@pytest.mark.parametrize(
    "rows", [PROGRAMME, QUANTITIES, PRICES, FARES, TEAMS, ITEMS, VENUES, DATA, JUDGED, ANSWERS, TURNS]
)
def test_the_rows_come_through(cleaner: Cleaner, body: list[str], rows: list[str]) -> None:
    article = cleaner.clean("\n".join([*body, INTRODUCED, *rows, body[0][:40] + "?", "Реклама"]), format="text")
    assert set(rows) <= {paragraph.text for paragraph in article.paragraphs}
