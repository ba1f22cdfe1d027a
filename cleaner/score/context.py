"""Vector operations over a column of a document: windows, runs, distances, the core. All linear in its length."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]
FAR: Final = 200.0  # distances are cut here: further away is just "far"


def shifted(column: Column, by: int, fill: float = 0.0) -> Column:
    """The column as its neighbours see it: row i holds the value of row i + `by`."""
    out = np.full(len(column), fill)
    if abs(by) >= len(column):
        return out
    if by > 0:
        out[:-by] = column[by:]
    else:
        out[-by:] = column[:by]
    return out


def window_mean(column: Column, before: int, after: int) -> Column:
    """Mean over rows i - `before` … i + `after`, cut at the document's ends; of each column if there are more."""
    total = len(column)
    sums = np.zeros((total + 1, *column.shape[1:]))
    np.cumsum(column, axis=0, out=sums[1:])
    rows = np.arange(total)
    low, high = np.maximum(rows - before, 0), np.minimum(rows + after + 1, total)
    wide = np.maximum(high - low, 1)
    means: Column = (sums[high] - sums[low]) / (wide if column.ndim == 1 else wide[:, None])
    return means


def share_before(column: Column) -> Column:
    """Share of the column's sum that stands above each row, the row excluded."""
    sums = np.cumsum(column)
    return (sums - column) / max(float(sums[-1]), 1.0)


def distance_above(mark: NDArray[np.bool_], position: Column) -> Column:
    """From each row to the nearest marked row above it, along `position` (rows or words); `FAR` where there is none."""
    last = np.maximum.accumulate(np.where(mark, np.arange(len(mark)), -1))
    last = np.concatenate(([-1], last[:-1]))
    return np.where(last >= 0, np.minimum(position - position[last], FAR), FAR)


def distance_below(mark: NDArray[np.bool_], position: Column) -> Column:
    """The same to the nearest marked row below."""
    return distance_above(mark[::-1], -position[::-1])[::-1]


def run_length(mark: NDArray[np.bool_]) -> Column:
    """Length of the run of equal marks that each row stands in."""
    edges = np.flatnonzero(np.concatenate(([True], mark[1:] != mark[:-1], [True])))
    lengths = np.diff(edges)
    return np.repeat(lengths, lengths).astype(np.float64)


def densest(mass: Column, price: float) -> tuple[int, int]:
    """The run of rows (half open) with the largest sum of `mass` less `price` for each row without mass.

    The maximum-subarray problem (Kadane); `price` says how many words of text it takes to bridge one row of chrome.
    """
    sums = np.concatenate(([0.0], np.cumsum(np.where(mass > 0, mass, -price))))
    lows = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - lows))
    start = int(np.argmin(sums[: end + 1]))
    return start, end
