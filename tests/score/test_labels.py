"""What the trainer calls body: units aligned to the gold in order, each part of the gold once."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parents[2] / "benchmarks" / "labels.py"
LEAD = "The harbour office reopened its doors on Monday after two weeks of repairs."
NEXT = "Dispatchers had worked from a container on the north pier until then."


def labels() -> Any:
    spec = importlib.util.spec_from_file_location("labels", SOURCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def shares(units: list[str], gold: str) -> list[float]:
    return [round(float(share), 2) for share in labels().label(units, gold)[0]]


def test_units_of_the_gold_are_body_and_others_are_not() -> None:
    assert shares(["News Sport Weather Jobs", LEAD, NEXT, "Most read today: winter fair opens"], f"{LEAD}\n{NEXT}") == [
        0,
        1,
        1,
        0,
    ]


def test_a_sentence_printed_twice_is_body_once() -> None:
    assert sum(shares([LEAD, NEXT, LEAD], f"{LEAD}\n{NEXT}")) == 2


def test_text_in_another_order_is_still_found() -> None:
    assert shares([NEXT, LEAD], f"{LEAD}\n{NEXT}") == [1, 1]


def test_a_short_subheading_between_body_is_body() -> None:
    assert shares([LEAD, "Repairs", NEXT, "Top"], f"{LEAD}\nRepairs\n{NEXT}") == [1, 1, 1, 0]


def test_a_paragraph_with_a_foreign_half_is_half_body() -> None:
    share = shares([f"{LEAD} Read our newsletter and follow the channel for more of the same stories"], LEAD)[0]
    assert 0.4 < share < 0.6
