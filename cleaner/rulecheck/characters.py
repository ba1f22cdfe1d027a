"""Which characters the nodes of a parsed pattern take, on a small alphabet that stands for all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

REPRESENTATIVES: Final = "aя1 .,-\"'!:/#()_§中\x01"
"""One character of each kind that patterns tell apart; those a pattern names itself are added."""

LONG: Final = 4
"""A repeat that can go on for more rounds than this counts as one without a bound: as ambiguous, only not for ever."""

_CATEGORIES: Final[dict[str, Callable[[str], bool]]] = {
    "CATEGORY_DIGIT": str.isdigit,
    "CATEGORY_SPACE": str.isspace,
    "CATEGORY_WORD": lambda char: char.isalnum() or char == "_",
}


def alphabet_of(nodes: Iterable[tuple[Any, Any]]) -> str:
    """The representatives and all characters that `nodes` name."""
    return "".join(dict.fromkeys([*REPRESENTATIVES, *_named(nodes)]))


def _named(nodes: Iterable[tuple[Any, Any]]) -> list[str]:
    found: list[str] = []
    for name, argument in nodes:
        op = str(name)
        if op in {"LITERAL", "NOT_LITERAL"}:
            found.append(chr(argument))
        elif op == "IN":
            found += [chr(value) for kind, value in argument if str(kind) == "LITERAL"]
            found += [chr(value[0]) for kind, value in argument if str(kind) == "RANGE"]
        for body in bodies(op, argument):
            found += _named(body)
    return found


def bodies(op: str, argument: Any) -> list[Any]:  # noqa: ANN401  the parser's own types
    """The sequences inside a node."""
    if op == "SUBPATTERN":
        return [argument[3]]
    if op == "ATOMIC_GROUP":
        return [argument]
    if op == "BRANCH":
        return list(argument[1])
    if op.endswith("REPEAT"):
        return [argument[2]]
    return []


def is_long(op: str, argument: Any) -> bool:  # noqa: ANN401
    """Whether a node is a repeat that can backtrack over many rounds; possessive ones give nothing back."""
    return op in {"MAX_REPEAT", "MIN_REPEAT"} and int(argument[1]) > LONG


def takes(op: str, argument: Any, char: str) -> bool | None:  # noqa: ANN401
    """Whether a node that matches one character matches `char`; None for other nodes."""
    if op == "LITERAL":
        return chr(argument) == char
    if op == "NOT_LITERAL":
        return chr(argument) != char
    if op == "ANY":
        return True
    if op == "IN":
        return _in_class(argument, char)
    return None


def _in_class(items: Iterable[tuple[Any, Any]], char: str) -> bool:
    negated = found = False
    for name, value in items:
        op = str(name)
        if op == "NEGATE":
            negated = True
        elif op == "LITERAL":
            found |= chr(value) == char
        elif op == "RANGE":
            found |= value[0] <= ord(char) <= value[1]
        elif op == "CATEGORY":
            kind = str(value)
            plain = kind.replace("_NOT_", "_")
            found |= _CATEGORIES[plain](char) != (plain != kind)
    return found != negated


def sample(nodes: Iterable[tuple[Any, Any]], alphabet: str) -> str:
    """A short text that matches `nodes`, as far as one can tell without looking around."""
    return "".join(_sample_node(str(name), argument, alphabet) for name, argument in nodes)


def _sample_node(op: str, argument: Any, alphabet: str) -> str:  # noqa: ANN401
    if op.endswith("REPEAT"):
        return sample(argument[2], alphabet) * min(max(int(argument[0]), 1), 50)
    if inner := bodies(op, argument):
        return sample(inner[0], alphabet)
    if op == "LITERAL":  # most nodes are
        return chr(argument) if chr(argument) in alphabet else ""
    return next((char for char in alphabet if takes(op, argument, char)), "")
