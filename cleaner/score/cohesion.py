"""Who shares words with whom: the stems of a document as an index, so that any weighting of its rows is one pass.

A stem is the first five letters of a word of four or more, in lower case: enough to see through the inflection
of Slavic and Baltic words. Scripts without spaces give pairs of characters instead.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from cleaner.score.context import Column

STEM: Final = 5
MIN_WORD: Final = 4
MAX_STEMS: Final = 400  # of one row: a novel on a single line says no more with its later words


def stems(heads: Iterable[str], text: str, *, wide: bool) -> dict[str, None]:
    """The stems of a row: a set that keeps the order of the text, so that sums never depend on hashing.

    `heads` are its words in lower case, or their first letters, `STEM` of them at least.
    """
    found = dict.fromkeys([head[:STEM] for head in heads if len(head) >= MIN_WORD])
    if wide:
        found |= dict.fromkeys([text[i : i + 2] for i in range(min(len(text), MAX_STEMS) - 1)])
    return found


class StemIndex:
    """Pairs (row, stem) of a document, with the rarity of each stem in it."""

    def __init__(self, rows: Sequence[dict[str, None]]) -> None:
        numbers: defaultdict[str, int] = defaultdict(count().__next__)
        ids = [numbers[stem] for row in rows for stem in row]
        self.numbers = numbers
        self.total = len(rows)
        self.ids: NDArray[np.int64] = np.array(ids, dtype=np.int64)
        self.rows = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        counts = np.bincount(self.ids, minlength=max(len(numbers), 1))
        self.rarity: Column = np.log1p(self.total / np.maximum(counts, 1))[self.ids]
        self.scale = np.maximum(self._sum(self.rarity), 1e-9)

    def _sum(self, values: Column) -> Column:
        return np.bincount(self.rows, weights=values, minlength=self.total).astype(np.float64, copy=False)

    def cohesion(self, weight: Column) -> Column:
        """Of each row, the rarity-weighted share of its stems that other rows with `weight` hold too (0 … 1)."""
        held = np.bincount(self.ids, weights=weight[self.rows], minlength=max(len(self.numbers), 1))
        shared = (held[self.ids] - weight[self.rows]) > 0.5  # noqa: PLR2004  half a row
        return self._sum(self.rarity * shared) / self.scale

    def overlap(self, others: Iterable[str]) -> Column:
        """The share of each row's stems that stand in `others`."""
        known = np.zeros(max(len(self.numbers), 1))
        known[[self.numbers[stem] for stem in others if stem in self.numbers]] = 1.0
        return self._sum(self.rarity * known[self.ids]) / self.scale

    def nearby(self, reach: int) -> Column:
        """The share of each row's stems that another row at most `reach` rows away holds too."""
        order = np.lexsort((self.rows, self.ids))
        ids, rows = self.ids[order], self.rows[order]
        near = np.zeros(len(ids), dtype=bool)
        if len(ids) > 1:
            close = (ids[1:] == ids[:-1]) & (rows[1:] - rows[:-1] <= reach)
            near[1:] |= close
            near[:-1] |= close
        back = np.empty(len(ids), dtype=bool)
        back[order] = near
        return self._sum(self.rarity * back) / self.scale
