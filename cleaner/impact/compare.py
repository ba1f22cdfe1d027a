"""One document under two sets of rules."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cleaner.annotate.sentences import bears_sentence
from cleaner.review.sheet import Change, Piece, Sheet, site_of, trace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model import Article, Removal
    from cleaner.pipeline import Cleaner
    from cleaner.review.sheet import Text

FIELDS: Final = ("title", "date", "authors", "source", "section", "tags", "captions")


@dataclass(frozen=True, slots=True)
class Compared:
    """What changed in one document."""

    sheet: Sheet  # pieces carry their change
    fields: tuple[tuple[str, object, object], ...] = ()  # (name, before, after) of those that differ

    @property
    def changed(self) -> tuple[Piece, ...]:
        """The pieces that left the body or came back."""
        return tuple(piece for piece in self.sheet.pieces if piece.change)

    def __bool__(self) -> bool:
        return bool(self.fields or self.changed)


def compare(before: Cleaner, after: Cleaner, text: Text) -> Compared:
    """Clean `text` under both and lay one over the other."""
    old, new = trace(before, text), trace(after, text)
    pieces = tuple(_overlay(new.document.source, old.article.removals, new.article.removals))
    fields = tuple(_changed_fields(old.article, new.article))
    notes = tuple(f"{name}: {_shown(was)} → {_shown(now)}" for name, was, now in fields)
    sheet = Sheet(text.id, site_of(text.url, text.site), text.url, new.article, pieces, notes)
    return Compared(sheet, fields)


def _overlay(source: str, old: Sequence[Removal], new: Sequence[Removal]) -> Iterator[Piece]:
    """Cut `source` at the ends of both ledgers; each piece is out in one of them, in both, or in neither."""
    ends = {0, len(source)}
    for removal in (*old, *new):
        ends.update(removal.span)
    olds, news = iter([*old, None]), iter([*new, None])
    was, now = next(olds), next(news)
    for start, end in pairwise(sorted(ends)):
        while was and was.span.end <= start:
            was = next(olds)
        while now and now.span.end <= start:
            now = next(news)
        before = was if was and was.span.start <= start else None
        after = now if now and now.span.start <= start else None
        yield _piece(source[start:end], before, after)


def _piece(text: str, before: Removal | None, after: Removal | None) -> Piece:
    if (before is None) == (after is None) or not text.strip():
        return Piece(text, after)
    if after is None:
        return Piece(text, before, Change.RESTORED)
    lost = after.field is None and any(bears_sentence(" ".join(line.split())) for line in text.splitlines())
    return Piece(text, after, Change.LOST if lost else Change.REMOVED)


def _changed_fields(old: Article, new: Article) -> Iterator[tuple[str, object, object]]:
    for name in FIELDS:
        was, now = getattr(old, name), getattr(new, name)
        if name == "date":
            was, now = was and was.value, now and now.value
        if was != now:
            yield name, was, now


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "–"
    return str(value or "–")
