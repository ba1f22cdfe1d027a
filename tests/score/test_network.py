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
from cleaner.score.network import ALONE, BODY, HEADLINE, Network, product
from cleaner.score.table import Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

MEMBERS, WIDTH, HEADS, VALUES = 2, 6, 2, 3
NAMES = ("size", "terminal", "page_words", "topic_core")
OUTPUTS = (BODY, HEADLINE)


def packed(array: NDArray[np.float64]) -> dict[str, Any]:
    data = base64.b64encode(array.astype("<f2").tobytes()).decode("ascii")
    return {"shape": list(array.shape), "data": data}


def weights(seed: int = 0) -> dict[str, Any]:
    chance = np.random.default_rng(seed)
    sizes = {
        "enter": (len(NAMES), WIDTH), "bias": (1, WIDTH),
        "0.enter": (3 * WIDTH, WIDTH), "0.bias": (1, WIDTH), "0.leave": (WIDTH, WIDTH),
        "1.look": (WIDTH, HEADS), "1.value": (WIDTH, VALUES), "1.leave": (HEADS * VALUES, WIDTH),
        "2.enter": (3 * WIDTH, WIDTH), "2.bias": (1, WIDTH), "2.leave": (WIDTH, WIDTH),
        "leave": (WIDTH, len(OUTPUTS)),
    }  # fmt: skip
    arrays = {"mean": chance.normal(size=len(NAMES)), "scale": chance.uniform(0.1, 1.0, len(NAMES))}
    arrays |= {name: chance.normal(size=(MEMBERS, *size)) for name, size in sizes.items()}
    return {
        "features": list(NAMES),
        "outputs": list(OUTPUTS),
        "logged": ["page_words"],
        "layers": [1, "the document", 4],
        "constant": [0.25, -0.5],
        "arrays": {name: packed(array) for name, array in arrays.items()},
    }


def table(rows: int, seed: int = 1) -> Table:
    chance = np.random.default_rng(seed)
    return Table.of({name: chance.normal(0.0, 4.0, rows) for name in NAMES})


def by_hand(data: dict[str, Any], given: Table) -> NDArray[np.float64]:
    """The same sums, member by member, row by row and in double precision: rows × outputs."""
    arrays = {
        name: np.frombuffer(base64.b64decode(array["data"]), "<f2").astype(float).reshape(array["shape"])
        for name, array in data["arrays"].items()
    }
    shared = {name: arrays.pop(name) for name in ("mean", "scale")}
    members = [shared | {name: array[member] for name, array in arrays.items()} for member in range(MEMBERS)]
    scores: NDArray[np.float64] = sum(member_by_hand(member, data["layers"], given) for member in members) / MEMBERS
    return scores + data["constant"]


def member_by_hand(arrays: dict[str, Any], layers: list[Any], given: Table) -> Any:
    rows = given.values.astype(np.float32).astype(float)
    rows[:, 2] = np.sign(rows[:, 2]) * np.log(1.0 + np.abs(rows[:, 2]))
    rows = np.clip((rows - arrays["mean"]) * arrays["scale"], -5.0, 5.0)
    state = np.tanh(rows @ arrays["enter"] + arrays["bias"])
    for number, reach in enumerate(layers):
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
        hidden = np.maximum(np.array(seen) @ arrays[f"{number}.enter"] + arrays[f"{number}.bias"][0], 0.0)
        state = state + hidden @ arrays[f"{number}.leave"]
    return state @ arrays["leave"]


@given(rows=st.integers(1, 40), seed=st.integers(0, 5))
@settings(max_examples=30, deadline=None)
def test_the_network_computes_what_its_layers_say(rows: int, seed: int) -> None:
    given = table(rows, seed)
    judgement = Network.from_dict(weights(seed)).judge(given)
    wanted = by_hand(weights(seed), given)
    assert judgement.scores == pytest.approx(wanted[:, 0], rel=1e-3, abs=1e-3)
    assert judgement.headline == pytest.approx(wanted[:, 1], rel=1e-3, abs=1e-3)


def test_a_product_in_pieces_is_the_product() -> None:
    chance = np.random.default_rng(0)
    factor = chance.normal(size=(MEMBERS, 150, 48)).astype(np.float32)
    many = 3 * ALONE // factor[0].size + 5
    for shape in ((many, 150), (MEMBERS, many, 150)):
        rows = chance.normal(size=shape).astype(np.float32)
        assert np.allclose(product(rows, factor), rows @ factor, atol=1e-4)


def test_no_feature_however_wild_leaves_the_known_range() -> None:
    wild = Table.of({name: np.array([0.0, 1e30, -1e30]) for name in NAMES})
    assert np.isfinite(Network.from_dict(weights()).judge(wild).outputs).all()


def test_a_rows_points_add_up_to_its_score() -> None:
    network = Network.from_dict(weights())
    judgement = network.judge(table(9))
    wanted = np.array([0, 3, 8])
    features, layers = judgement.points(wanted)
    rest = float((np.tanh(network.bias) @ network.leave).mean(axis=0)[0, 0]) + network.constant[0]
    assert features.sum(axis=1) + layers.sum(axis=1) + rest == pytest.approx(judgement.scores[wanted], abs=1e-4)


def test_the_shipped_weights_tell_the_reasons_of_their_scores_in_words() -> None:
    for network in (builtin_model().network, page_model().second):
        chance = np.random.default_rng(0)
        judgement = network.judge(Table.of({name: chance.normal(5, 20, 40) for name in network.names}))
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


def test_weights_for_other_outputs_than_named_are_refused() -> None:
    for outputs in (["body"], ["headline", "body"], []):
        with pytest.raises(ValueError, match="2 outputs"):
            Network.from_dict(weights() | {"outputs": outputs})


def test_a_table_gives_its_columns_by_name_and_in_any_order() -> None:
    given = Table.join((table(3), Table.of({"more": np.arange(3.0)})))
    assert given.column("more").tolist() == [0, 1, 2]
    assert given.select(("more", "size"))[:, 0].tolist() == [0, 1, 2]
    with pytest.raises(KeyError):
        given.select(("nothing",))
