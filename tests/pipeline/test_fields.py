"""From the text of a field to its values, and what a capitalised word is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cleaner.fields import split_tags
from cleaner.words import names

if TYPE_CHECKING:
    from cleaner import Cleaner


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#Рівне #опалення", ("Рівне", "опалення")),
        ("#Рівне#опалення, #нова_школа", ("Рівне", "опалення", "нова школа")),
        ("Україна, #Рівне", ("Україна", "Рівне")),
        ("Україна, #Рівне #опалення", ("Україна", "Рівне", "опалення")),
        ("C#7, .NET", ("C#7", ".NET")),
    ],
)
def test_tags_with_and_without_a_hash_are_all_kept(text: str, tags: tuple[str, ...]) -> None:
    assert split_tags(text) == (tags, False)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("PolitikaŘečOstrava", ("Politika", "Řeč", "Ostrava")),
        ("ΑθήναΠολιτικήΚόσμος", ("Αθήνα", "Πολιτική", "Κόσμος")),
        ("ÖsterreichÉtatsŽilina", ("Österreich", "États", "Žilina")),
    ],
)
def test_glued_tags_come_apart_in_every_alphabet_with_capitals(text: str, tags: tuple[str, ...]) -> None:
    assert split_tags(text) == (tags, True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le ministre a dit que état et école sont prêts, selon Émile Zola", {"émile", "zola"}),
        ("Ο υπουργός δήλωσε ότι η Αθήνα περιμένει", {"αθήνα"}),
        ("Řekl to ředitel školy a žáci čekají na Plzeň", {"plzeň"}),
        ("Ông nói rằng ở Đà Nẵng đều ổn", {"nẵng"}),
    ],
)
def test_a_name_is_a_capitalised_word_in_every_alphabet_with_capitals(text: str, found: set[str]) -> None:
    assert names(text) == found


MENU = ["Новини", "Політика", "Економіка", "Спорт", "Культура", "Суспільство"]
STORY = [
    "Рада громади Оксанівки у вівторок проголосувала за відкриття старої поромної переправи через Дністер.",
    "Мешканці лівого берега чекали на це рішення одинадцять років, розповіла голова громади Олена Гримич.",
    "Перший пором з Оксанівки вийде навесні, коли спаде вода й закінчать ремонт причалу.",
    "Квиток коштуватиме двадцять гривень, для школярів поїздка буде безкоштовною.",
]
HEADLINE = "В Оксанівці навесні відкриють поромну переправу через Дністер"


def test_of_a_text_the_section_beside_the_headline_counts_and_not_the_menu(cleaner: Cleaner) -> None:
    lines = [*MENU, "Реклама", "Про нас", "Контакти", "Суспільство", HEADLINE, "12 лютого 2026, 10:30", *STORY]
    article = cleaner.clean("\n".join(lines))
    assert (article.title, article.section, article.text) == (HEADLINE, ("Суспільство",), "\n".join(STORY))


def test_of_a_texts_paths_the_nearest_to_the_headline_counts(cleaner: Cleaner) -> None:
    lines = ["Головна › Послуги › Оголошення", *MENU, "Головна › Новини › Одеса", HEADLINE, "12 лютого 2026, 10:30"]
    article = cleaner.clean("\n".join([*lines, *STORY]))
    assert article.section == ("Новини", "Одеса")


def test_a_domain_in_the_menu_of_a_text_is_no_source(cleaner: Cleaner) -> None:
    menu = ["wykop.example", "partner.example.com", *MENU, "Реклама", "Про нас", "Контакти", "Вхід"]
    lines = [*menu, HEADLINE, "12 лютого 2026, 10:30", *STORY]
    assert cleaner.clean("\n".join(lines)).source is None
    assert cleaner.clean("\n".join([HEADLINE, "glavcom.ua", "12 лютого 2026, 10:30", *STORY])).source == "glavcom.ua"
