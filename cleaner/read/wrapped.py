"""Text whose paragraphs were filled into lines of one width, as mail, terminals and some converters do.

A program that fills lines breaks where the next word does not fit any more. So in such a text nearly every long line is
as long as it can be: with the first word of the next line it would be wider than the widest.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from cleaner.script import has_cjk

if TYPE_CHECKING:
    from collections.abc import Sequence

    Spans = Sequence[tuple[int, int]]

WIDEST: Final = 120  # characters: no program fills wider lines
NARROWEST: Final = 40
LONGEST: Final = 400  # characters of any line: a longer one is a paragraph, and the others are no lines of one
MIN_FULL: Final = 6  # full lines; a few may be so by chance
FULL: Final = 0.6  # of the lines over half the width that have another right below: the rest end paragraphs
OPEN: Final = 0.6  # of the full lines, those that break off inside a sentence
SMALL: Final = 0.4  # of the full lines, those below which no capital stands: the items of a list mostly begin with one
DENSE_WORD: Final = 2  # characters that scripts without blanks keep together at a break: one, and a mark behind it
_ENDS: Final = frozenset('.!?…:;"”»)。！？」』）؟۔।')
_BREAKS: Final = frozenset(("\n", "\r\n", "\r"))


def rejoined(source: str, lines: Spans) -> Spans:
    r"""The spans of paragraphs, where `lines` (spans of the lines of `source`) were filled; else the lines as they are.

    >>> text = "The council will have to vote on the new bridge\nbefore the summer.\n" * 9
    >>> lines = [(n * 67 + a, n * 67 + b) for n in range(9) for a, b in ((0, 47), (48, 66))]
    >>> len(rejoined(text, lines))
    9
    """
    if not lines or max(end - start for start, end in lines) > LONGEST:
        return lines
    below = [source[above[1] : line[0]] in _BREAKS for above, line in pairwise(lines)]
    # A line that no other follows was not broken off: a headline may be wider.
    width = max((end - start for follows, (start, end) in zip(below, lines, strict=False) if follows), default=0)
    if not NARROWEST <= width <= WIDEST:
        return lines
    full = [
        follows and start[1] - start[0] + 1 + _first_word(source, line) > width
        for follows, (start, line) in zip(below, pairwise(lines), strict=True)
    ]
    long = sum(follows and 2 * (end - start) > width for follows, (start, end) in zip(below, lines, strict=False))
    breaks = [pair for is_full, pair in zip(full, pairwise(lines), strict=True) if is_full]
    broken_off = sum(source[end - 1] not in _ENDS for (_, end), _ in breaks)
    small = sum(not source[start].isupper() for _, (start, _) in breaks)
    if len(breaks) < max(MIN_FULL, FULL * long) or broken_off < OPEN * len(breaks) or small < SMALL * len(breaks):
        return lines
    # Without blank lines between paragraphs, a full line that ends a sentence may be the last of one.
    spaced = below.count(False) > below.count(True) - len(breaks)
    paragraphs: list[tuple[int, int]] = [lines[0]]
    for is_full, (above, line) in zip(full, pairwise(lines), strict=True):
        ends = source[above[1] - 1] in _ENDS and source[line[0]].isupper()
        if is_full and (spaced or not ends):
            paragraphs[-1] = paragraphs[-1][0], line[1]
        else:
            paragraphs.append(line)
    return paragraphs


def _first_word(source: str, line: tuple[int, int]) -> int:
    """Characters of the first word of a line."""
    start, end = line
    blank = source.find(" ", start, end)
    length = (end if blank < 0 else blank) - start
    return DENSE_WORD if length > DENSE_WORD and has_cjk(source[start : start + DENSE_WORD]) else length


def rejoined_groups(texts: Sequence[str]) -> Sequence[int]:
    """How many of `texts`, each a line below the other, make each paragraph.

    >>> rejoined_groups(["One.", "Two."])
    [1, 1]
    """
    if not texts or max(map(len, texts)) > WIDEST:
        return [1] * len(texts)
    ends = [end - 1 for end in accumulate(len(text) + 1 for text in texts)]
    lines = [(end - len(text), end) for end, text in zip(ends, texts, strict=True)]
    last = {end: number for number, (_, end) in enumerate(lines, 1)}
    counts = [last[end] for _, end in rejoined("\n".join(texts), lines)]
    return [now - before for before, now in pairwise([0, *counts])]
