"""Days as records name them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

EPOCH_DIGITS: Final = range(9, 14)  # of seconds and milliseconds since 1970; a day has eight digits, a moment 14
MAX_SECONDS: Final = 1e11  # a larger number counts milliseconds: as seconds it would be the year 5138


def read_day(value: object) -> date | None:
    """The day that `value` names; None for nothing.

    It is a date, seconds or milliseconds since 1970, ISO 8601, ``YYYY/MM/DD`` or RFC 2822.

    Raises ValueError if it names none.

    >>> read_day("2026/02/06"), read_day("Fri, 06 Feb 2026 10:00:00 GMT") == read_day(1770372000)
    (datetime.date(2026, 2, 6), True)
    """
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _of_epoch(value)
    text = str(value).strip()
    if text.isascii() and text.isdigit() and len(text) in EPOCH_DIGITS:
        return _of_epoch(int(text))
    return _parse(text) if text else None


def _of_epoch(count: float) -> date:
    """The day of so many seconds, or milliseconds, since 1970."""
    try:
        return datetime.fromtimestamp(count / 1000 if abs(count) > MAX_SECONDS else count, UTC).date()
    except (OverflowError, OSError) as error:
        raise ValueError(f"no day of the calendar: {count}") from error


def _parse(text: str) -> date:
    for read in _SPELLINGS:
        try:
            return read(text)
        except (ValueError, TypeError, IndexError):
            continue
    raise ValueError(f"no day in a form that is known: {text}")


_SPELLINGS: Final[tuple[Callable[[str], date], ...]] = (
    lambda text: date.fromisoformat(text[:10].replace("/", "-")),
    lambda text: datetime.fromisoformat(text).date(),
    lambda text: parsedate_to_datetime(text).date(),
)
