"""From what a caller gives to a document: decoded, cut to size, read as what it is, and annotated."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from cleaner.annotate import annotate
from cleaner.domains import host_of
from cleaner.model import Document, Known
from cleaner.options import as_day, as_read
from cleaner.read.encoding import decode, is_binary
from cleaner.read.escaped import unescaped
from cleaner.read.sniff import FORMATS, Format, kind_of
from cleaner.read.text import read_text

if TYPE_CHECKING:
    from datetime import date

BINARY: Final = "the input looks binary: it was not cleaned"
TOO_LONG: Final = "the input has more than {limit} characters: it was cut there"
BAD_URL: Final = "the URL cannot be read: {url}"


@dataclass(frozen=True, slots=True)
class Given:
    """One document as the caller gives it.

    Raises TypeError for an argument of another type, ValueError for a format or date that is none.
    """

    source: str | bytes
    format: Format = "auto"
    url: str | None = None
    reference_date: date | None = None
    known: Known = field(default_factory=Known)

    def __post_init__(self) -> None:
        """Refuse what would fail later, and bring dates into one form."""
        if self.format not in FORMATS:
            raise ValueError(f"format: {self.format!r} is none of {', '.join(FORMATS)}")
        if not isinstance(self.url, (str, type(None))):
            raise TypeError(f"url: a str or None, not {type(self.url).__name__}")
        if not isinstance(self.known, Known):
            raise TypeError(f"known: cleaner.Known or None, not {type(self.known).__name__}")
        object.__setattr__(self, "source", as_read(self.source))  # frozen, but not yet in anybody's hands
        object.__setattr__(self, "reference_date", as_day(self.reference_date))


def take_in(given: Given, max_chars: int) -> tuple[Document, list[str]]:
    """The document, read and annotated, and what there is to say of the input."""
    text, decoding_warnings = decode(given.source, given.known.encoding)
    warnings = list(decoding_warnings)
    if is_binary(text):
        text, warnings = "", [*warnings, BINARY]
    if len(text) > max_chars:
        text = text[:max_chars]
        warnings.append(TOO_LONG.format(limit=max_chars))
    host = host_of(given.url)
    if given.url and host is None:
        warnings.append(BAD_URL.format(url=given.url))
    if given.format == "auto":
        text, escaped = unescaped(text)
        warnings += [escaped] if escaped else []
    document = replace(
        _read_as(text, given.format, given.url),
        url=given.url,
        host=host,
        reference_date=given.reference_date,
        known=given.known,
    )
    return annotate(document), warnings


def _read_as(text: str, format: Format, url: str | None) -> Document:  # noqa: A002  the name users expect
    kind = kind_of(text, format)
    if kind == "html":
        from cleaner.read.html import read_html  # noqa: PLC0415  lxml is not for those who clean text
        from cleaner.score.markup_scoring import with_priors  # noqa: PLC0415  nor is numpy

        return with_priors(read_html(text, url))
    if kind == "markdown":
        from cleaner.read.markdown import read_markdown  # noqa: PLC0415  nor are its patterns

        return read_markdown(text)
    return read_text(text)
