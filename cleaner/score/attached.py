"""What the mark-up ties to body: a list under its paragraph, a heading over one, the head of a table, a standfirst.

The network judges lines one by one, and lists and headings have few words to be judged by. Where these stand as
siblings of lines that it takes for body, they are body, too. On held-out pages: items of lists 41 right and none
wrong, headings 15 and 6, first rows of tables 11 and none; headings between two kept lines, on every other page of the
development set, 47 and 8. Of standfirsts golds of news keep most, those of other pages few; a reader counts them in.
"""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from cleaner.annotate.units import TERMINAL
from cleaner.model import HEADINGS, LEVEL, LINKED, Markup, first_h1

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model import Block, Document

LIKELY: Final = -1.0  # log-odds by mark-up that a heading has at least
BETWEEN: Final = -4.0  # the same, between two kept lines
ENTRIES: Final = 3  # headings of one kind over body, so that they are the entries of one text
HEAD: Final = 8  # lines below the headline
STANDFIRST_WORDS: Final = 8
_STANDFIRST: Final = re.compile(
    r"(?:^|[\s_-])(?:lead|lede|standfirst|dek|deck|sub-?title|sub-?head(?:line|ing)?|sub-?line|chap[oô]|ingress|vorspann"
    r"|summary|excerpt|intro|descr|anons|annotation|perex|sapo|entradilla|bajada|copete|sottotitolo|catenaccio)(?=$|[\s_-])"
)
_HEADINGS: Final = HEADINGS - {"h1"}
_CELLS: Final = frozenset({"tr", "td", "th"})
_BARE: Final = Markup("body")


def attached(document: Document, kept: Sequence[bool]) -> set[int]:
    """Which of the document's blocks, by place, are body because those that are `kept` are."""
    markups = [block.markup or _BARE for block in document.blocks]
    tied = {*_lists(markups, kept), *_headings(document, markups, kept), *_table_heads(markups, kept)}
    return tied | set(_standfirst(document, markups, kept))


def _lists(markups: Sequence[Markup], kept: Sequence[bool]) -> Iterator[int]:
    """The items of plain lists, none of them kept, directly below a kept sibling: a list of links is often a menu."""
    for parent, numbers in groupby(range(len(markups)), lambda number: _list_of(markups[number])):
        items = list(numbers)
        above = items[0] - 1
        if parent is None or len(items) == 1 or above < 0 or not kept[above]:
            continue
        if any(kept[number] for number in items) or _parent(markups[above]) not in markups[items[0]].nodes:
            continue
        if sum(markups[number].link_density for number in items) <= LINKED * len(items):
            yield from items


def _headings(document: Document, markups: Sequence[Markup], kept: Sequence[bool]) -> Iterator[int]:
    """Headings directly over a kept line, where a kept one is above, or over a sibling, where others alike are kept."""
    blocks = document.blocks
    below_kept = [False, *kept]
    over = [
        number
        for number, (markup, below) in enumerate(pairwise(markups))
        if markup.tag in _HEADINGS
        and not markup.is_link
        and kept[number + 1]
        and _is_next(document, blocks[number], blocks[number + 1])
        and (_parent(markup) == _parent(below) or below_kept[number])
    ]
    alike: dict[tuple[str, tuple[str, ...]], list[int]] = {}
    for number in over:
        alike.setdefault((markups[number].tag, markups[number].path), []).append(number)
    for number in over:
        others = alike[markups[number].tag, markups[number].path]
        entry = len(others) >= ENTRIES and any(kept[other] for other in others)
        likely = document.priors[blocks[number].line] > (BETWEEN if below_kept[number] else LIKELY)
        if not kept[number] and likely and (entry or below_kept[number]):
            yield number


def _is_next(document: Document, heading: Block, below: Block) -> bool:
    """Whether nothing stands between two blocks but a picture's caption."""
    between = (document.lines[line].markup or _BARE for line in range(heading.line + 1, below.line))
    return all(markup.tag == "figcaption" or "figure" in markup.path for markup in between)


def _table_heads(markups: Sequence[Markup], kept: Sequence[bool]) -> Iterator[int]:
    """The first row of a table below a kept line, most of whose rows are kept."""
    for table, numbers in groupby(range(len(markups)), lambda number: _table_of(markups[number])):
        rows = list(numbers)
        first = rows[0]
        if table is None or kept[first] or first == 0 or not kept[first - 1]:
            continue
        if 2 * sum(kept[row] for row in rows) >= len(rows):
            yield first


def _standfirst(document: Document, markups: Sequence[Markup], kept: Sequence[bool]) -> Iterator[int]:
    """The lines that their element calls the standfirst, between the headline and the first kept sentence.

    Those without a full stop: of what ends like a sentence the network knows what it is.
    """
    title = first_h1(document.lines)
    if title is None or not any(kept):
        return
    for number, block in enumerate(document.blocks):
        if kept[number] and document.sentences[block.line]:
            return
        if not title < block.line <= title + HEAD or markups[number].is_link or block.text[-1] in TERMINAL:
            continue
        own = markups[number].hints.partition(LEVEL)[0]
        if len(block.text.split()) >= STANDFIRST_WORDS and _STANDFIRST.search(own):
            yield number


def _parent(markup: Markup) -> int | None:
    return markup.nodes[-2] if len(markup.nodes) > 1 else None


def _list_of(markup: Markup) -> int | None:
    return _parent(markup) if markup.tag == "li" else None


def _table_of(markup: Markup) -> int | None:
    """The innermost table around a row or a cell."""
    if markup.tag not in _CELLS:
        return None
    around = zip(reversed(markup.nodes[:-1]), reversed(markup.path), strict=False)
    return next((node for node, tag in around if tag == "table"), None)
