"""What the mark-up ties to body: a list under its paragraph, a heading over one, the head of a table.

The network judges lines one by one, and lists and headings have few words to be judged by. Where these stand as
siblings of lines that it takes for body, they are body, too. On held-out pages: items of lists 41 right and none
wrong, headings 15 and 6, first rows of tables 11 and none.
"""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model import Block, Document

LINKED: Final = 0.5  # of a list's characters, at most: a list of links is a menu as often
LIKELY: Final = -1.0  # log-odds by mark-up that a heading has at least
ENTRIES: Final = 3  # headings of one kind over body, so that they are the entries of one text
_HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
_CELLS: Final = frozenset({"tr", "td", "th"})


def attached(document: Document, kept: Sequence[bool]) -> set[int]:
    """Which of the document's blocks, by place, are body because those that are `kept` are."""
    blocks = document.blocks
    return {
        *_lists(blocks, kept),
        *_headings(document, kept),
        *_table_heads(blocks, kept),
    }


def _lists(blocks: Sequence[Block], kept: Sequence[bool]) -> Iterator[int]:
    """The items of lists, none of them kept, directly below a kept sibling."""
    for parent, numbers in groupby(range(len(blocks)), lambda number: _list_of(blocks[number])):
        items = list(numbers)
        above = items[0] - 1
        if parent is None or len(items) == 1 or above < 0 or not kept[above]:
            continue
        if any(kept[number] for number in items) or _parent(blocks[above]) not in _nodes(blocks[items[0]]):
            continue
        if sum(_density(blocks[number]) for number in items) <= LINKED * len(items):
            yield from items


def _headings(document: Document, kept: Sequence[bool]) -> Iterator[int]:
    """Headings directly over a kept sibling, where a kept line is above or others like it are kept."""
    blocks = document.blocks
    over = [
        number
        for number, (block, below) in enumerate(pairwise(blocks))
        if block.markup is not None
        and block.markup.tag in _HEADINGS
        and _density(block) < LINKED
        and kept[number + 1]
        and below.line == block.line + 1
        and _parent(block) == _parent(below)
    ]
    alike: dict[object, list[int]] = {}
    for number in over:
        alike.setdefault(_kind(blocks[number]), []).append(number)
    for number in over:
        others = alike[_kind(blocks[number])]
        entry = len(others) >= ENTRIES and any(kept[other] for other in others)
        likely = document.priors[blocks[number].line] > LIKELY
        if not kept[number] and likely and (entry or (number > 0 and kept[number - 1])):
            yield number


def _table_heads(blocks: Sequence[Block], kept: Sequence[bool]) -> Iterator[int]:
    """The first row of a table below a kept line, most of whose rows are kept."""
    for table, numbers in groupby(range(len(blocks)), lambda number: _table_of(blocks[number])):
        rows = list(numbers)
        first = rows[0]
        if table is None or kept[first] or first == 0 or not kept[first - 1]:
            continue
        if 2 * sum(kept[row] for row in rows) >= len(rows):
            yield first


def _nodes(block: Block) -> tuple[int, ...]:
    return block.markup.nodes if block.markup is not None else ()


def _parent(block: Block) -> int | None:
    nodes = _nodes(block)
    return nodes[-2] if len(nodes) > 1 else None


def _density(block: Block) -> float:
    return block.markup.link_density if block.markup is not None else 0.0


def _kind(block: Block) -> object:
    return (block.markup.tag, block.markup.path) if block.markup is not None else None


def _list_of(block: Block) -> int | None:
    return _parent(block) if block.markup is not None and block.markup.tag == "li" else None


def _table_of(block: Block) -> int | None:
    """The innermost table around a row or a cell."""
    markup = block.markup
    if markup is None or markup.tag not in _CELLS:
        return None
    around = zip(reversed(markup.nodes[:-1]), reversed(markup.path), strict=False)
    return next((node for node, tag in around if tag == "table"), None)
