"""What a reviewer sees of one document: its source in pieces, each kept or taken by a rule."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from cleaner.model import Article, Known, Removal
    from cleaner.pipeline import Cleaner, Trace
    from cleaner.read.sniff import Format


class Change(StrEnum):
    """What a change of the rules did to a piece."""

    LOST = "lost"  # in the body before, not after, and it bears a sentence: perhaps the author's
    REMOVED = "removed"  # in the body before, not after
    RESTORED = "restored"  # not in the body before, in it after


@dataclass(frozen=True, slots=True)
class Text:
    """One document of a corpus, to be cleaned."""

    id: str
    source: str | bytes
    format: Format = "auto"
    url: str | None = None
    reference_date: date | None = None
    site: str | None = None  # of a text without a URL: the folder it came from
    known: Known | None = None  # of a fixture that says so


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the source that has one fate: `removal` says which rule took it; None means kept."""

    text: str
    removal: Removal | None = None
    change: Change | None = None
    left_out: int = 0  # characters of the source that a short page does not show

    @property
    def is_out(self) -> bool:
        """Whether it is missing from the body."""
        return self.removal is not None and self.change is not Change.RESTORED

    @property
    def is_field(self) -> bool:
        """Whether it was lifted into a field."""
        return self.removal is not None and self.removal.field is not None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document on the page."""

    id: str
    site: str  # empty where unknown
    url: str | None
    article: Article
    pieces: tuple[Piece, ...]
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the list calls it: its title, or else its first words."""
        if self.article.title:
            return self.article.title
        return next((paragraph.text[:120] for paragraph in self.article.paragraphs), self.id)

    @property
    def size(self) -> int:
        """Characters that are not white space."""
        return sum(_ink(piece.text) for piece in self.pieces)

    @property
    def removed(self) -> int:
        """Those among them that are in neither body nor fields."""
        return sum(_ink(piece.text) for piece in self.pieces if piece.is_out and not piece.is_field)

    @property
    def share(self) -> float:
        """`removed` as a part of `size`, 0 to 1."""
        return self.removed / self.size if self.size else 0.0


def make_sheet(cleaner: Cleaner, text: Text) -> Sheet:
    """Clean `text` and lay it out."""
    steps = trace(cleaner, text)
    pieces = tuple(cut(steps.document.source, steps.article.removals))
    return Sheet(text.id, site_of(text.url, text.site), text.url, steps.article, pieces)


def trace(cleaner: Cleaner, text: Text) -> Trace:
    """Clean `text` with all that is known of it, and keep the steps."""
    return cleaner.trace(
        text.source, format=text.format, url=text.url, reference_date=text.reference_date, known=text.known
    )


def cut(source: str, removals: Sequence[Removal]) -> Iterator[Piece]:
    """Cut `source` where removals begin and end; the pieces joined are `source`."""
    position = 0
    for removal in removals:
        start, end = removal.span
        if start > position:
            yield Piece(source[position:start])
        yield Piece(source[start:end], removal)
        position = end
    if position < len(source):
        yield Piece(source[position:])


def site_of(url: str | None, fallback: str | None = None) -> str:
    """The host of `url` without ``www.``, else `fallback`, else nothing.

    >>> site_of("https://www.press.lv/post/1"), site_of(None, "clean"), site_of("http://[")
    ('press.lv', 'clean', '')
    """
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        host = None
    return (host or fallback or "").removeprefix("www.")


def _ink(text: str) -> int:
    return len("".join(text.split()))
