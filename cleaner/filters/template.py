"""What a site prints on many of its pages, as it was learned from them: no part of any one article."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cleaner.fold import fold
from cleaner.model import Category, Field, Finding, Verdict
from cleaner.templates.template import Template, Templates, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model import Document

RULE: Final = "template/line"
WHY: Final = "The site prints it on many of its pages"
ALONE: Final = 0.5  # of the pages that a line between paragraphs must stand on: it may be a usual subheading


@dataclass(frozen=True, slots=True)
class TemplateFilter:
    """Drops the lines of the site's template.

    It runs behind all that finds fields: their labels are lines of the template, too.
    """

    templates: Templates = field(default_factory=Templates)
    name: str = "template"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Find the blocks whose lines are the site's."""
        template = self.templates.get(document.host)
        return () if template is None else tuple(_find(document, template))


def _find(document: Document, template: Template) -> Iterator[Finding]:
    known = [_pages_with(template, block.folded) for block in document.blocks]
    featured = any(_pages_with(template, fold(title)) for title in _titles(document))
    for number, block in enumerate(document.blocks):
        pages = known[number]
        if not pages or block.start in document.pinned:
            continue
        if featured and document.is_sentence(block):
            continue  # a story that other pages show: they show its lead, too
        if pages < ALONE * template.pages and _is_amid_text(document, known, number):
            continue
        seen = (f"on {pages} of {template.pages} pages",)
        yield Finding(block.span, Verdict.DROP, RULE, Category.TEMPLATE, WHY, evidence=seen)


def _pages_with(template: Template, folded: str) -> int:
    key = key_of(folded)
    return template.lines.get(key, 0) if key else 0


def _titles(document: Document) -> Iterator[str]:
    if document.known.title:
        yield document.known.title
    for finding in document.findings:
        if finding.field is Field.TITLE:
            yield finding.value or document.source[finding.span.start : finding.span.end]


def _is_amid_text(document: Document, known: Sequence[int], number: int) -> bool:
    """Whether the block stands between two sentences of the page's own."""
    beside = (number - 1, number + 1)
    if number == 0 or number == len(known) - 1 or any(known[other] for other in beside):
        return False
    return all(document.is_sentence(document.blocks[other]) for other in beside)
