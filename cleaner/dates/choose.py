"""The article's date among all that a page says of it, with the reasons and the doubts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.dates.candidates import Candidate, Place, collect
from cleaner.dates.events import later_event
from cleaner.dates.vocabulary import Role
from cleaner.model import ArticleDate, DateEvidence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model import Document

WON: Final = "chosen"
# What is believed first. A label of publication makes sure of the header; an address says least.
_RANK: Final = {
    Place.KNOWN: 0,
    Place.HEADER: 1,
    Place.META: 2,
    Place.GLUED: 3,
    Place.URL: 4,
}
_UPDATED_RANK: Final = 5  # a date of the last change, where nothing says when it was published
_COARSE: Final = frozenset({"year", "month"})


@dataclass(frozen=True, slots=True)
class DateChoice:
    """The date that won, and warnings about what spoke against it."""

    date: ArticleDate | None = None
    warnings: tuple[str, ...] = ()


def choose_date(document: Document) -> DateChoice:
    """Choose the article's date among the applied findings, the metadata, the address and what the caller knows.

    What the caller knows beats all; a header of the page beats its metadata and a glued date; "published" beats no
    label beats "updated". A finer date beats a coarser one of the same rank of trust that it agrees with. Where the
    sources disagree, or the body tells of a later day as past, a warning says so.
    """
    candidates = collect(document)
    valued = [candidate for candidate in candidates if candidate.resolved]
    if not valued:
        return DateChoice(warnings=_unresolved(candidates))
    winner = min(valued, key=lambda candidate: _rank(candidate, valued))
    warnings = (*_disagreements(winner, valued), *later_event(document, winner))
    return DateChoice(_article_date(winner, candidates), warnings)


def _rank(candidate: Candidate, valued: Sequence[Candidate]) -> tuple[int, int, int, int, int]:
    updated = candidate.role is Role.UPDATED
    coarse = candidate.resolved is not None and candidate.resolved.precision in _COARSE
    rank = _UPDATED_RANK if updated else _RANK[candidate.place]
    unlabelled = candidate.role is not Role.PUBLISHED
    alone = not any(_same_day(candidate, other) for other in valued if other.place is not candidate.place)
    return coarse, rank, unlabelled, alone, candidate.position


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
            if not earlier and candidate.resolved.value != winner.resolved.value:  # type: ignore[union-attr]
                return candidate.resolved.value
    return None


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
        return one.day != other.day
    return _month(one) != _month(other) if _month(one) and _month(other) else False


def _month(candidate: Candidate) -> tuple[int, int] | None:
    parts = candidate.parts
    return (parts.year, parts.month) if parts.year and parts.month else None


def _unresolved(candidates: Sequence[Candidate]) -> tuple[str, ...]:
    return tuple(f"“{candidate.raw}” has no value without a reference date" for candidate in candidates[:1])
