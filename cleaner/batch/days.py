"""Days as records name them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable


def read_day(value: object) -> date | None:
    """The day that `value` names: a date, seconds since 1970, ISO 8601, ``YYYY/MM/DD`` or RFC 2822; None for nothing.

    Raises ValueError if it names none.

    >>> read_day("2026/02/06"), read_day("Fri, 06 Feb 2026 10:00:00 GMT") == read_day(1770372000)
    (datetime.date(2026, 2, 6), True)
    """
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        try:
            return datetime.fromtimestamp(value, UTC).date()
        except (OverflowError, OSError) as error:
            raise ValueError(f"no day of the calendar: {value}") from error
    text = str(value).strip()
    return _parse(text) if text else None


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
