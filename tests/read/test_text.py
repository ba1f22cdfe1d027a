"""Reading text: lines, blanks, invisible characters, offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.fold import fold
from cleaner.read.html import read_html
from cleaner.read.text import display, read_shown, read_text, slice_block, source_span


@pytest.mark.parametrize("between", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\v", "\f", "\n\n\n\n"])
def test_every_kind_of_line_break_ends_a_block(between: str) -> None:
    assert [line.text for line in read_text(f"One.{between}Two.").lines] == ["One.", "Two."]


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("    four\tspaces ", "four spaces"),
        ("no\u00a0break", "no break"),
        ("so\u00adft hy\u00adphen", "soft hyphen"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("nul\x00l", "null"),
        ("\u202eevil\u202c", "evil"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚒", "👩\u200d🚒"),
    ],
)
def test_a_line_is_shown_as_a_reader_sees_it(raw: str, shown: str) -> None:
    assert display(raw) == shown
    assert [line.text for line in read_text(raw).lines] == [shown]
    # The space that HTML never breaks is one for its reader, too; a NUL does not reach it.
    assert "\x00" in raw or [line.text for line in read_html(f"<p>{raw}</p>").lines] == [shown]


def test_gap_counts_the_blank_lines_above() -> None:
    lines = read_text("\nA\nB\r\n\r\nC\n \n\u200b\nD").lines
    assert [line.gap for line in lines] == [1, 0, 1, 2]


def test_lines_without_anything_to_see_are_no_blocks() -> None:
    assert read_text("\u200b\n\u200c\n \t \n\u00ad").lines == ()


@given(st.text(st.characters(codec="utf-8")))
def test_a_block_is_its_slice_of_the_source(source: str) -> None:
    document = read_text(source)
    behind = 0
    for line in document.lines:
        assert line.start >= behind
        assert display(source[line.start : line.end]) == line.text
        assert len(line.folded) == len(line.text)
        assert not source[line.start].isspace()
        behind = line.end
    assert display(source[behind:]).strip("\u200c\u200d\u200e\u200f") == ""


@given(st.text(alphabet="ab \u00a0\t\u00ad\u200bйЇ\u0130", max_size=30), st.data())
def test_a_part_of_a_block_finds_its_place_in_the_source(source: str, data: st.DataObject) -> None:
    document = read_text(source)
    for line in document.lines:
        start = data.draw(st.integers(0, len(line.text) - 1))
        end = data.draw(st.integers(start + 1, len(line.text)))
        span = source_span(document, line, start, end)
        assert display(source[span.start : span.end]) == line.text[start:end].strip()


def test_a_slice_of_a_block_is_a_block_again() -> None:
    document = read_text("  date 2026-02-06  The text.")
    line = document.lines[0]
    rest = slice_block(document, line, source_span(document, line, 15, len(line.text)))
    assert rest is not None
    assert (rest.text, rest.start, rest.end) == ("The text.", 19, 28)


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Tекст", "текст"), ("Укрaїнa", "україна"), ("Reuters", "reuters"), ("iPhone", "iphone"), ("«А»–Б", '"а"-б')],
)
def test_look_alikes_fold_together(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.lists(st.text("aБΣς1 .—\u00a0\u200b\u200e\xad\tёT", max_size=12)), st.integers(0, 1))
def test_lines_in_display_form_are_the_document_that_their_text_is(raw: list[str], gap: int) -> None:
    lines = read_text("\n".join(raw)).lines
    texts = [line.text for line in lines]
    written = "\n".join([*texts[:1], *[""] * (gap if texts[1:] else 0), *texts[1:]])
    assert read_shown([(line.text, line.folded) for line in lines], gap) == read_text(written)
