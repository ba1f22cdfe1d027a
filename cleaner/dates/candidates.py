"""All that a page says of its date: findings, metadata, the address, and what the caller knows."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from cleaner.dates.glued import match_glued
from cleaner.dates.header import HeaderDate, find_dates, match_header
from cleaner.dates.parts import DateParts, calendar_day
from cleaner.dates.resolve import Resolved, resolve
from cleaner.dates.vocabulary import Role
from cleaner.fold import fold
from cleaner.model import Field, Hints

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from cleaner.model import Document, Finding

_ISO: Final = re.compile(
    r"\s*((?:19|20)\d\d)-?(\d\d)(?:-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?)?)?",
    re.IGNORECASE,
)
# Words of a class, an id or an itemprop that mark a date or a byline.
_DATE_HINTS: Final = frozenset({
    "date", "time", "published", "publish", "pubdate", "datepublished", "timestamp", "byline", "posted", "created",
    "meta", "datum", "fecha", "data", "entry-date", "post-date", "post-meta", "entry-meta", "article-date", "info",
})  # fmt: skip
_WORD: Final = re.compile(r"[\w-]+")
_YEAR: Final = r"(?P<y>(?:19|20)\d\d)"
# /2026/02/05/, /2026-02-05-title, /20260205/, /2026/feb/05/, /2026/02/ : never a number inside a longer one
_URL_DAY: Final = re.compile(rf"(?<!\d){_YEAR}(?P<s>[/_.-]?)(?P<m>0[1-9]|1[0-2])(?P=s)(?P<d>[0-2]\d|3[01])(?!\d)")
_URL_LOOSE: Final = re.compile(rf"/{_YEAR}/(?P<m>\d{{1,2}}|[a-z]{{3}})/(?P<d>\d{{1,2}})(?!\d)", re.IGNORECASE)
_URL_MONTH: Final = re.compile(rf"/{_YEAR}[/-](?P<m>0[1-9]|1[0-2])/")


class Place(StrEnum):
    """Where a candidate stands."""

    KNOWN = "known"
    HEADER = "header"
    META = "meta"
    GLUED = "glued"
    URL = "url"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that something says, and its value where it has one."""

    place: Place
    raw: str
    parts: DateParts
    resolved: Resolved | None
    role: Role | None = None
    updated: Resolved | None = None
    position: int = 0  # the smaller the nearer to the article: among equals the first wins

    @property
    def day(self) -> date | None:
        """The calendar day, where it is known."""
        return self.resolved.day if self.resolved else None

    @property
    def weekday_is_wrong(self) -> bool:
        """Whether the page prints a weekday that the day does not have."""
        return bool(self.day and self.parts.weekdays and self.day.weekday() not in self.parts.weekdays)


def collect(document: Document) -> tuple[Candidate, ...]:
    """All candidates: the caller's, the metadata's, the address's, the glued one and the headers."""
    sure = [*_known(document), *_hinted(document.hints), *_glued(document), *_from_url(document.url)]
    days = tuple(candidate.day for candidate in sure if candidate.day and candidate.role is not Role.UPDATED)
    found = (*sure, *_headers(document, days))
    if any(candidate.resolved and candidate.role is not Role.UPDATED for candidate in found):
        return found
    return (*found, *min_position(_lines(document, days)))


def min_position(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The one candidate that stands nearest to the headline, labelled ones first."""
    ranked = sorted(candidates, key=lambda candidate: (candidate.role is not Role.PUBLISHED, candidate.position))
    return tuple(ranked[:1])


def _known(document: Document) -> Iterator[Candidate]:
    if document.known.date and (parts := read_iso(document.known.date)):
        yield Candidate(Place.KNOWN, document.known.date, parts, resolve(parts, None))


def _hinted(hints: Hints | None) -> Iterator[Candidate]:
    if hints is None:
        return
    for text, role in ((hints.date_published, None), (hints.date_modified, Role.UPDATED)):
        parts = read_machine_date(text) if text else None
        if text and parts:
            yield Candidate(Place.META, text, parts, resolve(parts, None), role)


def read_machine_date(text: str) -> DateParts | None:
    """A date of metadata: ISO 8601 as a rule, whatever the page's author typed otherwise."""
    if parts := read_iso(text):
        return parts
    return next((parts for parts in find_dates(text) if parts.is_full), None)


def read_iso(text: str) -> DateParts | None:
    """Read ISO 8601 with or without a time; None where the text does not begin with it.

    >>> read_iso("2026-02-05T10:00:00Z").hour
    10
    """
    match = _ISO.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part) if part else None for part in match.groups()[:6])
    if year is None or month is None or calendar_day(year, month, day or 1) is None:
        return None
    return DateParts(year, month, day, hour, minute, second, zone=(match[7] or "").lower() or None)


def _from_url(url: str | None) -> Iterator[Candidate]:
    path = re.sub(r"^[a-z]+://[^/]*|[?#].*$", "", url or "", flags=re.IGNORECASE)
    for pattern in (_URL_DAY, _URL_LOOSE, _URL_MONTH):
        match = pattern.search(path)
        if match and (parts := _url_parts(match)):
            yield Candidate(Place.URL, match[0].strip("/"), parts, resolve(parts, None))
            return


def _url_parts(match: re.Match[str]) -> DateParts | None:
    groups = match.groupdict()
    name = groups["m"].lower()
    if name.isdigit():
        month = int(name)
    else:
        found = find_dates(f"1 {name} 2000")
        month = found[0].month or 0 if found else 0
    day = int(groups["d"]) if groups.get("d") else None
    if calendar_day(int(groups["y"]), month, day or 1) is None:
        return None
    return DateParts(int(groups["y"]), month, day)


def _glued(document: Document) -> Iterator[Candidate]:
    for finding in _findings(document):
        if _is_glued(document, finding) and (parts := read_iso(finding.value or "")):
            yield Candidate(Place.GLUED, finding.value or "", parts, resolve(parts, None))


def _is_glued(document: Document, finding: Finding) -> bool:
    start, end = finding.span
    return document.source[:start].strip() == "date" or match_glued(document.source[start:end] + " ") is not None


def _findings(document: Document) -> Iterator[Finding]:
    return (finding for finding in document.findings if finding.field is Field.DATE)


def _headers(document: Document, days: Sequence[date]) -> Iterator[Candidate]:
    title = title_line(document)
    for number, finding in enumerate(_findings(document)):
        if _is_glued(document, finding):
            continue
        header = _header_of(document, finding)
        if header is not None:
            line = line_at(document, finding.span.start)
            yield _from_header(document, header, days, number if title is None else abs(line - title))


def _from_header(document: Document, header: HeaderDate, days: Sequence[date], position: int) -> Candidate:
    parts = _custom_of_country(header.parts, days)
    reference = document.reference_date
    updated = resolve(header.updated, reference, days) if header.updated else None
    return Candidate(Place.HEADER, header.raw, parts, resolve(parts, reference, days), header.role, updated, position)


def title_line(document: Document) -> int | None:
    """The line of the headline: the one that was found, or the one that the metadata names."""
    for finding in document.findings:
        if finding.field is Field.TITLE:
            return line_at(document, finding.span.start)
    title = document.known.title or (document.hints.title if document.hints else None)
    folded = fold(" ".join(title.split())) if title else None
    return next((number for number, line in enumerate(document.lines) if line.folded == folded), None)


def line_at(document: Document, offset: int) -> int:
    """The index of the line that holds an offset of the source."""
    return max(bisect_right(document.lines, offset, key=lambda line: line.start) - 1, 0)


def _lines(document: Document, days: Sequence[date]) -> Iterator[Candidate]:
    """In HTML: lines of the page that are dates by their looks or their mark-up, wherever they stand."""
    title = title_line(document) or 0
    for number, line in enumerate(document.lines):
        if line.markup is None or document.sentences[number]:
            continue
        header = match_header(line.text, line.folded)
        if header is None or not header.parts.is_full:
            continue
        if header.is_header or not _DATE_HINTS.isdisjoint(_WORD.findall(line.markup.hints)):
            found = _from_header(document, header, days, abs(number - title))
            yield replace(found, place=Place.LINE)


def _header_of(document: Document, finding: Finding) -> HeaderDate | None:
    """The header of a finding, read in its whole line, where the label stands."""
    line = document.lines[line_at(document, finding.span.start)] if document.lines else None
    own = finding.value or document.source[finding.span.start : finding.span.end]
    whole = match_header(line.text, line.folded) if line else None
    return whole if whole and whole.raw == own else match_header(own)


def _custom_of_country(parts: DateParts, days: Sequence[date]) -> DateParts:
    """02/03/2026 is 2 March, unless another date of the page says 3 February."""
    if not parts.swappable:
        return parts
    swapped = replace(parts, month=parts.day, day=parts.month)
    if parts.as_date() not in days and swapped.as_date() in days:
        return swapped
    return parts
