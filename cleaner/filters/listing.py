"""Protects the rows of lists that belong to the text: programmes, ingredients, prices, items that end in a semicolon.

To the scorer they are short lines without a sentence, as a site's are. Their own order tells them: the times of a
programme rise, and in round minutes, where a column of news counts down by the minute; no menu measures in spoons or
ends its items in semicolons; and the prices of a shop have no text above that introduces them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.model import Category, Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cleaner.model import Block, Document
    from cleaner.rules import Lexicon

LEAST: Final = 3  # rows of a programme or of ingredients
LEAST_ITEMS: Final = 2
APART: Final = 2  # rows: one without a time or a measure may stand between two that have it
ROUND: Final = 5  # minutes
LONGEST: Final = 160  # characters of a row
LONGEST_ITEM: Final = 60  # longer ones hold a sentence, which the scorer knows; so do terms and rules for comments
HEADING: Final = 40
ABOVE: Final = 2  # lines above a list within which the text that it belongs to ends
_TIME: Final = re.compile(
    r"\W{0,3}(?:[^\W\d_]{1,6}\.? )?([01]?\d|2[0-4])[:.]([0-5]\d)(?: ?(?:am|pm))?(?=[\s,;–—-].{0,24}[^\W\d_])",
    re.IGNORECASE,
)
_NUMBER: Final = r"(?:\d{1,4}(?:[.,/–-]\d{1,3})?(?: \d/\d)?|(?:\d ?)?[½¼¾⅓⅔⅛])"
_AMOUNT: Final = re.compile("[0-9½¼¾⅓⅔⅛]")
_YEAR: Final = r"(?!(?:19|20)\d\d ?(?:г|гг)\b)"
_INTRODUCES: Final = (":", ",", "…")


class Row(NamedTuple):
    """What a line says as the row of a list."""

    minutes: int | None  # of the day
    measured: bool
    priced: bool
    item: bool


_NO_ROW: Final = Row(None, measured=False, priced=False, item=False)
_ITEM: Final = _NO_ROW._replace(item=True)


@dataclass(frozen=True, slots=True)
class ListingFilter:
    """Keeps such rows, and the line that introduces them. Silent on pages: there mark-up tells a list.

    Only below text: a list under a label of its own, far from any sentence, is a box of the site (the programme of a
    station, a currency table).
    """

    lexicon: Lexicon
    name: str = "listing"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """A protection for each row of each list."""
        if document.priors:
            return ()
        rows = [document.memo.ask(self._row, block.folded) for block in document.blocks]
        findings: list[Finding] = []
        for first, last, kind in _lists(rows):
            above = _above(document, first)
            if above is not None:
                why = f"A row of {kind} that the text above introduces"
                blocks = document.blocks[above : last + 1]
                findings += [Finding(block.span, Verdict.KEEP, "listing/row", Category.ZONE, why) for block in blocks]
        return findings

    def _row(self, folded: str) -> Row:
        if len(folded) > LONGEST:
            return _NO_ROW
        item = folded.endswith(";") and " " in folded and len(folded) <= LONGEST_ITEM
        if _AMOUNT.search(folded) is None:
            return _ITEM if item else _NO_ROW
        time = _TIME.match(folded)
        minutes = 60 * int(time[1]) + int(time[2]) if time else None
        measured, priced = _measure(self.lexicon.units).match(folded), _price(self.lexicon.money).match(folded)
        return Row(minutes, measured is not None, priced is not None, item)


@cache
def _measure(units: frozenset[str]) -> re.Pattern[str]:
    """What measures something: a number and a unit at the beginning of a line, or at its end."""
    unit = _one_of(units)
    return re.compile(
        rf"[^\w½¼¾⅓⅔⅛]{{0,4}}{_YEAR}{_NUMBER} ?{unit}(?!\w)|"
        rf"[^\d.!?:;]{{2,60}}[ –—:-]{{1,3}}{_YEAR}{_NUMBER} ?{unit}(?!\w)\.?(?: ?\([^)]{{0,30}}\))?[;,.]?$"
    )


@cache
def _price(money: frozenset[str]) -> re.Pattern[str]:
    """What has a name, a mark behind it, and a price."""
    currency = _one_of(money)
    return re.compile(
        rf"[-•* ]{{0,3}}[^.!?:;\d][^.!?:;]{{1,60}}(?::| ?[–—-]) ?(?:[^\W\d_]{{2,4}} )?"
        rf"(?:{currency} ?\d|\d[\d .,]{{0,12}} ?{currency}(?!\w))"
    )


def _one_of(names: frozenset[str]) -> str:
    """An expression for any of the names, the longest first."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    parts = [re.escape(name.removesuffix("*")) + r"\w*" * name.endswith("*") for name in longest_first]
    return f"(?:{'|'.join(parts)})" if parts else "(?!)"


def _lists(rows: Sequence[Row]) -> Iterator[tuple[int, int, str]]:
    """First and last row of each list, and its kind."""
    for run in _runs(rows, lambda row: row.minutes is not None, APART):
        for rising in _rising(rows, run):
            if len(rising) >= LEAST:
                yield rising[0], rising[-1], "a programme"
    for run in _runs(rows, lambda row: row.measured, APART):
        if len(run) >= LEAST:
            yield run[0], run[-1], "quantities"
    for run in _runs(rows, lambda row: row.priced, APART):
        if len(run) >= LEAST:
            yield run[0], run[-1], "prices"
    for run in _runs(rows, lambda row: row.item, 1):
        if len(run) >= LEAST_ITEMS:
            yield run[0], min(run[-1] + 1, len(rows) - 1), "items"


def _runs(rows: Sequence[Row], is_one: Callable[[Row], bool], apart: int) -> Iterator[list[int]]:
    run: list[int] = []
    for number, row in enumerate(rows):
        if not is_one(row):
            continue
        if run and number - run[-1] > apart:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _rising(rows: Sequence[Row], run: Sequence[int]) -> Iterator[list[int]]:
    """The pieces of a run in which the times rise, all in round minutes."""
    part = [run[0]]
    for above, number in pairwise(run):
        before, now = rows[above].minutes or 0, rows[number].minutes or 0
        if before < now and before % ROUND == now % ROUND == 0:
            part.append(number)
        else:
            yield part
            part = [number]
    yield part


def _above(document: Document, first: int) -> int | None:
    """The first row to protect of a list whose rows begin at block `first`; None where no text introduces it.

    A heading, or the line that ends in a colon, goes with the list.
    """
    blocks = document.blocks
    for number in range(first - 1, max(first - 1 - ABOVE, -1), -1):
        block = blocks[number]
        if block.text.endswith(_INTRODUCES):
            return number
        if document.sentences and document.is_sentence(block):
            return number + 1
        if not _is_heading(block):
            return None
    return None


def _is_heading(block: Block) -> bool:
    return len(block.text) <= HEADING
