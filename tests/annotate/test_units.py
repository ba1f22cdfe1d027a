"""Lines that an inline tag cut are scored as one; all others stand alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.annotate.units import ends_sentence, join_lines

LINES = st.lists(st.text(min_size=1).map(lambda text: " ".join(text.split()) or "x"), min_size=1, max_size=30)


def texts(*lines: str) -> list[str]:
    return [unit.text for unit in join_lines(lines, [0] * len(lines))]


def test_a_sentence_cut_at_a_link_is_one_unit() -> None:
    assert texts("The mayor told reporters on", "Tuesday", "that the bridge will open.") == [
        "The mayor told reporters on Tuesday that the bridge will open."
    ]


def test_a_piece_that_begins_with_punctuation_belongs_to_the_line_above() -> None:
    assert texts("The paper was printed in", "Nature", ", a journal.") == [
        "The paper was printed in Nature , a journal."
    ]


@pytest.mark.parametrize(
    "pieces",
    [
        ["Early series such as", "Yesterday’s Sandwich", "(1960s to 1970s), which he never showed."],
        ["By integrating it with", "Netbox", "and", "Grafana", "the team saved a year."],
        ["The", "Harbour Post", "was the first to report it."],
        ["Anna Brown", "'s bridge will open in the spring, says the council."],
        ["The symptoms went away [", "21", "], as others had found."],
        ["The bakers of Oldmarsh,", "Ann Lee", "and", "Bo Dahl", ", agreed."],
        ["Mayor of", "Oldmarsh", "— who had opposed it — signed on Monday."],
        ["鹿屋市", "、垂水市、", "姶良市に近い。"],
    ],
)
def test_the_pieces_of_a_sentence_find_together(pieces: list[str]) -> None:
    assert texts(*pieces) == [" ".join(pieces)]


@pytest.mark.parametrize(
    "lines",
    [
        ["What a class costs", "The price of a class", "varies from town to town."],
        ["Keep the following in mind:", "Compatibility", "matters more than the price."],
        ["So kom de", "»Vi satte os ved et bord«, siger hun."],
        ["What the council decided", "(Photo: Ann Lee)"],
    ],
)
def test_a_heading_stands_apart_from_the_sentence_below(lines: list[str]) -> None:
    assert texts(*lines)[0] == lines[0]


BROKEN = ["The plan was drawn up by", "Ann Lee", ", a builder", ", the mayor said", ", who leads the council."]


@pytest.mark.parametrize(
    "lines",
    [
        ["Septembrī", "Stirnienes dzirnavās", "sāksies jumta maiņa un beigsies pavasarī."],
        ["Reporter", "Ann Overbridge", "writes for a paper of the hills."],
        ["Director of", "Grain Works", ", Helen Grimley, bought it."],
    ],
)
def test_where_links_break_a_text_a_sentence_may_begin_with_a_short_piece(lines: list[str]) -> None:
    assert texts(*BROKEN, *lines)[1:] == [" ".join(lines)]
    assert len(texts(*lines)) > 1  # elsewhere it may be a heading


@pytest.mark.parametrize(
    "lines",
    [
        ["Front-end", "Front-end developers", "enjoy the part of the work that people see."],
        ["Flexibility", "With", "stretches that are held for a minute the body learns to bend."],
        ["Immediate Feedback", "Tutoring systems", "give an answer soon."],
    ],
    ids=["says it again", "a function word", "two words"],
)
def test_a_heading_over_a_sentence_that_begins_with_a_link_stands_apart(lines: list[str]) -> None:
    assert texts(*BROKEN, *lines)[1] == lines[0]


def test_menu_entries_stand_alone() -> None:
    assert texts("Home", "about us", "contact", "News") == ["Home", "about us", "contact", "News"]


def test_paragraphs_stand_alone() -> None:
    assert len(texts("One sentence stands here.", "another begins in lower case.")) == 2


def test_a_blank_line_always_parts() -> None:
    assert len(join_lines(["The council said on", "monday that it agrees."], [0, 1])) == 2


@given(LINES)
def test_units_cover_all_lines_in_order(lines: list[str]) -> None:
    units = join_lines(lines, [0] * len(lines))
    assert [row for unit in units for row in range(unit.first, unit.last + 1)] == list(range(len(lines)))


def test_closing_quotes_do_not_hide_the_end_of_a_sentence() -> None:
    assert ends_sentence("«Он ушёл.»")
    assert ends_sentence("彼は言った。")
    assert not ends_sentence("Последние новости")
