"""Vector operations over the rows of a document: windows, runs, distances, the core. All linear in its length."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

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


class Window(NamedTuple):
    """The rows i - `before` … i + `after` of a column, cut at the document's ends; -1 on one side leaves row i out."""

    column: int
    before: int  # at most `REACH`, as `after`
    after: int


def window_means(columns: Column, windows: tuple[Window, ...]) -> Column:
    """The mean over each of the windows, for each row: rows × windows. Nothing is 0 on average."""
    total, width = columns.shape
    # Running sums, drawn out by REACH rows at both ends, so that windows that stick out need no care.
    sums = np.zeros((total + 1 + 2 * REACH, width))
    np.cumsum(columns, axis=0, out=sums[REACH + 1 : REACH + 1 + total])
    sums[REACH + 1 + total :] = sums[REACH + total]
    flat = sums.ravel()
    before, after, low, high = _reaches(windows, width)
    rows = np.arange(total).reshape(-1, 1)
    starts = rows * width
    means: Column = flat.take(starts + high) - flat.take(starts + low)
    count = np.minimum(rows + after, total) - np.maximum(rows - before, 0)
    means /= np.maximum(count, 1)
    return means


@lru_cache(maxsize=64)
def _reaches(windows: tuple[Window, ...], width: int) -> tuple[NDArray[np.int64], ...]:
    """Where windows begin and end: in rows, and in the sums of `width` columns laid out one row after the other."""
    column, before, after = np.array(windows, dtype=np.int64).T
    after = after + 1
    return before, after, (REACH - before) * width + column, (REACH + after) * width + column


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
    return steps_to(*nearest(mark))


def steps_to(above: NDArray[np.int64], below: NDArray[np.int64]) -> tuple[Column, Column]:
    """Rows to those that `nearest` found; `FAR` where it found none."""
    rows = np.arange(len(above)).reshape(-1, *[1] * (above.ndim - 1))
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


def densest_runs(mass: Column, prices: Sequence[float]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each price, the run of rows (half open) with the largest sum of `mass`, less the price of each row without.

    The price says how many words of text it takes to bridge one row of chrome.
    """
    return heaviest_runs(np.where(mass > 0, mass, -np.array(prices)[:, None]))


def heaviest_runs(gains: Column) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where the run with the largest sum begins and ends (half open), in each row of `gains`.

    The maximum-subarray problem (Kadane).
    """
    sums = np.zeros((len(gains), gains.shape[1] + 1))
    np.cumsum(gains, axis=1, out=sums[:, 1:])
    lows = np.minimum.accumulate(sums, axis=1)
    ends = (sums - lows).argmax(axis=1)
    lowest = lows[np.arange(len(gains)), ends]
    return (sums <= lowest[:, None]).argmax(axis=1), ends
