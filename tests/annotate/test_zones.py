"""Sentences and zones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cleaner.annotate import annotate
from cleaner.annotate.sentences import bears_sentence
from cleaner.annotate.zones import find_zones
from cleaner.model import Zone
from cleaner.read.text import read_text

if TYPE_CHECKING:
    from cleaner import Cleaner

SENTENCE = "The council voted on Tuesday to reopen the old ferry line across the estuary."


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        "Сторони домовляються про військову прозорість.",
        "«Підтримка діалогу є важливим фактором стабільності та миру», — йдеться у заяві.",
        "市議会は火曜日、古い渡し船の路線を再開することを決めた。",
        "قرر المجلس البلدي يوم الثلاثاء إعادة فتح خط العبارة القديم؟",
        "Two sentences. The second one breaks off without a full sto",
    ],
)
def test_running_text_bears_a_sentence(text: str) -> None:
    assert bears_sentence(text)


@pytest.mark.parametrize(
    "text", ["Читайте також", "Политика", "Wait!", "Euronews 6 февраля, 2026 11:49", "Ferry line will reopen", "1."]
)
def test_labels_and_headlines_do_not(text: str) -> None:
    assert not bears_sentence(text)


def zones(*texts: str) -> list[Zone]:
    lines = read_text("\n".join(texts)).lines
    return list(find_zones([len(line.text) for line in lines], [bears_sentence(line.text) for line in lines]))


def test_the_head_ends_at_the_first_sentence_of_the_main_text() -> None:
    assert zones("Menu", "Ferry line will reopen", SENTENCE, "A subheading", SENTENCE, "Tags") == [
        Zone.TOP, Zone.TOP, Zone.MIDDLE, Zone.MIDDLE, Zone.MIDDLE, Zone.BOTTOM,
    ]  # fmt: skip


def test_a_slogan_that_ends_like_a_sentence_does_not_end_the_head() -> None:
    found = zones("The news that concern you, every day!", "Ferry line will reopen", "Tuesday", SENTENCE, SENTENCE)
    assert found[:3] == [Zone.TOP] * 3


def test_without_sentences_there_is_no_head_and_no_tail() -> None:
    assert set(zones("Milk", "Eggs", "Flour")) == {Zone.MIDDLE}


def test_a_document_without_lines_has_no_zones() -> None:
    assert zones("") == []


BROKEN = """\
The council of Oldmarsh voted on Tuesday to reopen the ferry line across the
estuary
, its leader said, after a debate that had lasted for eleven years and
three elections
.
Read also
Bakers count loaves
A ticket will cost
two crowns
, and pupils will travel free of charge on every day of the week, as
Helen Grimley
told us.
"""


def test_pieces_of_a_sentence_that_was_broken_at_its_links_bear_it() -> None:
    document = annotate(read_text(BROKEN))
    borne = [line.text for line in document.lines if not document.is_sentence(line)]
    assert borne == ["Read also", "Bakers count loaves"]
    assert set(document.zones) == {Zone.MIDDLE}


def test_a_promotion_between_broken_sentences_ends_where_they_go_on(cleaner: Cleaner) -> None:
    head = "Oldmarsh reopens its ferry line\n"
    assert cleaner.clean(head + BROKEN, format="text").text == BROKEN.replace(
        "Read also\nBakers count loaves\n", ""
    ).rstrip("\n")
