"""Features of the second pass that need the tree: what the first pass thinks of a block's relatives.

Blocks of one container, of one tag path or of one class stand or fall together: a template made them alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.score.context import nearest
from cleaner.score.tree import Nodes, numbered, steps_between

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from cleaner.model import Markup
    from cleaner.score.context import Column

_HELD: Final = 0.8  # share of the found body that its container must hold
_EVEN: Final = 0.5
_UP: Final = (1, 2, 3, 5)


def relatives(markups: Sequence[Markup], chance: Column, size: Column) -> dict[str, Column]:
    """What the first pass (`chance` of body for each block) found among a block's relatives; `size` is words."""
    found = chance * size
    keys: dict[str, list[Hashable]] = {
        "path": [(m.path, m.tag) for m in markups],
        "hints": [(m.tag, m.hints) for m in markups],
        "siblings": [(m.nodes[:-1], m.tag) for m in markups],
    }
    columns: dict[str, Column] = {}
    for name, key in keys.items():
        rows = numbered(key)
        words = np.bincount(rows, weights=size)
        columns[f"kin_{name}"] = (np.bincount(rows, weights=found) / np.maximum(words, 1.0))[rows]
        others = np.bincount(rows, weights=found)[rows] - found
        columns[f"kin_{name}_others"] = others / np.maximum(words[rows] - size, 1.0)
    nodes = Nodes.of(markups)
    columns |= _containers(nodes, found, size)
    columns |= _reach(nodes, chance)
    return columns


def _containers(nodes: Nodes, found: Column, size: Column) -> dict[str, Column]:
    bodies, words = nodes.totals(found), nodes.totals(size)
    total = max(float(found.sum()), 1.0)
    columns: dict[str, Column] = {}
    for up in _UP:
        node = nodes.above(up)
        columns[f"container_{up}"] = bodies[node] / np.maximum(words[node], 1.0)
        columns[f"container_{up}_share"] = bodies[node] / total
    inside, below = nodes.inside(nodes.innermost(bodies, _HELD * float(bodies.max())))
    columns["container_main"] = inside.astype(np.float64)
    columns["container_main_below"] = np.where(inside, below + 1.0, 0.0)
    return columns


def _reach(nodes: Nodes, chance: Column) -> dict[str, Column]:
    """Steps in the tree to the nearest found body above and below."""
    above, below = nearest(chance > _EVEN)
    return {
        "body_above_steps": steps_between(nodes, above),
        "body_below_steps": steps_between(nodes, below),
    }
