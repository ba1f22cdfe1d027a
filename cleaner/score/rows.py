"""The rows of a document as most features see them: sizes, and which of them are running text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.score.lines import COUNTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cleaner.annotate.units import Unit
    from cleaner.score.context import Column

SENTENCE_WORDS: Final = 6  # a shorter row that ends like a sentence carries no mass
PROSE_WORDS: Final = 25  # a longer row is running text whatever it ends with
LONG_WORDS: Final = 20  # "a long line": hardly ever a teaser's headline
PRICES: Final = (3.0, 10.0, 40.0)  # of the core: words of text that one row of chrome costs
MAIN: Final = 1  # the one of them that finds the main text
AT: Final = {name: place for place, name in enumerate(COUNTS)}
"""Where each count stands in `Rows.own`."""


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """What most features are made of."""

    own: Column  # rows × COUNTS
    size: Column
    words: Column  # of the size, 1 at least
    mass: Column  # words of running text: all words of a row that bears a sentence, none of any other
    prose: NDArray[np.bool_]  # whether a row has mass
    gap: Column
    parts: Column
    median: float  # words of a row of running text

    @classmethod
    def of(cls, units: Sequence[Unit], own: Column) -> Rows:
        """The rows of some units with their counts."""
        size = own[:, AT["size"]]
        mass = _mass(own, size)
        prose = mass > 0
        return cls(
            own=own,
            size=size,
            words=np.maximum(size, 1.0),
            mass=mass,
            prose=prose,
            gap=np.array([unit.gap for unit in units], dtype=np.float64),
            parts=np.array([unit.last - unit.first + 1 for unit in units], dtype=np.float64),
            median=_median(size[prose]),
        )


def _mass(own: Column, size: Column) -> Column:
    sentences = own[:, AT["sentences"]]
    ends = (own[:, AT["terminal"]] > 0) | (sentences > 1)
    return np.where(((sentences > 0) & (size >= SENTENCE_WORDS) & ends) | (size >= PROSE_WORDS), size, 0.0)


def _median(values: Column) -> float:
    """The median, 0 of nothing: `np.median` takes ten times as long for so few."""
    ordered = np.sort(values)
    middle = len(ordered) // 2
    return float(ordered[middle] + ordered[~middle]) / 2 if len(ordered) else 0.0
