"""Section names and breadcrumbs in the head."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner import dates
from cleaner.filters.shapes import is_path
from cleaner.model import Category, Field, Finding, Verdict, Zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model import Block, Document
    from cleaner.rules import Lexicon

_SEPARATOR: Final = re.compile(r"\s+[>»›→/|•·\\-]\s+|\s*[>»›→]\s*")
_CALLED: Final = re.compile(r"breadcrumb|kicker|rubri[ck]|categor|section-?(?:name|title|label)|article-?section")
_MENUS: Final = frozenset({"nav", "ul", "ol", "footer"})
PATH: Final = "breadcrumb/path"
_CHARS: Final = 120  # a longer line is not a path
_NAME_WORDS: Final = 3  # of a section: where one of them is known, those beside it are sections, too
_DIGIT: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class BreadcrumbFilter:
    """A line of section names from the lexicon, or a path from a home word or with arrows, gives the section.

    On a page a name alone is the article's section only beside the headline or where the mark-up calls it so: the
    names of a menu are no fields.
    """

    lexicon: Lexicon
    name: str = "breadcrumb"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Look at the head only: in the body a section's name is a subheading."""
        return list(self._findings(document))

    def _findings(self, document: Document) -> Iterator[Finding]:
        title = dates.title_line(document)
        for block in document.blocks:
            if document.zone(block) is not Zone.TOP or len(block.text) > _CHARS or document.is_sentence(block):
                continue
            if self._is_path(block):
                why = "A path of section names in the head"
                yield Finding(block.span, Verdict.FIELD, PATH, Category.BREADCRUMB, why, Field.SECTION, block.text)
            elif self.lexicon.split(block.text) is None:
                continue
            elif _is_the_articles(block, title):
                why = "A section's name in the head"
                yield Finding(
                    block.span, Verdict.FIELD, "breadcrumb/name", Category.BREADCRUMB, why, Field.SECTION, block.text
                )
            else:
                yield Finding(block.span, Verdict.DROP, "breadcrumb/menu", Category.NAV, "A section's name in a menu")

    def _is_path(self, block: Block) -> bool:
        if is_path(block.text):
            return True
        parts = [part for part in _SEPARATOR.split(block.text) if part]
        known = [part for part in parts if self.lexicon.is_section(part) or self.lexicon.is_home(part)]
        if len(parts) <= 1 or not known:
            return False
        first = block.line == 0 and all(len(part.split()) <= _NAME_WORDS and not _DIGIT.search(part) for part in parts)
        return first or self.lexicon.is_home(parts[0]) or len(known) == len(parts)


def _is_the_articles(block: Block, title: int | None) -> bool:
    markup = block.markup
    if markup is None or _CALLED.search(markup.hints):
        return True
    return not markup.is_within(_MENUS) and dates.is_beside(block.line, title)
