"""From printed parts to a value: the missing year and the relative day, with what was inferred said aloud."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from cleaner.dates.parts import DateParts, Unit, calendar_day, precision, step_back, write
from cleaner.dates.zones import offset_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A weekday falls on the same date again after 5, 6 or 11 years, so twelve candidates hold at least one.
YEARS_BACK: Final = 12
# How far a full date elsewhere in the head may lie from the header for it to lend its year.
NEIGHBOURHOOD: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value and how much of it was printed."""

    value: str
    precision: str
    day: date | None
    inferred: tuple[str, ...] = ()


def resolve(parts: DateParts, reference: date | None, others: Iterable[date] = ()) -> Resolved | None:
    """Complete `parts`; None where a relative date has no reference to count from.

    A missing year comes from a full date of the same page (`others`) that lies within a week of the header, else
    from the reference date: the latest year that is not after it and fits the weekday, if one is printed. Without a
    reference date the latest of `others` stands in for it; without any it stays unknown: EDTF's ``XXXX``.
    """
    if parts.is_relative:
        return _from_reference(parts, reference) if reference else None
    if parts.year is not None or parts.month is None:
        return _resolved(parts)
    year = _year(parts, reference, tuple(others))
    return _resolved(replace(parts, year=year), ("year",) if year else ())


def _resolved(parts: DateParts, inferred: tuple[str, ...] = ()) -> Resolved:
    day = parts.as_date()
    offset = offset_of(parts.zone, day) if parts.zone else None
    return Resolved(write(parts, offset), precision(parts), day, inferred)


def _from_reference(parts: DateParts, reference: date) -> Resolved:
    day = step_back(reference, parts.back or 0, parts.unit)
    known = replace(parts, year=day.year, month=day.month, day=day.day)
    inferred: tuple[str, ...] = ("year", "month", "day")
    if parts.unit is Unit.MONTH:
        known, inferred = replace(known, day=None), ("year", "month")
    elif parts.unit is Unit.YEAR:
        known, inferred = replace(known, month=None, day=None), ("year",)
    return _resolved(known, inferred)


def _year(parts: DateParts, reference: date | None, others: tuple[date, ...]) -> int | None:
    near = [day for other in others for day in _around(parts, other) if _fits(parts, day)]
    if near:
        return near[0].year
    last = reference or max(others, default=None)
    if last is None:
        return None
    past = [day for day in _candidates(parts, last.year) if day <= last]
    fitting = [day for day in past if _fits(parts, day)]
    if not past:
        return None
    return (fitting or past)[0].year


def _around(parts: DateParts, other: date) -> Iterator[date]:
    for year in (other.year, other.year - 1, other.year + 1):
        day = calendar_day(year, parts.month or 1, parts.day or 1)
        if day is not None and abs(day - other) <= NEIGHBOURHOOD:
            yield day


def _candidates(parts: DateParts, last: int) -> Iterator[date]:
    for year in range(last, last - YEARS_BACK, -1):
        day = calendar_day(year, parts.month or 1, parts.day or 1)
        if day is not None:
            yield day


def _fits(parts: DateParts, day: date) -> bool:
    return not parts.weekdays or day.weekday() in parts.weekdays
