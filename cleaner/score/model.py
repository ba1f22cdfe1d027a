"""Boosted decision trees from a data file, evaluated for all rows and trees of a document at once.

A weights file is JSON: the features by name, in the order the trees number them, and the trees as flat arrays. Trees
speak in log-odds of body; a row's score is the sum over the trees. Because each split moves the expected score by a
known amount, a score can be written as a sum of points by feature (Saabas 2014, "Interpreting random forests").
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from cleaner.rules.files import scorer_folder
from cleaner.score.network import Network

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from cleaner.score.context import Column

PLAIN: Final = "text"  # weights for text
MARKED: Final = "page"  # weights for blocks with mark-up
ROWS_AT_ONCE: Final = 4096  # bounds the memory for a document of many lines


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """An ensemble of binary trees. Inner nodes send a row left where its feature is at most the threshold."""

    names: tuple[str, ...]
    roots: NDArray[np.int32]
    feature: NDArray[np.int32]  # of each node; 0 at leaves
    threshold: NDArray[np.float32]
    children: NDArray[np.int32]  # 2 × node, + 1 for the right one; a leaf is its own child
    value: NDArray[np.float32]  # the expected score at each node; at a leaf its output
    depth: int

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Trees:
        """Read one ensemble of a weights file; raises `KeyError` or `ValueError` for what is not one."""
        left = np.array(data["left"], dtype=np.int32)
        right = np.array(data["right"], dtype=np.int32)
        if not len(left) == len(right) == len(data["feature"]) == len(data["threshold"]) == len(data["value"]):
            raise ValueError("the arrays of the trees differ in length")
        children = np.stack([left, right], axis=1).ravel()
        names = tuple(data["features"])
        feature = np.array(data["feature"], dtype=np.int32)
        if feature.max(initial=0) >= len(names) or children.max(initial=0) >= len(left):
            raise ValueError("a tree points outside its arrays")
        return cls(
            names=names,
            roots=np.array(data["roots"], dtype=np.int32),
            feature=feature,
            threshold=np.array(data["threshold"], dtype=np.float32),
            children=children,
            value=np.array(data["value"], dtype=np.float32),
            depth=int(data["depth"]),
        )

    def score(self, table: NDArray[np.float32]) -> Column:
        """The log-odds of body for each row of `table`, whose columns are `names`."""
        parts = [self._score(table[i : i + ROWS_AT_ONCE]) for i in range(0, len(table), ROWS_AT_ONCE)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _score(self, table: NDArray[np.float32]) -> Column:
        node = np.broadcast_to(self.roots, (len(table), len(self.roots)))
        flat = np.ascontiguousarray(table).ravel()
        offset = (np.arange(len(table), dtype=np.int32) * table.shape[1])[:, None]
        for _ in range(self.depth):
            node = self._step(node, flat, offset)
        scores: Column = self.value.take(node).sum(axis=1, dtype=np.float64)
        return scores

    def _step(self, node: NDArray[np.int32], flat: NDArray[np.float32], offset: NDArray[np.int32]) -> NDArray[np.int32]:
        right = flat.take(self.feature.take(node) + offset) > self.threshold.take(node)
        return self.children.take(2 * node + right)


@dataclass(frozen=True, slots=True, eq=False)
class ScorerModel:
    """The weights for text: a network, and the costs of the decision."""

    network: Network
    costs: dict[str, float]


def load_model(path: Path) -> ScorerModel:
    """Read a weights file. Raises `OSError` if it is missing, `ValueError` if it is not one."""
    try:
        data = json.loads(path.read_text("utf-8"))
        return ScorerModel(Network.from_dict(data["network"]), dict(data["costs"]))
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path.name}: not a file of weights: {error!r}") from error


@cache
def builtin_model() -> ScorerModel:
    """The weights for text that ship with the rules, read at their first use."""
    return load_model(scorer_folder() / f"{PLAIN}.json")
