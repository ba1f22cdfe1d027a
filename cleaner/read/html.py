"""HTML in, Document out: the page's lines become blocks with mark-up, its metadata becomes hints.

`Document.source` is linear text made here: the page's lines in document order, one a line, white space collapsed. So a
block's text is exactly its slice of the source, and the ledger needs no second set of offsets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.fold import fold
from cleaner.model import LEVEL, Block, Document, Markup
from cleaner.read.dom import parse
from cleaner.read.lines import read_lines
from cleaner.read.metadata import read_hints
from cleaner.read.mojibake import unscramble

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaner.read.line import Line


def read_html(source: str, url: str | None = None) -> Document:
    r"""Read a page, or a fragment of one; `url` helps to tell the site's name from a headline.

    Never raises: what cannot be repaired is left out, and a page without text gives a document without lines.

    >>> document = read_html("<h1>Bridge</h1><p>It <b>opens</b><br>today.")
    >>> document.source
    'Bridge\nIt opens\ntoday.'
    >>> document.lines[1].markup.tag
    'p'
    """
    root = parse(unscramble(source))
    if root is None:
        return Document(source="", lines=(), blocks=())
    reading = read_lines(root)
    text = "\n".join([line.text for line in reading.lines])
    blocks = tuple(_blocks(reading.lines, fold(text)))
    return Document(source=text, lines=blocks, blocks=blocks, hints=read_hints(root, blocks, reading, url))


def _blocks(lines: Iterable[Line], folded: str) -> Iterable[Block]:
    start = 0
    for number, line in enumerate(lines):
        end = start + len(line.text)
        yield Block(number, start, end, line.text, folded[start:end], markup=_markup(line))
        start = end + 1


def _markup(line: Line) -> Markup:
    frame = line.frame
    hints = line.inline + LEVEL + frame.hints if line.inline and frame.hints else line.inline or frame.hints
    return Markup(frame.tag, frame.path, hints, round(line.linked, 3), frame.hidden, frame.nodes)
