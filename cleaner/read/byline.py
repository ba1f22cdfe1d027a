"""The authors that a page prints: lines whose mark-up calls them so. For pages whose metadata names nobody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.model import LEVEL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaner.model import Block

_AUTHOR: Final = re.compile(r"(?:^|[\s_-])(?:author|byline|by-line|autor|writer|reporter|fn\b)")
_BY: Final = re.compile(
    r"(?:(?:written|posted|reported|story)\s+)?by\b[:\s]|(?:von|par|por|di|door|autor(?:zy|es|i)?|автор\w*|tekst|text)[:\s]"
    r"(?=\s*[^\W\d_])",
    re.IGNORECASE,
)
# Behind the name: a date, a bar, a word that opens the next part of the line.
_REST: Final = re.compile(r"\s*[|•·\d]|\s[–—-]\s|\b(?:on|published|updated|posted|kommentar\w*)\b", re.IGNORECASE)
_FOREIGN: Final = re.compile(
    r"comment|bio\b|box|about|related|teaser|sidebar|widget|footer|\bnav|menu|card|popular|testimonial"
)
_LEVELS: Final = 3  # the line's own element and two around it
_MAX_LINE: Final = 90  # characters; a longer line is about the author
_ABOVE: Final = 15  # lines over the headline
_MAX_LINES: Final = 400  # below it: what the foot of a long page names is its other authors
_SENTENCE_ENDS: Final = frozenset(".!?…")
_ENOUGH: Final = 2  # lines that name authors: some templates print name and role apart


def printed_authors(blocks: Sequence[Block]) -> list[str]:
    """The texts of the first lines around the headline that the mark-up calls the author's."""
    title = next((block.line for block in blocks if _is_headline(block)), 0)
    near = blocks[max(title - _ABOVE, 0) : title + _MAX_LINES]
    named = [block.text for block in near if _names_author(block)]
    said = [block.text for block in near if abs(block.line - title) <= _ABOVE and _says_by(block)]
    names = [_REST.split(text, maxsplit=1)[0] for text in dict.fromkeys([*said[:1], *named])]
    return [name for name in names if name.strip()][:_ENOUGH]


def _is_headline(block: Block) -> bool:
    return block.markup is not None and "h1" in (block.markup.tag, *block.markup.path)


def _names_author(block: Block) -> bool:
    if block.markup is None or len(block.text) > _MAX_LINE:
        return False
    levels = block.markup.hints.split(LEVEL)
    if not any(_AUTHOR.search(words) for words in levels[:_LEVELS]):
        return False
    return not _FOREIGN.search(block.markup.hints) and not _in(block.markup.path, ("nav", "footer", "aside"))


def _says_by(block: Block) -> bool:
    short = len(block.text) <= _MAX_LINE and block.text[-1] not in _SENTENCE_ENDS
    return short and bool(_BY.match(block.text))


def _in(path: Iterable[str], tags: Iterable[str]) -> bool:
    return not set(tags).isdisjoint(path)
