"""An article to put a line into."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleaner import Cleaner


@pytest.fixture
def body() -> list[str]:
    return [
        "Рада громади Оксанівки у вівторок проголосувала за відкриття старої поромної переправи через Дністер.",
        "Мешканці лівого берега чекали на це рішення одинадцять років, розповіла голова громади Олена Гримич.",
        "Квиток коштуватиме двадцять гривень, а для школярів поїздка буде безкоштовною. За пором платить область.",
    ]


@pytest.fixture
def clean(cleaner: Cleaner, body: list[str]) -> Callable[[str], str]:
    """What is left of a paragraph between those of the article."""

    def left(paragraph: str) -> str:
        article = cleaner.clean("\n\n".join([*body[:2], paragraph, body[2]]), format="text")
        return article.text.removeprefix("\n".join(body[:2])).removesuffix(body[2]).strip()

    return left
