"""A last line that is no sentence, and last lines that are the text's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cleaner import Cleaner, Options
from tests.filters.test_bylines import BODIES, TITLES

if TYPE_CHECKING:
    from collections.abc import Sequence


def page(language: str, *more: str) -> str:
    return "\n\n".join([TITLES[language], *BODIES[language], *more])


def lines_of(cleaner: Cleaner, text: str) -> Sequence[str]:
    return cleaner.clean(text, format="text").text.splitlines()


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Ferry"),
        ("en", "Bus fares rise in Oldmarsh for a second time"),
        ("uk", "У районі вдруге подорожчав проїзд в автобусах"),
        ("ru", "паром"),
        ("lt", "Rajone antrą kartą brangsta autobusų bilietai"),
    ],
)
def test_a_last_line_that_is_no_sentence_goes(cleaner: Cleaner, language: str, line: str) -> None:
    assert lines_of(cleaner, page(language, line)) == BODIES[language]


@pytest.mark.parametrize(
    "line",
    [
        "Those who want a ticket can call the council on 555-0142 from Monday",
        "The ferry runs from May to October:",
        "“We waited for eleven years”",
        "- the ferry, twice a day",
    ],
)
def test_a_last_line_of_the_text_stays(cleaner: Cleaner, line: str) -> None:
    assert line in lines_of(cleaner, page("en", line))


def test_behind_lines_that_are_no_sentences_it_stays(cleaner: Cleaner) -> None:
    poem = [
        "The ferry waits beside the mill",
        "The river does not hurry",
        "And all the boats are lying still",
        "At Oldmarsh",
    ]
    assert lines_of(cleaner, page("en", *poem)) == [*BODIES["en"], *poem]


def test_where_words_are_not_parted_a_sentence_that_breaks_off_stays(cleaner: Cleaner) -> None:
    text = [
        "町議会は火曜日、古い渡し船の再開を可決した。",
        "左岸の住民は十一年間この決定を待っていた。",
        "切符は二百円になる。",
        "議会によると、学校の生徒は無料で",
    ]
    assert lines_of(cleaner, "\n".join(["オールドマーシュの渡し船が再開へ", *text]))[-1] == text[-1]


def test_who_wants_to_keep_all_keeps_it() -> None:
    cleaner = Cleaner(Options(aggressiveness="recall"))
    assert lines_of(cleaner, page("en", "Ferry")) == [*BODIES["en"], "Ferry"]
