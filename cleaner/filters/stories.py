"""Whole stories behind a page's article, each an <article> with a heading of its own, as endless scrolling adds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner.fold import fold_line
from cleaner.model import Category, Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model import Block, Document, Markup


@dataclass(frozen=True, slots=True)
class StoriesFilter:
    """Drops every <article> with an <h1> behind the one whose <h1> is the headline. Silent on text.

    On the development pages no line of the body stands in one. Where the headline stands in no <article>, those with
    headings are its sections, and stay.
    """

    name: str = "stories"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Find the stories that begin behind the article, and are no part of it."""
        headings = [block for block in document.lines if block.markup is not None and block.markup.in_h1]
        headline = _headline(document, headings)
        own = None if headline is None else _article(headline.markup)
        if headline is None or own is None:
            return ()
        others = {_article(heading.markup) for heading in headings if heading.line > headline.line} - {own, None}
        why = "Another story of the page, with a headline of its own"
        return [
            Finding(block.span, Verdict.DROP, "stories/next", Category.TEASER, why)
            for block in (document.blocks if others else ())
            if block.markup is not None and own not in block.markup.nodes and not others.isdisjoint(block.markup.nodes)
        ]


def _headline(document: Document, headings: Sequence[Block]) -> Block | None:
    """The <h1> that the page's metadata name, else its first."""
    named = fold_line(document.hints.title or "") if document.hints else ""
    return next((heading for heading in headings if heading.folded == named), headings[0] if headings else None)


def _article(markup: Markup | None) -> int | None:
    """The number of the innermost <article> around a block."""
    if markup is None:
        return None
    # From the block outwards: deep in a page the outermost elements are left out, of the numbers one more.
    pairs = zip(reversed(markup.nodes), (markup.tag, *reversed(markup.path)), strict=False)
    return next((node for node, name in pairs if name == "article"), None)
