"""Paragraphs that a page prints twice: the second copy goes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.filters.shapes import is_list_item, is_table_row
from cleaner.model import Category, Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model import Block, Document

LONG: Final = 60  # characters: refrains, answers and labels repeat, whole paragraphs do not
NEAR: Final = 8  # lines between the copies; farther off, plans, tables and terms repeat themselves on purpose
CLOSE: Final = 2  # lines: a shorter unpunctuated copy this close is a lead or caption printed twice
OFTEN: Final = 3  # copies: what a text says that often it means to say, unless they stand side by side
_SHORT: Final = 25  # and shorter ones are left alone even there


@dataclass(frozen=True, slots=True)
class RepeatsFilter:
    """The first copy of a doubled paragraph stays, as with a lead that is printed again over the text (tv3.lt)."""

    name: str = "repeats"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Drop a paragraph close behind its first copy; list items and table rows may repeat."""
        copies = Counter(block.folded for block in document.blocks)
        if len(copies) == len(document.blocks):
            return ()
        seen: dict[str, int] = {}
        findings = []
        for block in document.blocks:
            last = seen.get(block.folded)
            seen[block.folded] = block.line  # of a row of copies each is close to the one before, taken or not
            meant = copies[block.folded] >= OFTEN and document.is_sentence(block)  # captions are printed often, too
            near = 1 if meant else NEAR
            if last is not None and _is_copy(block, block.line - last, near):
                why = "The same paragraph again"
                findings.append(Finding(block.span, Verdict.DROP, "repeats/paragraph", Category.REPEAT, why))
        return findings


def _is_copy(block: Block, distance: int, near: int) -> bool:
    if distance > near or is_list_item(block.text) or is_table_row(block.text):
        return False
    return len(block.text) >= LONG or (distance <= CLOSE and len(block.text) >= _SHORT and " " in block.text)
