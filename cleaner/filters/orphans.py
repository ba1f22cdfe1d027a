"""Headings that lost what they stood over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.filters.shapes import PHRASE_ENDS, is_list_item
from cleaner.model import Category, Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model import Document

_CHARS: Final = 80  # a longer line without a full stop is a lead or a list item
# What a heading of the site's stands over.
_BLOCKS: Final = frozenset({Category.RELATED, Category.TEASER, Category.ZONE, Category.REPEAT, Category.COMMENTS})


@dataclass(frozen=True, slots=True)
class OrphansFilter:
    """A short unpunctuated last line, behind a sentence and in front of a removed block, was that block's heading."""

    name: str = "orphans"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Look at the last block only."""
        if len(document.blocks) < 2:  # noqa: PLR2004  a lone line is no orphan
            return ()
        before, last = document.blocks[-2:]
        if not document.is_sentence(before) or document.is_sentence(last) or last.line + 1 >= len(document.lines):
            return ()
        if len(last.text) > _CHARS or last.text.endswith(PHRASE_ENDS) or is_list_item(last.text):
            return ()
        below = document.lines[last.line + 1]
        taken = any(
            finding.category in _BLOCKS and finding.span.start <= below.start < finding.span.end
            for finding in document.findings
        )
        if not taken or last.start in document.pinned:
            return ()
        why = "A heading whose block was removed"
        return (Finding(last.span, Verdict.DROP, "orphans/heading", Category.RELATED, why),)
