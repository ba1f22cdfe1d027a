"""What a change of the rules did to a whole corpus, rule by rule, largest first."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from cleaner.impact.compare import Compared, compare
from cleaner.options import Options
from cleaner.pipeline import Cleaner
from cleaner.review.page import MOST_DOCUMENTS
from cleaner.review.sheet import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaner.impact.versions import Version
    from cleaner.model import Removal
    from cleaner.review.sheet import Sheet, Text
    from cleaner.rules import RuleSet

EXAMPLES: Final = 5  # of each effect: enough to see the pattern
WINDOW: Final = 500  # texts in flight; bounds the memory whatever the corpus
CHUNK: Final = 10
FEWEST_PER_WORKER: Final = 50  # below that, starting a process takes longer than the work


@dataclass(slots=True)
class Effect:
    """What one rule newly does, or no longer does, to lines of one kind."""

    rule: str
    category: str
    why: str
    change: Change
    lines: int = 0
    documents: int = 0
    chars: int = 0
    examples: list[tuple[str, str]] = field(default_factory=list)  # (document, text)


@dataclass(slots=True)
class Impact:
    """The whole report."""

    before: str
    after: str
    rules: tuple[int, int]  # how many were in force before and after: a set that is not the one meant shows here
    documents: int = 0
    changed: int = 0
    fields: Counter[str] = field(default_factory=Counter)  # documents in which this field differs
    effects: dict[tuple[str, Change], Effect] = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)  # the most changed documents, for the page

    def largest(self) -> list[Effect]:
        """The effects, those on most lines first."""
        return sorted(self.effects.values(), key=lambda effect: (-effect.lines, -effect.chars, effect.rule))

    def lines(self, change: Change) -> int:
        """Lines of one kind of change in all."""
        return sum(effect.lines for effect in self.effects.values() if effect.change is change)

    def add(self, compared: Compared) -> None:
        """Count one document in."""
        self.documents += 1
        if not compared:
            return
        self.changed += 1
        self.fields.update(name for name, _, _ in compared.fields)
        seen = set()
        for piece in compared.changed:
            if piece.removal is None or piece.change is None:
                continue
            effect = self._effect(piece.removal, piece.change)
            lines = [line.strip() for line in piece.text.splitlines() if line.strip()]
            effect.lines += len(lines)
            effect.chars += sum(map(len, lines))
            if id(effect) not in seen:
                seen.add(id(effect))
                effect.documents += 1
            effect.examples += [(compared.sheet.id, line) for line in lines[: EXAMPLES - len(effect.examples)]]
        self.sheets.append(compared.sheet)
        if len(self.sheets) >= 2 * MOST_DOCUMENTS:
            self.keep_most_changed()

    def keep_most_changed(self) -> None:
        """Drop all sheets but those that a page can show."""
        self.sheets.sort(key=lambda sheet: (-sum(piece.change is not None for piece in sheet.pieces), sheet.id))
        del self.sheets[MOST_DOCUMENTS:]

    def _effect(self, removal: Removal, change: Change) -> Effect:
        key = (removal.rule, change)
        if key not in self.effects:
            self.effects[key] = Effect(removal.rule, removal.category.value, removal.why, change)
        return self.effects[key]

    def as_json(self) -> dict[str, Any]:
        """The report as a JSON-ready dict."""
        return {
            "before": self.before,
            "after": self.after,
            "rules": dict(zip(("before", "after"), self.rules, strict=True)),
            "documents": self.documents,
            "changed": self.changed,
            "lines": {change.value: self.lines(change) for change in Change},
            "fields": dict(self.fields.most_common()),
            "effects": [
                {
                    "rule": effect.rule,
                    "category": effect.category,
                    "why": effect.why,
                    "change": effect.change.value,
                    "lines": effect.lines,
                    "documents": effect.documents,
                    "characters": effect.chars,
                    "examples": [{"document": document, "text": text} for document, text in effect.examples],
                }
                for effect in self.largest()
            ],
        }


def measure(before: Version, after: Version, texts: Iterable[Text], jobs: int = 1) -> Impact:
    """Clean `texts` under both versions, in up to `jobs` processes."""
    impact = Impact(before.name, after.name, (len(before.rules.rules), len(after.rules.rules)))
    for compared in _compare_all(before.rules, after.rules, iter(texts), jobs):
        impact.add(compared)
    impact.keep_most_changed()
    return impact


def _compare_all(before: RuleSet, after: RuleSet, texts: Iterator[Text], jobs: int) -> Iterator[Compared]:
    first = list(islice(texts, WINDOW))
    jobs = min(jobs, max(1, len(first) // FEWEST_PER_WORKER))
    if jobs == 1:
        pair = _pair(before, after)
        for text in (*first, *texts):
            yield compare(*pair, text)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, context, _start_worker, (before, after)) as pool:
        while first:
            yield from pool.map(_compare_in_worker, first, chunksize=CHUNK)
            first = list(islice(texts, WINDOW))


_worker_pair: list[Cleaner] = []  # of one process, filled by its initializer


def _pair(before: RuleSet, after: RuleSet) -> tuple[Cleaner, Cleaner]:
    return Cleaner(Options(), before), Cleaner(Options(), after)


def _start_worker(before: RuleSet, after: RuleSet) -> None:
    _worker_pair[:] = _pair(before, after)


def _compare_in_worker(text: Text) -> Compared:
    before, after = _worker_pair
    return compare(before, after, text)
