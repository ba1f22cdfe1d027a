r"""Removes the site around a scraped news article and keeps a ledger of every removal.

>>> from cleaner import clean
>>> article = clean("Created with Sketch.\n\nThe council met on Monday and agreed on a new budget.")
>>> article.text
'The council met on Monday and agreed on a new budget.'
>>> [(removal.rule, removal.text) for removal in article.removals]
[('zxx/svg-title', 'Created with Sketch.')]
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from cleaner.model import (
    Article,
    ArticleDate,
    Block,
    Category,
    DateEvidence,
    Document,
    Field,
    Known,
    Paragraph,
    Removal,
    Span,
)
from cleaner.options import Aggressiveness, Limits, Options
from cleaner.pipeline import Cleaner, Trace
from cleaner.read.sniff import Format
from cleaner.render import to_record
from cleaner.rules import RuleError, RuleSet, load_rules
from cleaner.version import __version__

if TYPE_CHECKING:
    from datetime import date

__all__ = [
    "Aggressiveness",
    "Article",
    "ArticleDate",
    "Block",
    "Category",
    "Cleaner",
    "DateEvidence",
    "Document",
    "Field",
    "Format",
    "Known",
    "Limits",
    "Options",
    "Paragraph",
    "Removal",
    "RuleError",
    "RuleSet",
    "Span",
    "Trace",
    "__version__",
    "clean",
    "load_rules",
    "to_record",
]

_lock = threading.Lock()
_default: list[Cleaner] = []


def clean(
    source: str | bytes,
    *,
    format: Format = "auto",  # noqa: A002  the name users expect
    url: str | None = None,
    reference_date: date | None = None,
    known: Known | None = None,
) -> Article:
    """Clean one scraped article, HTML or text, with the built-in rules.

    `source` is str, or bytes in any encoding. `url` lets the site's own rules fire and is evidence for the date.
    `reference_date`, the day of the crawl, completes dates without a year and relative ones. `known` carries what the
    caller has already, such as the encoding that the server named. Bad input gives an `Article` with warnings, never
    an exception; only a wrong argument raises: ValueError for a format or a date that is none, TypeError for what is
    of another type.
    """
    return _default_cleaner().clean(source, format=format, url=url, reference_date=reference_date, known=known)


def _default_cleaner() -> Cleaner:
    if not _default:
        with _lock:
            if not _default:
                _default.append(Cleaner())
    return _default[0]
