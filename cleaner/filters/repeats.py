"""Paragraphs that a page prints twice: the second copy goes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.filters.markup import speaks_for_body
from cleaner.filters.shapes import is_list_item, is_table_row
from cleaner.model import HEADINGS, Category, Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model import Block, Document

LONG: Final = 60  # characters: refrains, answers and labels repeat, whole paragraphs do not
NEAR: Final = 8  # lines between the copies; farther off, plans, tables and terms repeat themselves on purpose
CLOSE: Final = 2  # lines: a shorter unpunctuated copy this close is a lead or caption printed twice
BODY: Final = 3  # paragraphs that are repeated in order: a second body
BODY_SHARE: Final = 0.15  # of the characters in all paragraphs
OFTEN: Final = 3  # copies: what a text says that often it means to say, unless they stand side by side
_REPEATING: Final = HEADINGS | frozenset("li td th tr table pre code".split())
_SHORT: Final = 25  # and shorter ones are left alone even there


@dataclass(frozen=True, slots=True)
class RepeatsFilter:
    """The first copy of a doubled paragraph stays, as with a lead that is printed again over the text (tv3.lt)."""

    name: str = "repeats"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Drop a paragraph close behind its first copy, and a run of them anywhere; items and rows may repeat."""
        copies = Counter(block.folded for block in document.blocks)
        if len(copies) == len(document.blocks):
            return ()
        again = _second_bodies(document)
        seen: dict[str, int] = {}
        findings = []
        for number, block in enumerate(document.blocks):
            last = seen.get(block.folded)
            seen[block.folded] = block.line  # of a row of copies each is close to the one before, taken or not
            meant = copies[block.folded] >= OFTEN and document.is_sentence(block)  # captions are printed often, too
            near = 1 if meant else NEAR
            if number in again:
                why = "A part of the text again"
                findings.append(Finding(block.span, Verdict.DROP, "repeats/body", Category.REPEAT, why))
            elif last is not None and _is_copy(block, block.line - last, near) and _is_paragraph(document, block):
                why = "The same paragraph again"
                findings.append(Finding(block.span, Verdict.DROP, "repeats/paragraph", Category.REPEAT, why))
        return findings


def _second_bodies(document: Document) -> set[int]:
    """Numbers of the blocks in runs that repeat an earlier run, in the same order, and hold much of all paragraphs.

    Pages carry their text twice, for small screens and for large ones, or to be printed. A plan for the week repeats
    some of its days, too: less of it.
    """
    blocks = document.blocks
    total = sum(_weight(document, block) for block in blocks)
    first: dict[str, int] = {}
    for number, block in enumerate(blocks):
        if len(block.text) >= LONG:
            first.setdefault(block.folded, number)
    found: set[int] = set()
    number = 0
    while number < len(blocks):
        start = first.get(blocks[number].folded, number)
        end = number
        while start < number and end < len(blocks) and blocks[end].folded == blocks[start + end - number].folded:
            end += 1
        end = min(end, 2 * number - start)  # the run itself is no copy of its beginning
        weights = [_weight(document, block) for block in blocks[number:end]]
        if sum(map(bool, weights)) >= BODY and sum(weights) >= BODY_SHARE * total:
            found.update(range(number, end))
        number = max(end, number + 1)
    return found


def _weight(document: Document, block: Block) -> int:
    """Characters of a paragraph; nothing for other lines."""
    return len(block.text) if len(block.text) >= LONG and document.is_sentence(block) else 0


def _is_copy(block: Block, distance: int, near: int) -> bool:
    if distance > near or is_list_item(block.text) or is_table_row(block.text):
        return False
    return len(block.text) >= LONG or (distance <= CLOSE and len(block.text) >= _SHORT and " " in block.text)


def _is_paragraph(document: Document, block: Block) -> bool:
    """Whether a copy is one of a paragraph. What a page marks as body has headings and rows that repeat themselves."""
    if block.markup is None or not speaks_for_body(document, block.line):
        return True
    return document.is_sentence(block) and not block.markup.is_within(_REPEATING)
