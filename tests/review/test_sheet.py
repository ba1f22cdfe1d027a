"""A sheet lays a document out in pieces: joined, they are the source; the kept ones are the body."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Cleaner
from cleaner.fixtures import find_fixtures
from cleaner.model import Category, Field, Known, Removal, Span
from cleaner.review.sheet import Piece, Sheet, Text, cut, make_sheet

FIXTURES = find_fixtures((Path(__file__).resolve().parents[2] / "fixtures",))


def removal(start: int, end: int, source: str, field: Field | None = None) -> Removal:
    return Removal("a/rule", Category.RELATED, Span(start, end), source[start:end], "why", field)


@given(st.text(min_size=1), st.lists(st.integers(0, 50), max_size=6))
def test_pieces_joined_are_the_source(source: str, places: list[int]) -> None:
    ends = sorted({min(place, len(source)) for place in places})
    removals = [removal(start, end, source) for start, end in zip(ends[::2], ends[1::2], strict=False)]
    pieces = list(cut(source, removals))
    assert "".join(piece.text for piece in pieces) == source
    assert [piece.removal for piece in pieces if piece.removal] == removals


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.name)
def test_what_the_page_shows_as_kept_is_the_body(cleaner: Cleaner, fixture: object) -> None:
    text = Text("x", fixture.source(), fixture.cases()[0].format, fixture.expected.options.url)  # type: ignore[attr-defined]
    sheet = make_sheet(cleaner, text)
    kept = "".join("" if piece.is_out else piece.text for piece in sheet.pieces)
    assert kept.split() == sheet.article.text.split()


def test_lifted_fields_do_not_count_as_removed(cleaner: Cleaner) -> None:
    source = "Заголовок\nТеги: а\nРечення."
    removals = (removal(0, 9, source, Field.TITLE), removal(10, 17, source))
    sheet = Sheet("1", "", None, cleaner.clean("x"), tuple(cut(source, removals)))
    assert (sheet.removed, sheet.size) == (6, 23)
    assert sheet.share == pytest.approx(6 / 23)


def test_an_empty_document_has_no_share(cleaner: Cleaner) -> None:
    sheet = make_sheet(cleaner, Text("x", ""))
    assert (sheet.share, sheet.name) == (0, "x")


def test_what_is_known_of_a_text_is_believed(cleaner: Cleaner) -> None:
    sheet = make_sheet(cleaner, Text("x", "Речення.", known=Known(title="Новий міст")))
    assert sheet.name == "Новий міст"


def test_a_text_without_a_url_keeps_the_site_it_was_given(cleaner: Cleaner) -> None:
    assert make_sheet(cleaner, Text("x", "Речення.", site="clean")).site == "clean"
    assert make_sheet(cleaner, Text("x", "Речення.", url="https://www.a.example/", site="clean")).site == "a.example"
    assert not Piece("kept").is_out
