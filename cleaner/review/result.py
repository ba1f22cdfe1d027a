"""Sheets from a run's results: records hold the body and the ledger, and the ledger says where its gaps are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.model import Article, ArticleDate, Category, Field, Paragraph, Removal, Span
from cleaner.review.corpus import CorpusError
from cleaner.review.sheet import Piece, Sheet, cut, site_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cleaner.review.corpus import Entry


def is_result(entry: Entry) -> bool:
    """Whether `entry` is a result with its ledger rather than a text to be cleaned."""
    return isinstance(entry.fields.get("removals"), list)


def sheet_of(entry: Entry) -> Sheet:
    """Lay out a result.

    Where the record still has its input, that is shown. Otherwise the kept text stands between the removals in the
    order of the source; its white space is the body's, not the source's, which is all that a record does not keep.

    Raises `CorpusError` for a ledger that is not one.
    """
    text, fields = entry.text, entry.fields
    try:
        removals = sorted(map(_removal, fields["removals"]), key=lambda removal: removal.span)
    except (KeyError, TypeError, ValueError) as error:
        raise CorpusError(f"{text.id}: not a ledger of removals: {error!r}") from error
    lines = _body(entry).splitlines()
    article = Article(
        title=_string(fields, "title"),
        date=_date(fields),
        authors=_tuple(fields, "authors"),
        source=_string(fields, "source"),
        section=_tuple(fields, "section"),
        tags=_tuple(fields, "tags"),
        captions=_tuple(fields, "captions"),
        language=_string(fields, "language"),
        paragraphs=tuple(Paragraph(line, ()) for line in lines),
        removals=tuple(removals),
        warnings=_tuple(fields, "warnings"),
    )
    source = _string(fields, "input_text")  # a run keeps the text that it read under this name
    if source is not None and all(source[slice(*removal.span)] == removal.text for removal in removals):
        pieces = tuple(cut(source, removals))
    else:
        pieces = tuple(_weave(lines, removals))
    return Sheet(text.id, site_of(text.url), text.url, article, pieces)


def _body(entry: Entry) -> str:
    body = entry.fields.get("text", entry.text.source)  # among the other fields where the record has HTML as well
    return body if isinstance(body, str) else ""


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
    start, end = record["span"] if "span" in record else (record["start"], record["end"])  # as Parquet has it
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


def _date(fields: Mapping[str, Any]) -> ArticleDate | None:
    date = fields.get("date")
    if isinstance(date, str):
        return ArticleDate(date, date, str(fields.get("date_precision") or ""))
    if not isinstance(date, dict):
        return None
    return ArticleDate(str(date.get("value", "")), str(date.get("raw", "")), str(date.get("precision", "")))


def _string(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    return value if isinstance(value, str) else None


def _tuple(fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = fields.get(name)
    return tuple(map(str, value)) if isinstance(value, list) else ()
