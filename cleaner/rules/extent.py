"""How far a block reaches from its marker.

What "body" means as a block's end, for all rules alike: a line that bears a sentence, does not break off with ``…``,
and shares with the article at least one name or `SHARED_WORDS` long words. The article is here what stands on the
body's side of the marker: the sentence-bearing lines above it, for a block that lies above its marker those below.
With fewer than `MIN_SENTENCES` such lines nothing can be compared, and any sentence-bearing line is body.

What "no-headline" means: a line that cannot be the headline of another story, as it is a paragraph or the beginning of
one that was broken at its links, a label, a turn in a dialogue, or so short that it is more likely a subheading. A page
that sets all its lines apart has a blank line above each headline, so only a gap wider than the one under the marker
ends the block. Where the text goes on below, the last of several headlines is a subheading of it if it is much shorter
than the others: of nine such lines on pages with known bodies seven were.

Names are capitalised words inside a sentence, long words have `LONG_WORD` letters or more; both are compared by
their first `STEM` letters, which is inflection-proof enough for the languages at hand.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from cleaner.model import Zone
from cleaner.rules.rule import BlockEnd, Direction
from cleaner.script import CAPITALS
from cleaner.words import STEM, names

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cleaner.model import Block, Document
    from cleaner.rules.rule import Extent

LONG_WORD: Final = 7
SHARED_WORDS: Final = 3  # a verb of speaking is in every news text; three long words at once are not
MIN_SENTENCES: Final = 2
HEADLINE_WORDS: Final = range(5, 21)  # where a subheading can stand as well
SUBHEADING: Final = 45  # characters, at most
SHORTER: Final = 0.7  # of the shortest headline above it, at most

_LONG: Final = re.compile(rf"[^\W\d_]{{{LONG_WORD},}}")
_BROKEN_OFF: Final = ("…", "...")
_NO_HEADLINE_END: Final = tuple(".:;,。")
_GOING_ON: Final = frozenset(",.;:)»”0123456789")
_TURN: Final = tuple("–—")  # of a dialogue, or a bullet
_ASKED: Final = tuple("?!")


def reach(document: Document, marker: range, extent: Extent, ends: Callable[[Block], bool]) -> range:
    """Indexes into `document.blocks` that a block takes beside its `marker` lines.

    `ends` says whether a line is the extent's own last line (`until_line`).
    """
    blocks = document.blocks
    down = extent.direction is Direction.DOWN
    path: Sequence[int] = range(marker.stop, len(blocks)) if down else range(marker.start - 1, -1, -1)
    judge = _Judge(document, marker, extent)
    size = 0
    stopped = False
    for index in path:
        if size == extent.count or judge.ends_before(index):
            stopped = True
            break
        if extent.line is not None and ends(blocks[index]):
            size += extent.inclusive
            stopped = True
            break
        size += 1
    if not stopped and extent.line is not None and BlockEnd.END not in extent.until and not extent.count:
        size = _without_end(extent, size)
    if stopped and size + len(marker) > extent.max_lines:
        size = max(0, extent.max_lines - len(marker))
    if stopped and down and BlockEnd.NO_HEADLINE in extent.until:
        size = _without_subheading(document, marker.stop, size)
    if document.priors and down and BlockEnd.END not in extent.until:
        size = _to_the_last_link(document, marker, size)
    return range(marker.stop, marker.stop + size) if down else range(marker.start - size, marker.start)


def _without_end(extent: Extent, size: int) -> int:
    """If a rule names the last line of its block, and that line never comes, only the marker is taken."""
    return 0 if not extent.until else size


def _without_subheading(document: Document, first: int, size: int) -> int:
    """The size of a block that begins at `first`, less the subheading of the text that goes on behind it."""
    *headlines, last = (block.text for block in document.blocks[first : first + size]) if size > 1 else ("",)
    behind = document.blocks[first + size : first + size + 1]
    if not headlines or not behind or not document.sentences:
        return size
    if not document.is_sentence(behind[0]) or document.zone(behind[0]) is Zone.BOTTOM:
        return size
    return size - (len(last) <= min(SUBHEADING, SHORTER * min(map(len, headlines))))


def _to_the_last_link(document: Document, marker: range, size: int) -> int:
    """On a page a headline of another story is a link: behind the last one the article goes on.

    It goes on at the latest where a line that is no link follows one, and the mark-up says body. A box without any link
    is left as the rule has it, as some sites make links of their boxes by script.
    """
    last = None
    for number in range(marker.start, marker.stop + size):
        block = document.blocks[number]
        if block.markup is not None and block.markup.is_link:
            last = number
        elif last is not None and document.priors[block.line] > 0:
            break
    return size if last is None else max(0, last + 1 - marker.stop)


class _Judge:
    """Knows for one marker which lines a block stops in front of."""

    def __init__(self, document: Document, marker: range, extent: Extent) -> None:
        self._document = document
        self._marker = marker
        self._until = extent.until
        self._down = extent.direction is Direction.DOWN
        line = document.blocks[marker.start if self._down else marker.stop - 1].line
        self._article = document.lines[:line] if self._down else document.lines[line + 1 :]
        self._stems: tuple[frozenset[str], frozenset[str]] | None = None
        self._sentences = -1

    def ends_before(self, index: int) -> bool:
        blocks = self._document.blocks
        block = blocks[index]
        if block.start in self._document.pinned:
            return True
        if BlockEnd.NO_HEADLINE in self._until and not self._may_be_headline(index):
            return True
        if BlockEnd.BLANK in self._until and blocks[index if self._down else index + 1].gap > 0:
            return True
        if not self._document.sentences or not self._document.is_sentence(block):
            return False
        return BlockEnd.SENTENCE in self._until or (BlockEnd.BODY in self._until and self._is_body(block))

    def _may_be_headline(self, index: int) -> bool:
        blocks, marker = self._document.blocks, self._marker
        text = blocks[index].text
        if self._goes_on(blocks[index].line, first=index == marker.stop):
            return False
        if self._down:
            nearest, gap, usual = index == marker.stop, blocks[index].gap, blocks[marker.stop].gap
        else:
            nearest, gap, usual = index == marker.start - 1, blocks[index + 1].gap, blocks[marker.start].gap
        if gap > usual or (text.startswith(_TURN) and text.endswith(_ASKED)):
            return False
        if text.endswith(_NO_HEADLINE_END) and not text.endswith(_BROKEN_OFF):
            return False
        words = text.count(" ") + 1
        return words < HEADLINE_WORDS.stop and (words >= HEADLINE_WORDS.start or (nearest and not gap))

    def _goes_on(self, line: int, *, first: bool) -> bool:
        """Whether a line is a piece of a sentence.

        Of the `first` line below the marker the next must go on in a way that no headline begins: a link that opens a
        paragraph goes on as well as one amid a sentence, and a block has a headline more often than none.
        """
        if not self._document.goes_on(line):
            return False
        opening = self._document.lines[line + 1].text[0]
        return not first or opening.islower() or opening in _GOING_ON

    def _is_body(self, block: Block) -> bool:
        if block.text.endswith(_BROKEN_OFF):
            return False
        if self._stems is None:
            memo = self._document.memo
            bearing = [line for line in self._article if self._document.sentences[line.line]]
            self._sentences = len(bearing)
            self._stems = (
                frozenset().union(*(memo.ask(names, line.text) for line in bearing)),
                frozenset().union(*(memo.ask(long_words, line.text) for line in bearing)),
            )
        known, words = self._stems
        if self._sentences < MIN_SENTENCES or not (known or words):
            return True
        capitals = {word.lower()[:STEM] for word in _capitalised().findall(block.text)}
        return not known.isdisjoint(capitals) or len(words & long_words(block.text)) >= SHARED_WORDS


@cache
def _capitalised() -> re.Pattern[str]:
    """A capitalised word anywhere, also where a sentence begins."""
    return re.compile(rf"\b[{CAPITALS}][^\W\d_]{{2,}}")


def long_words(text: str) -> frozenset[str]:
    """Stems of the words of `LONG_WORD` letters or more."""
    return frozenset(word[:STEM] for word in _LONG.findall(text.lower()))
