"""Words and stems: how lines are compared without knowing their language; and the words for a number of things."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from cleaner.script import CAPITALS, SMALL, is_dense

if TYPE_CHECKING:
    from collections.abc import Iterable

STEM: Final = 5  # letters: Slavic and Baltic endings are behind them, and two words rarely share them by chance
_STEM: Final = re.compile(rf"([^\W\d_]{{4,{STEM}}})[^\W\d_]*")


def stems(folded: str) -> frozenset[str]:
    """The first five letters of each longer word of a folded text; pairs of characters in scripts without blanks.

    >>> sorted(stems("переговори у харкові"))
    ['перег', 'харко']
    """
    if is_dense(folded):
        dense = "".join(char for char in folded if char.isalpha())
        return frozenset(dense[i : i + 2] for i in range(len(dense) - 1))
    return frozenset(_STEM.findall(folded))


@cache
def _capitalised() -> re.Pattern[str]:
    """A capitalised word inside a sentence; compiled where it is asked for, which is rare."""
    return re.compile(rf"(?<=[\w,;:)\"'»”] )[{CAPITALS}][^\W\d_]{{2,}}")


@cache
def joint() -> re.Pattern[str]:
    """Where two capitalised names are glued to each other: between "uostas" and "Elektra"."""
    return re.compile(f"(?<=[{SMALL}])(?=[{CAPITALS}][{SMALL}])")


def names(text: str) -> frozenset[str]:
    """Stems of the capitalised words inside the sentences of `text`: mostly names of people, places and bodies."""
    return frozenset(word.lower()[:STEM] for word in _capitalised().findall(text))


def all_stems(texts: Iterable[str]) -> frozenset[str]:
    """The stems of several folded texts together."""
    return frozenset().union(*(stems(text) for text in texts))


def counted(number: int, noun: str) -> str:
    """`number` with its noun.

    >>> counted(1, "page"), counted(0, "page")
    ('1 page', '0 pages')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"
