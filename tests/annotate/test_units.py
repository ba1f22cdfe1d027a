"""Lines that an inline tag cut are scored as one; all others stand alone."""

from __future__ import annotations

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
