"""The worst results come first, with their reasons."""

from cleaner.model import Article, Category, Field, Paragraph, Removal, Span
from cleaner.review.page import most_suspicious
from cleaner.review.sheet import Piece, Sheet
from cleaner.review.suspicion import suspect

SENTENCE = "Місто відкрило новий міст через річку, повідомила мерія у вівторок вранці."


def sheet(*pieces: Piece, name: str = "x", warnings: tuple[str, ...] = ()) -> Sheet:
    kept = tuple(Paragraph(piece.text, ()) for piece in pieces if not piece.is_out)
    return Sheet(name, "", None, Article(paragraphs=kept, warnings=warnings), pieces)


def out(text: str, category: Category = Category.RELATED, field: Field | None = None) -> Piece:
    return Piece(text, Removal("a/rule", category, Span(0, len(text)), text, "why", field))


FINE = sheet(*(Piece(SENTENCE) for _ in range(8)), out("Теги"), name="fine")


def test_an_ordinary_result_is_not_suspicious() -> None:
    assert suspect(FINE).percent == 0
    assert suspect(FINE).reasons == ()


def test_nothing_left_is_the_worst() -> None:
    suspicion = suspect(sheet(out(SENTENCE)))
    assert suspicion.percent > 95
    assert "nothing left" in suspicion.reasons


def test_much_removed_says_how_much() -> None:
    suspicion = suspect(sheet(Piece(SENTENCE * 3), out(SENTENCE * 9)))
    assert suspicion.reasons == ("much removed: 75%",)
    assert suspicion.percent == 30


def test_a_short_text_that_was_short_before_is_fine() -> None:
    assert suspect(sheet(Piece("Коротка новина на один рядок."))).percent == 0
    assert suspect(sheet(Piece("Коротка новина на один рядок."), out("Зайвий рядок поряд"))).reasons == (
        "little left: 29 characters",
    )


def test_sentences_that_fell_without_a_marker_count_against_those_kept() -> None:
    few = suspect(sheet(*(Piece(SENTENCE) for _ in range(9)), out(SENTENCE, Category.TEASER)))
    many = suspect(sheet(*(Piece(SENTENCE) for _ in range(9)), *(out(SENTENCE, Category.TEASER) for _ in range(9))))
    assert few.reasons == ("1 sentence taken without a marker",)
    assert many.percent > few.percent


def test_lines_the_scorer_took_make_unsure() -> None:
    suspicion = suspect(
        sheet(*(Piece(SENTENCE) for _ in range(9)), out("Меню", Category.ZONE), out("Ще", Category.ZONE))
    )
    assert suspicion.reasons == ("2 lines taken by the scorer",)


def test_each_warning_adds_a_little() -> None:
    one = suspect(sheet(*FINE.pieces, warnings=("a",))).percent
    two = suspect(sheet(*FINE.pieces, warnings=("a", "b"))).percent
    assert 0 < one < two < 50


def test_the_chance_stays_a_chance_whatever_comes_together() -> None:
    worst = sheet(*(out(SENTENCE, Category.ZONE) for _ in range(99)), warnings=tuple("abcdefgh"))
    assert 0.99 < suspect(worst).chance <= 1


def test_a_page_takes_the_most_suspicious_and_breaks_ties_by_id() -> None:
    bad = sheet(out(SENTENCE), name="bad")
    twin = sheet(*FINE.pieces, name="a-twin")
    assert [each.id for each in most_suspicious([FINE, bad, twin])] == ["bad", "a-twin", "fine"]
    assert [each.id for each in most_suspicious([FINE, bad, twin], 1)] == ["bad"]
