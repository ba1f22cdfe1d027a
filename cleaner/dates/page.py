"""Dates that the page prints for its readers: the headers that were found, and lines of HTML as a last resort."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cleaner.dates.candidate import Candidate, Place
from cleaner.dates.glued import match_glued
from cleaner.dates.header import MAX_LENGTH, HeaderDate, match_header
from cleaner.dates.resolve import resolve
from cleaner.dates.spread import complete
from cleaner.dates.vocabulary import Role
from cleaner.fold import fold_line
from cleaner.model import Field, Zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from cleaner.dates.parts import DateParts
    from cleaner.model import Block, Document, Finding

# Words of a class, an id or an itemprop that mark a date or a byline.
_DATE_HINTS: Final = frozenset({
    "date", "time", "published", "publish", "pubdate", "datepublished", "timestamp", "byline", "posted", "created",
    "meta", "datum", "fecha", "data", "entry-date", "post-date", "post-meta", "entry-meta", "article-date", "info",
})  # fmt: skip
_CHANGE_HINTS: Final = re.compile(r"last-?mod|date-?modified|last-?updated")
# Of things with a date of their own.
_ELSEWHERE_HINTS: Final = re.compile(r"\bcomment|tweet|\brelated|instagram|\bembed")
_WORD: Final = re.compile(r"[\w-]+")
# Of a clock or a calendar that shows the day of the crawl.
_TODAY_HINTS: Final = re.compile(r"today|current|weather|clock|wetter|pogoda")
# The lines of a headline's own block: kicker and breadcrumb above it; lead, byline, date, share buttons below.
LINES_ABOVE_TITLE: Final = 3
LINES_BELOW_TITLE: Final = 6
DATELINE: Final = 40  # characters at the beginning of a paragraph that may hold its date
_SLASHED: Final = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:\d{4}|\d{2})(?![\d/])")
MONTHS: Final = 12
_MARKS: Final = " .,:;|•-–—"
# How far from the headline a line that holds more than its date is looked at, where nothing else names one.
HEAD_REACH: Final = 10
# A date above the headline is more often the site's than one below it.
ABOVE_PENALTY: Final = 4


def title_line(document: Document) -> int | None:
    """The line of the headline: the one that was found, or the one that the metadata names.

    Of a text that prints it several times the last one above the body: the first one is the window's title.
    """
    line = _named_title(document)
    if line is None or document.hints is not None:
        return line
    end = document.blocks[0].line if document.blocks else 0
    folded = document.lines[line].folded
    return next((number for number in range(end - 1, line, -1) if document.lines[number].folded == folded), line)


def _named_title(document: Document) -> int | None:
    for finding in document.findings:
        if finding.field is Field.TITLE:
            return document.line_at(finding.span.start)
    title = document.known.title or (document.hints.title if document.hints else None)
    folded = fold_line(title) if title else None
    return next((number for number, line in enumerate(document.lines) if line.folded == folded), None)


def is_beside(line: int, title: int | None) -> bool:
    """Whether a line is of the headline's own block."""
    return title is not None and -LINES_ABOVE_TITLE <= line - title <= LINES_BELOW_TITLE


def date_findings(document: Document) -> Iterator[Finding]:
    """The findings that are dates, in order."""
    return (finding for finding in document.findings if finding.field is Field.DATE)


def is_glued(document: Document, finding: Finding) -> bool:
    """Whether a finding is the date that an extractor glued to the text."""
    start, end = finding.span
    is_behind_word = document.line_at(start) <= 1 and document.source[:start].strip() == "date"
    return is_behind_word or match_glued(document.source[start:end] + " ") is not None


def headers(document: Document, days: Sequence[date]) -> Iterator[Candidate]:
    """The headers that were found, and those beside the headline that another filter took for something else."""
    title, taken = title_line(document), set()
    for number, finding in enumerate(date_findings(document)):
        line = document.line_at(finding.span.start)
        taken.add(line)
        header = None if is_glued(document, finding) else _header_of(document, finding)
        if header is not None:
            whole = complete(header, document.lines, line)
            yield _candidate(document, whole, days, number if title is None else _distance(line, title))
    for line, block in _beside(document, title):
        header = None if line in taken else document.memo.ask(match_header, block.text, block.folded)
        if header is not None and header.is_header and header.parts.is_full and not _says(block, _TODAY_HINTS):
            yield _candidate(document, complete(header, document.lines, line), days, _distance(line, title or 0))


def _beside(document: Document, title: int | None) -> Iterator[tuple[int, Block]]:
    if title is not None:
        low = max(title - LINES_ABOVE_TITLE, 0)
        yield from enumerate(document.lines[low : title + LINES_BELOW_TITLE + 1], start=low)


def passed_over(document: Document, title: int) -> Iterator[tuple[int, Block]]:
    """The lines beside the headline that are no part of the body, with their numbers."""
    kept = {title, *(block.line for block in document.blocks)}
    return ((line, block) for line, block in _beside(document, title) if line not in kept)


def _distance(line: int, title: int) -> int:
    return line - title if line >= title else (title - line) * ABOVE_PENALTY


def _says(block: Block, hints: re.Pattern[str]) -> bool:
    """Whether the words of the block's mark-up hold one of these."""
    return block.markup is not None and hints.search(block.markup.hints) is not None


def _candidate(document: Document, header: HeaderDate, days: Sequence[date], position: int) -> Candidate:
    parts = order_of(header.parts, days)
    if parts is header.parts and parts.swappable and not parts.dotted and _month_first(document):
        parts = replace(parts, month=parts.day, day=parts.month)
    reference = document.reference_date
    updated = resolve(header.updated, reference, days) if header.updated else None
    return Candidate(Place.HEADER, header.raw, parts, resolve(parts, reference, days), header.role, updated, position)


def _month_first(document: Document) -> bool:
    """Whether the page has dates that can only be in the American order, and none that can only be in the other."""
    return document.memo.recall((_month_first, document.source), lambda: _is_american(document.source))


def _is_american(source: str) -> bool:
    pairs = {(int(match[1]), int(match[2])) for match in _SLASHED.finditer(source)}
    return any(second > MONTHS >= first for first, second in pairs) and all(first <= MONTHS for first, _ in pairs)


def _header_of(document: Document, finding: Finding) -> HeaderDate | None:
    """The header of a finding, read in its whole line, where the label stands."""
    line = document.lines[document.line_at(finding.span.start)] if document.lines else None
    own = finding.value or document.source[finding.span.start : finding.span.end]
    whole = document.memo.ask(match_header, line.text, line.folded) if line else None
    return whole if whole and whole.raw == own else match_header(own)


def order_of(parts: DateParts, days: Sequence[date]) -> DateParts:
    """02/03/2026 is 2 March, unless another date of the page says 3 February."""
    if not parts.swappable:
        return parts
    swapped = replace(parts, month=parts.day, day=parts.month)
    if parts.as_date() not in days and swapped.as_date() in days:
        return swapped
    return parts


def nearest_line(document: Document, days: Sequence[date]) -> Candidate | None:
    """In HTML: the line with a date that is likeliest the article's, wherever it stands.

    Lines that are labelled win over those beside the headline, which may hold more than the date, and these over
    lines that are dates by their looks or their mark-up.
    """
    title = title_line(document) or 0
    ranked = []
    for line, block in enumerate(document.lines):
        header = _opening(document, block) if block.markup else None
        if header is None or not header.parts.is_of_web:
            continue
        if _says(block, _TODAY_HINTS) or _says(block, _ELSEWHERE_HINTS):
            continue
        beside = abs(line - title) <= HEAD_REACH or document.zones[line] is Zone.TOP
        looks = header.is_header or header.role or _is_marked(block)
        at_edge = not block.text[: header.span.start].strip(_MARKS) or not block.text[header.span.end :].strip(_MARKS)
        if looks or (beside and (at_edge or not document.sentences[line])):
            labelled = header.is_header and header.role is Role.PUBLISHED
            key = (not labelled, not beside, not looks, _distance(line, title))
            ranked.append((key, header))
    if not ranked:
        return None
    _, best = min(ranked, key=lambda item: item[0])
    return replace(_candidate(document, best, days, 0), place=Place.LINE)


def line_beside_headline(document: Document, days: Sequence[date]) -> Candidate | None:
    """In text: the date in a line beside the headline that is no part of the body, with whatever stands in the line.

    "19 Dec 2025 Reading time: 2 minutes" is no header, as a sentence may begin so; that the line is not the body's, and
    where it stands, makes it one. Of several the nearest counts, rather below the headline.
    """
    title = title_line(document)
    if title is None:
        return None
    found = []
    for line, block in passed_over(document, title):
        header = _opening(document, block)
        if header is not None and header.parts.is_of_web:
            found.append((header.role is Role.UPDATED, _distance(line, title), header))
    if not found:
        return None
    *_, best = min(found, key=lambda item: item[:2])
    return replace(_candidate(document, best, days, 0), place=Place.LINE)


def _opening(document: Document, block: Block) -> HeaderDate | None:
    """The date of a line, or of the first words of a long one: "5 February 2026. The bridge opened …"."""
    if len(block.text) <= MAX_LENGTH:
        return document.memo.ask(match_header, block.text, block.folded)
    header = match_header(block.text[:DATELINE], block.folded[:DATELINE])
    return header if header and not block.text[: header.span.start].strip(_MARKS) else None


def _is_marked(block: Block) -> bool:
    if block.markup is None:
        return False
    hints = block.markup.hints
    return not _DATE_HINTS.isdisjoint(_WORD.findall(hints)) or _CHANGE_HINTS.search(hints) is not None
