"""Bodies in other shapes to learn from."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

recast = runpy.run_path(str(Path(__file__).parents[2] / "benchmarks" / "recast.py"))["recast"]

PARAGRAPHS = [
    f"The {name} harbour opens its gates at dawn. Boats from {name} carry salt and wool. Nobody in {name} sleeps late."
    for name in ("northern", "southern", "western", "eastern", "inner", "outer", "old")
]
LINES = ["Home", "News", *PARAGRAPHS[:4], "Share", *PARAGRAPHS[4:], "Most read", "A teaser of another story"]
BODY = [line in PARAGRAPHS for line in LINES]


@pytest.mark.parametrize("seed", [str(number) for number in range(60)])
def test_the_lines_around_stay_and_the_body_is_all_of_the_rest(seed: str) -> None:
    made = recast(LINES, BODY, seed)
    assert made is not None
    around, body = made
    assert body
    assert all(line.strip() for line in body)
    others = [line for line, inside in zip(LINES, BODY, strict=True) if not inside]
    assert around == body or sorted(line for line in around if line in others) == sorted(others)
    assert [line for line in around if line not in others] == body


def test_no_sentence_stands_twice() -> None:
    for seed in map(str, range(60)):
        _, body = recast(LINES, BODY, seed)
        long = [line for line in body if line.endswith(".") and len(line.split()) > 5]
        assert len(set(long)) == len(long)


def test_the_same_seed_gives_the_same_body() -> None:
    assert recast(LINES, BODY, "a") == recast(LINES, BODY, "a")
    assert any(recast(LINES, BODY, "a") != recast(LINES, BODY, other) for other in "bcdef")


def test_a_short_body_is_left_alone() -> None:
    assert recast(LINES[:4], BODY[:4], "a") is None
