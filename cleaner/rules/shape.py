"""What every match of a pattern has in common: the literals that gate it, its width, what it begins with.

The method is that of RE2's prefilter (Russ Cox, "Regular Expression Matching with a Trigram Index", 2012): walk the
parsed pattern, keep the small sets of strings that must occur, take the most telling one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import TYPE_CHECKING, Any, Final

from cleaner.rules.first import First, opening_of
from cleaner.rules.rule import UNBOUNDED, Loose
from cleaner.rules.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_LITERALS: Final = 32  # alternatives of one pattern; more are no gate but a dictionary
MIN_WEIGHT: Final = 3  # one or two letters hit every other line
MIN_ANCHORED: Final = 2  # at a known place two letters are enough
ANCHOR_RANGE: Final = 12  # places between which a literal still counts as standing at a known one
ANCHOR_BONUS: Final = 4  # such a literal is checked before the pattern is even compiled
TELLING: Final = 8  # weight beyond which a literal is no rarer in practice
MAX_WAYS: Final = 1000  # through one pattern; choices behind that are not followed


@dataclass(frozen=True, slots=True)
class Shape:
    """What holds for every match of a pattern."""

    literals: tuple[str, ...]  # a match holds one of these, or fits one of `loose`
    offsets: tuple[int, int]  # between which a literal begins in the match
    loose: tuple[Loose, ...]
    min_chars: int
    max_chars: int


@dataclass(frozen=True, slots=True)
class _Gate:
    literals: frozenset[str]
    low: int  # the literal begins here at the earliest
    high: int  # and here at the latest

    @property
    def weight(self) -> int:
        """The weight of its commonest literal."""
        return min(map(_weight, self.literals))

    @property
    def score(self) -> int:
        """How well it holds back other texts; 0 if hardly."""
        anchored = self.high - self.low <= ANCHOR_RANGE
        weight = self.weight
        enough = weight >= (MIN_ANCHORED if anchored else MIN_WEIGHT)
        few = len(self.literals) // 8  # many literals make a big automaton
        return max(1, min(weight, TELLING) + (ANCHOR_BONUS if anchored else 0) - few) if enough else 0


@dataclass(frozen=True, slots=True)
class _Info:
    exact: frozenset[str] | None  # all strings it matches, if few
    gate: _Gate | None


_SIGNS: Final = frozenset("#@|*=<>{}^~_")  # ASCII that few lines have
_PLACES: Final = frozenset({"AT", "ASSERT", "ASSERT_NOT"})  # they match no character
_Range = tuple[int, int]
_EMPTY: Final = frozenset({""})
_NOTHING: Final = _Info(None, None)


@lru_cache(maxsize=1 << 16)
def _weight(literal: str) -> int:
    """How selective a literal is: a letter counts one; signs, kana and hangul two; ideographs, rare symbols three."""
    return sum(map(_char_weight, literal))


def _char_weight(char: str) -> int:
    if char == " ":
        return 0
    if char in _SIGNS:
        return 2
    if char.isascii() or (char.isalpha() and char < "\u2e80"):
        return 1
    return 2 if char.isalpha() and not "\u3400" <= char <= "\u9fff" else 3


def shape(pattern: str, *, anywhere: bool = False, enough: int = UNBOUNDED) -> Shape:
    """Find what every match of the folded `pattern` has in common; it begins with the line, or `anywhere` in it.

    In short texts so many letters are `enough` for a literal that would hit too often in a line. Raises `PatternError`.
    """
    begin = (0, UNBOUNDED if anywhere else 0)
    tree = parse(pattern)
    low, high = tree.getwidth()
    gates: list[_Gate] = []
    loose: list[Loose] = []
    walk = _Walk()
    for branch in _alternatives(tree):
        gate = walk.sequence(branch, begin).gate
        if gate is not None and (gate.score > 0 or gate.weight >= enough):
            gates.append(gate)
        else:
            loose.append(_loose(branch))
    return Shape(
        literals=tuple(sorted(frozenset().union(*(gate.literals for gate in gates)))),
        offsets=(min((gate.low for gate in gates), default=0), max((gate.high for gate in gates), default=UNBOUNDED)),
        loose=tuple(dict.fromkeys(loose)),
        min_chars=min(int(low), UNBOUNDED),
        max_chars=min(int(high), UNBOUNDED),
    )


def _alternatives(nodes: Any) -> list[Any]:  # noqa: ANN401  the parser's own type
    """The ways through a pattern that begins with a choice: one of them without a literal spoils but itself."""
    ways: list[Any] = []
    open_: list[Any] = [tuple(nodes)]
    while open_:
        way = open_.pop()
        argument: Any
        op, argument = (way[0][0].name, way[0][1]) if way else ("", None)
        if op == "SUBPATTERN":
            open_.append((*argument[3], *way[1:]))
        elif op == "BRANCH" and len(open_) + len(ways) < MAX_WAYS:
            open_.extend((*branch, *way[1:]) for branch in reversed(argument[1]))
        else:
            ways.append(way)
    return ways


def _loose(nodes: Sequence[Any]) -> Loose:
    """What is known of the texts that `nodes` match, where no literal is."""
    steps = [widths(name.name, argument) for name, argument in nodes]
    least, most = (min(sum(step[side] for step in steps), UNBOUNDED) for side in (0, 1))
    opening, empty = opening_of(nodes)
    if empty:
        return Loose(First.ANY.value, least, most)
    kinds, chars = opening.plain()
    return Loose(kinds, least, most, "".join(sorted(chars)))


class _Walk:
    """One walk over a parsed pattern. Its ways share their ends: what is known of a node is kept."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], _Info] = {}

    def sequence(self, nodes: Iterable[tuple[Any, Any]], at: _Range) -> _Info:
        """What is known of `nodes`, which begin between the places `at`."""
        run, start = _EMPTY, at  # the strings in progress, and where they begin
        gates: list[_Gate] = []
        whole = True
        for name, argument in nodes:
            op = name.name
            if op in _PLACES:
                continue
            if op == "LITERAL" and len(run) <= MAX_LITERALS:  # most nodes
                char = chr(argument)
                run = frozenset([left + char for left in run])
                at = (min(at[0] + 1, UNBOUNDED), min(at[1] + 1, UNBOUNDED))
                continue
            info = self._node(op, argument, at)
            step = widths(op, argument)
            behind = (min(at[0] + step[0], UNBOUNDED), min(at[1] + step[1], UNBOUNDED))
            if info.exact is not None and _joins(run, info.exact):
                run = frozenset([left + right for left in run for right in info.exact])
            else:
                whole = False
                gates.append(_Gate(run, *start))
                if info.gate is not None:
                    gates.append(info.gate)
                run, start = (info.exact, at) if info.exact is not None else (_EMPTY, behind)
            at = behind
        gates.append(_Gate(run, *start))
        return _Info(run if whole else None, max(gates, key=lambda gate: gate.score))

    def _node(self, op: str, argument: Any, at: _Range) -> _Info:  # noqa: ANN401  the parser's own type
        if op == "LITERAL":
            return _Info(frozenset((chr(argument),)), None)
        low, high = at
        spread = high - low if high < UNBOUNDED else UNBOUNDED
        key = (id(argument), spread)  # the tree outlives the walk, so an id is one node's
        if key not in self._known:
            self._known[key] = self._look(op, argument, (0, spread))
        return _shifted(self._known[key], low)

    def _look(self, op: str, argument: Any, at: _Range) -> _Info:  # noqa: ANN401
        if op == "IN":
            chars = {chr(value) for name, value in argument if name.name == "LITERAL"}
            return _Info(frozenset(chars), None) if len(chars) == len(argument) else _NOTHING
        if op == "SUBPATTERN":
            return self.sequence(argument[3], at)
        if op == "ATOMIC_GROUP":
            return self.sequence(argument, at)
        if op == "BRANCH":
            return _branch([self.sequence(branch, at) for branch in argument[1]])
        if op.endswith("REPEAT"):
            low, high, body = argument
            return _repeat(int(low), int(high), self.sequence(body, at))
        return _NOTHING


def _shifted(info: _Info, by: int) -> _Info:
    if info.gate is None or not by:
        return info
    gate = info.gate
    return _Info(info.exact, _Gate(gate.literals, min(gate.low + by, UNBOUNDED), min(gate.high + by, UNBOUNDED)))


def _joins(run: frozenset[str], more: frozenset[str]) -> bool:
    """Whether to go on with every pair: not where that makes too many, or where what stands there tells enough."""
    if len(more) > 1 and min(map(_weight, run)) >= TELLING:
        return False
    return len(run) * len(more) <= MAX_LITERALS


def _repeat(low: int, high: int, inner: _Info) -> _Info:
    if low == high == 1:
        return inner
    if low == 0:
        optional = high == 1 and inner.exact is not None
        return _Info(inner.exact | _EMPTY, None) if optional and inner.exact is not None else _NOTHING
    return _Info(None, inner.gate)


def _branch(infos: Sequence[_Info]) -> _Info:
    exact: frozenset[str] | None = None
    if all(info.exact is not None for info in infos):
        exact = reduce(frozenset.union, (info.exact for info in infos if info.exact is not None))
        if len(exact) > MAX_LITERALS:
            exact = None
    gates = [info.gate for info in infos if info.gate is not None and info.gate.score > 0]
    if len(gates) < len(infos):
        return _Info(exact, None)
    literals = reduce(frozenset.union, (gate.literals for gate in gates))
    return _Info(exact, _Gate(literals, min(gate.low for gate in gates), max(gate.high for gate in gates)))


def widths(op: str, argument: Any) -> tuple[int, int]:  # noqa: ANN401
    """The least and the greatest number of characters that one parsed node matches."""
    if op in {"LITERAL", "NOT_LITERAL", "IN", "ANY"}:
        return 1, 1
    if op == "SUBPATTERN":
        low, high = argument[3].getwidth()
    elif op == "ATOMIC_GROUP":
        low, high = argument.getwidth()
    elif op == "BRANCH":
        pairs = [branch.getwidth() for branch in argument[1]]
        low, high = min(low for low, _ in pairs), max(high for _, high in pairs)
    elif op.endswith("REPEAT"):
        inner_low, inner_high = argument[2].getwidth()
        low, high = argument[0] * inner_low, int(argument[1]) * inner_high
    else:
        low, high = 0, 0 if op in _PLACES else UNBOUNDED
    return min(int(low), UNBOUNDED), min(int(high), UNBOUNDED)
