"""Protects the rows of lists that belong to the text: programmes, amounts, items, answers to choose, conversations.

To the scorer they are short lines without a sentence, as a site's are. Their own order gives them away: the times of a
programme rise, and in round minutes, where a column of news counts down by the minute; no menu measures in spoons or
ends its items in semicolons; and the prices of a shop have no text above that introduces them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence  # noqa: TC003  named tuples keep their annotations
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.filters.rows import NO_ROW, Row, read_row
from cleaner.model import Category, Finding, Verdict

if TYPE_CHECKING:
    from cleaner.model import Block, Document
    from cleaner.rules import Lexicon

LEAST: Final = 3  # rows of a programme, of amounts, of items, of answers to choose from
LEAST_TURNS: Final = 4  # of two speakers
LEAST_ROUND: Final = 4  # times that do not rise, as each place has a programme of its own
APART: Final = 2  # rows: one without a time or a measure may stand between two that have it
ROUND: Final = 5  # minutes
HEADING: Final = 60
ABOVE: Final = 3  # lines above a list within which the text that it belongs to ends
_CODE: Final = frozenset({"pre", "code"})
_INTRODUCES: Final = (":", ",", "…", "?")


@dataclass(frozen=True, slots=True)
class ListingFilter:
    """Keeps such rows, and the line that introduces them.

    Only below text: a list under a label of its own, far from any sentence, is a box of the site (the programme of a
    station, a currency table).
    """

    lexicon: Lexicon
    name: str = "listing"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """A protection for each row of each list."""
        rows = [NO_ROW if _is_code(block) else document.memo.ask(self._row, block.folded) for block in document.blocks]
        findings: list[Finding] = []
        for kind, run in _lists(rows):
            above = _above(document, run[0])
            if above is None and kind.alone:
                above = run[0]
            if above is not None:
                why = f"A row of {kind.name} of the text"
                blocks = document.blocks[above : run[-1] + 1]
                findings += [Finding(block.span, Verdict.KEEP, "listing/row", Category.ZONE, why) for block in blocks]
        return findings

    def _row(self, folded: str) -> Row:
        return read_row(folded, self.lexicon)


def _lists(rows: Sequence[Row]) -> Iterator[tuple[_Kind, Sequence[int]]]:
    """The kind of each list and its rows, by place in the document."""
    for kind in _KINDS:
        for run in _runs(rows, kind.is_row, kind.apart):
            yield from ((kind, part) for part in kind.parts(rows, run) if len(part) >= kind.least)


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


def _whole(_: Sequence[Row], run: Sequence[int]) -> Iterator[Sequence[int]]:
    yield run


def _programmes(rows: Sequence[Row], run: Sequence[int]) -> Iterator[Sequence[int]]:
    """The pieces of a run in which the times rise, all in round minutes; all of it where every place has its own."""
    times = [rows[number].minutes or 0 for number in run]
    if len(run) >= LEAST_ROUND and not any(time % ROUND for time in times) and times != sorted(times, reverse=True):
        yield run
        return
    part = [run[0]]
    for above, number in pairwise(run):
        before, now = rows[above].minutes or 0, rows[number].minutes or 0
        if before < now and before % ROUND == now % ROUND == 0:
            part.append(number)
        else:
            yield part
            part = [number]
    yield part


def _with_the_last(rows: Sequence[Row], run: Sequence[int]) -> Iterator[Sequence[int]]:
    """The last item of a list ends in a full stop, or in nothing."""
    yield [*run, min(run[-1] + 1, len(rows) - 1)]


def _judgements(rows: Sequence[Row], run: Sequence[int]) -> Iterator[Sequence[int]]:
    if len({rows[number].sign for number in run}) > 1 and rows[run[0]].sign == "+":
        yield run


def _answers(rows: Sequence[Row], run: Sequence[int]) -> Iterator[Sequence[int]]:
    """A run whose letters follow each other from the first one on."""
    letters = [rows[number].option for number in run]
    if letters[0] in "aа" and all(ord(after) == ord(before) + 1 for before, after in pairwise(letters)):
        yield run


def _conversations(rows: Sequence[Row], run: Sequence[int]) -> Iterator[Sequence[int]]:
    """A run of two speakers who take turns; each may speak more than one paragraph."""
    speakers = [rows[number].speaker for number in run]
    turns = 1 + sum(before != after for before, after in pairwise(speakers))
    if len(set(speakers)) == 2 and turns >= LEAST_TURNS:  # noqa: PLR2004  interviewer and guest
        yield run


class _Kind(NamedTuple):
    """A kind of list."""

    name: str
    is_row: Callable[[Row], bool]
    parts: Callable[[Sequence[Row], Sequence[int]], Iterator[Sequence[int]]]  # of a run, those that are lists
    least: int = LEAST
    apart: int = APART
    alone: bool = False  # needs no text above: no site has such rows


_KINDS: Final = (
    _Kind("a programme", lambda row: row.minutes is not None, _programmes),
    _Kind("quantities or prices", lambda row: row.measured or row.priced, _whole),
    _Kind("items", lambda row: row.item, _with_the_last, apart=1),
    _Kind("what is good and what is bad", lambda row: bool(row.sign), _judgements, alone=True),
    _Kind("the teams", lambda row: row.team, _whole, least=2, apart=1),
    _Kind("answers to choose from", lambda row: bool(row.option), _answers, apart=1, alone=True),
    _Kind("a conversation", lambda row: bool(row.speaker), _conversations, least=LEAST_TURNS, alone=True),
)


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


def _is_code(block: Block) -> bool:
    """Its lines end in semicolons, too; the scorer knows what it is."""
    return block.markup is not None and block.markup.is_within(_CODE)


def _is_heading(block: Block) -> bool:
    return len(block.text) <= HEADING
