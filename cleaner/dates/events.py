"""A header that is older than what its own article tells of as past."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from cleaner.dates.header import find_dates
from cleaner.dates.parts import DateParts, calendar_day

if TYPE_CHECKING:
    from datetime import date

    from cleaner.dates.candidate import Candidate
    from cleaner.model import Document

# News tell of the last days first; a date further behind is an anniversary or a deadline.
MAX_LEAD: Final = timedelta(days=60)
SENTENCES_READ: Final = 5
_LEAP_YEAR: Final = 2024
_DIGIT: Final = re.compile(r"\d")
# Endings of the past tense; a hint for a warning, never for a value.
_PAST: Final = re.compile(
    r"[а-яёіїєґ]{2}(?:ли|лися|лись|лося|лось|лась|вся|лся|ла|ло)\b|\b(?:was|were|had|said|took|came)\b|[a-z]{3}ed\b"
    r"|\b\w{3,}(?:ēja|īja|āja|jās|ījās)\b|\b\w{3,}(?:ył|ał|ił|eli|ali|yli|ała|iła|yła)\b|\b\w{3,}(?:ėjo|ojo|avo|ino)\b"
)
# And the words of a plan, in whose sentence a participle is no past: "has scheduled a hearing for March 3".
_PLANNED: Final = re.compile(
    r"\b(?:will|schedul\w+|planned|expected|due|upcoming|next|запланир\w+|заплан\w+|відбуд\w+|состо[ия]тся|пройд[её]т"
    r"|ieplāno\w+|plāno\w*|notiks|zaplan\w+|planuj\w+|odbędzie|planuo\w+|vyks)\b"
)


def later_event(document: Document, winner: Candidate) -> tuple[str, ...]:
    """A warning if the body tells, in the past tense, of a day after the chosen one."""
    own = winner.day or _in_year(winner.parts, None)
    if own is None or winner.place.value != "header":
        return ()
    read = 0
    for block in document.blocks:
        if read >= SENTENCES_READ:
            break
        if not document.is_sentence(block) or not _DIGIT.search(block.text):
            continue
        read += 1
        for parts in find_dates(block.text, block.folded):
            day = parts.as_date() or _in_year(parts, own.year)
            if day and own < day <= own + MAX_LEAD and _is_past(day, block.folded, document.reference_date):
                value = winner.resolved.value if winner.resolved else winner.raw
                return (f"the header date {value} is older than {day:%m-%d}, of which the body tells as past",)
    return ()


def _is_past(day: date, folded: str, reference: date | None) -> bool:
    if reference is not None and day > reference:
        return False
    return _PAST.search(folded) is not None and _PLANNED.search(folded) is None


def _in_year(parts: DateParts, year: int | None) -> date | None:
    if parts.is_relative or parts.month is None or parts.day is None:
        return None
    return calendar_day(parts.year or year or _LEAP_YEAR, parts.month, parts.day)
