"""The literal gate: one scan of the document says which rules can match which line.

All literals of all rules stand in one Aho-Corasick automaton; patterns without a literal are asked by the first
character and the length of a line.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

import ahocorasick

from cleaner.rules.first import first_of
from cleaner.rules.rule import Kind
from cleaner.rules.shape import UNBOUNDED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.rules.rule import Rule

WINDOW: Final = 2000
"""Characters of a line in which a rule looks, at its beginning and (phrases) at its end. Chrome lines are short; the
cap keeps a line of a megabyte from costing more than any other."""

TIERS: Final = (0, 160)
"""Lines longer than each of these have an automaton of their own, without the literals of rules for shorter lines.
Most text stands in long paragraphs, and 70 % of the built-in literals are of rules for lines that are no longer."""

SEPARATOR: Final = "\n"  # between lines in the scanned text: no literal holds it


class Line(NamedTuple):
    """A line as the gate sees it."""

    text: str  # folded
    shift: int = 0  # characters of a glued date in front, behind which a line may begin as well


_Entry = tuple[int, int, int, int, int]
"""A literal of one rule: the rule's index, how many lines below the rule's first the literal stands, between which
places of that line its last character may stand, and how long the line can be."""


class Gate:
    """Which of some rules can match which lines."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._loose: dict[int, list[tuple[int, int, int]]] = {first: [] for first in (1, 2, 4)}
        self.markup_only: tuple[int, ...] = tuple(index for index, rule in enumerate(rules) if not rule.steps)
        entries: defaultdict[str, list[_Entry]] = defaultdict(list)
        for index, rule in enumerate(rules):
            if rule.steps:
                self._enter(index, rule, entries)
        self._automata = tuple(_automaton(entries, shorter) for shorter in TIERS)

    def _enter(self, index: int, rule: Rule, entries: dict[str, list[_Entry]]) -> None:
        """Enter the literals of a rule, and what may match without them by its first character and length."""
        below = telling_step(rule)
        pattern = rule.steps[below].pattern
        low, high = pattern.offsets
        longest = pattern.max_chars if pattern.kind is Kind.LINE else UNBOUNDED
        if below == 0:
            longest = min(longest, rule.max_chars)
        for literal in pattern.literals:
            last = len(literal) - 1
            entries[literal].append((index, below, low + last, high + last, longest))
        for first, shortest, most in pattern.loose:
            for kind, bucket in self._loose.items():
                if pattern.kind is Kind.PHRASE or first & kind:
                    bucket.append((index, shortest, min(most if pattern.kind is Kind.LINE else UNBOUNDED, longest)))

    def candidates(self, lines: Sequence[Line]) -> list[set[int]]:
        """For each line the indexes of the rules that may match it."""
        found: list[set[int]] = [set() for _ in lines]
        self._scan(lines, found)
        for line, rules in zip(lines, found, strict=True):
            self._ask_loose(line.text, rules)
            if line.shift:
                self._ask_loose(line.text[line.shift :], rules)
        return found

    def _ask_loose(self, text: str, rules: set[int]) -> None:
        length = len(text)
        for index, low, high in self._loose[first_of(text)]:
            if low <= length <= high:
                rules.add(index)

    def _scan(self, lines: Sequence[Line], found: Sequence[set[int]]) -> None:
        """Add the rules whose literals stand in the lines, each tier of lines joined and scanned at once."""
        tiers: tuple[list[_Window], ...] = tuple([] for _ in TIERS)
        for number, line in enumerate(lines):
            windows = tiers[bisect_left(TIERS, len(line.text) - line.shift, lo=1) - 1]
            windows.extend(_Window(text, number, start) for start, text in windows_of(line.text))
        for windows, automaton in zip(tiers, self._automata, strict=True):
            if windows and len(automaton):
                _scan_windows(windows, automaton, lines, found)


class _Window(NamedTuple):
    """A part of a line that is scanned."""

    text: str
    line: int
    start: int  # in the line


def _automaton(entries: dict[str, list[_Entry]], shorter: int) -> ahocorasick.Automaton:
    """The literals of the rules that can match lines longer than `shorter`."""
    automaton = ahocorasick.Automaton()
    for literal, found in entries.items():
        wanted = tuple(entry for entry in found if entry[4] > shorter)
        if wanted:
            automaton.add_word(literal, wanted)
    automaton.make_automaton()
    return automaton


def _scan_windows(
    windows: Sequence[_Window], automaton: ahocorasick.Automaton, lines: Sequence[Line], found: Sequence[set[int]]
) -> None:
    end, window = -1, -1  # of the window at hand in the joined text
    origin = number = shift = length = 0  # where its line begins there; that line
    for last, entries in automaton.iter(SEPARATOR.join([window.text for window in windows])):
        if last > end:
            while last > end:
                window += 1
                end += len(windows[window].text) + 1
            text, number, start = windows[window]
            origin = end - len(text) - start
            shift, length = lines[number].shift, len(lines[number].text)
        at = last - origin
        for rule, below, low, high, longest in entries:
            if length - shift <= longest and (low <= at <= high or low <= at - shift <= high) and number >= below:
                found[number - below].add(rule)


def telling_step(rule: Rule) -> int:
    """Which of a rule's lines the gate asks for: the first that always holds a literal, else the first of all."""
    for number, step in enumerate(rule.steps):
        if step.optional:
            break
        if step.pattern.literals and not step.pattern.loose:
            return number
    return 0


def windows_of(text: str) -> list[tuple[int, str]]:
    """The parts of a line in which rules look, with their starts: all of it, or its two ends."""
    if len(text) <= 2 * WINDOW:
        return [(0, text)]
    return [(0, text[:WINDOW]), (len(text) - WINDOW, text[-WINDOW:])]
