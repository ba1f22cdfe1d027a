"""Where a row stands: how far from the running text, beside what, and in what company."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.score.context import FAR, Window, cut, nearest, run_length, share_before, steps_to, window_means
from cleaner.score.rows import AT, LONG_WORDS, PRICES
from cleaner.score.table import Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cleaner.score.context import Column
    from cleaner.score.rows import Rows

RHYTHMS: Final = (1, 2, 3, 4)  # rows: a list of teasers repeats its shapes at one of these distances
_NEIGHBOURS: Final = (-3, -2, -1, 1, 2, 3)
_BESIDE: Final = ("size", "mass", "terminal")  # seen at each of them
_PASSED_ON: Final = ("capitals", "numbers", "colon", "ellipsis", "name_like", "clock")  # seen at the next rows
_NEAR: Final = ("capitals", "numbers", "clock", "question", "symbols")  # seen in the mean of the rows around
_PASSED_AT, _NEAR_AT = ([AT[name] for name in names] for names in (_PASSED_ON, _NEAR))

PLACE: Final = (
    "row", "row_from_end", "row_share", "mass_before", "mass_after", "words_before", "run", "long_above", "long_below",
    "mass_above_near", "mass_below_near", "long_above_words", "long_below_words",
    *(f"core_{price:.0f}{side}" for price in PRICES for side in ("", "_start", "_end")),
)  # fmt: skip
BESIDE: Final = (
    *(f"{name}_{by:+d}" for by in _NEIGHBOURS for name in _BESIDE),
    *(f"{name}_{by:+d}" for by in (-1, 1) for name in _PASSED_ON),
)
WINDOWS: Final = (
    *(f"{name}_{reach}" for reach in (2, 5, 12) for name in ("prose", "size_mean")),
    *(f"{name}_{side}_{reach}" for reach in (4, 15) for side in ("above", "below") for name in ("prose", "mass_mean")),
    *(f"{name}_near" for name in _NEAR),
    *(f"rhythm_{by}" for by in RHYTHMS),
)
_WINDOWED: Final = 4 + len(_NEAR) + len(RHYTHMS)  # columns that windows are laid on: see `means`
_MEANS: Final = (
    *(Window(column, reach, reach) for reach in (2, 5, 12) for column in (0, 1)),
    *(Window(column, *side) for reach in (4, 15) for side in ((reach, -1), (-1, reach)) for column in (0, 2)),
    *(Window(4 + number, 4, 4) for number in range(len(_NEAR))),
    *(Window(4 + len(_NEAR) + number, 6, 6) for number in range(len(RHYTHMS))),
    Window(3, 3, 3),
    Window(3, 0, 8),
)


def place(rows: Rows, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Table:
    """The columns of `PLACE`; the cores of text begin at `starts` and end before `ends`, one for each of `PRICES`."""
    size, mass = rows.size, rows.mass
    total = len(size)
    number = np.arange(total, dtype=np.float64)
    read = np.cumsum(size) - size
    near_above, near_below = nearest(np.stack((mass >= LONG_WORDS, rows.prose), axis=1))
    above, below = steps_to(near_above, near_below)
    long_above, long_below = near_above[:, 0], near_below[:, 0]
    columns = [
        np.minimum(number, FAR),
        np.minimum(total - 1 - number, FAR),
        number / max(total - 1, 1),
        share_before(mass),
        share_before(mass[::-1])[::-1],
        np.minimum(read, 2000.0),
        run_length(rows.prose),
        above[:, 0],
        below[:, 0],
        above[:, 1],
        below[:, 1],
        np.where(long_above >= 0, np.minimum(read - read[long_above], FAR), FAR),
        np.where(long_below >= 0, np.minimum(read[long_below] - read, FAR), FAR),
    ]
    from_start, from_end = number - starts[:, None], number - ends[:, None]
    inside = (from_start >= 0) & (from_end < 0)
    cores = np.stack((inside, cut(from_start), cut(from_end + 1)), axis=1).reshape(-1, total)
    return Table(PLACE, np.concatenate((np.array(columns), cores)).T)


def beside(rows: Rows) -> Table:
    """The columns of `BESIDE`: what a row's neighbours are like."""
    own, total, edge = rows.own, len(rows.own), max(_NEIGHBOURS)
    near = np.zeros((total + 2 * edge, len(_BESIDE) + len(_PASSED_ON)))  # drawn out at both ends
    near[:, 2] = -1.0  # no row there: neither a sentence's end nor none
    inside = near[edge : edge + total]
    inside[:, 0], inside[:, 1], inside[:, 2] = rows.size, rows.mass, own[:, AT["terminal"]]
    inside[:, 3:] = own[:, _PASSED_AT]
    seen = [near[edge + by : edge + by + total, :3] for by in _NEIGHBOURS]
    seen += [near[edge + by : edge + by + total, 3:] for by in (-1, 1)]
    return Table(BESIDE, np.concatenate(seen, axis=1))


def means(rows: Rows, in_core: Column) -> Column:
    """The columns of `WINDOWS`, and the share of stems in the core around each row and below it."""
    own, size = rows.own, rows.size
    shape = np.minimum(np.log2(size + 1).astype(np.int64), 6) * 4 + own[:, AT["terminal"]].astype(np.int64) * 2
    shape += own[:, AT["numbers"]] > 0
    columns = np.zeros((len(size), _WINDOWED))
    columns[:, 0], columns[:, 1], columns[:, 2], columns[:, 3] = rows.prose, size, rows.mass, in_core
    columns[:, 4 : 4 + len(_NEAR)] = own[:, _NEAR_AT]
    for number, by in enumerate(RHYTHMS, 4 + len(_NEAR)):
        columns[:-by, number] = shape[by:] == shape[:-by]
    return window_means(columns, _MEANS)
