"""Where the main text begins and ends: the run of lines with the most sentence text in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaner.model import Zone

if TYPE_CHECKING:
    from collections.abc import Sequence

GAP_COST: Final = 25  # characters of sentence text that one line without a sentence is worth against the run
SLOGAN: Final = 30  # characters that a sentence needs before it counts: slogans and buttons end like sentences too
SENTENCE_CAP: Final = 600  # one huge paragraph (a cookie notice, terms of use) must not outweigh an article


def find_zones(sizes: Sequence[int], sentences: Sequence[bool]) -> tuple[Zone, ...]:
    """Give each line its zone, by the characters in each and whether it bears a sentence.

    The main text is the run of lines with the largest sum (Kadane's algorithm), where a sentence-bearing line counts
    the characters it has beyond a slogan's and any other line costs `GAP_COST`. A document without sentences is all
    MIDDLE, so that rules of the head and the tail leave it alone.
    """
    first, last = main_run(sizes, sentences)
    if first < 0:
        return (Zone.MIDDLE,) * len(sizes)
    return (Zone.TOP,) * first + (Zone.MIDDLE,) * (last + 1 - first) + (Zone.BOTTOM,) * (len(sizes) - last - 1)


def main_run(sizes: Sequence[int], sentences: Sequence[bool]) -> tuple[int, int]:
    """First and last line of the main text; (-1, -1) where there is no sentence."""
    best, total = 0, 0
    first, last, start = -1, -1, 0
    for index, (size, sentence) in enumerate(zip(sizes, sentences, strict=True)):
        if total <= 0:
            total, start = 0, index
        total += max(1, min(size, SENTENCE_CAP) - SLOGAN) if sentence else -GAP_COST
        if total > best:
            best, first, last = total, start, index
    return first, last
