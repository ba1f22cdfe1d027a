"""What every match of a pattern has in common: the literals that gate it, its width, its first character.

The method is that of RE2's prefilter (Russ Cox, "Regular Expression Matching with a Trigram Index", 2012): walk the
parsed pattern, keep the small sets of strings that must occur, take the most telling one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntFlag
from functools import reduce
from typing import TYPE_CHECKING, Any, Final

from cleaner.rules.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MAX_LITERALS: Final = 48  # alternatives of one pattern; more are no gate but a dictionary
MIN_WEIGHT: Final = 3  # one or two letters hit every other line and tell nothing
ANCHOR_BONUS: Final = 4  # a literal at a fixed place is checked before the pattern is even compiled
UNBOUNDED: Final = 1 << 30


class First(IntFlag):
    """Kinds of a line's first character: the cheapest question to ask of a line."""

    DIGIT = 1
    LETTER = 2
    OTHER = 4
    ANY = 7


def first_of(text: str) -> int:
    """The kind of the first character of `text`, as a bit of `First`."""
    char = text[:1]
    if char.isdigit():
        return 1
    return 2 if char.isalpha() else 4


@dataclass(frozen=True, slots=True)
class Shape:
    """What holds for every match of a pattern."""

    literals: tuple[str, ...]
    offset: int | None
    first: int
    min_chars: int
    max_chars: int
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Gate:
    literals: frozenset[str]
    offset: int | None

    @property
    def score(self) -> int:
        weight = min(map(_weight, self.literals))
        return min(weight, 8) + (ANCHOR_BONUS if self.offset is not None else 0) if weight >= MIN_WEIGHT else 0


@dataclass(frozen=True, slots=True)
class _Info:
    exact: frozenset[str] | None  # all strings it matches, if few
    gate: _Gate | None


_EMPTY: Final = frozenset({""})
_NOTHING: Final = _Info(None, None)


def _weight(literal: str) -> int:
    """How much a literal tells: letters count one, a sign for a whole word two, a rare symbol three."""
    return sum(
        1 if char.isascii() or (char.isalpha() and char < "\u2e80") else 2 if char.isalpha() else 3
        for char in literal
        if char != " "
    )


def shape(pattern: str) -> Shape:
    """Find what every match of the folded `pattern` has in common. Raises `PatternError`."""
    tree = parse(pattern)
    low, high = tree.getwidth()
    info = _sequence(tree)
    gate = info.gate if info.gate is not None and info.gate.score > 0 else None
    return Shape(
        literals=tuple(sorted(gate.literals)) if gate else (),
        offset=gate.offset if gate else None,
        first=_first(tree)[0] or First.ANY.value,
        min_chars=min(int(low), UNBOUNDED),
        max_chars=min(int(high), UNBOUNDED),
        groups=tuple(tree.state.groupdict),
    )


def _sequence(nodes: Iterable[tuple[Any, Any]]) -> _Info:
    run, start, width = _EMPTY, 0, 0  # the strings in progress, where they begin, the fixed width so far (-1: unknown)
    gates: list[_Gate] = []
    whole = True
    for name, argument in nodes:
        op = str(name)
        if op in {"AT", "ASSERT", "ASSERT_NOT"}:
            continue
        info = _node(op, argument)
        step = _fixed_width(op, argument)
        if info.exact is not None and len(run) * len(info.exact) <= MAX_LITERALS:
            run = frozenset(left + right for left in run for right in info.exact)
        else:
            whole = False
            gates.append(_Gate(run, start if start >= 0 else None))
            if info.gate is not None:
                inner = info.gate.offset
                gates.append(_Gate(info.gate.literals, width + inner if width >= 0 and inner is not None else None))
            follows = width + step if width >= 0 and step is not None else -1
            run, start = (info.exact, width) if info.exact is not None else (_EMPTY, follows)
        width = width + step if width >= 0 and step is not None else -1
    gates.append(_Gate(run, start if start >= 0 else None))
    return _Info(run if whole else None, max(gates, key=lambda gate: gate.score))


def _node(op: str, argument: Any) -> _Info:  # noqa: ANN401, PLR0911  one return for each kind of node
    if op == "LITERAL":
        return _Info(frozenset({chr(argument)}), None)
    if op == "IN":
        chars = {chr(value) for name, value in argument if str(name) == "LITERAL"}
        return _Info(frozenset(chars), None) if len(chars) == len(argument) else _NOTHING
    if op == "SUBPATTERN":
        return _sequence(argument[3])
    if op == "ATOMIC_GROUP":
        return _sequence(argument)
    if op == "BRANCH":
        return _branch([_sequence(branch) for branch in argument[1]])
    if op.endswith("REPEAT"):
        low, high, body = argument
        return _repeat(int(low), int(high), _sequence(body))
    return _NOTHING


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
    offsets = {gate.offset for gate in gates}
    literals = reduce(frozenset.union, (gate.literals for gate in gates))
    if len(literals) > 4 * MAX_LITERALS:
        return _Info(exact, None)
    return _Info(exact, _Gate(literals, offsets.pop() if len(offsets) == 1 else None))


def _fixed_width(op: str, argument: Any) -> int | None:  # noqa: ANN401
    low, high = widths(op, argument)
    return low if low == high else None


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
        low, high = 0, 0 if op in {"AT", "ASSERT", "ASSERT_NOT"} else UNBOUNDED
    return min(int(low), UNBOUNDED), min(int(high), UNBOUNDED)


_CATEGORIES: Final = {
    "CATEGORY_DIGIT": 1,
    "CATEGORY_WORD": 7,
    "CATEGORY_NOT_DIGIT": 6,
    "CATEGORY_NOT_WORD": 4,
    "CATEGORY_SPACE": 4,
}


def _first(nodes: Iterable[tuple[Any, Any]]) -> tuple[int, bool]:
    """The kinds of character a sequence can begin with, and whether it can match nothing."""
    kinds = 0
    for name, argument in nodes:
        op = str(name)
        if op in {"AT", "ASSERT", "ASSERT_NOT"}:
            continue
        here, empty = _first_of_node(op, argument)
        kinds |= here
        if not empty:
            return kinds, False
    return kinds, True


def _first_of_node(op: str, argument: Any) -> tuple[int, bool]:  # noqa: ANN401, PLR0911  the same
    if op == "LITERAL":
        return first_of(chr(argument)), False
    if op == "IN":
        return reduce(int.__or__, _class_kinds(argument)), False
    if op == "SUBPATTERN":
        return _first(argument[3])
    if op == "ATOMIC_GROUP":
        return _first(argument)
    if op == "BRANCH":
        pairs = [_first(branch) for branch in argument[1]]
        return reduce(int.__or__, (kinds for kinds, _ in pairs)), any(empty for _, empty in pairs)
    if op.endswith("REPEAT"):
        kinds, empty = _first(argument[2])
        return kinds, empty or int(argument[0]) == 0
    return First.ANY.value, op == "GROUPREF"


def _class_kinds(items: Iterable[tuple[Any, Any]]) -> Iterator[int]:
    for name, value in items:
        op = str(name)
        if op == "LITERAL":
            yield first_of(chr(value))
        elif op == "RANGE" and first_of(chr(value[0])) == first_of(chr(value[1])):
            yield first_of(chr(value[0]))
        elif op == "CATEGORY":
            yield _CATEGORIES.get(str(value), First.ANY.value)
        else:
            yield First.ANY.value
