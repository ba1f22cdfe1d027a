"""Promotions that run into a paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleaner import Cleaner


@pytest.mark.parametrize(
    ("paragraph", "left"),
    [
        (
            (
                "Причал ремонтують восени. Читайте також Скільки коштує проїзд у Заліщиках та Хотині За словами голови,"
                " роботи скінчать у березні."
            ),
            "Причал ремонтують восени.\nЗа словами голови, роботи скінчать у березні.",
        ),
        (
            "Варте уваги Чому на Дністрі впав рівень води Водночас рада просить купити другий пором для вантажівок.",
            "Водночас рада просить купити другий пором для вантажівок.",
        ),
        (
            (
                "Причал ремонтують з осені. Читайте також: Хто вчить поромників у Заліщиках? Роботи скінчать у березні,"
                " каже голова."
            ),
            "Причал ремонтують з осені.\nРоботи скінчать у березні, каже голова.",
        ),
        (
            "ВАЖЛИВО: Змінили маршрут автобуса №3 Дорогу до причалу обіцяють засипати гравієм до Великодня.",
            "Дорогу до причалу обіцяють засипати гравієм до Великодня.",
        ),
    ],
)
def test_the_promotion_goes_and_the_paragraph_stays(clean: Callable[[str], str], paragraph: str, left: str) -> None:
    pieces = clean(paragraph)
    assert pieces.split() == left.split()


@pytest.mark.parametrize(
    "paragraph",
    [
        "Варте уваги і те, що вартість проїзду для мешканців Оксанівки залишиться такою самою до кінця року.",
        "Читайте також розклад на самому причалі: оновлені таблички обіцяють вивісити до неділі, каже Олена Гримич.",
        "На щиті написано: «Тримайте дітей за руку. Читайте також правила». Підпис поставив капітан порому Іван Косар.",
        "Важливо Оксанівці та Хотину не втратити пором, пояснила Олена Гримич депутатам Чернівецької обласної ради.",
        "Він радить: Читайте також Шевченка і Франка в оригіналі, бо переклади Косенка та Лисенко втрачають ритм.",
    ],
)
def test_sentences_with_the_same_words_stay(clean: Callable[[str], str], paragraph: str) -> None:
    assert clean(paragraph) == paragraph


def test_removals_and_text_give_back_the_source(cleaner: Cleaner, body: list[str]) -> None:
    source = (
        "Причал ремонтують з осені. Читайте також Скільки коштує проїзд у Хотині За словами голови, роботи скінчать."
    )
    article = cleaner.clean("\n".join([*body, source]), format="text")
    (removal,) = [removal for removal in article.removals if removal.rule == "inline/promo"]
    assert source[removal.span.start - len("\n".join(body)) - 1 :].startswith("Читайте також")
    assert removal.text.endswith("Хотині ")
