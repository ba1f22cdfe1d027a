"""Where a block stands in the page's tree: which containers hold the running text, and how far it is from it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
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


def tree_columns(
    markups: Sequence[Markup], size: Column, mass: Column, linked: Column, *, steps: bool = True
) -> dict[str, Column]:
    """Features of place in the tree; of each block `size` is words, `mass` those of running text, `linked` in links.

    Those in `STEPS` cost the most and are left out where nobody asks for `steps`.
    """
    nodes = Nodes.of(markups)
    words, sums, links = nodes.totals(size), nodes.totals(mass), nodes.totals(linked)
    counts = nodes.totals(np.ones(len(mass)))
    total = max(float(mass.sum()), 1.0)
    columns: dict[str, Column] = {}
    for up in _LEVELS_UP:
        node = nodes.above(up)
        columns[f"holder_mass_{up}"] = sums[node] / total
        columns[f"holder_prose_{up}"] = sums[node] / np.maximum(words[node], 1.0)
        columns[f"holder_blocks_{up}"] = np.minimum(counts[node], FAR)
        columns[f"holder_linked_{up}"] = links[node] / np.maximum(words[node], 1.0)
    for share in SHARES:
        columns |= _main(nodes, sums, share)
    columns |= _likeness([(m.path, m.tag) for m in markups], mass, "path")
    columns |= _likeness([(m.tag, m.hints) for m in markups], mass, "hints")
    columns |= _likeness([m.nodes[:-1] for m in markups], mass, "siblings")
    if steps:
        columns |= _steps(nodes, mass)
    return columns


@dataclass(frozen=True, slots=True, eq=False)
class Nodes:
    """The elements of a page's blocks, by their numbers in document order."""

    table: NDArray[np.int64]
    """One row for each block, outermost element first, filled up with numbers that no other row has."""
    depth: NDArray[np.int64]  # how many elements each block stands in, its own included
    flat: NDArray[np.int64]  # the elements of all blocks, one block after the other

    @classmethod
    def of(cls, markups: Sequence[Markup]) -> Nodes:
        """Collect the elements of the blocks."""
        depth = np.array([len(m.nodes) for m in markups], dtype=np.int64)
        flat = np.array([node for m in markups for node in m.nodes], dtype=np.int64)
        table = np.repeat(-1 - np.arange(len(markups))[:, None], max(int(depth.max(initial=0)), 1), axis=1)
        table[np.arange(table.shape[1]) < depth[:, None]] = flat
        return cls(table, depth, flat)

    def totals(self, values: Column) -> Column:
        """For each number, the sum of the `values` of all blocks inside that element."""
        return np.bincount(self.flat, weights=np.repeat(values, self.depth), minlength=1).astype(np.float64)

    def above(self, up: int) -> NDArray[np.int64]:
        """The element `up` levels above each block's own, or the outermost one."""
        found = self.table[np.arange(len(self.depth)), np.maximum(self.depth - 1 - up, 0)]
        return np.where(self.depth > 0, found, self.flat[0] if len(self.flat) else 0)

    def innermost(self, sums: Column, least: float) -> int:
        """The last element in document order whose sum is at least `least`; -1 where there is none or `least` is 0."""
        found = np.flatnonzero(sums >= least)
        return int(found[-1]) if least > 0 and len(found) else -1

    def inside(self, node: int) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
        """Whether each block stands in an element, and how many elements it has between, its own included."""
        held: NDArray[np.bool_] = (self.table == node) & (node >= 0)
        inside: NDArray[np.bool_] = np.any(held, axis=1)
        return inside, self.depth - 1 - held.argmax(axis=1)


def _main(nodes: Nodes, sums: Column, share: float) -> dict[str, Column]:
    """The innermost element that holds `share` of the page's running text, and each block's place beside it."""
    inside, below = nodes.inside(nodes.innermost(sums, share * float(sums.max(initial=0.0))))
    rows = np.flatnonzero(inside)
    at = np.arange(len(inside), dtype=np.float64)
    first, last = (rows[0], rows[-1]) if len(rows) else (0, 0)
    name = f"main_{share * 100:.0f}"
    return {
        name: inside.astype(np.float64),
        f"{name}_below": np.where(inside, below, -1.0),
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


def steps_between(nodes: Nodes, other: NDArray[np.int64]) -> Column:
    """Steps in the tree from each block to the block in row `other`; `FAR` where that is -1."""
    table, depth = nodes.table, nodes.depth
    common = np.logical_and.accumulate(table == table[other], axis=1).sum(axis=1)
    return np.where(other >= 0, depth + depth[other] - 2 * common, FAR)


def _steps(nodes: Nodes, mass: Column) -> dict[str, Column]:
    """Steps in the tree between neighbours, and to the nearest running text above and below."""
    table, depth = nodes.table, nodes.depth
    common = np.zeros(len(depth), dtype=np.int64)
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
