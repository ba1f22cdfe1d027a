"""Subheadings of a text: short lines that stand alone between two paragraphs of its body.

A line of a few words is hard to judge by itself, and of the pages that the weights were fitted on few have one above
every third paragraph, as news of today do. Of the short lines between two paragraphs nine in ten are body; of those
that the network would take and that look like a subheading, still more than half.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.annotate.units import TERMINAL
from cleaner.dates import match_header

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model import Block, Document
    from cleaner.score.scoring import Scored

LONGEST: Final = 38  # characters; another story's headline is longer
WORDS: Final = range(2, 8)
NAME_WORDS: Final = 4  # so many capitalised words are a name or a label
PARAGRAPH: Final = 60  # characters below it
UNLIKELY: Final = -5.5  # log-odds of body that the line has at least
SURE: Final = 1.0  # and the paragraphs above and below it
_NO_HEADING: Final = re.compile(r"[|/©:@#•\\]|[.,;!…\"”»)]$")
_CLOSING: Final = "\"'”’»)"


def subheadings(document: Document, scored: Scored, kept: Sequence[bool]) -> Iterator[int]:
    """Which of the document's blocks, by place, are subheadings between two that are `kept`."""
    blocks = document.blocks
    for number in range(1, len(blocks) - 1):
        if kept[number] or not (kept[number - 1] and kept[number + 1]):
            continue
        above, line, below = blocks[number - 1 : number + 2]
        if not _looks_like_one(line.text) or not _are_paragraphs(document, above, below):
            continue
        odds = [scored.log_odds(block.line) for block in (above, line, below)]
        if odds[1] > UNLIKELY and min(odds[0], odds[2]) > SURE:
            yield number


def _are_paragraphs(document: Document, above: Block, below: Block) -> bool:
    """Whether one text ends, and another of some length begins."""
    ends = above.text.rstrip(_CLOSING)[-1:] in TERMINAL
    return ends and len(below.text) >= PARAGRAPH and document.is_sentence(below)


def _looks_like_one(text: str) -> bool:
    words = text.split()
    if len(text) > LONGEST or len(words) not in WORDS or not text[0].isupper() or _NO_HEADING.search(text):
        return False
    if len(words) <= NAME_WORDS and all(word[0].isupper() for word in words):
        return False
    return match_header(text) is None
