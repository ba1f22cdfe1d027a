"""Features of the second pass that need the tree: what the first pass thinks of a block's relatives.

Blocks of one container, of one tag path or of one class stand or fall together: a template made them alike.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.score.context import nearest
from cleaner.score.tree import node_table, numbered, steps_between

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
    columns |= _containers(markups, found, size)
    columns |= _reach(markups, chance)
    return columns


def _containers(markups: Sequence[Markup], found: Column, size: Column) -> dict[str, Column]:
    ids: defaultdict[int, int] = defaultdict(count().__next__)
    depth = [len(m.nodes) for m in markups]
    at = np.array([ids[node] for m in markups for node in m.nodes], dtype=np.int64)
    wide = max(len(ids), 1)
    bodies = np.bincount(at, weights=np.repeat(found, depth), minlength=wide)
    words = np.bincount(at, weights=np.repeat(size, depth), minlength=wide)
    total = max(float(found.sum()), 1.0)
    columns: dict[str, Column] = {}
    for up in _UP:
        row = np.array([ids[m.nodes[max(-1 - up, -len(m.nodes))]] if m.nodes else 0 for m in markups], dtype=np.int64)
        columns[f"container_{up}"] = bodies[row] / np.maximum(words[row], 1.0)
        columns[f"container_{up}_share"] = bodies[row] / total
    main = max((node for node, row in ids.items() if bodies[row] >= _HELD * bodies.max() > 0), default=-1)
    inside = [main in m.nodes for m in markups]
    columns["container_main"] = np.array(inside, dtype=np.float64)
    columns["container_main_below"] = np.array(
        [float(len(m.nodes) - m.nodes.index(main)) if held else 0.0 for m, held in zip(markups, inside, strict=True)]
    )
    return columns


def _reach(markups: Sequence[Markup], chance: Column) -> dict[str, Column]:
    """Steps in the tree to the nearest found body above and below."""
    nodes = node_table(markups)
    above, below = nearest(chance > _EVEN)
    return {
        "body_above_steps": steps_between(nodes, above),
        "body_below_steps": steps_between(nodes, below),
    }
