"""Lists of news: headlines with a date or a time each, beside it or below it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from cleaner.model import Category, Finding, Verdict, Zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model import Block, Document

DATED: Final = 3  # headlines with a date in front, in a row, that make a list of news outside the main text
# Anywhere, if the newest stand first: a programme and a chronicle begin with what is first, and the entries of a live
# blog are sentences. Of 450 such lines on the development pages, and of 2,000 below a date, 25 are body.
NEWEST_FIRST: Final = 4
SENTENCES: Final = 0.2  # of the entries that may end in a full stop
FALLING: Final = 2 / 3  # of the steps from one entry to the next: days and clocks begin anew
HEADLINE: Final = range(15, 161)  # characters
_MARK: Final = r"(?:[-•*·–—|]\s*)?"
_DAY: Final = r"(?:[012]?\d|3[01])[./](?:0?[1-9]|1[012])(?:[./]\d{2,4})?"  # no mark of 4.66
_CLOCK: Final = r"(?:[01]?\d|2[0-4]):[0-5]\d"
_DATED: Final = re.compile(rf"{_MARK}(?:{_DAY}|{_CLOCK})[\s,|–—-]+[^\W\d_].{{10,}}")
_ALONE: Final = re.compile(rf"{_MARK}(?:{_DAY},? {_CLOCK}|{_DAY}|{_CLOCK})(?: ?\(\d+ [^\W\d_]+\)| \|)?")
_CLOCKED: Final = re.compile(_MARK + _CLOCK)
_MOMENT: Final = re.compile(rf"{_DAY}|{_CLOCK}")
_NUMBERS: Final = re.compile(r"\d+")
WHY: Final = "Headlines with a date or a time each: a list of news"


def dated_lists(document: Document) -> Iterator[Finding]:
    """The entries of the lists of news that are still in."""
    for run in _runs(document.blocks):
        outside = all(document.zone(block) is not Zone.MIDDLE for block in run)
        if (outside and len(run) >= DATED and not _is_programme(run)) or (
            _is_newest_first(run) and _are_headlines(run)
        ):
            yield from map(_entry, run)
    below: set[int] = set()
    for dates, headlines in _below_dates(document.lines):
        if _is_newest_first(dates) and _are_headlines(headlines):
            below.update(block.line for block in (*dates, *headlines))
    if below:
        yield from (_entry(block) for block in document.blocks if block.line in below)


def _entry(block: Block) -> Finding:
    return Finding(block.span, Verdict.DROP, "teasers/dated-list", Category.TEASER, WHY)


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Headlines in a row that each begin with a date or a time."""
    run: list[Block] = []
    for block in blocks:
        if _DATED.match(block.text):
            run.append(block)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _below_dates(lines: Sequence[Block]) -> Iterator[tuple[Sequence[Block], Sequence[Block]]]:
    """Dates or times that stand alone, in turns with headlines: both."""
    number = 0
    while number < len(lines):
        start = number
        while number + 1 < len(lines) and _is_pair(lines[number], lines[number + 1]):
            number += 2
        if number > start:
            yield lines[start:number:2], lines[start + 1 : number : 2]
        number = max(number, start + 1)


def _is_pair(date: Block, headline: Block) -> bool:
    return (
        _ALONE.fullmatch(date.text) is not None
        and len(headline.text) in HEADLINE
        and _ALONE.fullmatch(headline.text) is None
    )


def _is_programme(run: Sequence[Block]) -> bool:
    """Whether the clock runs forward from entry to entry, as on a day that is to come."""
    moments = [_moment(block.text) for block in run if _CLOCKED.match(block.text)]
    return len(moments) == len(run) and all(above < below for above, below in pairwise(moments))


def _are_headlines(run: Sequence[Block]) -> bool:
    return sum(block.text.endswith((".", "…")) for block in run) <= SENTENCES * len(run)


def _is_newest_first(dated: Sequence[Block]) -> bool:
    if len(dated) < NEWEST_FIRST:
        return False
    moments = [_moment(block.text) for block in dated]
    return sum(above >= below for above, below in pairwise(moments)) >= FALLING * (len(dated) - 1)


def _moment(text: str) -> tuple[int, ...]:
    """Numbers that sort as the dates at the beginning of lines do, which are all written alike."""
    found = _MOMENT.search(text)
    written = found[0] if found else ""
    numbers = tuple(map(int, _NUMBERS.findall(written)))
    return numbers if ":" in written else numbers[::-1]
