"""Reads plain text: one block for each line that is not blank, with its offsets in the source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.fold import fold
from cleaner.model import Block, Document, Span
from cleaner.read.wrapped import rejoined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BREAKS: Final = "\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029"
_LINE: Final = re.compile(f"[^{_BREAKS}]+")
_BREAK: Final = re.compile(f"\\r\\n|[{_BREAKS}]")
_ODD_BREAK: Final = re.compile(f"[{_BREAKS[2:]}]")  # any but the line feed

# Characters that no reader sees and that no script needs: controls, soft hyphen, zero-width space and no-break space,
# word joiner, bidirectional embeddings, overrides and isolates. ZWJ, ZWNJ, LRM and RLM stay: Persian, the scripts of
# India and emoji are written with them.
_CONTROLS: Final = "\\x00-\\x08\\x0e-\\x1b\\x1f\\x7f-\\x84\\x86-\\x9f"
_INVISIBLE: Final = re.compile(f"[{_CONTROLS}\\xad\\u180e\\u200b\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff]+")
_SEEN: Final = re.compile(r"[^\s\u200c-\u200f]")


def read_text(source: str) -> Document:
    """Read `source` line by line; four-space indentation, tabs and any number of blank lines are only layout.

    Paragraphs that were filled into lines of one width are read whole.
    """
    lines = tuple(_blocks(source))
    return Document(source=source, lines=lines, blocks=lines)


def read_shown(shown: Sequence[tuple[str, str]], gap: int = 0) -> Document:
    r"""What `read_text` makes of lines in display form, with their folded forms, and `gap` blank lines under the first.

    >>> read_shown([("Title", "title"), ("Text.", "text.")], gap=1) == read_text("Title\n\nText.")
    True
    """
    source = "\n".join([text for text, _ in shown])
    if gap and len(shown) > 1:
        first = shown[0][0]
        source = first + "\n" * gap + source[len(first) :]
    blocks: list[Block] = []
    start = 0
    for line, (text, folded) in enumerate(shown):
        above = gap if line == 1 else 0
        start += above
        blocks.append(Block(line, start, start + len(text), text, folded, above))
        start += len(text) + 1
    lines = tuple(blocks)
    return Document(source=source, lines=lines, blocks=lines)


def display(raw: str) -> str:
    r"""Show a slice of the source as a reader sees it: single blanks, no invisible characters.

    >>> display(" a\u00a0\u00a0b\u00adc\u200b ")
    'a bc'
    """
    return " ".join(_INVISIBLE.sub("", raw).split())


def is_seen(text: str) -> bool:
    """Whether a reader sees anything of a text: marks of direction and joiners alone are nothing."""
    return _SEEN.search(text) is not None


def source_span(document: Document, block: Block, start: int, end: int) -> Span:
    """Map ``block.text[start:end]`` to the source characters it comes from, for any block of `document`."""
    if len(block.text) == block.end - block.start:
        return Span(block.start + start, block.start + end)
    places = [*_places(document.source, block), block.end]
    return Span(places[start], places[end - 1] + 1 if end > start else places[start])


def slice_block(document: Document, block: Block, span: Span) -> Block | None:
    """Make a block of what `span` (in source offsets) leaves of `block`; None where nothing is left to see."""
    raw = document.source[span.start : span.end]
    text = display(raw)
    if not is_seen(text):
        return None
    start = span.start + _leading(raw)
    end = start + len(_trim(raw))
    gap = block.gap if span.start == block.start else 0
    return Block(block.line, start, end, text, fold(text), gap, block.markup)


def _blocks(source: str) -> Iterator[Block]:
    folded = fold(source)
    plain = not _INVISIBLE.search(source)
    unix = plain and not _ODD_BREAK.search(source)
    line, behind = 0, 0
    for first, last in rejoined(source, [match.span() for match in _LINE.finditer(source)]):
        raw = source[first:last]
        text = " ".join(raw.split()) if plain else display(raw)
        if not is_seen(text):
            continue
        if plain:
            start = first + len(raw) - len(raw.lstrip())
            end = first + len(raw.rstrip())
        else:
            start = first + _leading(raw)
            end = start + len(_trim(raw))
        same = plain and len(text) == end - start and "\n" not in raw and "\r" not in raw
        breaks = source.count("\n", behind, start) if unix else len(_BREAK.findall(source, behind, start))
        gap = breaks - 1 if line else breaks
        yield Block(line, start, end, text, folded[start:end] if same else fold(text), gap)
        line, behind = line + 1, end


def _trim(raw: str) -> str:
    """`raw` without white space and invisible characters at its ends."""
    first = _leading(raw)
    last = len(raw)
    while last > first and (raw[last - 1].isspace() or _INVISIBLE.match(raw[last - 1])):
        last -= 1
    return raw[first:last]


def _leading(raw: str) -> int:
    """How many characters of `raw` stand before the first one a reader sees."""
    first = 0
    while first < len(raw) and (raw[first].isspace() or _INVISIBLE.match(raw[first])):
        first += 1
    return first


def _places(source: str, block: Block) -> Iterator[int]:
    """The source offset of each character of `block.text`."""
    blank = True  # nothing has been written since the last blank
    pending = -1
    for place in range(block.start, block.end):
        char = source[place]
        if _INVISIBLE.match(char):
            continue
        if char.isspace():
            if not blank:
                pending, blank = place, True
            continue
        if pending >= 0:
            yield pending
            pending = -1
        yield place
        blank = False
