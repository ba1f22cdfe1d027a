"""The literal gate: which rules can match which line, by the literals that stand in it.

All literals stand in a few Aho-Corasick automata, by where a line is searched for them: most rules say how a line
begins, so most literals are looked for in its first characters alone. Patterns without a literal are asked by the
first character and the length of a line.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import ahocorasick

from cleaner.rules.first import first_of
from cleaner.rules.rule import UNBOUNDED, Kind

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from cleaner.model import Memo
    from cleaner.rules.rule import Rule

WINDOW: Final = 2000
"""Characters of a line in which a rule looks, at its beginning and (phrases) at its end. Chrome lines are short; the
cap keeps a line of a megabyte from costing more than any other."""

HEAD: Final = 24
"""First characters of a line in which a literal counts as standing at its beginning. Four fifths of the built-in
literals end there, and the others make an automaton that is quicker on the rest of the line."""

LONG: Final = 160
"""Longer lines have an automaton of their own for what stands behind their heads, without the literals of rules for
shorter lines. Most text stands in long paragraphs, and most rules are for lines that are no longer."""


class Line(NamedTuple):
    """A line as the gate sees it."""

    text: str  # folded
    shift: int = 0  # characters of a glued date in front, behind which a line may begin as well


_Entry = tuple[int, int, int, int, int]
"""A literal of one rule: the rule's index, how many lines below the rule's first the literal stands, between which
places of that line its last character may stand, and how long the line can be."""

_Door = tuple[int, int, int]
"""What a rule may match without a literal: the rule's index, and the least and greatest length of the line."""

_Entries = defaultdict[str, list[_Entry]]
_Hit = tuple[int, int]  # a rule, and how many lines above the one at hand its first line stands
_Found = Iterable[tuple[int, Sequence[_Entry]]]
"""Literals in a text: the place of the last character of each, and the rules that have it."""
_Scanner = Callable[[str], _Found]


class Gate:
    """Which of some rules can match which lines."""

    def __init__(self, rules: Sequence[Rule], wanted: Container[int] | None = None) -> None:
        """Make a gate for `rules`, or for those of them whose indexes are `wanted`."""
        chosen = [(index, rule) for index, rule in enumerate(rules) if wanted is None or index in wanted]
        self._loose: dict[int, list[_Door]] = {kind: [] for kind in (1, 2, 4)}
        self._listed: defaultdict[str, list[_Door]] = defaultdict(list)
        self.markup_only: tuple[int, ...] = tuple(index for index, rule in chosen if not rule.steps)
        head, short, long = _Entries(list), _Entries(list), _Entries(list)
        for index, rule in chosen:
            if rule.steps:
                self._enter_loose(index, rule)
                _enter(index, rule, (head, short, long))
        doors = [door for found in (self._loose, self._listed) for bucket in found.values() for door in bucket]
        self._longest_loose = max((most for *_, most in doors), default=-1)
        self._head, self._short, self._long = _scanner(head), _scanner(short), _scanner(long)

    def _enter_loose(self, index: int, rule: Rule) -> None:
        """Enter what a rule may match without a literal, by its first character and length."""
        pattern, longest = rule.steps[telling_step(rule)].pattern, _longest(rule)
        for first, shortest, most, chars in pattern.loose:
            door = index, shortest, min(most, longest) if pattern.kind is Kind.LINE else longest
            for kind, bucket in self._loose.items():
                if pattern.kind is Kind.PHRASE or first & kind:
                    bucket.append(door)
            for char in chars if pattern.kind is not Kind.PHRASE else ():
                self._listed[char].append(door)

    def candidates(self, lines: Sequence[Line], memo: Memo | None = None) -> list[set[int]]:
        """For each line the indexes of the rules that may match it; `memo` spares asking of a line twice."""
        found: list[set[int]] = [set() for _ in lines]
        for number, line in enumerate(lines):
            for rule, below in self._hits(line) if memo is None else memo.ask(self._hits, line):
                if number >= below:
                    found[number - below].add(rule)
        return found

    def _hits(self, line: Line) -> set[_Hit]:
        """The rules of which a literal stands in a line, and those that may match it without one."""
        text, shift = line
        length = len(text) - shift
        hits: set[_Hit] = set()
        if length <= self._longest_loose:
            hits.update(self._ask_loose(text))
            if shift:
                hits.update(self._ask_loose(text[shift:]))
        for start, found in self._scans(line):
            for last, entries in found:
                at = start + last
                for rule, below, low, high, longest in entries:
                    if length <= longest and (low <= at <= high or low <= at - shift <= high):
                        hits.add((rule, below))
        return hits

    def _scans(self, line: Line) -> Iterator[tuple[int, _Found]]:
        """The literals in the parts of a line, with the place where each part begins."""
        text, shift = line
        yield 0, self._head(text[:HEAD])
        if shift:
            yield shift, self._head(text[shift : shift + HEAD])
        behind = self._long if len(text) - shift > LONG else self._short
        if len(text) <= 2 * WINDOW:
            yield 0, behind(text)
        else:
            yield 0, behind(text[:WINDOW])
            yield len(text) - WINDOW, behind(text[-WINDOW:])

    def _ask_loose(self, text: str) -> Iterator[_Hit]:
        length = len(text)
        doors = self._loose[first_of(text)]
        if listed := self._listed.get(text[:1]):
            doors = doors + listed
        return ((index, 0) for index, low, high in doors if low <= length <= high)


def _longest(rule: Rule) -> int:
    """How long the line can be for which the gate asks."""
    below = telling_step(rule)
    pattern = rule.steps[below].pattern
    longest = pattern.max_chars if pattern.kind is Kind.LINE else UNBOUNDED
    return min(longest, rule.max_chars) if below == 0 else longest


def _enter(index: int, rule: Rule, reaches: tuple[_Entries, _Entries, _Entries]) -> None:
    """Enter the literals of a rule for the heads of lines, or for the rest of lines and that of long ones."""
    head, short, long = reaches
    below, longest = telling_step(rule), _longest(rule)
    pattern = rule.steps[below].pattern
    low, high = pattern.offsets
    for literal in pattern.literals:
        last = len(literal) - 1
        entry = (index, below, low + last, high + last, longest)
        if high + last < HEAD:
            head[literal].append(entry)
            continue
        short[literal].append(entry)
        if longest > LONG:
            long[literal].append(entry)


def _scanner(entries: _Entries) -> _Scanner:
    """A scan of a text for the literals.

    The first letters of most literals come first: the automaton goes through the children of a node in the order in
    which they came, which at its root are hundreds.
    """
    if not entries:
        return lambda _: ()
    common = Counter(literal[0] for literal in entries)
    automaton = ahocorasick.Automaton()
    for literal in sorted(entries, key=lambda literal: -common[literal[0]]):
        automaton.add_word(literal, tuple(entries[literal]))  # nothing for the search for garbage to look through
    automaton.make_automaton()
    scan: _Scanner = automaton.iter
    return scan


def telling_step(rule: Rule) -> int:
    """Which of a rule's lines the gate asks for: the first that always holds a literal, else the first of all."""
    for number, step in enumerate(rule.steps):
        if step.optional:
            break
        if step.pattern.literals and not step.pattern.loose:
            return number
    return 0
