"""All that a page says of its date: findings, metadata, the address, and what the caller knows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.dates.candidate import Candidate, Place
from cleaner.dates.dateline import dateline
from cleaner.dates.machine import at_home, date_of_url, read_iso, read_machine_date
from cleaner.dates.page import date_findings, headers, is_glued, line_beside_headline, nearest_line, order_of
from cleaner.dates.resolve import resolve
from cleaner.dates.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from cleaner.model import Document, Hints


def collect(document: Document) -> tuple[Candidate, ...]:
    """All candidates: the caller's, the metadata's, the address's, the glued one and the headers."""
    sure = (*_known(document), *_hinted(document.hints, document.language), *_glued(document), *_from_url(document.url))
    found = tuple(headers(document, _days([candidate for candidate in sure if candidate.parts.is_ordered])))
    sure = tuple(_in_order(candidate, found) for candidate in sure)
    both = (*sure, *found)
    if any(candidate.resolved and candidate.is_fine and candidate.role is not Role.UPDATED for candidate in both):
        return both
    near = nearest_line if document.hints else line_beside_headline
    last = near(document, _days(sure)) or dateline(document) or _in_data(document.hints)
    return (*both, last) if last else both


def _days(candidates: Sequence[Candidate]) -> tuple[date, ...]:
    return tuple(candidate.day for candidate in candidates if candidate.day and candidate.role is not Role.UPDATED)


def _in_order(candidate: Candidate, found: Sequence[Candidate]) -> Candidate:
    """Metadata in the order of day and month that a header shows whose own order is beyond doubt."""
    parts = order_of(candidate.parts, [other.day for other in found if other.day and other.parts.is_ordered])
    return candidate if parts is candidate.parts else replace(candidate, parts=parts, resolved=resolve(parts, None))


def _known(document: Document) -> Iterator[Candidate]:
    if document.known.date and (parts := read_iso(document.known.date)):
        yield Candidate(Place.KNOWN, document.known.date, parts, resolve(parts, None))


def _hinted(hints: Hints | None, language: str | None) -> Iterator[Candidate]:
    if hints is None:
        return
    for text, role in ((hints.date_published, None), (hints.date_modified, Role.UPDATED)):
        parts = read_machine_date(text) if text else None
        if text and parts:
            parts = at_home(parts, language)
            yield Candidate(Place.META, text, parts, resolve(parts, None), role)


def _in_data(hints: Hints | None) -> Candidate | None:
    text = hints.date_in_data if hints else None
    parts = read_machine_date(text) if text else None
    return Candidate(Place.DATA, text or "", parts, resolve(parts, None)) if parts else None


def _glued(document: Document) -> Iterator[Candidate]:
    for finding in date_findings(document):
        if is_glued(document, finding) and (parts := read_iso(finding.value or "")):
            yield Candidate(Place.GLUED, finding.value or "", parts, resolve(parts, None))


def _from_url(url: str | None) -> Iterator[Candidate]:
    if found := date_of_url(url):
        raw, parts = found
        yield Candidate(Place.URL, raw, parts, resolve(parts, None))
