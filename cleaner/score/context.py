"""Vector operations over the rows of a document: windows, runs, distances, the core. All linear in its length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence

Column = NDArray[np.float64]
FAR: Final = 200.0  # distances are cut here: further away is just "far"
REACH: Final = 25  # rows: no window reaches further


def shifted(column: Column, by: int, fill: float = 0.0) -> Column:
    """The column as its neighbours see it: row i holds the value of row i + `by`; of each column if there are more."""
    out = np.full(column.shape, fill)
    if abs(by) >= len(column):
        return out
    if by > 0:
        out[:-by] = column[by:]
    else:
        out[-by:] = column[:by]
    return out


class Windows:
    """Running sums of some columns, made once, so that the mean over any window is a difference of two slices."""

    __slots__ = ("_before", "_sums", "_total")

    def __init__(self, columns: Column) -> None:
        total = len(columns)
        self._total = total
        # Both ends are drawn out by REACH rows, so that windows that stick out need no care.
        self._sums = np.zeros((total + 1 + 2 * REACH, *columns.shape[1:]))
        np.cumsum(columns, axis=0, out=self._sums[REACH + 1 : REACH + 1 + total])
        self._sums[REACH + 1 + total :] = self._sums[REACH + total]
        self._before = np.zeros(total + 1 + 2 * REACH)  # rows in front
        self._before[REACH : REACH + total + 1] = np.arange(total + 1)
        self._before[REACH + 1 + total :] = total

    def mean(self, before: int, after: int, columns: slice | Sequence[int] = slice(None)) -> Column:
        """Mean over rows i - `before` … i + `after`, cut at the document's ends; -1 on one side leaves row i out.

        Of all columns, or of those given. Nothing is 0 on average. At most `REACH` rows to either side.
        """
        low = slice(REACH - before, REACH - before + self._total)
        high = slice(REACH + 1 + after, REACH + 1 + after + self._total)
        count = np.maximum(self._before[high] - self._before[low], 1.0)
        sums = self._sums if self._sums.ndim == 1 else self._sums[:, columns]
        means: Column = (sums[high] - sums[low]) / (count if sums.ndim == 1 else count[:, None])
        return means


def window_mean(column: Column, before: int, after: int) -> Column:
    """Mean over rows i - `before` … i + `after`, cut at the document's ends; of each column if there are more."""
    return Windows(column).mean(before, after)


def share_before(column: Column) -> Column:
    """Share of the column's sum that stands above each row, the row excluded."""
    sums = np.cumsum(column)
    return (sums - column) / max(float(sums[-1]), 1.0)


def nearest(mark: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each row, the nearest marked row above it and below it; -1 where there is none. Of each column of marks."""
    total = len(mark)
    rows = np.arange(total).reshape(-1, *[1] * (mark.ndim - 1))
    above = np.full(mark.shape, -1)
    below = np.full(mark.shape, total)
    np.maximum.accumulate(np.where(mark, rows, -1)[:-1], axis=0, out=above[1:])
    np.minimum.accumulate(np.where(mark, rows, total)[:0:-1], axis=0, out=below[-2::-1])
    return above, np.where(below < total, below, -1)


def distances(mark: NDArray[np.bool_]) -> tuple[Column, Column]:
    """Rows to the nearest marked row above and below; `FAR` where there is none. Of each column of marks."""
    rows = np.arange(len(mark)).reshape(-1, *[1] * (mark.ndim - 1))
    above, below = nearest(mark)
    return (
        np.where(above >= 0, np.minimum(rows - above, FAR), FAR),
        np.where(below >= 0, np.minimum(below - rows, FAR), FAR),
    )


def run_length(mark: NDArray[np.bool_]) -> Column:
    """Length of the run of equal marks that each row stands in."""
    edges = np.flatnonzero(np.concatenate(([True], mark[1:] != mark[:-1], [True])))
    lengths = np.diff(edges)
    return np.repeat(lengths, lengths).astype(np.float64)


def cut(column: Column) -> Column:
    """Distances to both sides, cut at `FAR`."""
    near: Column = np.minimum(np.maximum(column, -FAR), FAR)  # np.clip takes three times as long for a short column
    return near


def densest(mass: Column, price: float) -> tuple[int, int]:
    """The run of rows (half open) with the largest sum of `mass` less `price` for each row without mass.

    The maximum-subarray problem (Kadane); `price` says how many words of text it takes to bridge one row of chrome.
    """
    sums = np.concatenate(([0.0], np.cumsum(np.where(mass > 0, mass, -price))))
    lows = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - lows))
    start = int(np.argmin(sums[: end + 1]))
    return start, end
