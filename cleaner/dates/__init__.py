"""Dates of news pages: headers, glued prefixes, and the choice between all that a page says of its date.

The tables of 42 languages are read when the first of these names is used, not when the package is imported.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cleaner.dates.choose import DateChoice, choose_date
    from cleaner.dates.glued import GluedDate, match_glued
    from cleaner.dates.header import HeaderDate, find_dates, match_header
    from cleaner.dates.page import is_beside, passed_over, title_line
    from cleaner.dates.spread import clock_alone, label_alone
    from cleaner.dates.vocabulary import Role

__all__ = [
    "DateChoice",
    "GluedDate",
    "HeaderDate",
    "Role",
    "choose_date",
    "clock_alone",
    "find_dates",
    "is_beside",
    "label_alone",
    "match_glued",
    "match_header",
    "passed_over",
    "title_line",
]

_HOMES: Final = {
    "DateChoice": "choose",
    "GluedDate": "glued",
    "HeaderDate": "header",
    "Role": "vocabulary",
    "choose_date": "choose",
    "clock_alone": "spread",
    "find_dates": "header",
    "is_beside": "page",
    "label_alone": "spread",
    "match_glued": "glued",
    "match_header": "header",
    "passed_over": "page",
    "title_line": "page",
}


def __getattr__(name: str) -> object:
    """Import the module that `name` stands in (PEP 562)."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value  # the next time it is found without asking
    return value
