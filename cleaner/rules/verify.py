"""Running one pattern on one line, under a time limit; patterns compile on their first use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cleaner.fold import unify
from cleaner.model import Memo
from cleaner.rules.gate import WINDOW
from cleaner.rules.programs import compiled
from cleaner.rules.rule import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import regex

    from cleaner.model import Block
    from cleaner.rules.rule import Near, Pattern


class Match(NamedTuple):
    """Where a pattern matched in a line, and its named groups that took part."""

    start: int
    end: int
    groups: Mapping[str, tuple[int, int]]


@dataclass(slots=True)
class Verifier:
    """Matches patterns for one document and notes those that ran out of time."""

    seconds: float
    memo: Memo = field(default_factory=Memo)  # the document's
    timeouts: list[str] = field(default_factory=list)  # rule ids, in order

    def match(self, pattern: Pattern, block: Block, piece: tuple[int, int], rule: str) -> Match | None:
        """Lay `pattern` on ``block.text[piece]``; positions of the result are those of the block's text."""
        start, end = piece
        length = end - start
        if length < pattern.min_chars or (pattern.kind is Kind.LINE and length > min(pattern.max_chars, WINDOW)):
            return None
        text = self.memo.ask(unify, block.text) if pattern.case else block.folded
        for first, last in _windows(pattern.kind, start, end):
            try:
                found = self.memo.ask(run, pattern, text[first:last], self.seconds)
            except TimeoutError:
                self.timeouts.append(rule)
                return None
            if found is not None:
                return _placed(found, first)
        return None

    def on_markup(self, pattern: Pattern, hints: str, rule: str) -> bool:
        """Whether `pattern` occurs in the class, id and role words of a line's elements."""
        found = self.memo.ask(_occurs, pattern, hints, self.seconds)
        if found is None:
            self.timeouts.append(rule)
        return bool(found)

    def near(self, near: Near, lines: Sequence[Block], number: int, rule: str) -> bool:
        """Whether the line that `near` asks for stands near line `number` of the source."""
        above = range(number - 1, max(-1, number - 1 - near.within), -1) if near.side != "below" else ()
        below = range(number + 1, min(len(lines), number + 1 + near.within)) if near.side != "above" else ()
        return any(
            self.match(near.pattern, lines[index], (0, len(lines[index].text)), rule) is not None
            for index in (*above, *below)
        )


def broken_off(timeouts: Iterable[str], seconds: float) -> tuple[str, ...]:
    """A warning for each rule of `timeouts`, once."""
    return tuple(f"rule {rule}: its pattern was broken off after {seconds} s" for rule in dict.fromkeys(timeouts))


def _placed(found: regex.Match[str], first: int) -> Match:
    """A match in a part of a line that begins at `first`."""
    groups = {
        name: (first + found.start(name), first + found.end(name))
        for name in found.groupdict()
        if found.start(name) >= 0
    }
    return Match(first + found.start(), first + found.end(), groups)


def _windows(kind: Kind, start: int, end: int) -> Sequence[tuple[int, int]]:
    if end - start <= WINDOW or (kind is Kind.PHRASE and end - start <= 2 * WINDOW):
        return ((start, end),)
    if kind is Kind.PHRASE:
        return ((start, start + WINDOW), (end - WINDOW, end))
    return ((start, start + WINDOW),)


def _occurs(pattern: Pattern, text: str, seconds: float) -> bool | None:
    """Whether a pattern occurs in `text`; None if it ran out of time. Lines of a page share words: they ask once."""
    try:
        return run(pattern, text, seconds) is not None
    except TimeoutError:
        return None


def run(pattern: Pattern, text: str, seconds: float) -> regex.Match[str] | None:
    """Lay a pattern on `text`; raises TimeoutError after `seconds`."""
    expression = compiled(pattern.source)
    if pattern.kind is Kind.LINE:
        return expression.fullmatch(text, timeout=seconds)
    if pattern.kind is Kind.PREFIX:
        return expression.match(text, timeout=seconds)
    return expression.search(text, timeout=seconds)
