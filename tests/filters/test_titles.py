"""Headlines of whole-page text: the page's <title> stands in the first line, with the site's name behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cleaner import Cleaner

TITLE = "В Оксанівці навесні відкриють поромну переправу через Дністер"
BODY = [
    "Рада громади Оксанівки у вівторок проголосувала за відкриття старої поромної переправи через Дністер.",
    "Мешканці лівого берега чекали на це рішення одинадцять років, розповіла голова громади Олена Гримич.",
    "Перший пором з Оксанівки вийде навесні, коли спаде вода й закінчать ремонт причалу.",
    "Квиток коштуватиме двадцять гривень, для школярів поїздка буде безкоштовною.",
]
MENU = ["Головна", "Новини", "Спорт", "Погода", "Контакти"]
DATE = "12 лютого 2026, 10:30"


@pytest.mark.parametrize(
    "behind", [" | Вісті Подністров’я", " - Вісті Подністров’я", " — Новини дня — Вісті", " :: Вісті"]
)
def test_the_headline_on_its_own_line_beats_the_one_with_the_sites_name(cleaner: Cleaner, behind: str) -> None:
    article = cleaner.clean("\n".join([TITLE + behind, *MENU, TITLE, DATE, *BODY]))
    assert (article.title, article.text) == (TITLE, "\n".join(BODY))


@pytest.mark.parametrize(
    ("url", "behind"),
    [
        ("https://www.oldmarshgazette.example/a", " - Oldmarsh Gazette"),
        ("https://news.oldmarsh.co.example/a", " – Oldmarsh News"),
        (None, " | Oldmarsh Gazette"),
    ],
)
def test_the_sites_name_is_no_part_of_the_title(cleaner: Cleaner, url: str | None, behind: str) -> None:
    article = cleaner.clean("\n".join([TITLE + behind, *MENU, DATE, *BODY]), url=url)
    assert (article.title, article.text) == (TITLE, "\n".join(BODY))
    assert cleaner.clean(f"{article.title}\n\n{article.text}", url=url).title == TITLE


@pytest.mark.parametrize(
    "title", ["Пором і люди - рецензія на фільм Олени Рись", "Пором – найдешевший шлях через Дністер"]
)
def test_a_dash_inside_a_headline_stays(cleaner: Cleaner, title: str) -> None:
    article = cleaner.clean("\n".join([title, DATE, *BODY]), url="https://visti.example/a")
    assert article.title == title


def test_a_name_that_is_left_without_the_sites_is_no_headline(cleaner: Cleaner) -> None:
    url = "https://visti.example/a"
    article = cleaner.clean("\n".join(["Олена Рись - Вісті", DATE, *BODY]), url=url)
    again = cleaner.clean("\n\n".join(filter(None, [article.title, article.text])), url=url)
    assert (again.title, again.text) == (article.title, article.text)


def test_a_headline_that_ends_in_the_name_of_a_tag_is_not_cut_down_to_it(cleaner: Cleaner) -> None:
    title = "Ferry across the Dunmere will carry people and goods again to St Mary's Quay"
    body = [
        "The council voted on Tuesday to open the old ferry across the Dunmere after eleven years of silence.",
        "People on the left bank have waited for it, said the chair of the council, Olivia Marsh.",
        "The first ferry leaves in spring, when the water has fallen and the quay is mended.",
    ]
    tags = ["Dunmere", "St Mary's Quay", "Ferry"]
    article = cleaner.clean("\n".join(["Home", "News", title, "12 February 2026, 10:30", *body, *tags]))
    assert article.title == title


def test_rows_that_differ_in_their_numbers_alone_are_no_headline(cleaner: Cleaner) -> None:
    lead = "У середу, 11 грудня, на Сокальщині діятимуть погодинні відключення світла, повідомила компанія."
    rows = [f"Черга {n}: 0{h}:00–0{h + 2}:30, {h + 10}:30–{h + 13}:00" for n, h in ((1.1, 0), (1.2, 3), (2.1, 7))]
    text = "\n".join([lead, *rows, "Лікарні, водоканал і хлібозавод у Сокирянах не вимикатимуть."])
    article = cleaner.clean(text)
    assert (article.title, article.text) == (None, text)


@pytest.mark.parametrize(
    "salutation", ["Шановні односельці!", "Szanowni Państwo, drodzy mieszkańcy!", "Dear Mr Mayor,"]
)
def test_a_salutation_is_no_headline(cleaner: Cleaner, salutation: str) -> None:
    article = cleaner.clean("\n\n".join([salutation, *BODY]))
    assert article.title is None
    assert article.text.startswith(salutation)


LONG = "Чи помічали ви колись, як багато людей щоранку чекає на пором і як мало з них має час на каву?"


def test_a_long_question_that_opens_a_text_is_its_first_sentence(cleaner: Cleaner) -> None:
    question = "Have you ever wondered why the people of a small island trust a ferry more than any bridge?"
    body = [
        "The ferry between Oldmarsh and the island has run since 1931, and most islanders know its crew by name.",
        "Its timetable fits on a postcard: four crossings in winter, nine in summer.",
        "The skipper, Marta Lind, keeps a list of those who travel every day.",
        "Tickets are sold on board, and children travel free.",
    ]
    article = cleaner.clean("\n".join([question, "12 February 2026", *body]))
    assert article.title is None
    assert article.text.startswith(question)


def test_a_long_question_with_the_sites_name_behind_comes_back_as_the_title(cleaner: Cleaner) -> None:
    article = cleaner.clean("\n".join([f"{LONG} - Вісті", *MENU, DATE, *BODY]), url="https://visti.example/a")
    again = cleaner.clean("\n\n".join(filter(None, [article.title, article.text])), url="https://visti.example/a")
    assert (again.title, again.text) == (article.title, article.text)
