"""The rest of a call that a scraper broke at its links: rules know how it begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.filters.naming import ENDS
from cleaner.model import Category, Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model import Block, Document, Span

_CALLS: Final = frozenset({Category.SUBSCRIBE, Category.PAYWALL, Category.NOTICE})  # sentences, of which a part is left
_NETWORKS: Final = frozenset({Category.SHARE})
_CHARS: Final = 120
_JOINS: Final = ",;"


@dataclass(frozen=True, slots=True)
class RemainderFilter:
    """A line that goes on in the middle of a sentence goes with the line above it, where a rule took that as a whole.

    Of "Subscribe to us on / Telegram / , so as not to miss the news" rules take the first two lines.
    """

    name: str = "remainder"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Follow each call down to the end of its sentence."""
        calls = _spans(document, _CALLS)
        taken = {line.line for line in document.lines if line.span in calls and not line.text.endswith(ENDS)}
        if not taken:
            return []
        networks = _spans(document, _NETWORKS)
        for line in document.lines:  # their names are buttons' as well
            if line.line - 1 in taken and line.span in networks:
                taken.add(line.line)
        return list(_follow(document.blocks, taken))


def _spans(document: Document, wanted: frozenset[Category]) -> set[Span]:
    return {found.span for found in document.findings if found.verdict is Verdict.DROP and found.category in wanted}


def _follow(blocks: Sequence[Block], taken: set[int]) -> Iterator[Finding]:
    why = "Goes on from the call on the line above"
    for block in blocks:
        if block.line - 1 in taken and not block.gap and len(block.text) <= _CHARS and _goes_on(block.text):
            yield Finding(block.span, Verdict.DROP, "remainder/call", Category.SUBSCRIBE, why)
            if not block.text.endswith(ENDS):
                taken.add(block.line)


def _goes_on(text: str) -> bool:
    small = text[0].islower() and not text[1:2].isupper()  # "iPhone owners"
    return small or text[0] in _JOINS or not any(map(str.isalnum, text))
