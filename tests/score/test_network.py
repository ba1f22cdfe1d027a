"""The network: what it computes, in pieces and at any length, and why a row scores as it does."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.score.explain import LEAST, TOLD, reason, reasons
from cleaner.score.markup_scoring import page_model
from cleaner.score.model import builtin_model
from cleaner.score.network import ALONE, Network, product

if TYPE_CHECKING:
    from numpy.typing import NDArray

WIDTH, HEADS, VALUES = 6, 2, 3
NAMES = ("size", "terminal", "page_words", "topic_core")


def packed(array: NDArray[np.float64]) -> dict[str, Any]:
    data = base64.b64encode(array.astype("<f2").tobytes()).decode("ascii")
    return {"shape": list(array.shape), "data": data}


def weights(seed: int = 0) -> dict[str, Any]:
    chance = np.random.default_rng(seed)
    arrays = {
        "mean": chance.normal(size=len(NAMES)), "scale": chance.uniform(0.1, 1.0, len(NAMES)),
        "enter": chance.normal(size=(len(NAMES), WIDTH)), "bias": chance.normal(size=WIDTH),
        "0.enter": chance.normal(size=(3 * WIDTH, WIDTH)), "0.bias": chance.normal(size=WIDTH),
        "0.leave": chance.normal(size=(WIDTH, WIDTH)),
        "1.look": chance.normal(size=(WIDTH, HEADS)), "1.value": chance.normal(size=(WIDTH, VALUES)),
        "1.leave": chance.normal(size=(HEADS * VALUES, WIDTH)),
        "2.enter": chance.normal(size=(3 * WIDTH, WIDTH)), "2.bias": chance.normal(size=WIDTH),
        "2.leave": chance.normal(size=(WIDTH, WIDTH)),
        "leave": chance.normal(size=WIDTH),
    }  # fmt: skip
    return {
        "features": list(NAMES),
        "logged": ["page_words"],
        "layers": [1, "the document", 4],
        "constant": 0.25,
        "arrays": {name: packed(array) for name, array in arrays.items()},
    }


def columns(rows: int, seed: int = 1) -> dict[str, NDArray[np.float64]]:
    chance = np.random.default_rng(seed)
    return {name: chance.normal(0.0, 4.0, rows) for name in NAMES}


def by_hand(data: dict[str, Any], given_columns: dict[str, NDArray[np.float64]]) -> list[float]:
    """The same sums, row by row and in double precision."""
    arrays = {
        name: np.frombuffer(base64.b64decode(array["data"]), "<f2").astype(float).reshape(array["shape"])
        for name, array in data["arrays"].items()
    }
    rows = np.stack([given_columns[name] for name in data["features"]], axis=1).astype(np.float32).astype(float)
    rows[:, 2] = np.sign(rows[:, 2]) * np.log(1.0 + np.abs(rows[:, 2]))
    rows = np.clip((rows - arrays["mean"]) * arrays["scale"], -5.0, 5.0)
    state = np.tanh(rows @ arrays["enter"] + arrays["bias"])
    for number, reach in enumerate(data["layers"]):
        if reach == "the document":
            look = np.exp(state @ arrays["1.look"])
            held = (look / look.sum(axis=0)).T @ (state @ arrays["1.value"])
            state = state + held.ravel() @ arrays["1.leave"]
            continue
        nothing = np.zeros(WIDTH)
        seen = [
            np.concatenate([state[k] if 0 <= k < len(state) else nothing for k in (i - reach, i, i + reach)])
            for i in range(len(state))
        ]
        hidden = np.maximum(np.array(seen) @ arrays[f"{number}.enter"] + arrays[f"{number}.bias"], 0.0)
        state = state + hidden @ arrays[f"{number}.leave"]
    scores: list[float] = (state @ arrays["leave"] + data["constant"]).tolist()
    return scores


@given(rows=st.integers(1, 40), seed=st.integers(0, 5))
@settings(max_examples=30, deadline=None)
def test_the_network_computes_what_its_layers_say(rows: int, seed: int) -> None:
    given_columns = columns(rows, seed)
    score = Network.from_dict(weights(seed)).judge(given_columns).scores
    assert score.tolist() == pytest.approx(by_hand(weights(seed), given_columns), rel=1e-3, abs=1e-3)


def test_a_product_in_pieces_is_the_product() -> None:
    chance = np.random.default_rng(0)
    factor = chance.normal(size=(150, 48)).astype(np.float32)
    rows = chance.normal(size=(3 * ALONE // factor.size + 5, 150)).astype(np.float32)
    assert np.allclose(product(rows, factor), rows @ factor, atol=1e-4)


def test_no_feature_however_wild_leaves_the_known_range() -> None:
    wild = {name: np.array([0.0, 1e30, -1e30]) for name in NAMES}
    assert np.isfinite(Network.from_dict(weights()).judge(wild).scores).all()


def test_a_rows_points_add_up_to_its_score() -> None:
    network = Network.from_dict(weights())
    judgement = network.judge(columns(9))
    wanted = np.array([0, 3, 8])
    features, layers = judgement.points(wanted)
    rest = float(np.tanh(network.bias) @ network.leave) + network.constant
    assert features.sum(axis=1) + layers.sum(axis=1) + rest == pytest.approx(judgement.scores[wanted], abs=1e-4)


def test_the_shipped_weights_tell_the_reasons_of_their_scores_in_words() -> None:
    for network in (builtin_model().network, page_model().second):
        chance = np.random.default_rng(0)
        judgement = network.judge({name: chance.normal(5, 20, 40) for name in network.names})
        told = reasons(judgement, np.arange(0, 40, 3))
        assert len(told) == 14
        for words in told:
            assert len(words) <= TOLD
            points = [float(word.rsplit(" ", 1)[1]) for word in words]
            assert points == sorted(points)
            assert all(point <= LEAST for point in points)
        assert any(told)


def test_every_shipped_feature_has_words() -> None:
    assert all(reason(name) for network in (builtin_model().network, page_model().second) for name in network.names)


def test_weights_for_other_features_than_named_are_refused() -> None:
    with pytest.raises(ValueError, match="4 features, but 5 names"):
        Network.from_dict(weights() | {"features": [*NAMES, "another"]})
