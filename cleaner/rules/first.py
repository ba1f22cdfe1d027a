"""What a match can begin with: the cheapest question to ask of a line."""

from __future__ import annotations

from enum import IntFlag
from functools import reduce
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class First(IntFlag):
    """Kinds of a line's first character."""

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
MAX_CHARS: Final = 128  # listed characters; more are no list but a kind


class Opening(NamedTuple):
    """What a match can begin with: a character of some kinds, or one of a list."""

    kinds: int = 0
    chars: frozenset[str] = frozenset()

    def __or__(self, other: Opening) -> Opening:
        return Opening(self.kinds | other.kinds, self.chars | other.chars)

    def plain(self) -> Opening:
        """Without the characters whose kind is in it anyway; a long list becomes kinds."""
        kinds = (
            self.kinds if len(self.chars) <= MAX_CHARS else reduce(int.__or__, map(first_of, self.chars), self.kinds)
        )
        return Opening(kinds, frozenset(char for char in self.chars if not first_of(char) & kinds))


_ANYTHING: Final = Opening(First.ANY.value)


def opening_of(nodes: Iterable[tuple[Any, Any]]) -> tuple[Opening, bool]:
    """What a sequence can begin with, and whether it can match nothing."""
    opening = Opening()
    for name, argument in nodes:
        op = str(name)
        if op in {"AT", "ASSERT", "ASSERT_NOT"}:
            continue
        here, empty = _opening_of_node(op, argument)
        opening |= here
        if not empty:
            return opening, False
    return opening, True


def _opening_of_node(op: str, argument: Any) -> tuple[Opening, bool]:  # noqa: ANN401, PLR0911  one return for each kind
    if op == "LITERAL":
        return Opening(chars=frozenset(chr(argument))), False
    if op == "IN":
        return reduce(Opening.__or__, map(_opening_of_item, argument)), False
    if op == "SUBPATTERN":
        return opening_of(argument[3])
    if op == "ATOMIC_GROUP":
        return opening_of(argument)
    if op == "BRANCH":
        pairs = [opening_of(branch) for branch in argument[1]]
        return reduce(Opening.__or__, (opening for opening, _ in pairs)), any(empty for _, empty in pairs)
    if op.endswith("REPEAT"):
        opening, empty = opening_of(argument[2])
        return opening, empty or int(argument[0]) == 0
    return _ANYTHING, op == "GROUPREF"


def _opening_of_item(item: tuple[Any, Any]) -> Opening:
    """What one item of a character class can begin with."""
    op, value = str(item[0]), item[1]
    if op == "LITERAL":
        return Opening(chars=frozenset(chr(value)))
    if op == "RANGE" and first_of(chr(value[0])) == first_of(chr(value[1])):
        return Opening(first_of(chr(value[0])))
    if op == "CATEGORY":
        return Opening(_CATEGORIES.get(str(value), First.ANY.value))
    return _ANYTHING
