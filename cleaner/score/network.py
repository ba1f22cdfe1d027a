"""A small convolutional network over the rows of a document, read from a data file and evaluated with numpy alone.

Each row enters with its features; residual layers then look at the rows ever farther above and below it (dilated
convolution: van den Oord et al. 2016, "WaveNet"), and one layer in their midst at the whole document (attention
pooling). So a row is judged by the zone it stands in: head, body, insertion or tail. The cost is linear in the rows.

As all layers add to one sum, a row's score is told exactly as points: of its own features (the rescale rule of
Shrikumar et al. 2017, "DeepLIFT"), and of its surroundings by their reach.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cleaner.score.context import Column
    from cleaner.score.features import Columns

    Matrix = NDArray[np.float32]

ALONE: Final = 1 << 17  # multiplications in one matrix product: with more, OpenBLAS wakes threads that cost more CPU
LIMIT: Final = 5.0  # standard deviations: features are cut here, so that no strange document leaves the known range
POOLED: Final = "the document"


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One residual layer: a row sees itself and the rows `reach` above and below it."""

    reach: int
    enter: Matrix  # 3 × width, hidden
    bias: Matrix
    leave: Matrix  # hidden, width

    def step(self, state: Matrix) -> Matrix:
        """What the layer adds to each row's state."""
        rows, width = state.shape
        seen = np.zeros((rows, 3 * width), dtype=np.float32)
        seen[self.reach :, :width] = state[: -self.reach or None][: max(rows - self.reach, 0)]
        seen[:, width : 2 * width] = state
        seen[: max(rows - self.reach, 0), 2 * width :] = state[self.reach :]
        hidden = product(seen, self.enter) + self.bias
        return product(np.maximum(hidden, 0.0, out=hidden), self.leave)


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """What the whole document says: for each head the mean of all rows, weighted by what the head looks for."""

    look: Matrix  # width, heads
    value: Matrix  # width, values
    leave: Matrix  # heads × values, width

    def step(self, state: Matrix) -> Matrix:
        """What the layer adds to every row alike: one row."""
        weight = product(state, self.look)
        weight = np.exp(weight - weight.max(axis=0))
        weight /= weight.sum(axis=0)
        added: Matrix = (weight.T @ product(state, self.value)).reshape(1, -1) @ self.leave
        return added


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The weights of one mode; scores are log-odds of body."""

    names: tuple[str, ...]  # of the features, in the order of the columns
    logged: NDArray[np.bool_]  # features that are taken by their logarithm
    mean: Matrix
    scale: Matrix
    enter: Matrix  # features, width
    bias: Matrix
    layers: tuple[Layer | Pool, ...]
    leave: Matrix  # width
    constant: float

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Network:
        """Read a network of a weights file; raises `KeyError`, `TypeError` or `ValueError` for what is not one."""
        arrays = {name: _decode(array) for name, array in data["arrays"].items()}
        layers = tuple(_layer(arrays, i, kind) for i, kind in enumerate(data["layers"]))
        names = tuple(data["features"])
        if arrays["enter"].shape[0] != len(names):
            raise ValueError(f"weights for {arrays['enter'].shape[0]} features, but {len(names)} names")
        logged = frozenset(data["logged"])
        return cls(
            names=names,
            logged=np.array([name in logged for name in names]),
            mean=arrays["mean"],
            scale=arrays["scale"],
            enter=arrays["enter"],
            bias=arrays["bias"],
            layers=layers,
            leave=arrays["leave"],
            constant=float(data["constant"]),
        )

    def judge(self, columns: Columns) -> Judgement:
        """Score each row of the document, and keep what tells why."""
        table = self._table(columns)
        sums = product(table, self.enter)
        first: Matrix = np.tanh(sums + self.bias)
        state, added = first, []
        for layer in self.layers:
            added.append(layer.step(state))
            state = state + added[-1]
        return Judgement(self, self.leaves(state) + self.constant, table, sums, first, tuple(added))

    def _table(self, columns: Columns) -> Matrix:
        """The features as the network takes them: rows × features, each around zero and of one size."""
        table = np.array([columns[name] for name in self.names], dtype=np.float32).T
        logged = table[:, self.logged]
        table[:, self.logged] = np.copysign(np.log1p(np.abs(logged)), logged)
        table -= self.mean
        table *= self.scale
        return np.clip(table, -LIMIT, LIMIT, out=table)

    def leaves(self, state: Matrix) -> Column:
        """What a state, or a part of its sum, gives to the score."""
        scores: Column = (state * self.leave).sum(axis=1, dtype=np.float64)
        return scores


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """A document's scores, and the sums they are made of."""

    network: Network
    scores: Column  # log-odds of body for each row
    table: Matrix  # rows × features
    sums: Matrix  # rows × width: of the features, weighted
    first: Matrix  # rows × width: the state before any layer
    added: tuple[Matrix, ...]  # what each layer added to it; one row where it is the same for all

    def points(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """By how much each feature (rows × features) and each layer (rows × layers) moved the scores of `rows`.

        Their sums, the network's constant and what a row without any special feature would have make the score.
        """
        network, sums, first = self.network, self.sums[rows], self.first[rows]
        change = first - np.tanh(network.bias)
        steepness = network.leave * np.divide(change, sums, out=np.ones_like(sums), where=sums != 0)
        by_feature = self.table[rows] * product(steepness, network.enter.T)
        by_layer = [
            np.broadcast_to(network.leaves(added if len(added) == 1 else added[rows]), len(rows))
            for added in self.added
        ]
        return by_feature.astype(np.float64), np.stack(by_layer, axis=1)


def product(rows: Matrix, weights: Matrix) -> Matrix:
    """The matrix product, in pieces so small that the library does not wake threads for them."""
    step = max(ALONE // weights.size, 1)
    if len(rows) <= step:
        return rows @ weights
    out = np.empty((len(rows), weights.shape[1]), dtype=np.float32)
    for start in range(0, len(rows), step):
        np.matmul(rows[start : start + step], weights, out=out[start : start + step])
    return out


def _layer(arrays: dict[str, Matrix], number: int, reach: int | str) -> Layer | Pool:
    parts = {name.partition(".")[2]: array for name, array in arrays.items() if name.startswith(f"{number}.")}
    return Pool(**parts) if reach == POOLED else Layer(reach=int(reach), **parts)


def _decode(array: dict[str, Any]) -> Matrix:
    values = np.frombuffer(base64.b64decode(array["data"], validate=True), dtype="<f2")
    return values.astype(np.float32).reshape(array["shape"])
