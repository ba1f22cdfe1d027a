"""From a tree to lines: what stands between two line breaks of the rendered page, with what the tree knows of it.

One pass in document order over start and end events, without recursion: a page may be nested ten thousand deep.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from cleaner.model import LEVEL
from cleaner.read.dom import INLINE, PROSE, SKIPPED, describe
from cleaner.read.inline import SIDE_BY_SIDE, Inline, covering, stand_apart
from cleaner.read.line import Frame, Line, join_cells
from cleaner.read.text import display, is_seen

if TYPE_CHECKING:
    from lxml.etree import _Element

    from cleaner.read.dom import Description

# Bounds that keep a line's mark-up small on pages of absurd depth: the innermost levels say most.
_MAX_LEVELS: Final = 64
_MAX_HINTS: Final = 1200
_MAX_INLINE: Final = 8

# The page's own classes name the theme and the kind of page, not the block's purpose.
_WHOLE_PAGE: Final = frozenset(("html", "body"))

_BEHIND_A_WORD: Final = frozenset(",.;:!?)]}»”")  # follow a word without a blank


class _Kind(Enum):
    """What is to be done where an element begins and ends."""

    BLOCK = auto()
    ROW = auto()
    PREFORMATTED = auto()
    INLINE = auto()
    LINK = auto()
    BREAK = auto()
    SKIPPED = auto()


# A name of the module is found in a third of the time that a member of an enumeration takes, thousands of times a page.
_BLOCK, _ROW, _PREFORMATTED, _INLINE, _LINK, _BREAK, _SKIPPED = _Kind
_KINDS: Final = {
    **dict.fromkeys(SKIPPED, _SKIPPED),
    **dict.fromkeys(INLINE, _INLINE),
    "a": _LINK,
    "br": _BREAK,
    "tr": _ROW,
    "pre": _PREFORMATTED,
}


class Reading(NamedTuple):
    """What one pass over a page finds, in document order."""

    lines: list[Line]
    authored: list[_Element]  # elements whose words speak of an author
    tagged: list[_Element]  # elements whose words speak of tags


def read_lines(root: _Element) -> Reading:
    """Read the page's lines."""
    assembler = _Assembler()
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "end":
            assembler.close()
            if tail := element.tail:
                assembler.add(tail)
        elif not assembler.open(element):
            walker.skip_subtree()
        elif text := element.text:
            assembler.add(text)
    assembler.flush()
    return Reading(assembler.lines, assembler.authored, assembler.tagged)


class _Assembler:
    """Collects text until a line breaks."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.authored: list[_Element] = []
        self.tagged: list[_Element] = []
        self._frames = [Frame("html", (), (), "", hidden=False)]
        self._open: list[_Kind] = []
        self._rows: list[int] = []  # lines in front of each open table row
        self._number = 0  # of the last block element
        self._inlines: list[Inline] = []
        self._inline_depth = 0
        self._links = 0  # open <a> elements
        self._ended: Inline | None = None  # the inline element behind which nothing stands yet
        self._gap = False  # whether what comes next stands apart
        self._preformatted = 0
        self._begin()

    def _begin(self) -> None:
        self._pieces: list[str] = []
        self._chars = 0
        self._linked = 0
        self._covers: list[Inline] = []  # closed ones; `start` holds their length
        for inline in self._inlines:
            inline.start = 0

    def open(self, element: _Element) -> bool:
        """Enter an element; False where nothing of it is text."""
        tag = element.tag
        kind = _KINDS.get(tag, _BLOCK)
        if kind is _SKIPPED or kind is _BREAK:
            if kind is _BREAK:
                self.flush()
            self._open.append(_SKIPPED)
            return False
        about = describe(element)
        if about.authored:
            self.authored.append(element)
        if about.tagged:
            self.tagged.append(element)
        if kind is _BLOCK and "-" in tag and self._frames[-1].tag in PROSE:
            kind = _INLINE
        if kind is _INLINE or kind is _LINK:
            # "Opens in a new window" amid a sentence. Elsewhere a label for screen readers says what follows.
            if about.unseen or (about.spoken and self._chars and self._frames[-1].tag == "p"):
                self._open.append(_SKIPPED)
                return False
            self._open_inline(kind, tag, about.words)
        else:
            self._open_block(kind, tag, about)
        self._open.append(kind)
        return True

    def _open_block(self, kind: _Kind, tag: str, about: Description) -> None:
        self.flush()
        parent = self._frames[-1]
        self._number += 1
        words = "" if tag in _WHOLE_PAGE else about.words
        hints = f"{words}{LEVEL}{parent.hints}"[:_MAX_HINTS] if words and parent.hints else words or parent.hints
        self._frames.append(
            Frame(
                tag,
                (*parent.path[1 - _MAX_LEVELS :], parent.tag) if len(self._frames) > 1 else (),
                (*parent.nodes[1 - _MAX_LEVELS :], self._number),
                hints,
                parent.hidden or about.unseen or about.silent,
            )
        )
        if kind is _ROW:
            self._rows.append(len(self.lines))
        elif kind is _PREFORMATTED:
            self._preformatted += 1

    def _open_inline(self, kind: _Kind, tag: str, words: str) -> None:
        self._inline_depth += 1
        if self._ended is not None and tag in SIDE_BY_SIDE and not self._is_code():
            block = self._frames[-1]
            about = block.hints.partition(LEVEL)[0]
            self._gap = self._gap or stand_apart(self._ended, tag, words, block.tag, about)
        if kind is _LINK:
            self._links += 1
        if len(self._inlines) < _MAX_INLINE:
            self._inlines.append(Inline(tag, words, self._chars))

    def close(self) -> None:
        """Leave the element that was entered last."""
        kind = self._open.pop()
        if kind is _SKIPPED:
            return
        if kind is _INLINE:
            self._close_inline()
        elif kind is _LINK:
            self._close_inline()
            self._links -= 1
        else:
            self._close_block(kind)

    def _close_inline(self) -> None:
        self._inline_depth -= 1
        if self._inline_depth < len(self._inlines):
            inline = self._inlines.pop()
            inline.start = self._chars - inline.start
            self._covers.append(inline)
            self._ended = inline if inline.start else self._ended

    def _is_code(self) -> bool:
        """Whether the elements of the line only colour its words."""
        return self._preformatted > 0 or any(inline.tag == "code" for inline in self._inlines)

    def _close_block(self, kind: _Kind) -> None:
        self.flush()
        if kind is _ROW:
            self._join_row(self._rows.pop())
        elif kind is _PREFORMATTED:
            self._preformatted -= 1
        self._frames.pop()

    def add(self, text: str) -> None:
        """Text of the line."""
        if text.isspace():
            if self._chars:
                self._pieces.append(" ")
            return
        if self._preformatted and "\n" in text:
            first, *others = text.split("\n")
            self._append(first)
            for other in others:
                self.flush()
                self._append(other)
            return
        self._append(text)

    def _append(self, text: str) -> None:
        if self._gap:
            self._gap = False
            if text[0] not in _BEHIND_A_WORD and (text[0].isalnum() or self._pieces[-1][-1:].isalnum()):
                self._pieces.append(" ")
        self._pieces.append(text)
        self._chars += len(text)
        self._ended = None
        if self._links:
            self._linked += len(text)

    def flush(self) -> None:
        """Break the line."""
        self._ended = None
        self._gap = False
        if not self._chars:
            if self._pieces:
                self._begin()
            return
        text = "".join(self._pieces)
        text = " ".join(text.split()) if text.isascii() else display(text)
        if is_seen(text):
            self.lines.append(Line(text, self._frames[-1], self._linked / self._chars, self._covering()))
        self._begin()

    def _covering(self) -> str:
        if not self._covers and not self._inlines:
            return ""
        return covering(self._covers, reversed(self._inlines), self._chars, _MAX_HINTS)

    def _join_row(self, first: int) -> None:
        row = join_cells(self.lines[first:], self._frames[-1])
        if row is not None:
            self.lines[first:] = [row]
