"""The article's date among all that a page says of it, with the reasons and the doubts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from cleaner.dates.candidate import Candidate, Place
from cleaner.dates.collect import collect
from cleaner.dates.events import later_event
from cleaner.dates.vocabulary import Role
from cleaner.model import ArticleDate, DateEvidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from cleaner.model import Document

WON: Final = "chosen"
# Days that the headers of a page name before they are a list of other stories, or a thread of comments.
CROWD: Final = 3
CROWD_BESIDE_METADATA: Final = 2  # the same, where metadata say which is meant
# Two writings of one moment, each in its own time zone, may lie a day apart.
ZONE_SHIFT: Final = timedelta(days=1)
WIDEST_ZONE: Final = 14  # hours from UTC
_DAY: Final = "day"
_COARSE: Final = frozenset({"year", "month"})


class _Trust(IntEnum):
    """What is believed first."""

    KNOWN = 0
    HEADER = 1
    META = 2
    GLUED = 3
    URL = 4
    OTHER_ZONE = 5
    DOUBTFUL_HEADER = 6
    LINE = 7
    DATA = 8
    UPDATED = 9  # a date of the last change, where nothing says when it was published


@dataclass(frozen=True, slots=True)
class DateChoice:
    """The date that won, and warnings about what spoke against it."""

    date: ArticleDate | None = None
    warnings: tuple[str, ...] = ()


def choose_date(document: Document) -> DateChoice:
    """Choose the article's date among the applied findings, the metadata, the address and what the caller knows.

    What the caller knows beats all; a header of the page beats its metadata and a glued date; "published" beats no
    label beats "updated". A finer date beats a coarser one of the same rank of trust that it agrees with, and a moment
    in the metadata beats a header that only names its day. Where the sources disagree, or the body tells of a later
    day as past, a warning says so.
    """
    candidates = collect(document)
    valued = [candidate for candidate in candidates if candidate.resolved]
    if not valued:
        return DateChoice(warnings=_unresolved(candidates))
    page = _summarise(valued)
    winner = _finer(min(valued, key=lambda candidate: _rank(candidate, page)), valued)
    warnings = (*_disagreements(winner, valued), *later_event(document, winner))
    return DateChoice(_article_date(winner, candidates), warnings)


def _finer(winner: Candidate, valued: Sequence[Candidate]) -> Candidate:
    """The metadata's moment of publication, where a header names its day alone, or the same time without a zone."""
    if winner.place is not Place.HEADER or winner.resolved is None or winner.parts.zone is not None:
        return winner
    moments = (
        other
        for other in valued
        if other.place is Place.META
        and other.role is not Role.UPDATED
        and other.resolved
        and other.resolved.precision not in {_DAY, *_COARSE}
    )
    if winner.resolved.precision == _DAY:
        return next((other for other in moments if _same_day(winner, other)), winner)
    return next((other for other in moments if other.parts.zone is not None and _same_clock(winner, other)), winner)


@dataclass(frozen=True, slots=True)
class _Page:
    """What the candidates say together, counted once: a list of other stories has a date for each of them.

    The day of the last change backs nothing, so its candidates are in neither of the first two.
    """

    days: Mapping[date, set[Place]]  # where each day is named
    months: Mapping[tuple[int, int], set[Place]]  # where no more than the month is
    addressed: frozenset[date]  # days of the address
    changed: date | None  # the last change, by the metadata
    is_crowd: bool  # the headers without a label name too many days for each to be the article's

    def backs(self, candidate: Candidate) -> bool:
        """Whether something elsewhere names the candidate's day, or no more than its month."""
        on_day = self.days.get(candidate.day, set()) if candidate.day else set()
        month = _month(candidate)
        in_month = self.months.get(month, set()) if month else set()
        return bool((on_day | in_month) - {candidate.place})


def _summarise(valued: Sequence[Candidate]) -> _Page:
    days: defaultdict[date, set[Place]] = defaultdict(set)
    months: defaultdict[tuple[int, int], set[Place]] = defaultdict(set)
    for candidate in valued:
        if candidate.role is Role.UPDATED:
            continue
        if candidate.day:
            days[candidate.day].add(candidate.place)
        if not candidate.is_fine and (month := _month(candidate)):
            months[month].add(candidate.place)
    metas = [candidate for candidate in valued if candidate.place is Place.META]
    named = {one.day for one in valued if one.place is Place.HEADER and one.role is None}
    crowd = CROWD_BESIDE_METADATA if any(one.role is None for one in metas) else CROWD
    return _Page(
        days,
        months,
        addressed=frozenset(one.day for one in valued if one.place is Place.URL and one.day),
        changed=max((one.day for one in metas if one.role is Role.UPDATED and one.day), default=None),
        is_crowd=len(named) >= crowd,
    )


def _rank(candidate: Candidate, page: _Page) -> tuple[bool, bool, _Trust, bool, bool, int]:
    coarse = candidate.resolved is not None and candidate.resolved.precision in _COARSE
    unlabelled = candidate.role is not Role.PUBLISHED
    trust = _trust(candidate, page)
    return trust is not _Trust.KNOWN, coarse, trust, not page.backs(candidate), unlabelled, candidate.position


def _trust(candidate: Candidate, page: _Page) -> _Trust:
    if candidate.place is Place.KNOWN:
        return _Trust.KNOWN
    if candidate.role is Role.UPDATED:
        return _Trust.UPDATED
    if candidate.place is Place.HEADER and candidate.role is None and _is_doubtful(candidate, page):
        return _Trust.DOUBTFUL_HEADER
    if candidate.place is Place.META and _is_next_door(candidate, page):
        return _Trust.OTHER_ZONE
    return _Trust[candidate.place.name]


def _is_next_door(meta: Candidate, page: _Page) -> bool:
    """Whether the address names the day before or after: then the metadata are in another time zone."""
    return any(meta.day and abs(meta.day - day) == ZONE_SHIFT for day in page.addressed)


def _is_doubtful(header: Candidate, page: _Page) -> bool:
    """Whether the page is older, the address names another day, or the header is one of a crowd that nothing backs."""
    if page.backs(header):
        return False
    if page.changed and header.day and header.day - page.changed > ZONE_SHIFT:
        return True
    return bool(page.addressed) or page.is_crowd


def _same_day(one: Candidate, other: Candidate) -> bool:
    return one.day is not None and one.day == other.day


def _article_date(winner: Candidate, candidates: Sequence[Candidate]) -> ArticleDate:
    assert winner.resolved is not None  # noqa: S101  only candidates with a value are chosen from
    return ArticleDate(
        value=winner.resolved.value,
        raw=winner.raw,
        precision=winner.resolved.precision,
        inferred=winner.resolved.inferred,
        updated=_updated(winner, candidates),
        evidence=tuple(_evidence(candidate, winner) for candidate in candidates),
    )


def _updated(winner: Candidate, candidates: Sequence[Candidate]) -> str | None:
    """The latest change that the page names, if it is not the date itself."""
    if winner.updated is not None:
        return winner.updated.value
    for candidate in candidates:
        if candidate.role is Role.UPDATED and candidate is not winner and candidate.resolved:
            earlier = winner.day and candidate.day and candidate.day < winner.day
            if not earlier and not _same_clock(winner, candidate):
                return candidate.resolved.value
    return None


def _same_clock(one: Candidate, other: Candidate) -> bool:
    """Whether two dates are one, as far as both are printed."""
    if one.resolved and other.resolved and one.resolved.value == other.resolved.value:
        return True
    clocks = [(c.parts.hour, c.parts.minute) for c in (one, other)]
    return _same_day(one, other) and one.parts.has_time and clocks[0] == clocks[1]


def _evidence(candidate: Candidate, winner: Candidate) -> DateEvidence:
    value = candidate.resolved.value if candidate.resolved else ""
    return DateEvidence(value, candidate.raw, candidate.place.value, _verdict(candidate, winner))


def _verdict(candidate: Candidate, winner: Candidate) -> str:
    if candidate is winner:
        return WON
    if candidate.resolved is None:
        return "no value without a reference date"
    if candidate.role is Role.UPDATED:
        return "says when the page was changed"
    agrees = "agrees with" if _same_day(candidate, winner) else "gives way to"
    return f"{agrees} the {winner.place.value} date"


def _disagreements(winner: Candidate, valued: Sequence[Candidate]) -> tuple[str, ...]:
    found = {
        f"the {winner.place} date {winner.resolved.value} and the {other.place} date {other.resolved.value} differ"
        for other in valued
        if winner.resolved and other.resolved and other.place is not winner.place and other.role is not Role.UPDATED
        if _differ(winner, other)
    }
    if winner.weekday_is_wrong:
        found.add(f"the weekday printed in “{winner.raw}” is not that of the day")
    return tuple(sorted(found))


def _differ(one: Candidate, other: Candidate) -> bool:
    if one.day and other.day:
        return one.day != other.day and not _may_be_one_moment(one, other)
    return _month(one) != _month(other) if _month(one) and _month(other) else False


def _may_be_one_moment(one: Candidate, other: Candidate) -> bool:
    """Whether two clocks less than a day apart can differ by their zones, of which one is not printed."""
    if not (one.day and other.day and one.parts.has_time and other.parts.has_time):
        return False
    if (one.parts.zone is None) == (other.parts.zone is None):
        return False
    hours = 24 * (one.day - other.day).days + (one.parts.hour or 0) - (other.parts.hour or 0)
    return abs(hours) <= WIDEST_ZONE


def _month(candidate: Candidate) -> tuple[int, int] | None:
    parts = candidate.parts
    return (parts.year, parts.month) if parts.year and parts.month else None


def _unresolved(candidates: Sequence[Candidate]) -> tuple[str, ...]:
    return tuple(f"“{candidate.raw}” has no value without a reference date" for candidate in candidates[:1])
