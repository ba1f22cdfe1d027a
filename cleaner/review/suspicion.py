"""How likely it is that a result is wrong: the worst come first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.annotate.sentences import bears_sentence
from cleaner.model import Category
from cleaner.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.review.sheet import Sheet

# Weights are chances by eye, not fitted: each says how often a document with the sign alone was worth the look.
NOTHING_LEFT: Final = 0.95
MOST_REMOVED: Final = 0.6  # at a share of 1; whole pages lose a half of their text and are right
USUAL_SHARE: Final = 0.5  # removed from a whole page without any harm
FEW_LEFT: Final = 0.3  # less than a paragraph's worth of text is left
FEW_CHARS: Final = 200
SOME_SHARE: Final = 0.2  # a short text that lost less than this was short before
WARNING: Final = 0.15  # each
SENTENCES_TAKEN: Final = 0.8  # were all sentences taken that no marker marks; a part of them counts in proportion
UNSURE: Final = 0.12  # each line that the scorer took

_GUESSED: Final = frozenset({Category.ZONE, Category.TEASER, Category.REPEAT})


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A chance from 0 to 1, and its reasons in words."""

    chance: float
    reasons: tuple[str, ...] = ()

    @property
    def percent(self) -> int:
        """The chance as a whole number."""
        return round(100 * self.chance)


def suspect(sheet: Sheet) -> Suspicion:
    """Put the signs of a wrong result together; they count as independent."""
    fine = 1.0
    reasons = []
    for reason, weight in _signs(sheet):
        fine *= 1 - weight
        if reason:
            reasons.append(reason)
    return Suspicion(1 - fine, tuple(reasons))


def _signs(sheet: Sheet) -> Iterator[tuple[str, float]]:
    left = sum(len(paragraph.text) for paragraph in sheet.article.paragraphs)
    if not left:
        yield "nothing left", NOTHING_LEFT
    elif left < FEW_CHARS and sheet.share > SOME_SHARE:
        yield f"little left: {left} characters", FEW_LEFT
    if sheet.share > USUAL_SHARE:
        yield f"much removed: {sheet.share:.0%}", MOST_REMOVED * (sheet.share - USUAL_SHARE) / (1 - USUAL_SHARE)
    for _ in sheet.article.warnings:
        yield "", WARNING
    guessed = [piece for piece in sheet.pieces if piece.is_out and piece.removal and piece.removal.category in _GUESSED]
    zone = sum(piece.removal is not None and piece.removal.category is Category.ZONE for piece in guessed)
    sentences = sum(any(map(bears_sentence, piece.text.splitlines())) for piece in guessed)
    if sentences:
        kept = sum(bears_sentence(paragraph.text) for paragraph in sheet.article.paragraphs)
        yield (
            f"{counted(sentences, 'sentence')} taken without a marker",
            SENTENCES_TAKEN * sentences / (sentences + kept),
        )
    if zone > sentences:
        yield f"{counted(zone, 'line')} taken by the scorer", 1 - (1 - UNSURE) ** (zone - sentences)
