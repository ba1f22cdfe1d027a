"""HTML in, Document out: the page's lines become blocks with mark-up, its metadata becomes hints.

`Document.source` is linear text made here: the page's lines in document order, one a line, white space collapsed. So a
block's text is exactly its slice of the source, and the ledger needs no second set of offsets.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.fold import fold
from cleaner.model import LEVEL, Block, Document, Markup
from cleaner.read.dom import parse
from cleaner.read.lines import read_lines
from cleaner.read.metadata import read_hints
from cleaner.read.mojibake import unscramble

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaner.read.line import Line

_BYTE_ORDER_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# Browsers look for a declaration in the first 1,024 bytes; pages with long heads put it later.
_DECLARED_WITHIN: Final = 8192
_XML_DECLARATION: Final = re.compile(rb"^\s*<\?xml\b[^>]*\bencoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_META_CHARSET: Final = re.compile(rb"<meta\b[^>]*\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def read_html(source: str) -> Document:
    r"""Read a page, or a fragment of one.

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
    lines, authored = read_lines(root)
    text = "\n".join([line.text for line in lines])
    blocks = tuple(_blocks(lines, fold(text)))
    return Document(source=text, lines=blocks, blocks=blocks, hints=read_hints(root, blocks, authored))


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


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the bytes of a page name themselves, as written there: BOM, XML declaration or <meta>.

    The name is not checked: it may be one that Python does not know, or a wrong one.

    >>> declared_encoding(b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">')
    'windows-1251'
    """
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return name
    head = data[:_DECLARED_WITHIN]
    if found := _XML_DECLARATION.search(head) or _META_CHARSET.search(head):
        return found[1].decode("ascii", "replace").lower()
    return None
