"""Parts of a line beside a date, and what they turn out to be."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cleaner.dates.shapes import Tokens
    from cleaner.dates.vocabulary import Role

EDGE: Final = (
    " \t\u00a0,:;.|•·▪●∙⋅»›>«<─｜/\\–—-()[]*【】（）：，／\u200b\ufe0f\U0001f4c5\U0001f4c6\U0001f5d3\u23f0\U0001f552"
)


class PieceKind(Enum):
    """What a piece of text beside a date is."""

    LABEL = auto()
    COUNTER = auto()
    AUTHOR = auto()
    SOURCE = auto()
    SECTION = auto()
    OTHER = auto()  # prose, or something that is read as a number with the date


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line, with its characters in it."""

    kind: PieceKind
    start: int
    end: int
    role: Role | None = None
    in_words: bool = False  # of a counter: it says what it counts


@dataclass(frozen=True, slots=True)
class Around:
    """The pieces of one stretch of text beside a date; what is only glue and marks leaves none."""

    pieces: tuple[Piece, ...] = ()

    @property
    def role(self) -> Role | None:
        """The role that the nearest label in front of the date gives it."""
        return next((piece.role for piece in reversed(self.pieces) if piece.kind is PieceKind.LABEL), None)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, folded and cut into tokens."""

    text: str
    folded: str
    tokens: Tokens

    def shape(self, start: int, end: int) -> str:
        """The shape of the tokens between two characters."""
        starts = self.tokens.starts
        return self.tokens.shape[bisect_left(starts, start) : bisect_left(starts, end)]


class Side(Enum):
    """Where a stretch of text stands."""

    BEFORE = auto()
    BETWEEN = auto()
    AFTER = auto()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a line beside a date."""

    line: Line
    start: int
    end: int
    side: Side
    full: bool = False  # the date is full: an office or an agency may touch it
    sure: bool = False  # it has a time as well: any name may
    set_off: bool = False  # a strong mark stands between the date and this

    @property
    def raw(self) -> str:
        """The stretch itself."""
        return self.line.text[self.start : self.end]

    @property
    def folded(self) -> str:
        """The stretch itself, folded."""
        return self.line.folded[self.start : self.end]

    def part(self, start: int, end: int, *, set_off: bool | None = None) -> Stretch:
        """A smaller stretch, without the marks at its edges."""
        text = self.line.text
        while start < end and text[start] in EDGE:
            start += 1
        while end > start and text[end - 1] in EDGE:
            end -= 1
        if text[end : end + 1] == ")" and "(" in text[start:end]:
            end += 1
        changed = self.set_off if set_off is None else set_off
        return Stretch(self.line, start, end, self.side, self.full, self.sure, changed)

    def piece(self, kind: PieceKind, role: Role | None = None) -> Piece:
        """The stretch as a piece of some kind."""
        return Piece(kind, self.start, self.end, role)
