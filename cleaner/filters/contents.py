"""An article's table of contents: its headings once more, in a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner.model import Category, Finding, Verdict
from cleaner.score.contents import contents_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model import Document


@dataclass(frozen=True, slots=True)
class ContentsFilter:
    """Drops the list where one of the headings at least is left in the text, as the scorer decides.

    On the development pages 135 such lists stand in what a browser shows: of 809 entries the gold has eleven twice.
    """

    name: str = "contents"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Find the entries of tables of contents whose headings are body."""
        left = {block.line for block in document.blocks}
        entries = {entry for contents in contents_with(document, left) for entry in contents.entries}
        why = "In a list of the article's own headings"
        return [
            Finding(block.span, Verdict.DROP, "contents/list", Category.NAV, why)
            for block in document.blocks
            if block.line in entries and block.start not in document.pinned
        ]
