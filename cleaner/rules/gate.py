"""The literal gate: one scan of the document says which rules can match which line.

All literals of all rules stand in one Aho-Corasick automaton; patterns without a literal are asked by the first
character and the length of a line.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

import ahocorasick

from cleaner.rules.rule import Kind
from cleaner.rules.shape import First, first_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.rules.rule import Pattern, Rule

WINDOW: Final = 2000
"""Characters of a line in which a rule looks, at its beginning and (phrases) at its end. Chrome lines are short; the
cap keeps a line of a megabyte from costing more than any other."""

SEPARATOR: Final = "\n"  # between lines in the scanned text: no literal holds it


class Line(NamedTuple):
    """A line as the gate sees it."""

    text: str  # folded
    shift: int = 0  # characters of a glued date in front, behind which a line may begin as well


class _Entry(NamedTuple):
    rule: int
    length: int  # of the literal
    offset: int  # where it must stand in the line, or -1 for anywhere


class Gate:
    """Which of some rules can match which lines."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._automaton = ahocorasick.Automaton()
        self._loose: dict[int, list[tuple[int, int, int]]] = {first: [] for first in (1, 2, 4)}
        self.markup_only: tuple[int, ...] = tuple(index for index, rule in enumerate(rules) if not rule.steps)
        entries: defaultdict[str, list[_Entry]] = defaultdict(list)
        for index, rule in enumerate(rules):
            pattern = rule.pattern
            if pattern is None:
                continue
            for literal in pattern.literals:
                entries[literal].append(_Entry(index, len(literal), _fixed(pattern)))
            if not pattern.literals:
                self._add_loose(index, pattern)
        for literal, found in entries.items():
            self._automaton.add_word(literal, tuple(found))
        if entries:
            self._automaton.make_automaton()
        self._has_literals = bool(entries)

    def _add_loose(self, index: int, pattern: Pattern) -> None:
        """Enter a pattern without a literal by the kinds of its first character and its length."""
        high = pattern.max_chars if pattern.kind is Kind.LINE else WINDOW * WINDOW
        for first, bucket in self._loose.items():
            if pattern.kind is Kind.PHRASE or pattern.first & first:
                bucket.append((index, pattern.min_chars, high))

    def candidates(self, lines: Sequence[Line]) -> list[list[int]]:
        """For each line the indexes of the rules that may match it, ascending."""
        found: list[set[int]] = [set() for _ in lines]
        if self._has_literals:
            self._scan(lines, found)
        for line, rules in zip(lines, found, strict=True):
            for start in {0, line.shift}:
                length = len(line.text) - start
                rules.update(
                    index
                    for index, low, high in self._loose[first_of(line.text[start : start + 1])]
                    if low <= length <= high
                )
        return [sorted(rules) for rules in found]

    def _scan(self, lines: Sequence[Line], found: Sequence[set[int]]) -> None:
        windows: list[str] = []
        owners: list[tuple[int, int]] = []  # of each window: its line, and where it starts in that line
        for number, line in enumerate(lines):
            for start, text in windows_of(line.text):
                windows.append(text)
                owners.append((number, start))
        position, end, window = 0, -1, -1
        for last, entries in self._automaton.iter(SEPARATOR.join(windows)):
            while last > end:
                position = end + 1
                window += 1
                end = position + len(windows[window])
            number, start = owners[window]
            for entry in entries:
                if entry.offset >= 0:
                    at = last + 1 - entry.length - position + start
                    if at not in (entry.offset, entry.offset + lines[number].shift):
                        continue
                found[number].add(entry.rule)


def windows_of(text: str) -> list[tuple[int, str]]:
    """The parts of a line in which rules look, with their starts: all of it, or its two ends."""
    if len(text) <= 2 * WINDOW:
        return [(0, text)]
    return [(0, text[:WINDOW]), (len(text) - WINDOW, text[-WINDOW:])]


def _fixed(pattern: Pattern) -> int:
    return pattern.offset if pattern.offset is not None and pattern.kind is not Kind.PHRASE else -1


__all__ = ["WINDOW", "First", "Gate", "Line", "windows_of"]
