"""What a date expression prints, and how it is written in ISO 8601."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MINUTES_PER_HOUR = 60
FIRST_WEB_YEAR = 1994


class Unit(StrEnum):
    """What a relative expression counts."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class DateParts:
    """The parts of a date that a page prints; what it does not print is None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    weekdays: frozenset[int] = frozenset()  # 0 is Monday; some abbreviations mean two days in two languages
    zone: str | None = None  # as printed and folded: "+0200", "мск", "gmt+1"
    back: int | None = None  # how many units before the reference date, for "yesterday" and "2 hours ago"
    unit: Unit = Unit.DAY  # of `back`
    swappable: bool = False  # 02/03/2026: which of the two is the month is a custom of the country
    dotted: bool = False  # 02.03.2026: the day is first nearly everywhere

    @property
    def is_relative(self) -> bool:
        """Whether the expression counts from the day of its reading."""
        return self.back is not None

    @property
    def is_ordered(self) -> bool:
        """Whether day and month are certain, so that another date may take over their order."""
        return self.dotted or not self.swappable

    @property
    def has_time(self) -> bool:
        """Whether an hour is printed."""
        return self.hour is not None

    @property
    def is_full(self) -> bool:
        """Whether year, month and day are printed."""
        return self.year is not None and self.month is not None and self.day is not None

    @property
    def is_of_web(self) -> bool:
        """Whether it is a full day since there are pages: an earlier one tells of history, or of a birth."""
        return self.is_full and (self.year or 0) >= FIRST_WEB_YEAR

    def as_date(self) -> date | None:
        """The calendar day, where all three parts are known and such a day exists."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return calendar_day(self.year, self.month, self.day)


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none (30 February).

    >>> calendar_day(2026, 2, 30) is None
    True
    """
    try:
        return date(year, month, day)
    except ValueError:
        return None


def step_back(day: date, count: int, unit: Unit) -> date:
    """The day `count` units before `day`; hours and less stay on it, for the hour of reading is unknown."""
    if unit is Unit.DAY:
        return day - timedelta(days=count)
    if unit is Unit.WEEK:
        return day - timedelta(weeks=count)
    if unit is Unit.MONTH:
        months = day.year * 12 + day.month - 1 - count
        return date(max(months // 12, 1), months % 12 + 1, 1)
    if unit is Unit.YEAR:
        return date(max(day.year - count, 1), 1, 1)
    return day


def write(parts: DateParts, offset: int | None) -> str:
    """`parts` as ISO 8601, or as EDTF where the year is unknown; `offset` in minutes.

    The time behind an unknown year is our extension of EDTF.

    >>> write(DateParts(month=1, day=29, hour=19, minute=50), None)
    'XXXX-01-29T19:50'
    >>> write(DateParts(2026, 2, 6, 12, 30), 60)
    '2026-02-06T12:30+01:00'
    """
    value = "XXXX" if parts.year is None else f"{parts.year:04d}"
    if parts.month is not None:
        value += f"-{parts.month:02d}"
    if parts.day is not None and parts.month is not None:
        value += f"-{parts.day:02d}"
        value += _write_time(parts, offset)
    return value


def _write_time(parts: DateParts, offset: int | None) -> str:
    if parts.hour is None:
        return ""
    time = f"T{parts.hour:02d}:{parts.minute or 0:02d}"
    if parts.second is not None:
        time += f":{parts.second:02d}"
    if offset is None:
        return time
    hours, minutes = divmod(abs(offset), MINUTES_PER_HOUR)
    return f"{time}{'-' if offset < 0 else '+'}{hours:02d}:{minutes:02d}"


def precision(parts: DateParts) -> str:
    """The finest part that is known: year, month, day, minute or second."""
    if parts.month is None:
        return "year"
    if parts.day is None:
        return "month"
    if parts.hour is None:
        return "day"
    return "minute" if parts.second is None else "second"
