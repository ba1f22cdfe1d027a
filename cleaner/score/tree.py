"""Where a block stands in the page's tree: which containers hold the running text, and how far it is from it."""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.score.context import FAR, cut, nearest, shifted

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from numpy.typing import NDArray

    from cleaner.model import Markup
    from cleaner.score.context import Column

# A container is the text's when it holds at least this share of the page's running text.
SHARES: Final = (0.5, 0.75, 0.9)
_LEVELS_UP: Final = (1, 2, 3)
STEPS: Final = (
    "step_up", "step_down", "step_up_next", "step_down_next", "prose_above_steps", "prose_below_steps",
)  # fmt: skip


def tree_columns(markups: Sequence[Markup], size: Column, mass: Column, *, steps: bool = True) -> dict[str, Column]:
    """Features of place in the tree; `size` is words, `mass` words of running text of each block.

    Those in `STEPS` cost the most and are left out where nobody asks for `steps`.
    """
    ids, words, sums, counts = _totals(markups, size, mass)
    total = max(float(mass.sum()), 1.0)
    columns: dict[str, Column] = {}
    for up in _LEVELS_UP:
        node = np.array([ids[m.nodes[max(-1 - up, -len(m.nodes))]] if m.nodes else 0 for m in markups])
        columns[f"holder_mass_{up}"] = sums[node] / total
        columns[f"holder_prose_{up}"] = sums[node] / np.maximum(words[node], 1.0)
        columns[f"holder_blocks_{up}"] = np.minimum(counts[node], FAR)
    for share in SHARES:
        columns |= _main(markups, ids, sums, share)
    columns |= _likeness([(m.path, m.tag) for m in markups], mass, "path")
    columns |= _likeness([(m.tag, m.hints) for m in markups], mass, "hints")
    columns |= _likeness([m.nodes[:-1] for m in markups], mass, "siblings")
    if steps:
        columns |= _steps(markups, mass)
    return columns


def _totals(markups: Sequence[Markup], size: Column, mass: Column) -> tuple[dict[int, int], Column, Column, Column]:
    """Words, running text and blocks of each element: its number -> row, and the three sums by row."""
    ids: defaultdict[int, int] = defaultdict(count().__next__)
    rows = [ids[node] for m in markups for node in m.nodes]
    depth = [len(m.nodes) for m in markups]
    at = np.array(rows, dtype=np.int64)
    wide = max(len(ids), 1)
    return (
        ids,
        np.bincount(at, weights=np.repeat(size, depth), minlength=wide).astype(np.float64),
        np.bincount(at, weights=np.repeat(mass, depth), minlength=wide).astype(np.float64),
        np.bincount(at, minlength=wide).astype(np.float64),
    )


def _main(markups: Sequence[Markup], ids: dict[int, int], sums: NDArray[np.float64], share: float) -> dict[str, Column]:
    """The innermost element that holds `share` of the page's running text, and each block's place beside it."""
    wanted = share * float(sums.max(initial=0.0))
    main = max((node for node, row in ids.items() if sums[row] >= wanted > 0), default=-1)
    inside = np.array([main in m.nodes for m in markups], dtype=np.float64)
    below = np.array([len(m.nodes) - 1 - m.nodes.index(main) if main in m.nodes else -1.0 for m in markups])
    rows = np.flatnonzero(inside)
    at = np.arange(len(markups), dtype=np.float64)
    first, last = (rows[0], rows[-1]) if len(rows) else (0, 0)
    name = f"main_{share * 100:.0f}"
    return {
        name: inside,
        f"{name}_below": below,
        f"{name}_from": cut(at - first),
        f"{name}_to": cut(at - last),
    }


def _likeness(keys: Sequence[Hashable], mass: Column, name: str) -> dict[str, Column]:
    """Blocks made alike: how many there are, how much of the running text they hold, how prosaic they are."""
    rows = numbered(keys)
    count = np.bincount(rows).astype(np.float64)
    held = np.bincount(rows, weights=mass)
    prose = np.bincount(rows, weights=(mass > 0).astype(np.float64))
    return {
        f"like_{name}": np.minimum(count[rows], FAR),
        f"like_{name}_mass": held[rows] / max(float(mass.sum()), 1.0),
        f"like_{name}_prose": prose[rows] / count[rows],
    }


def numbered(keys: Sequence[Hashable]) -> NDArray[np.int64]:
    """A number for each key, the same for the same."""
    numbers: defaultdict[Hashable, int] = defaultdict(count().__next__)
    return np.array([numbers[key] for key in keys], dtype=np.int64)


def node_table(markups: Sequence[Markup]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The numbers of each block's elements, outermost first, one row for each block, and how many there are.

    Rows are filled up with a number of their own, so that no two rows agree there.
    """
    depth = np.array([len(m.nodes) for m in markups], dtype=np.int64)
    table = np.repeat(-1 - np.arange(len(markups))[:, None], max(int(depth.max(initial=0)), 1), axis=1)
    filled = np.arange(table.shape[1]) < depth[:, None]
    table[filled] = np.array([node for m in markups for node in m.nodes], dtype=np.int64)
    return table, depth


def steps_between(nodes: tuple[NDArray[np.int64], NDArray[np.int64]], other: NDArray[np.int64]) -> Column:
    """Steps in the tree from each block to the block in row `other`; `FAR` where that is -1."""
    table, depth = nodes
    common = np.logical_and.accumulate(table == table[other], axis=1).sum(axis=1)
    return np.where(other >= 0, depth + depth[other] - 2 * common, FAR)


def _steps(markups: Sequence[Markup], mass: Column) -> dict[str, Column]:
    """Steps in the tree between neighbours, and to the nearest running text above and below."""
    nodes = node_table(markups)
    table, depth = nodes
    common = np.zeros(len(markups), dtype=np.int64)
    common[1:] = np.logical_and.accumulate(table[1:] == table[:-1], axis=1).sum(axis=1)
    up = shifted(depth.astype(np.float64), -1) - common
    down = (depth - common).astype(np.float64)
    above, below = nearest(mass > 0)
    columns = (
        up,
        down,
        shifted(up, 1, -1.0),
        shifted(down, 1, -1.0),
        steps_between(nodes, above),
        steps_between(nodes, below),
    )
    return dict(zip(STEPS, columns, strict=True))
