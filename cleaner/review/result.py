"""Sheets from a run's results: records hold the body and the ledger, and the ledger says where its gaps are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.model import Article, ArticleDate, Category, Field, Paragraph, Removal, Span
from cleaner.review.sheet import Piece, Sheet, cut, site_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


def is_result(record: Mapping[str, Any]) -> bool:
    """Whether `record` is a result with its ledger rather than a text to be cleaned."""
    return isinstance(record.get("removals"), list) and isinstance(record.get("text"), str)


def sheet_of(record: Mapping[str, Any], fallback_id: str) -> Sheet:
    """Lay out a result record.

    Where the record still has its input, that is shown. Otherwise the kept text stands between the removals in the
    order of the source; its white space is the body's, not the source's, which is all that a record does not keep.

    Raises `ValueError` for a ledger that is not one.
    """
    url = record.get("url") if isinstance(record.get("url"), str) else None
    lines = str(record["text"]).splitlines()
    try:
        removals = sorted(map(_removal, record["removals"]), key=lambda removal: removal.span)
    except (KeyError, TypeError) as error:
        raise ValueError(f"{fallback_id}: not a ledger: {error!r}") from error
    article = Article(
        title=record.get("title"),
        date=_date(record),
        authors=_tuple(record, "authors"),
        source=record.get("source"),
        section=_tuple(record, "section"),
        tags=_tuple(record, "tags"),
        captions=_tuple(record, "captions"),
        language=record.get("language"),
        paragraphs=tuple(Paragraph(line, ()) for line in lines),
        removals=tuple(removals),
        warnings=_tuple(record, "warnings"),
    )
    identity = str(record.get("id") or url or fallback_id)
    source = record.get("input_text")  # a run keeps the text that it read under this name
    exact = isinstance(source, str) and all(source[slice(*removal.span)] == removal.text for removal in removals)
    pieces = cut(str(source), removals) if exact else _weave(lines, removals)
    return Sheet(identity, site_of(url), url, article, tuple(pieces))


def _weave(lines: Sequence[str], removals: Sequence[Removal]) -> Iterator[Piece]:
    """Put the body's lines into the gaps that the removals leave: each goes where there is room for it."""
    waiting = list(reversed(lines))
    position = 0
    for removal in removals:
        room = removal.span.start - position
        fitting = []
        while waiting and len(waiting[-1]) <= room:
            room -= len(waiting[-1]) + 1
            fitting.append(waiting.pop())
        if fitting:
            yield Piece("\n".join(fitting) + "\n")
        yield Piece(removal.text + ("" if removal.text.endswith("\n") else "\n"), removal)
        position = removal.span.end
    if waiting:
        yield Piece("\n".join(reversed(waiting)))


def _removal(record: Mapping[str, Any]) -> Removal:
    start, end = record["span"]
    field = record.get("field")
    return Removal(
        rule=str(record["rule"]),
        category=Category(record["category"]),
        span=Span(int(start), int(end)),
        text=str(record["text"]),
        why=str(record.get("why", "")),
        field=Field(field) if field else None,
        evidence=tuple(map(str, record.get("evidence") or ())),
    )


def _date(record: Mapping[str, Any]) -> ArticleDate | None:
    date = record.get("date")
    if isinstance(date, str):
        return ArticleDate(date, date, str(record.get("date_precision") or ""))
    if not isinstance(date, dict):
        return None
    return ArticleDate(str(date.get("value", "")), str(date.get("raw", "")), str(date.get("precision", "")))


def _tuple(record: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = record.get(name)
    return tuple(map(str, value)) if isinstance(value, list) else ()
