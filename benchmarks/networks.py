"""Fits the networks of `cleaner.score.network` with JAX and writes them in the plain form that it reads.

The loss has three parts: cross entropy of each row, one minus a soft F1 of each document (the sums of F1 with chances
for yes and no), and for the headline the cross entropy of one choice among a document's candidates and none of them.
What keeps a network from learning single sites by heart: dropped features and states, weight decay, few epochs, and
weights averaged over the last of them.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import jax
import jax.numpy as jnp
import numpy as np
import optax

from cleaner.score.network import BODY, HEADLINE, LIMIT, POOLED, Network
from cleaner.score.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

Weights = dict[str, Any]
WIDE = 6.0  # a feature that grows beyond it is taken by its logarithm
SIZES = (48, 128, 384)  # rows of a batch's documents; longer ones are cut, with CONTEXT rows seen twice
CONTEXT = 64
BATCH = 4096  # rows in a batch
CLIP = 1.0  # of the gradient
WARM_UP = 0.15  # share of the steps in which the rate of learning rises
EMPTY = -1e4
NEVER = -1e9


@dataclass(frozen=True)
class Shape:
    """The network's dimensions, and how it is fitted."""

    width: int = 48
    reaches: tuple[int, ...] = (1, 2, 4, 8, 16)
    heads: int = 8
    pooled_after: int = 3  # layers
    epochs: int = 10
    rate: float = 2e-3
    drop_features: float = 0.25
    drop_states: float = 0.2
    decay: float = 1e-3
    kept: float = 0.99  # of the running average, at each step
    whole: float = 10.0  # weight of the documents' soft F1, beside 1 for the rows
    nothing: float = 0.0  # words that count as found in every document: so that of a page without a body little is kept
    choice: float = 0.3  # weight of the choice of the headline
    seed: int = 0


@dataclass(frozen=True)
class Rows:
    """The documents to fit on, one row after the other."""

    names: tuple[str, ...]
    table: NDArray[np.float32]
    label: NDArray[Any]
    weight: NDArray[Any]  # of a row by itself; 0 where nothing is asked
    words: NDArray[Any]  # what a row weighs in its document's F1; 0 where nothing is asked
    ends: NDArray[np.int64]  # of the documents, with 0 in front
    headline: NDArray[Any] | None = None  # rows that are the headline, if that is to be learned
    candidate: NDArray[Any] | None = None  # rows that may be chosen
    titled: NDArray[Any] | None = None  # of each row, what its document weighs in that choice; 0: unknown

    @property
    def outputs(self) -> tuple[str, ...]:
        return (BODY,) if self.headline is None else (BODY, HEADLINE)


@dataclass(frozen=True)
class Fitted:
    """Weights, and what brings features to the form they expect."""

    names: tuple[str, ...]
    outputs: tuple[str, ...]
    logged: NDArray[np.bool_]
    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    weights: Weights
    shape: Shape


def prepare(table: NDArray[np.float32], logged: NDArray[np.bool_]) -> NDArray[np.float32]:
    out = table.copy()
    out[:, logged] = np.copysign(np.log1p(np.abs(out[:, logged])), out[:, logged])
    return out


def fit(rows: Rows, documents: Sequence[int], shape: Shape) -> Fitted:
    """Fit a network on the documents with these numbers."""
    logged = np.abs(rows.table).max(axis=0) > WIDE
    table = prepare(rows.table, logged)
    mean = table.mean(axis=0)
    scale = 1.0 / (table.std(axis=0) + 1e-3)
    table = np.clip((table - mean) * scale, -LIMIT, LIMIT)
    weight = rows.weight / rows.weight[rows.weight > 0].mean()
    columns = [rows.label, weight, rows.words]
    if rows.headline is not None:
        columns += [rows.headline, rows.candidate, rows.titled]
    batches = _Batches(table, np.stack(columns, axis=1).astype(np.float32), _pieces(rows.ends, documents))
    weights = _descend(batches, _start(table.shape[1], len(rows.outputs), shape), shape)
    return Fitted(rows.names, rows.outputs, logged, mean, scale, weights, shape)


def fit_all(rows: Rows, documents: Sequence[int], shapes: Sequence[Shape]) -> list[Fitted]:
    """The members of a committee."""
    return [fit(rows, documents, shape) for shape in shapes]


def predict(members: Sequence[Fitted], rows: Rows, documents: Sequence[int]) -> dict[int, NDArray[np.float64]]:
    """The log-odds of each document's rows × outputs, as the runtime will give them."""
    network = Network.from_dict(to_dict(members))
    return {
        number: network.judge(Table(rows.names, rows.table[rows.ends[number] : rows.ends[number + 1]])).outputs
        for number in documents
    }


class _Batches:
    def __init__(self, table: Floats, asked: Floats, pieces: list[tuple[int, int]]) -> None:
        self.table, self.asked = table, asked
        self.groups: dict[int, list[tuple[int, int]]] = {size: [] for size in SIZES}
        for first, end in pieces:
            self.groups[next(size for size in SIZES if end - first <= size)].append((first, end))

    def count(self) -> int:
        return sum(-(-len(group) // (BATCH // size)) for size, group in self.groups.items())

    def epoch(self, chance: np.random.Generator) -> list[tuple[int, list[tuple[int, int]]]]:
        batches = []
        for size, group in self.groups.items():
            many = BATCH // size
            order = [group[i] for i in chance.permutation(len(group))]
            batches += [(size, order[i : i + many]) for i in range(0, len(order), many)]
        return [batches[i] for i in chance.permutation(len(batches))]

    def arrays(self, size: int, pieces: list[tuple[int, int]]) -> tuple[Floats, ...]:
        many = BATCH // size
        x = np.zeros((many, size, self.table.shape[1]), np.float32)
        asked = np.zeros((many, size, self.asked.shape[1]), np.float32)
        mask = np.zeros((many, size, 1), np.float32)
        for i, (first, end) in enumerate(pieces):
            x[i, : end - first] = self.table[first:end]
            asked[i, : end - first] = self.asked[first:end]
            mask[i, : end - first] = 1.0
        return x, asked, mask


def _pieces(ends: NDArray[np.int64], documents: Sequence[int]) -> list[tuple[int, int]]:
    pieces = []
    longest = SIZES[-1]
    for number in documents:
        first, end = int(ends[number]), int(ends[number + 1])
        while end - first > longest:
            pieces.append((first, first + longest))
            first += longest - CONTEXT
        pieces.append((first, end))
    return [piece for piece in pieces if piece[1] > piece[0]]


def _start(features: int, outputs: int, shape: Shape) -> Weights:
    keys = iter(jax.random.split(jax.random.PRNGKey(shape.seed), 64))

    def matrix(rows: int, columns: int, gain: float = 1.0) -> jax.Array:
        return jax.random.normal(next(keys), (rows, columns)) * np.sqrt(gain / rows)

    width, heads, values = shape.width, shape.heads, shape.width // 4
    layers: list[dict[str, Any]] = [
        {"enter": matrix(3 * width, width, 2.0), "bias": jnp.zeros(width), "leave": matrix(width, width, 0.5)}
        for _ in shape.reaches
    ]
    pool = {
        "look": matrix(width, heads, 0.1),
        "value": matrix(width, values),
        "leave": matrix(heads * values, width, 0.25),
    }
    layers.insert(shape.pooled_after, pool)
    return {
        "enter": matrix(features, width),
        "bias": jnp.zeros(width),
        "layers": layers,
        "leave": matrix(width, outputs, 0.1),
        "constant": jnp.zeros(outputs),
    }


def _shifted(state: jax.Array, by: int) -> jax.Array:
    rows = state.shape[1]
    if by >= rows or -by >= rows:
        return jnp.zeros_like(state)
    if by > 0:
        return jnp.pad(state[:, by:], ((0, 0), (0, by), (0, 0)))
    return jnp.pad(state[:, :by], ((0, 0), (-by, 0), (0, 0)))


def _apply(weights: Weights, x: jax.Array, mask: jax.Array, shape: Shape, key: jax.Array) -> jax.Array:
    """The same sums as in `cleaner.score.network`, for a batch of documents, with dropped columns."""

    def drop(values: jax.Array, number: int, share: float) -> jax.Array:
        kept = jax.random.bernoulli(jax.random.fold_in(key, number), 1 - share, (values.shape[0], 1, values.shape[2]))
        return values * kept / (1 - share)

    state = jnp.tanh(drop(x, 99, shape.drop_features) @ weights["enter"] + weights["bias"]) * mask
    state = drop(state, 98, shape.drop_states)
    reaches = list(shape.reaches)
    reaches.insert(shape.pooled_after, 0)
    for number, (layer, reach) in enumerate(zip(weights["layers"], reaches, strict=True)):
        if reach:
            seen = jnp.concatenate([_shifted(state, -reach), state, _shifted(state, reach)], -1)
            added = jax.nn.relu(seen @ layer["enter"] + layer["bias"]) @ layer["leave"]
        else:
            look = jax.nn.softmax(state @ layer["look"] + (1.0 - mask) * EMPTY, axis=1)
            held = jnp.einsum("brh,brv->bhv", look, state @ layer["value"])
            added = (held.reshape(len(x), -1) @ layer["leave"])[:, None, :]
        state = (state + drop(added, number, shape.drop_states)) * mask
    return state @ weights["leave"] + weights["constant"]


def _loss(logits: jax.Array, asked: jax.Array, shape: Shape) -> jax.Array:
    body, (label, weight, words) = logits[..., 0], jnp.moveaxis(asked[..., :3], -1, 0)
    loss = (optax.sigmoid_binary_cross_entropy(body, label) * weight).sum() / BATCH
    chance = jax.nn.sigmoid(body)
    right, found, wanted = (chance * label * words).sum(1), (chance * words).sum(1), (label * words).sum(1)
    f1 = (2 * right + shape.nothing) / (found + wanted + shape.nothing + 1e-3)
    counts = jnp.where(shape.nothing > 0, 1.0, wanted > 0)
    loss += shape.whole * ((1 - f1) * counts).sum() / len(asked)
    if logits.shape[-1] > 1:
        loss += shape.choice * _choice(logits[..., 1], asked[..., 3:]).sum() / len(asked)
    return loss


def _choice(odds: jax.Array, asked: jax.Array) -> jax.Array:
    """For each document, how surprising its headline is as a choice among its candidates and none of them (odds 0)."""
    headline, candidate, titled = jnp.moveaxis(asked, -1, 0)
    open_ = jnp.where(candidate > 0, odds, NEVER)
    every = jax.nn.logsumexp(jnp.concatenate([open_, jnp.zeros((len(odds), 1))], axis=1), axis=1)
    right = jax.nn.logsumexp(jnp.where(headline > 0, open_, NEVER), axis=1)
    return jnp.where((headline * candidate).max(1) > 0, every - right, every) * titled.max(1)


def _descend(batches: _Batches, weights: Weights, shape: Shape) -> Weights:
    steps = batches.count() * shape.epochs
    rate = optax.cosine_onecycle_schedule(steps, shape.rate, WARM_UP)
    optimizer = optax.chain(optax.clip_by_global_norm(CLIP), optax.adamw(rate, weight_decay=shape.decay))
    state = optimizer.init(weights)
    key = jax.random.PRNGKey(shape.seed)
    chance = np.random.default_rng(shape.seed)

    @jax.jit
    def step(
        weights: Weights, mean: Weights, state: optax.OptState, arrays: tuple[Floats, ...], key: jax.Array
    ) -> tuple[Weights, Weights, optax.OptState]:
        x, asked, mask = arrays
        gradient = jax.grad(lambda weights: _loss(_apply(weights, x, mask, shape, key), asked, shape))(weights)
        updates, state = optimizer.update(gradient, state, weights)
        weights = optax.apply_updates(weights, updates)
        mean = jax.tree.map(lambda m, v: shape.kept * m + (1 - shape.kept) * v, mean, weights)
        return weights, mean, state

    mean, done = weights, 0
    for _ in range(shape.epochs):
        for size, pieces in batches.epoch(chance):
            done += 1
            weights, mean, state = step(
                weights, mean, state, batches.arrays(size, pieces), jax.random.fold_in(key, done)
            )
    return jax.tree.map(np.asarray, mean)


def to_dict(members: Sequence[Fitted]) -> dict[str, Any]:
    """The committee as names and arrays of half precision, four characters for three bytes; members in front."""
    first = members[0]
    each = [member.weights for member in members]
    arrays: dict[str, Any] = {"mean": first.mean, "scale": first.scale}
    arrays["enter"] = np.stack([weights["enter"] for weights in each])
    arrays["bias"] = np.stack([weights["bias"][None] for weights in each])
    arrays["leave"] = np.stack([weights["leave"] for weights in each])
    for number, layer in enumerate(each[0]["layers"]):
        for name in layer:
            parts = [weights["layers"][number][name] for weights in each]
            arrays[f"{number}.{name}"] = np.stack([part[None] if part.ndim == 1 else part for part in parts])
    reaches: list[int | str] = list(first.shape.reaches)
    reaches.insert(first.shape.pooled_after, POOLED)
    return {
        "features": list(first.names),
        "outputs": list(first.outputs),
        "logged": [name for name, logged in zip(first.names, first.logged, strict=True) if logged],
        "layers": reaches,
        "constant": np.mean([weights["constant"] for weights in each], axis=0).tolist(),
        "arrays": {name: _encode(array) for name, array in arrays.items()},
    }


def _encode(array: Floats) -> dict[str, Any]:
    values = np.asarray(array, dtype="<f2")
    return {"shape": list(values.shape), "data": base64.b64encode(values.tobytes()).decode("ascii")}
