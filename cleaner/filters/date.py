"""Date lines of the head and tail, and the date that an extractor glued to the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner import dates
from cleaner.filters.naming import ENDS
from cleaner.filters.shapes import is_headline, is_table_row
from cleaner.filters.signed import is_behind_text, signed
from cleaner.model import Category, Field, Finding, Verdict, Zone
from cleaner.read.text import source_span

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from cleaner.dates import GluedDate, HeaderDate
    from cleaner.model import Block, Document, Span

# A lead above the date line makes the line part of the main text: so far behind its first sentence it is looked for.
LINES_BEHIND_LEAD: Final = 2
# A line this near that names a temperature makes a date part of a weather box, which shows the day of the crawl.
WIDGET_REACH: Final = 2
WIDGET_MARK: Final = "°"
_SAID: Final = (*ENDS, ";")  # how no button ends
_BUTTONS: Final = 100  # characters of a line that begins with the date

_FIELDS: Final = {Field.AUTHOR: Category.BYLINE, Field.SOURCE: Category.SOURCE, Field.SECTION: Category.BREADCRUMB}


@dataclass(frozen=True, slots=True)
class DateFilter:
    """Lifts date headers out of the head and labelled dates out of the tail; never takes prose that names a date."""

    name: str = "date"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Find the glued prefix of the first lines and every line that is a date header."""
        title = dates.title_line(document)
        places = _Places(_first_sentence(document), title, _first_of_body(document, title), _last_sentence(document))
        return [
            finding
            for block in document.blocks
            if _may_be_in_place(document, block, places)
            for finding in _find(document, block, places)
        ]


@dataclass(frozen=True, slots=True)
class _Places:
    """Lines that show whether a date belongs to the article."""

    sentence: int  # the first sentence of the main text
    title: int | None  # the headline, where metadata or the caller name it
    first: int  # of the body: it may have the date that an extractor glued to the text
    last: int  # the last line that ends like a sentence


def _first_sentence(document: Document) -> int:
    """The line of the first sentence of the main text."""
    lines = range(len(document.lines))
    return next(
        (line for line in lines if document.zones[line] is not Zone.TOP and document.sentences[line]), len(lines)
    )


def _last_sentence(document: Document) -> int:
    lines = range(len(document.lines))
    return next((line for line in reversed(lines) if document.sentences[line]), len(lines))


def _first_of_body(document: Document, title: int | None) -> int:
    """The second line where the first is the title, or looks like it and none is known; else the first."""
    if title is not None or document.known.title:
        return int(title == 0)
    return int(bool(document.lines) and is_headline(document.lines[0].text))


def _may_be_in_place(document: Document, block: Block, places: _Places) -> bool:
    """Whether any date of the line could be a header: most lines stand amid the main text, and need no reading."""
    return (
        document.zone(block) is not Zone.MIDDLE
        or block.line <= places.sentence + LINES_BEHIND_LEAD
        or block.line == places.last
        or dates.is_beside(block.line, places.title)
    )


def _find(document: Document, block: Block, places: _Places) -> Iterator[Finding]:
    offset = 0
    if block.line <= places.first and (glued := dates.match_glued(block.text)):
        yield _prefix(document, block, glued)
        offset = glued.span.end
    text = block.text[offset:]
    header = document.memo.ask(dates.match_header, text, block.folded[offset:]) if text else None
    header = signed(document, block, text, header) if header and not header.is_header else header
    if header and not header.is_header and _leads_buttons(document, block, header, text):
        header = replace(header, is_header=True)
    if header and header.is_header and _is_in_place(document, block, header, places):
        yield from _line(document, block, header, offset)
        yield from _neighbours(document, block, header)


def _leads_buttons(document: Document, block: Block, header: HeaderDate, text: str) -> bool:
    """Whether a day and its time begin a line that does not end like a sentence, the only one of its kind.

    What stands behind them are buttons, a counter, how long reading takes: "5 May 2026, 09:15 Save Listen 3 min". The
    entries of a chronicle begin so, too, and are several.
    """
    if not (header.parts.is_full and header.parts.has_time) or header.before or len(text) > _BUTTONS:
        return False
    if is_table_row(text) or text.endswith(_SAID):
        return False
    return not any(
        other.parts.is_full and other.parts.has_time for other in _other_headers(document, block, frozenset(Zone))
    )


def _neighbours(document: Document, block: Block, header: HeaderDate) -> Iterator[Finding]:
    """A label on the line above the date, a time on the line below it."""
    first = bisect_left(document.blocks, block.line - 1, key=attrgetter("line"))
    last = bisect_right(document.blocks, block.line + 1, key=attrgetter("line"))
    for other in document.blocks[first:last]:
        if other.line == block.line - 1 and header.label is None and dates.label_alone(other):
            yield _part(other, "date/label", "A label, with its date on the next line")
        if other.line == block.line + 1 and not header.parts.has_time and dates.clock_alone(other):
            yield _part(other, "date/time", "The time of the date on the line above")


def _part(block: Block, rule: str, why: str) -> Finding:
    return Finding(block.span, Verdict.DROP, rule, Category.DATE, why)


def _is_in_place(document: Document, block: Block, header: HeaderDate, places: _Places) -> bool:
    zone = document.zone(block)
    labelled = header.label is not None or (
        block.line > 0 and dates.label_alone(document.lines[block.line - 1]) is not None
    )
    if zone is Zone.TOP:
        return not _in_widget(document, block, header)
    if dates.is_beside(block.line, places.title) and (header.parts.is_full or labelled):
        return True
    if zone is Zone.BOTTOM:
        return labelled or (
            header.author is not None and is_behind_text(document, block) and _is_alone(document, block)
        )
    if labelled and header.author is None and block.line >= places.last:
        return True  # a labelled date may end like a sentence, and the text with it; a comment says who wrote it
    if block.line > places.sentence + LINES_BEHIND_LEAD:
        return False
    sure = labelled or (header.parts.is_full and (header.parts.has_time or header.author is not None))
    return sure or ((header.parts.is_full or header.parts.has_time) and not _is_dated(document, block))


def _is_alone(document: Document, block: Block) -> bool:
    """Whether no other line of the main text names somebody beside a date, as each comment of a thread does."""
    return not any(header.author is not None for header in _other_headers(document, block))


def _is_dated(document: Document, block: Block) -> bool:
    """Whether another line of the main text is a date, too, as the subheadings of a chronicle are."""
    return any(header.is_header for header in _other_headers(document, block))


def _other_headers(
    document: Document, block: Block, zones: Container[Zone] = frozenset({Zone.MIDDLE})
) -> Iterator[HeaderDate]:
    for line in document.lines:
        if line.line != block.line and document.zones[line.line] in zones:
            header = document.memo.ask(dates.match_header, line.text, line.folded)
            if header is not None:
                yield header


def _in_widget(document: Document, block: Block, header: HeaderDate) -> bool:
    if header.label is not None or header.parts.has_time:
        return False
    low = max(block.line - WIDGET_REACH, 0)
    return any(WIDGET_MARK in line.text for line in document.lines[low : block.line + WIDGET_REACH + 1])


def _prefix(document: Document, block: Block, glued: GluedDate) -> Finding:
    why = "The date that the extractor glued to the text"
    span = source_span(document, block, glued.span.start, glued.span.end)
    return Finding(span, Verdict.FIELD, "date/glued", Category.DATE, why, Field.DATE, glued.raw)


def _line(document: Document, block: Block, header: HeaderDate, offset: int) -> Iterator[Finding]:
    """Cut the line between its fields: names in front, the date with its label and counters, names behind."""
    named = sorted(_named(header))
    before = [piece for piece in named if piece.start < header.span.start]
    after = [piece for piece in named if piece.start >= header.span.start]
    start = before[-1].end if before else 0
    edges = [0, *(piece.start for piece in before[1:]), start] if before else [0]
    ends = [*(piece.start for piece in after), len(block.text) - offset]
    parts = [*zip(before, pairwise(edges), strict=True), *zip(after, pairwise(ends), strict=True)]
    for piece, (first, last) in parts:
        value = block.text[piece.start + offset : piece.end + offset]
        yield _field(source_span(document, block, first + offset, last + offset), piece.field, value)
    why = "A line that is a date header" if header.label is None else "A line that is a labelled date"
    role = (f"label: {header.role.value}",) if header.role else ()
    span = source_span(document, block, start + offset, ends[0] + offset)
    yield Finding(span, Verdict.FIELD, "date/header", Category.DATE, why, Field.DATE, header.raw, role)


class _Piece(NamedTuple):
    start: int
    end: int
    field: Field


def _named(header: HeaderDate) -> Iterator[_Piece]:
    if header.author:
        yield _Piece(*header.author, Field.AUTHOR)
    if header.source:
        yield _Piece(*header.source, Field.SOURCE)
    for section in header.sections:
        yield _Piece(*section, Field.SECTION)


def _field(span: Span, field: Field, value: str) -> Finding:
    why = f"The {field.value} beside the date"
    return Finding(span, Verdict.FIELD, f"date/{field.value}", _FIELDS[field], why, field, value)
