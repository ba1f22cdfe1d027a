"""How well lines of text that was broken at its links are put together to sentences.

    python benchmarks/joining.py ../shared/bench

Counts pairs of neighbouring lines of the variant `bs4_nl`: both in one paragraph of the gold body, so that they
belong together, or not. Paragraphs under sixty characters, and those that the text does not print as they are, are
left out. Prints how many of the pairs that belong together were joined, and how many of those joined belong together.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq

from cleaner.annotate.units import join_lines
from cleaner.read.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST = 60  # characters of a paragraph, blanks aside


def squeezed(text: str) -> str:
    return "".join(text.split())


def pairs(gold: str, text: str) -> Iterator[tuple[bool, bool]]:
    """For each pair of neighbouring lines that touch the gold: whether they belong together, and are joined."""
    lines = read_text(text).lines
    pieces = [squeezed(line.text) for line in lines]
    whole = "".join(pieces)
    paragraph: list[int | None] = [None] * len(whole)
    for number, gold_line in enumerate(map(squeezed, gold.split("\n"))):
        place = whole.find(gold_line) if len(gold_line) >= SHORTEST else -1
        if place >= 0:
            paragraph[place : place + len(gold_line)] = [number] * len(gold_line)
    units = join_lines([line.text for line in lines], [0, *(line.gap for line in lines[1:])])
    joined = {row for unit in units for row in range(unit.first, unit.last)}
    end = 0
    for row, piece in enumerate(pieces[:-1]):
        end += len(piece)
        above, below = paragraph[end - 1], paragraph[end]
        if above is not None or below is not None:
            yield above == below, row in joined


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, help="the benchmark's folder")
    data = parser.parse_args().bench / "data"
    golds = {row["id"]: row["gold"] for row in pq.read_table(data / "dev.parquet", columns=["id", "gold"]).to_pylist()}
    counts: Counter[tuple[bool, bool]] = Counter()
    for row in pq.read_table(data / "dev_texts.parquet").to_pylist():
        if row["variant"] == "bs4_nl" and golds.get(row["id"]):
            counts.update(pairs(golds[row["id"]], row["text"]))
    right = counts[True, True]
    together, joined = right + counts[True, False], right + counts[False, True]
    sys.stdout.write(f"pairs that belong together: {together}, joined {right / together:.3f}\n")
    sys.stdout.write(f"pairs joined: {joined}, right {right / joined:.3f}\n")


if __name__ == "__main__":
    main()
