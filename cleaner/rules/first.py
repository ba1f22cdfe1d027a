"""The kinds of character a match can begin with: the cheapest question to ask of a line."""

from __future__ import annotations

from enum import IntFlag
from functools import reduce
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


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


_CATEGORIES: Final = {
    "CATEGORY_DIGIT": 1,
    "CATEGORY_WORD": 7,
    "CATEGORY_NOT_DIGIT": 6,
    "CATEGORY_NOT_WORD": 4,
    "CATEGORY_SPACE": 4,
}


def first_kinds(nodes: Iterable[tuple[Any, Any]]) -> tuple[int, bool]:
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
        return first_kinds(argument[3])
    if op == "ATOMIC_GROUP":
        return first_kinds(argument)
    if op == "BRANCH":
        pairs = [first_kinds(branch) for branch in argument[1]]
        return reduce(int.__or__, (kinds for kinds, _ in pairs)), any(empty for _, empty in pairs)
    if op.endswith("REPEAT"):
        kinds, empty = first_kinds(argument[2])
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
