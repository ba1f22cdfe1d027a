"""A date with a name in the same line: a header where the name is the author's."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cleaner.dates.names import AND
from cleaner.filters.shapes import is_headline, is_name
from cleaner.fold import fold
from cleaner.model import Zone
from cleaner.script import SMALL

if TYPE_CHECKING:
    from cleaner.dates import HeaderDate
    from cleaner.model import Block, Document, Hints

_SEPARATORS: Final = " ,|/·•–—-"
_BETWEEN: Final = re.compile(r"\s*[,|/·•]\s*|\s+[–—-]\s+")
_GLUE: Final = re.compile(r"\s+(?:on|am|vom|den|le|el|il|op|от|від)$")  # between a name and its date
_AND: Final = re.compile(rf"\s+(?:{AND})\s+")
TITLE_CASE: Final = frozenset({"en", "de"})  # their headings and labels look like names
_PLACE: Final = re.compile(rf"[«„“\"]?[^\W\d_{SMALL}][\w.’'-]*(?: [^\W\d_{SMALL}][\w.’'-]*)?[»”“\"]?")
_PLACES: Final = 2  # names of places and papers behind the author's, at most


def signed(document: Document, block: Block, text: str, header: HeaderDate) -> HeaderDate:
    """`header`, or the same as a true header where all that stands beside its date in `text` is who wrote the article.

    The metadata of a page say who that is. Elsewhere it is a person's name with a full date, or with a day and a time,
    in the head or directly behind the text; a place or a paper may stand behind the name. Where headings have capitals,
    the line must stand under the headline: "Market Report, 2 April 2026" may be one.
    """
    before, after = header.before.strip(_SEPARATORS), header.after.strip(_SEPARATORS)
    beside = before or after
    if not beside or (before and after):
        return header
    start = text.index(beside) if before else text.rindex(beside)
    if document.hints is not None:
        return _named_by_metadata(document.hints, header, beside, start)
    name, *others = _BETWEEN.split(_GLUE.sub("", beside))
    persons = _AND.split(name)
    if not all(map(is_name, persons)) or len(others) > _PLACES or not all(map(_PLACE.fullmatch, others)):
        return header
    parts = header.parts
    dated = parts.is_full or (parts.day is not None and parts.month is not None and parts.has_time)
    if not dated or not _may_sign(document, block):
        return header
    return replace(header, is_header=True, author=header.span._replace(start=start, end=start + len(name)))


def _named_by_metadata(hints: Hints, header: HeaderDate, beside: str, start: int) -> HeaderDate:
    span = header.span._replace(start=start, end=start + len(beside))
    if fold(beside) in map(fold, hints.authors):
        return replace(header, is_header=True, author=span)
    if fold(beside) in map(fold, hints.section):
        return replace(header, is_header=True, sections=(span,))
    return header


def _may_sign(document: Document, block: Block) -> bool:
    if document.zone(block) is Zone.BOTTOM:
        return is_behind_text(document, block)
    if document.zone(block) is Zone.MIDDLE and not _opens_text(document, block):
        return False
    return document.language not in TITLE_CASE or (block.line > 0 and is_headline(document.lines[block.line - 1].text))


def _opens_text(document: Document, block: Block) -> bool:
    """Whether the main text begins with the line: the dots of a date make a sentence of "2026. gada 2. maijs"."""
    return block.line == 0 or document.zones[block.line - 1] is Zone.TOP


def is_behind_text(document: Document, block: Block) -> bool:
    """Whether the line is the first one behind the main text, as a signature is; columns of the site follow later."""
    return block.line > 0 and document.zones[block.line - 1] is Zone.MIDDLE
