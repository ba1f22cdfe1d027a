"""The lines of a head that stand below the standfirst: it is a sentence, and the main text begins with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.filters.test_bylines import BODIES, TITLES

if TYPE_CHECKING:
    from cleaner import Cleaner


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        ("en", ["2 April 2026"]),
        ("en", ["Thursday, April 2, 2026", "Comments (3)"]),
        ("en", ["By Jane Roe", "2 April 2026", "1,245 views", "Share"]),
        ("en", ["Share"]),
        ("en", ["Jane Roe, BBC News", "Updated 2 hours ago"]),
        ("uk", ["02 квітня, 10:15", "1245 переглядів", "Зберегти"]),
        ("ru", ["Сегодня, 10:15", "Сохранить"]),
        ("lv", ["2. aprīlis, 10:15", "3 komentāri"]),
        ("lt", ["Prieš 2 val.", "Dalintis"]),
        ("et", ["Täna, 10:15", "Jaga"]),
        ("pl", ["Czwartek, 2 kwietnia 2026", "Udostępnij", "Zapisz"]),
    ],
)
def test_the_lines_of_the_head_go(cleaner: Cleaner, language: str, lines: list[str]) -> None:
    lead, *text = BODIES[language]
    assert cleaner.clean("\n".join([TITLES[language], lead, *lines, *text])).text.splitlines() == BODIES[language]


@pytest.mark.parametrize(
    "lines",
    [
        ["2 April 2026", "The council votes for the ferry.", "9 April 2026", "The mayor signs what it decided."],
        ["News", "Three papers wrote of it on the same day."],
        ["|---|---|", "Bank | Boats"],
        ["3", "That is how many boats there were."],
        ["About", "The ferry ran from 1911 on."],
    ],
)
def test_what_looks_like_them_stays(cleaner: Cleaner, lines: list[str]) -> None:
    lead, *text = BODIES["en"]
    assert cleaner.clean("\n".join([TITLES["en"], lead, *lines, *text])).text.splitlines() == [lead, *lines, *text]
