"""A date that something says of an article, and where it says so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from cleaner.dates.parts import DateParts
    from cleaner.dates.resolve import Resolved
    from cleaner.dates.vocabulary import Role


class Place(StrEnum):
    """Where a candidate stands."""

    KNOWN = "known"
    HEADER = "header"
    META = "meta"
    GLUED = "glued"
    URL = "url"
    LINE = "line"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date that something says, and its value where it has one."""

    place: Place
    raw: str
    parts: DateParts
    resolved: Resolved | None
    role: Role | None = None
    updated: Resolved | None = None
    position: int = 0  # the smaller the nearer to the article: among equals the first wins

    @property
    def day(self) -> date | None:
        """The calendar day, where it is known."""
        return self.resolved.day if self.resolved else None

    @property
    def is_fine(self) -> bool:
        """Whether a day is named, and not only a month or a year."""
        return self.parts.day is not None or self.parts.is_relative

    @property
    def weekday_is_wrong(self) -> bool:
        """Whether the page prints a weekday that the day does not have."""
        return bool(self.day and self.parts.weekdays and self.day.weekday() not in self.parts.weekdays)
