"""Enumerations: a sentence in several lines goes with the line that leads to it, numbered headings with their texts."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model import Block, Document

_LEADS: Final = ":"
_GOES_ON: Final = (",", ";")
_ENDS: Final = (".", "!", "?", "…")
_LONGEST: Final = 200  # characters of an item; paragraphs that end in a comma are no list
_NUMBERED: Final = re.compile(r"(\d{1,2})[.)]\s+[^\W\d_].{0,90}(?<![.,;])")
_SERIES: Final = 3  # numbers in a row, with text between them
_REACH: Final = 3  # blocks below a heading within which its text begins: a caption may stand between


def enumerated(document: Document, kept: Sequence[bool]) -> set[int]:
    """Numbers of the blocks that belong to an enumeration of which other parts are `kept`."""
    return {*_behind_colon(document, kept), *_numbered(document, kept)}


def _numbered(document: Document, kept: Sequence[bool]) -> Iterator[int]:
    """Headings that are numbered in a row, each with a text below it that stays.

    Of ten such lines that the network took on the development pages all were body.
    """
    matches = [(number, _NUMBERED.fullmatch(block.text)) for number, block in enumerate(document.blocks)]
    headings = [(number, int(match[1])) for number, match in matches if match]
    for series in _in_a_row(headings):
        if not any(kept[number] for number in series):
            continue
        for number, following in pairwise((*series, len(kept))):
            below = range(number + 1, min(number + 1 + _REACH, following))
            if any(kept[other] and document.is_sentence(document.blocks[other]) for other in below):
                yield number


def _in_a_row(headings: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """The blocks of each row of numbers that go up by one, or down, with other blocks between them."""
    row: list[tuple[int, int]] = []
    for heading in [*headings, (0, 0)]:
        if row and (abs(heading[1] - row[-1][1]) != 1 or heading[0] < row[-1][0] + 2):
            if len(row) >= _SERIES:
                yield [number for number, _ in row]
            row = []
        row.append(heading)


def _behind_colon(document: Document, kept: Sequence[bool]) -> set[int]:
    """Numbers of the blocks that are items behind a kept line that ends in a colon.

    All but the last end in a comma or a semicolon, the last ends the sentence. Of 143 such lines in the texts of the
    development pages 115 are body; what leads to the others is none: rules for comments, source code.
    """
    blocks = document.blocks
    found: set[int] = set()
    for number, block in enumerate(blocks):
        if kept[number] and block.text.endswith(_LEADS):
            items = list(_items(blocks, number))
            last = number + len(items) + 1
            if items and last < len(blocks) and _is_next(blocks, last) and blocks[last].text.endswith(_ENDS):
                found.update((*items, last))
    return found


def _items(blocks: Sequence[Block], lead: int) -> Iterator[int]:
    """Numbers of the blocks right behind the one that leads to them, as far as the sentence goes on."""

    def goes_on(number: int) -> bool:
        return _is_next(blocks, number) and blocks[number].text.endswith(_GOES_ON)

    return takewhile(goes_on, range(lead + 1, len(blocks)))


def _is_next(blocks: Sequence[Block], number: int) -> bool:
    block = blocks[number]
    return block.line == blocks[number - 1].line + 1 and len(block.text) <= _LONGEST
