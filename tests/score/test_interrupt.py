"""Bodies with boxes of the site between their paragraphs, to learn from."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

_BENCHMARK = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "interrupt.py"))
interrupt, examples = _BENCHMARK["interrupt"], _BENCHMARK["examples"]

BODY = [
    f"The {name} harbour opens its gates at dawn." for name in ("northern", "southern", "western", "eastern", "old")
]
BEHIND = ["Most read", "A teaser of another story", "Share", "Subscribe to our letters"]
LINES = ["Home", "News", *BODY, *BEHIND]
INSIDE = [line in BODY for line in LINES]


@pytest.mark.parametrize("seed", [str(number) for number in range(40)])
def test_boxes_stand_between_paragraphs_and_nothing_is_lost(seed: str) -> None:
    made = interrupt(LINES, INSIDE, ["Read also:"], seed)
    assert made is not None
    assert [line for line in made if line in BODY] == BODY
    assert made[:3] == LINES[:3]
    assert made[made.index(BODY[-1]) + 1 :] == BEHIND
    within = made[made.index(BODY[0]) : made.index(BODY[-1])]
    boxes = [line for line in within if line not in BODY]
    assert boxes
    assert set(boxes) <= {*BEHIND, "Read also:"}


def test_a_short_body_is_left_alone() -> None:
    assert interrupt(LINES[:5], INSIDE[:5], ["Read also:"], "a") is None


def test_each_language_with_rules_for_the_middle_has_examples() -> None:
    known = examples()
    assert {"uk", "ru", "lv", "lt", "et", "pl", "en", "de"} <= set(known)
    assert all("\n" not in line for lines in known.values() for line in lines)
