"""Dates of news pages: headers, glued prefixes, and the choice between all that a page says of its date."""

from cleaner.dates.choose import DateChoice, choose_date
from cleaner.dates.glued import GluedDate, match_glued
from cleaner.dates.header import HeaderDate, find_dates, match_header
from cleaner.dates.page import is_beside, title_line
from cleaner.dates.parts import DateParts
from cleaner.dates.resolve import Resolved, resolve
from cleaner.dates.spread import clock_alone, label_alone
from cleaner.dates.vocabulary import Role

__all__ = [
    "DateChoice",
    "DateParts",
    "GluedDate",
    "HeaderDate",
    "Resolved",
    "Role",
    "choose_date",
    "clock_alone",
    "find_dates",
    "is_beside",
    "label_alone",
    "match_glued",
    "match_header",
    "resolve",
    "title_line",
]
