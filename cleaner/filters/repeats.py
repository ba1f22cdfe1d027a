"""Paragraphs that a page prints twice: the second copy goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.model import Category, Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model import Block, Document

LONG: Final = 60  # characters: refrains, answers and table cells repeat, whole paragraphs do not
NEAR: Final = 2  # lines: a shorter unpunctuated copy this close is a lead or caption printed twice
_SHORT: Final = 25  # and shorter ones are left alone even there


@dataclass(frozen=True, slots=True)
class RepeatsFilter:
    """The first copy of a doubled paragraph stays, as the lead that is printed again over the text (tv3.lt)."""

    name: str = "repeats"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Drop later copies of long lines anywhere, and of middling ones directly behind the first."""
        seen: dict[str, int] = {}
        findings = []
        for block in document.blocks:
            first = seen.setdefault(block.folded, block.line)
            if first != block.line and _is_copy(block, block.line - first):
                why = "The same paragraph again"
                findings.append(Finding(block.span, Verdict.DROP, "repeats/paragraph", Category.REPEAT, why))
        return findings


def _is_copy(block: Block, distance: int) -> bool:
    return len(block.text) >= LONG or (distance <= NEAR and len(block.text) >= _SHORT and " " in block.text)
