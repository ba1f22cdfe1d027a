"""Calls that a scraper broke at their links, and text that only looks like their rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.filters.test_bylines import BODIES, TITLES

if TYPE_CHECKING:
    from cleaner import Cleaner


@pytest.mark.parametrize(
    ("language", "call"),
    [
        ("ru", ["Подписывайтесь на нас в", "Telegram", ", чтобы не пропустить самое важное"]),
        ("uk", ["Підписуйтеся на наш канал у", "Telegram", ", щоб першими дізнаватися новини", "."]),
        ("en", ["Sign up for our newsletter", "and never miss a story"]),
    ],
)
def test_the_rest_of_a_broken_call_goes_with_it(cleaner: Cleaner, language: str, call: list[str]) -> None:
    first, *rest = BODIES[language]
    article = cleaner.clean("\n".join([TITLES[language], first, *call, *rest]))
    assert article.text.splitlines() == BODIES[language]


@pytest.mark.parametrize(
    ("call", "below"),
    [
        ("Sign up for our newsletter!", "and so the council decided on the ferry in the end."),
        ("Sign up for our newsletter", "iPhone owners will be able to pay by phone, the council said."),
    ],
)
def test_a_sentence_below_a_call_stays(cleaner: Cleaner, call: str, below: str) -> None:
    first, *rest = BODIES["en"]
    article = cleaner.clean("\n".join([TITLES["en"], first, call, below, *rest]))
    assert article.text.splitlines() == [first, below, *rest]


def test_below_a_headline_of_a_related_block_a_broken_sentence_stays(cleaner: Cleaner) -> None:
    sentence = ["The ferry, said the leader of the council", "Helen Grimley", ", will run from May to October."]
    lines = [BODIES["en"][0], "Read more:", "Bus fares rise in Oldmarsh for a second time", *sentence, BODIES["en"][2]]
    article = cleaner.clean("\n".join([TITLES["en"], *lines]))
    assert article.text.splitlines() == [BODIES["en"][0], *sentence, BODIES["en"][2]]


def test_a_link_amid_a_broken_sentence_is_no_button(cleaner: Cleaner) -> None:
    sentence = [
        "The council has put more than half of the pictures in its",
        "photo gallery",
        "of the old ferry, she said.",
    ]
    lines = [BODIES["en"][0], *sentence, *BODIES["en"][1:]]
    assert cleaner.clean("\n".join([TITLES["en"], *lines])).text.splitlines() == lines
