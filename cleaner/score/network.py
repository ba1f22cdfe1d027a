"""A committee of small convolutional networks over the rows of a document, evaluated with numpy alone.

Each row enters with its features; residual layers then look at the rows ever farther above and below it (dilated
convolution: van den Oord et al. 2016, "WaveNet"), and one layer in their midst at the whole document (attention
pooling). So a row is judged by the zone it stands in: head, body, insertion or tail. The cost is linear in the rows.
The score is the mean of the members', which were fitted with different losses: they rarely fail on the same page.

As all layers add to one sum, a row's score is exactly a sum of points: of its own features (the rescale rule of
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
    from cleaner.score.table import Table

    Matrix = NDArray[np.float32]

ALONE: Final = 1 << 18  # multiplications in one matrix product: with more, OpenBLAS wakes threads that cost more CPU
LIMIT: Final = 5.0  # standard deviations: features are cut here, so that no strange document leaves the known range
POOLED: Final = "the document"


BODY: Final = "body"
HEADLINE: Final = "headline"


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One residual layer: a row sees itself and the rows `reach` above and below it."""

    reach: int
    enter: Matrix  # members, width, 3 × hidden: for the row above, the row itself, and the row below
    bias: Matrix  # members, 1, hidden
    leave: Matrix  # members, hidden, width

    @classmethod
    def of(cls, reach: int, enter: Matrix, bias: Matrix, leave: Matrix) -> Layer:
        """A layer from the weights of a file, where `enter` stands as members, 3 × width, hidden."""
        sides = np.split(enter, 3, axis=1)
        return cls(reach, np.ascontiguousarray(np.concatenate(sides, axis=2)), bias, leave)

    def step(self, state: Matrix) -> Matrix:
        """What the layer adds to each row's state."""
        hidden = self.bias.shape[2]
        # Shifting a row's products to its neighbours costs less than copying the neighbours' states beside its own.
        sent = product(state, self.enter)
        heard = sent[:, :, hidden : 2 * hidden] + self.bias
        inside = max(state.shape[1] - self.reach, 0)
        heard[:, self.reach :] += sent[:, :inside, :hidden]
        heard[:, :inside] += sent[:, self.reach :, 2 * hidden :]
        return product(np.maximum(heard, 0.0, out=heard), self.leave)


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """What the whole document says: for each head the mean of all rows, weighted by what the head looks for."""

    look: Matrix  # members, width, heads
    value: Matrix  # members, width, values
    leave: Matrix  # members, heads × values, width

    def step(self, state: Matrix) -> Matrix:
        """What the layer adds to every row alike: one row."""
        weight = product(state, self.look)
        weight = np.exp(weight - weight.max(axis=1, keepdims=True))
        weight /= weight.sum(axis=1, keepdims=True)
        held = weight.transpose(0, 2, 1) @ product(state, self.value)
        added: Matrix = held.reshape(len(state), 1, -1) @ self.leave
        return added


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """The weights of one mode; scores are log-odds."""

    names: tuple[str, ...]  # of the features, in the order of the columns
    outputs: tuple[str, ...]  # what a row is scored for: `BODY` first
    logged: NDArray[np.int64]  # features that are taken by their logarithm
    mean: Matrix
    scale: Matrix
    enter: Matrix  # members, features, width
    bias: Matrix  # members, 1, width
    layers: tuple[Layer | Pool, ...]
    leave: Matrix  # members, width, outputs
    constant: Column  # of each output

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Network:
        """Read the networks of a weights file; raises `KeyError`, `TypeError` or `ValueError` for what are none."""
        arrays = {name: _decode(array) for name, array in data["arrays"].items()}
        layers = tuple(_layer(arrays, i, kind) for i, kind in enumerate(data["layers"]))
        names, outputs = tuple(data["features"]), tuple(data["outputs"])
        if arrays["enter"].shape[1] != len(names):
            raise ValueError(f"weights for {arrays['enter'].shape[1]} features, but {len(names)} names")
        if arrays["leave"].shape[2] != len(outputs) or not outputs or outputs[0] != BODY:
            raise ValueError(f"weights for {arrays['leave'].shape[2]} outputs, but named {outputs}")
        logged = frozenset(data["logged"])
        return cls(
            names=names,
            outputs=outputs,
            logged=np.array([place for place, name in enumerate(names) if name in logged], dtype=np.int64),
            mean=arrays["mean"],
            scale=arrays["scale"],
            enter=arrays["enter"],
            bias=arrays["bias"],
            layers=layers,
            leave=arrays["leave"],
            constant=np.array(data["constant"], dtype=np.float64),
        )

    def judge(self, table: Table) -> Judgement:
        """Score each row of the document, and keep what explains it."""
        features = self._features(table)
        sums = product(features, self.enter)
        first: Matrix = np.tanh(sums + self.bias)
        state, added = first, []
        for layer in self.layers:
            added.append(layer.step(state))
            state = state + added[-1]
        scores = (state @ self.leave).mean(axis=0, dtype=np.float64) + self.constant
        return Judgement(self, scores, features, sums, first, tuple(added))

    def _features(self, table: Table) -> Matrix:
        """The features as the networks take them: rows × features, each around zero and of one size."""
        values = table.select(self.names)
        logged = values[:, self.logged]
        values[:, self.logged] = np.copysign(np.log1p(np.abs(logged)), logged)
        values -= self.mean
        values *= self.scale
        return np.clip(values, -LIMIT, LIMIT, out=values)


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """A document's scores, and the sums they are made of."""

    network: Network
    outputs: Column  # rows × outputs: log-odds
    features: Matrix  # rows × features
    sums: Matrix  # members × rows × width: of the features, weighted
    first: Matrix  # members × rows × width: the state before any layer
    added: tuple[Matrix, ...]  # what each layer added to it; one row where it is the same for all

    @property
    def scores(self) -> Column:
        """Log-odds of body for each row."""
        return self.outputs[:, 0]

    @property
    def headline(self) -> Column:
        """Log-odds of each row for being the headline, against no row being it. Raises `ValueError` without such."""
        return self.outputs[:, self.network.outputs.index(HEADLINE)]

    def points(self, rows: NDArray[np.int64]) -> tuple[Matrix, Matrix]:
        """By how much each feature (rows × features) and each layer (rows × layers) moved the scores of `rows`.

        Their sums, the network's constant and what a row without any special feature would have make the score.
        """
        network, sums, first = self.network, self.sums[:, rows], self.first[:, rows]
        change = first - np.tanh(network.bias)
        steepness = np.divide(change, sums, out=np.ones_like(sums), where=sums != 0)
        steepness *= network.leave[:, None, :, 0]
        by_feature = self.features[rows] * product(steepness, network.enter.transpose(0, 2, 1)).mean(axis=0)
        nowhere = np.zeros_like(rows)
        added = [layer[:, nowhere if layer.shape[1] == 1 else rows] for layer in self.added]
        by_layer = product(np.concatenate(added, axis=1), network.leave[:, :, :1]).mean(axis=0)
        return by_feature, by_layer.reshape(len(added), len(rows)).T


def product(rows: Matrix, weights: Matrix) -> Matrix:
    """Each member's matrix product, in pieces so small that the library does not wake threads for them.

    `rows` are those of each member, or the same rows for all.
    """
    step = max(ALONE // (weights.shape[1] * weights.shape[2]), 1)
    total = rows.shape[-2]
    if total <= step:
        return rows @ weights
    out = np.empty((len(weights), total, weights.shape[2]), dtype=np.float32)
    for start in range(0, total, step):
        np.matmul(rows[..., start : start + step, :], weights, out=out[:, start : start + step])
    return out


def _layer(arrays: dict[str, Matrix], number: int, reach: int | str) -> Layer | Pool:
    parts = {name.partition(".")[2]: array for name, array in arrays.items() if name.startswith(f"{number}.")}
    return Pool(**parts) if reach == POOLED else Layer.of(int(reach), **parts)


def _decode(array: dict[str, Any]) -> Matrix:
    values = np.frombuffer(base64.b64decode(array["data"], validate=True), dtype="<f2")
    return values.astype(np.float32).reshape(array["shape"])
