"""Tag lines without a label: hash tags, and names glued to each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import regex

from cleaner.filters.shapes import PHRASE_ENDS
from cleaner.model import Category, Field, Finding, Verdict
from cleaner.words import joint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model import Block, Document

_JOINTS: Final = 2  # one may be a brand (YouTube, ПриватБанк)
_CALLED: Final = re.compile(r"\btags?\b|tag-?(?:list|s)|keyword|topic|label")
_CHARS: Final = 300


@dataclass(frozen=True, slots=True)
class TagsFilter:
    """A line of nothing but hash tags, or an unpunctuated last line of glued names, is the list of tags."""

    name: str = "tags"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Look at every line for hash tags, and at the last one for glued names."""
        return list(_findings(document))


def _findings(document: Document) -> Iterator[Finding]:
    last = document.blocks[-1] if document.blocks else None
    sentences = [block.start for block in document.blocks if document.is_sentence(block)] or [0]
    for block in document.blocks:
        if len(block.text) > _CHARS:
            continue
        inside = sentences[0] < block.start < sentences[-1]  # there it is an embedded post's
        if block.text[0] == "#" and not inside and _hashes().fullmatch(block.text):
            yield _finding(block, "tags/hash", "A line of nothing but hash tags")
        elif block is last and len(document.blocks) > 1 and _may_be_tags(block) and _is_glued(block.text):
            yield _finding(block, "tags/glued", "Names glued to each other in the last line: a list of tags")


def _may_be_tags(block: Block) -> bool:
    """On a page the mark-up says so: names are glued in menus and between neighbouring articles, too."""
    return block.markup is None or _CALLED.search(block.markup.hints) is not None


def _is_glued(text: str) -> bool:
    """Whether blanks got lost between several capitalised names: ``Klaipėdos uostasElektraLaima``."""
    joints = joint().findall(text)
    return len(joints) >= _JOINTS and not text.endswith(PHRASE_ENDS) and "/" not in text and "." not in text


def _finding(block: Block, rule: str, why: str) -> Finding:
    return Finding(block.span, Verdict.FIELD, rule, Category.TAGS, why, Field.TAGS, block.text)


@cache
def _hashes() -> regex.Pattern[str]:
    """Hash tags in a row; compiled at the first line that begins with one."""
    return regex.compile(r"#[\w\p{Pd}·.]+(?:[\s,;|]*#[\w\p{Pd}·.]+)*[\s,;]*")
