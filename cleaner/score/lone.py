"""Lines that belong to a text and stand alone in it: its standfirst, its subheadings, an item of its list.

A line of a few words is hard to judge by itself, and of the pages that the weights were fitted on few have a
subheading above every third paragraph, as news of today do. Of the short lines between two paragraphs nine in ten are
body; of those that the network would take and that look like a subheading, still more than half. Of standfirsts, golds
of news keep most, those of other pages few; a reader counts them in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.annotate.units import TERMINAL
from cleaner.dates import match_header
from cleaner.model import Field

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model import Block, Document
    from cleaner.score.scoring import Scored

LONGEST: Final = 38  # characters of a subheading; another story's headline is longer
WORDS: Final = range(2, 8)
NAME_WORDS: Final = 4  # so many capitalised words are a name or a label
PARAGRAPH: Final = 60  # characters below it
UNLIKELY: Final = -6.0  # log-odds of body that it has at least
SURE: Final = 1.0  # and the paragraphs above and below it
_NO_HEADING: Final = re.compile(r"[|/©:@#•\\]|[.,;!…\"”»)]$")
_MARKS: Final = frozenset("-–—•*▪●")
_CLOSING: Final = "\"'”’»)"

STANDFIRST_WORDS: Final = range(8, 45)
FOREIGN: Final = -8.0  # log-odds of body below which a line under the headline is the site's
# A caption, a byline, a list of names or rubrics, a time.
_NO_STANDFIRST: Final = re.compile(
    r"[|•·@©/#]|\d:\d\d|\b(?:19|20)\d\d\b|\((?:[lr]\.|links|rechts|left|right|c)\b|[.!?…:;,]$"
    r"|\b(?:photo|foto|image|bild|фото|comment|komment|коммент|комент|quelle|source)",
    re.IGNORECASE,
)


def lone_lines(document: Document, scored: Scored, kept: Sequence[bool]) -> set[int]:
    """Which of the document's blocks, by place, are body because of where they stand beside those that are `kept`."""
    return {
        *_standfirst(document, scored, kept),
        *_subheadings(document, scored, kept),
        *_items(document.blocks, kept),
    }


def _standfirst(document: Document, scored: Scored, kept: Sequence[bool]) -> Iterator[int]:
    """The line directly below the headline, if it says something and does not end like a sentence."""
    titles = (finding.span.start for finding in document.findings if finding.field is Field.TITLE)
    title = next((document.line_at(start) for start in titles), None)
    if title is None or not any(kept):
        return
    for number, block in enumerate(document.blocks):
        if kept[number] or block.line > title + 1:
            return
        if block.line == title + 1 and _is_standfirst(block.text) and scored.log_odds(block.line) > FOREIGN:
            yield number


def _is_standfirst(text: str) -> bool:
    return len(text.split()) in STANDFIRST_WORDS and not _NO_STANDFIRST.search(text)


def _subheadings(document: Document, scored: Scored, kept: Sequence[bool]) -> Iterator[int]:
    """Short lines between two paragraphs."""
    blocks = document.blocks
    for number in range(1, len(blocks) - 1):
        if kept[number] or not (kept[number - 1] and kept[number + 1]):
            continue
        above, line, below = blocks[number - 1 : number + 2]
        if not _is_subheading(line.text) or not _are_paragraphs(document, above, below):
            continue
        odds = [scored.log_odds(block.line) for block in (above, line, below)]
        if odds[1] > UNLIKELY and min(odds[0], odds[2]) > SURE:
            yield number


def _items(blocks: Sequence[Block], kept: Sequence[bool]) -> Iterator[int]:
    """An item of a list between another and the line that leads to the list, or between two others."""
    for number in range(1, len(blocks) - 1):
        mark = blocks[number].text[0]
        if kept[number] or mark not in _MARKS or not (kept[number - 1] and kept[number + 1]):
            continue
        above, below = blocks[number - 1].text, blocks[number + 1].text
        if below[0] == mark and (above[0] == mark or above[-1] == ":"):
            yield number


def _are_paragraphs(document: Document, above: Block, below: Block) -> bool:
    """Whether one text ends, and another of some length begins."""
    ends = above.text.rstrip(_CLOSING)[-1:] in TERMINAL
    return ends and len(below.text) >= PARAGRAPH and document.is_sentence(below)


def _is_subheading(text: str) -> bool:
    words = text.split()
    if len(text) > LONGEST or len(words) not in WORDS or not text[0].isupper() or _NO_HEADING.search(text):
        return False
    if len(words) <= NAME_WORDS and all(word[0].isupper() for word in words):
        return False
    return match_header(text) is None
