"""Fits boosted trees with LightGBM and writes them in the plain form that `cleaner.score.model` reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import lightgbm as lgb
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

BINS = 63
COMMON: dict[str, Any] = {
    "objective": "cross_entropy",  # the label is a share of the unit's words
    "feature_fraction": 0.4,
    "bagging_fraction": 0.5,
    "bagging_freq": 1,
    "max_bin": BINS,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": 1,
    "verbose": -1,
}  # fmt: skip
DIGITS = 6  # of thresholds and values in the file


class Rows:
    """A table that boosters are fitted on, binned once."""

    def __init__(
        self, table: NDArray[np.float32], label: NDArray[Any], weight: NDArray[Any], names: Sequence[str]
    ) -> None:
        self.table = table
        self._asked = np.flatnonzero(weight > 0)  # a row without weight is context
        data = lgb.Dataset(
            table[self._asked],
            label=label[self._asked],
            weight=weight[self._asked],
            feature_name=list(names),
            free_raw_data=False,
            params=COMMON,
        )
        self._data = data.construct()

    def fit(self, wanted: NDArray[np.bool_] | None, params: dict[str, Any], trees: int) -> lgb.Booster:
        """Fit on the `wanted` rows of the table, or on all."""
        data = self._data if wanted is None else self._data.subset(np.flatnonzero(wanted[self._asked]))
        return lgb.train(COMMON | params, data, trees)

    def held_out(self, fold: NDArray[np.int64], params: dict[str, Any], trees: int) -> NDArray[np.float64]:
        """The log-odds of each row from a model that has not seen its fold."""
        out = np.zeros(len(self.table))
        for number in np.unique(fold):
            booster = self.fit(fold != number, params, trees)
            test = np.flatnonzero(fold == number)
            out[test] = booster.predict(self.table[test], raw_score=True)
        return out


def to_dict(booster: lgb.Booster) -> dict[str, Any]:
    """The ensemble as flat arrays, with the features that no split uses left out."""
    dump = booster.dump_model()
    arrays: dict[str, list[Any]] = {key: [] for key in ("roots", "feature", "threshold", "left", "right", "value")}
    depth = 0
    for tree in dump["tree_info"]:
        arrays["roots"].append(len(arrays["value"]))
        depth = max(depth, _append(tree["tree_structure"], arrays))
    used = sorted(
        {
            f
            for f, left, i in zip(arrays["feature"], arrays["left"], range(len(arrays["left"])), strict=True)
            if left != i
        }
    )
    place = {feature: i for i, feature in enumerate(used)}
    arrays["feature"] = [place.get(feature, 0) for feature in arrays["feature"]]
    names = dump["feature_names"]
    return {"features": [names[i] for i in used], "depth": depth, **arrays}


def _append(node: dict[str, Any], arrays: dict[str, list[Any]]) -> int:
    """Add a node and all below it; returns the depth."""
    index = len(arrays["value"])
    leaf = "split_feature" not in node
    arrays["value"].append(round(node["leaf_value"] if leaf else node["internal_value"], DIGITS))
    arrays["feature"].append(0 if leaf else node["split_feature"])
    arrays["threshold"].append(0.0 if leaf else float(f"{node['threshold']:.{DIGITS}g}"))
    arrays["left"].append(index)
    arrays["right"].append(index)
    if leaf:
        return 0
    arrays["left"][index] = len(arrays["value"])
    left = _append(node["left_child"], arrays)
    arrays["right"][index] = len(arrays["value"])
    right = _append(node["right_child"], arrays)
    return 1 + max(left, right)
