"""Counts over a run: small per document, added up in the parent, saved with every checkpoint."""

from __future__ import annotations

import heapq
import re
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cleaner.domains import host_of
from cleaner.templates.template import site_of

if TYPE_CHECKING:
    from cleaner.batch.record import Origin
    from cleaner.model import Article

SLOWEST: Final = 10
"""Slowest documents that the report lists."""
FIRST_EMPTY: Final = 100
"""Documents without a body that the report lists; it counts them all."""
MOST_SITES: Final = 10_000
"""Sites counted apart, so that memory stays flat; further ones are counted together."""
MOST_WARNINGS: Final = 100
OTHER: Final = "(other)"
UNKNOWN: Final = "(unknown)"
_NUMBER: Final = re.compile(r"\S*\d\S*")


@dataclass(frozen=True, slots=True)
class Stats:
    """One document in numbers; all lengths in characters."""

    kept: int
    removed: tuple[tuple[str, str, int], ...]  # (rule id, category, characters), one per rule that fired
    language: str | None
    host: str | None
    warnings: tuple[str, ...]
    empty: bool
    seconds: float = 0.0


def measure(article: Article, url: str | None) -> Stats:
    """Count what was kept and what was taken."""
    removed: dict[tuple[str, str], int] = {}
    for removal in article.removals:
        key = (removal.rule, removal.category.value)
        removed[key] = removed.get(key, 0) + len(removal.text)
    return Stats(
        kept=sum(end - start for paragraph in article.paragraphs for start, end in paragraph.spans),
        removed=tuple((rule, category, chars) for (rule, category), chars in removed.items()),
        language=article.language,
        host=site_of(host_of(url)),
        warnings=tuple(_kind(warning) for warning in article.warnings),
        empty=not article.paragraphs,
    )


def _kind(warning: str) -> str:
    """A warning without what is of the one document: words with numbers, and all behind the colon."""
    return _NUMBER.sub("#", warning.partition(": ")[0])


@dataclass(slots=True)
class Share:
    """Documents and characters of a group."""

    documents: int = 0
    kept: int = 0
    removed: int = 0

    def add(self, kept: int, removed: int) -> None:
        """Count one document."""
        self.documents += 1
        self.kept += kept
        self.removed += removed

    @property
    def share_removed(self) -> float:
        """Removed characters of all, 0 to 1."""
        total = self.kept + self.removed
        return self.removed / total if total else 0.0


@dataclass(slots=True)
class Tally:
    """Everything the report needs; `as_json` and `from_json` carry it over a restart."""

    total: Share = field(default_factory=Share)
    failures: int = 0
    seconds: float = 0.0  # of workers' time
    categories: dict[str, int] = field(default_factory=dict)
    rules: dict[str, Share] = field(default_factory=dict)
    sites: dict[str, Share] = field(default_factory=dict)
    languages: dict[str, Share] = field(default_factory=dict)
    warnings: dict[str, int] = field(default_factory=dict)
    empty: int = 0
    first_empty: list[dict[str, Any]] = field(default_factory=list)
    slowest: list[tuple[float, str, int]] = field(default_factory=list)  # a heap: the quickest of them first

    def add(self, stats: Stats, origin: Origin) -> None:
        """Count one document."""
        removed = sum(chars for _, _, chars in stats.removed)
        self.seconds += stats.seconds
        self.total.add(stats.kept, removed)
        _group(self.sites, stats.host or UNKNOWN, MOST_SITES).add(stats.kept, removed)
        _group(self.languages, stats.language or UNKNOWN, MOST_SITES).add(stats.kept, removed)
        for rule, category, chars in stats.removed:
            self.categories[category] = self.categories.get(category, 0) + chars
            self.rules.setdefault(rule, Share()).add(0, chars)
        for warning in stats.warnings:
            key = warning if warning in self.warnings or len(self.warnings) < MOST_WARNINGS else OTHER
            self.warnings[key] = self.warnings.get(key, 0) + 1
        if stats.empty:
            self.empty += 1
            if len(self.first_empty) < FIRST_EMPTY:
                self.first_empty.append({"source": origin.source, origin.unit.value: origin.position})
        self._note_slow((round(stats.seconds, 6), origin.source, origin.position))

    def _note_slow(self, entry: tuple[float, str, int]) -> None:
        if len(self.slowest) < SLOWEST:
            heapq.heappush(self.slowest, entry)
        else:
            heapq.heappushpop(self.slowest, entry)

    def as_json(self) -> dict[str, Any]:
        """A JSON-ready copy."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Tally:
        """The tally that `as_json` saved."""
        groups = {
            name: {key: Share(**value) for key, value in data[name].items()} for name in ("rules", "sites", "languages")
        }
        slowest = [tuple(entry) for entry in data["slowest"]]
        return cls(**{**data, **groups, "total": Share(**data["total"]), "slowest": slowest})


def _group(groups: dict[str, Share], name: str, limit: int) -> Share:
    if name not in groups and len(groups) >= limit:
        name = OTHER
    return groups.setdefault(name, Share())
