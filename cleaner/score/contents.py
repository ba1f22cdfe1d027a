"""Lists of an article's own headings: lines in a row that each stand once more below, over their sections."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from cleaner.model import Document

LEAST: Final = 3  # headings of a list
LONGEST: Final = 120  # characters of a heading
_NO_HEADING: Final = tuple(".,;{}")  # what a sentence ends in, or a line of code
_MARK: Final = re.compile(r"^\d{1,2}(?:[.:]\d\d ?(?:[ap]m)?|[.)])?\s+(?=[^\W\d_])")
"""In front of an entry or a heading: its number, the time of an entry in a running report."""
TEXT: Final = 2  # lines below a heading within which its text begins


class Contents(NamedTuple):
    """A table of contents."""

    entries: Sequence[int]  # its lines
    headings: Sequence[int]  # the lines that they name, in the same order


def find_contents(document: Document) -> list[Contents]:
    """The tables of contents of a document, made once.

    A menu that a page prints at its head and at its foot has no text between its entries. Plans and lists of products
    repeat lines more than once.
    """
    return document.memo.recall((find_contents, document.source), lambda: _find(document))


def contents_with(document: Document, lines: AbstractSet[int]) -> list[Contents]:
    """The tables of contents of which one heading at least stands in `lines`."""
    return [contents for contents in find_contents(document) if not lines.isdisjoint(contents.headings)]


def _find(document: Document) -> list[Contents]:
    lines, sentences = document.lines, document.sentences
    places: defaultdict[str, list[int]] = defaultdict(list)
    names = [_MARK.sub("", line.folded) for line in lines]
    for number, name in enumerate(names):
        places[name].append(number)
    if len(lines) - len(places) < LEAST:
        return []
    found: list[Contents] = []
    entries: list[int] = []
    headings: list[int] = []
    for number, line in enumerate(lines):
        first, *others = places[names[number]]
        may_be = len(others) == 1 and first == number and _may_be_heading(line.text)
        if headings and not (may_be and others[0] > headings[-1]):
            found.append(Contents(entries, headings))
            entries, headings = [], []
        if may_be:
            entries.append(number)
            headings.append(others[0])
    return [
        contents
        for contents in (*found, Contents(entries, headings))
        if len(contents.entries) >= LEAST
        and contents.headings[0] > contents.entries[-1]
        and all(any(sentences[heading + 1 : heading + 1 + TEXT]) for heading in contents.headings)
    ]


def _may_be_heading(text: str) -> bool:
    return len(text) <= LONGEST and not text.endswith(_NO_HEADING)
