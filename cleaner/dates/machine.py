"""Dates that are written for machines: metadata and addresses."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from cleaner.dates.header import find_dates
from cleaner.dates.parts import DateParts, calendar_day

if TYPE_CHECKING:
    from collections.abc import Iterable

HOURS: Final = 24
SIXTY: Final = 60
# Hours in UTC at which the day begins, in summer and in winter. Languages of one part of the world only.
_MIDNIGHTS: Final = {
    **dict.fromkeys(("cs", "da", "de", "hu", "it", "nl", "no", "pl", "sv"), (22, 23)),
    **dict.fromkeys(("bg", "el", "et", "fi", "lt", "lv", "ro", "uk"), (21, 22)),
    **dict.fromkeys(("ru", "tr"), (21,)),
}
_ISO: Final = re.compile(
    r"\s*((?:19|20)\d\d)-?(\d\d)"
    r"(?:-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?|(?![-\d]))",
    re.IGNORECASE,
)
_SECONDS: Final = 10  # digits of the seconds since 1970, from 2001 on
_EPOCH: Final = re.compile(rf"[12]\d{{{_SECONDS - 1}}}(?:\d{{3}})?", re.ASCII)  # or of the milliseconds
_ZERO: Final = date(1970, 1, 1)  # what a system writes that knows no date
_OUTSIDE_PATH: Final = re.compile(r"^[a-z]+://[^/]*|[?#].*$", re.IGNORECASE)
_YEAR: Final = r"(?P<y>(?:19|20)\d\d)"
# /2026/02/05/, /2026-02-05-title, /20260205/, /2026/feb/05/, /2026/02/ : never a number inside a longer one
_URL_DAY: Final = re.compile(rf"(?<!\d){_YEAR}(?:[/_.-]?)(?P<m>0[1-9]|1[0-2])[/_.-]?(?P<d>[0-2]\d|3[01])(?!\d)")
_URL_LOOSE: Final = re.compile(rf"/{_YEAR}/(?P<m>\d{{1,2}}|[a-z]{{3}})/(?P<d>\d{{1,2}})(?!\d)", re.IGNORECASE)
_URL_MONTH: Final = re.compile(rf"/{_YEAR}[/-](?P<m>0[1-9]|1[0-2])/")


def first_readable(texts: Iterable[str]) -> str | None:
    """The first text that is a date; systems write "0000-00-00" or "Invalid date" where they know none."""
    return next((text for text in texts if text and read_machine_date(text)), None)


def read_machine_date(text: str) -> DateParts | None:
    """A date of metadata: ISO 8601 as a rule, seconds since 1970, whatever the page's author typed otherwise."""
    parts = read_iso(text) or _read_epoch(text) or next((parts for parts in find_dates(text) if parts.is_full), None)
    return None if parts is None or parts.as_date() == _ZERO else parts


def at_home(parts: DateParts, language: str | None) -> DateParts:
    """The day that began at this moment where the page's language is spoken.

    A system that knows only the day writes its midnight, and in UTC that is an hour of the day before.

    >>> at_home(read_iso("2026-02-04T22:00:00Z"), "uk").as_date()
    datetime.date(2026, 2, 5)
    """
    day = parts.as_date()
    if day is None or parts.zone != "z" or parts.minute or parts.second:
        return parts
    if parts.hour not in _MIDNIGHTS.get(language or "", ()):
        return parts
    day += timedelta(days=1)
    return DateParts(day.year, day.month, day.day)


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
    if not (0 <= (hour or 0) < HOURS and 0 <= (minute or 0) < SIXTY and 0 <= (second or 0) <= SIXTY):
        return DateParts(year, month, day)
    return DateParts(year, month, day, hour, minute, second, zone=(match[7] or "").lower() or None)


def _read_epoch(text: str) -> DateParts | None:
    if not _EPOCH.fullmatch(text):
        return None
    at = datetime.fromtimestamp(int(text[:_SECONDS]), UTC)
    return DateParts(at.year, at.month, at.day, at.hour, at.minute, at.second, zone="z")


def date_of_url(url: str | None) -> tuple[str, DateParts] | None:
    """The date in the path of an address, as printed and in parts; the first form that fits wins."""
    path = _OUTSIDE_PATH.sub("", url or "")
    for pattern in (_URL_DAY, _URL_LOOSE, _URL_MONTH):
        match = pattern.search(path)
        if match and (parts := _url_parts(match)):
            return match[0].strip("/"), parts
    return None


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
