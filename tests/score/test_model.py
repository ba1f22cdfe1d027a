"""Trees and weights from a file, the decision on scores, and what happens to a broken file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from cleaner.options import Aggressiveness
from cleaner.score.decode import body_share, threshold
from cleaner.score.model import Trees, load_model

if TYPE_CHECKING:
    from pathlib import Path

# Two trees: size <= 5 ? -1 : (terminal <= 0.5 ? 0 : 2), and a single leaf of 0.25.
TREES: dict[str, Any] = {
    "features": ["size", "terminal"],
    "depth": 2,
    "roots": [0, 5],
    "feature": [0, 0, 1, 0, 0, 0],
    "threshold": [5.0, 0.0, 0.5, 0.0, 0.0, 0.0],
    "left": [1, 1, 3, 3, 4, 5],
    "right": [2, 1, 4, 3, 4, 5],
    "value": [0.1, -1.0, 0.7, 0.0, 2.0, 0.25],
}
COSTS = {
    "dirty": -0.5,
    "clean": -2.5,
    "dirty_share": 0.5,
    "clean_share": 0.9,
    "few": -3.5,
    "few_rows": 8,
    "many_rows": 30,
}
TABLE = np.array([[3, 1], [5, 0], [6, 0], [9, 1]], dtype=np.float32)


def test_a_row_scores_the_sum_of_the_leaves_it_falls_into() -> None:
    assert Trees.from_dict(TREES).score(TABLE).tolist() == [-0.75, -0.75, 0.25, 2.25]


def test_trees_that_point_outside_their_arrays_are_refused() -> None:
    for broken in ({"left": [0]}, {"feature": [7, 0, 1, 0, 0, 0]}):
        with pytest.raises(ValueError, match="tree"):
            Trees.from_dict(TREES | broken)


def test_a_table_of_many_rows_scores_like_its_rows() -> None:
    trees = Trees.from_dict(TREES)
    many = np.tile(TABLE, (3000, 1))
    assert (trees.score(many) == np.tile(trees.score(TABLE), 3000)).all()


def test_a_file_that_is_no_weights_file_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    for text in ("{", "{}", json.dumps({"network": {}, "costs": COSTS}), json.dumps({"network": 5, "costs": COSTS})):
        path.write_text(text, "utf-8")
        with pytest.raises(ValueError, match=r"weights\.json: not a file of weights"):
            load_model(path)


def test_a_nearly_clean_document_is_cut_only_on_strong_evidence() -> None:
    balanced = [threshold(share, 100, COSTS, Aggressiveness.BALANCED) for share in (0.1, 0.5, 0.7, 0.95)]
    assert balanced == pytest.approx([-0.5, -0.5, -1.5, -2.5])


def test_a_document_of_a_few_lines_is_cut_only_on_strong_evidence() -> None:
    short = [threshold(0.5, rows, COSTS, Aggressiveness.BALANCED) for rows in (1, 8, 19, 30, 500)]
    assert short == pytest.approx([-3.5, -3.5, -2.0, -0.5, -0.5])


def test_levels_move_the_threshold_apart() -> None:
    precise, balanced, careful = (threshold(0.6, 100, COSTS, level) for level in Aggressiveness)
    assert precise > balanced > careful


def test_the_share_of_body_is_of_words() -> None:
    assert body_share(np.array([9.0, -9.0]), np.array([30.0, 10.0])) == pytest.approx(0.75, abs=0.01)
