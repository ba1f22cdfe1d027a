"""Names of authors and sources that stand alone in the head, beside a date or another line of the header."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.filters.shapes import domain_of, is_name
from cleaner.model import Category, Field, Finding, Verdict, Zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model import Block, Document
    from cleaner.rules import Lexicon

# A name is a byline where one of these stands in the next line of the source.
_HEADER: Final = frozenset(
    {Category.DATE, Category.BYLINE, Category.SOURCE, Category.COUNTER, Category.SHARE, Category.BREADCRUMB}
)


@dataclass(frozen=True, slots=True)
class BylineFilter:
    """A person's name on a line of its own in the head is an author, where the header's other lines are near.

    A line that is only a domain is the source. A name that no header line stands beside stays: it may be a
    subheading, or the first speaker of an interview.
    """

    lexicon: Lexicon
    name: str = "byline"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Find domains first, since names lean on them."""
        head = [block for block in document.blocks if document.zone(block) is Zone.TOP]
        sources = [block for block in head if domain_of(block.text)]
        marks = {block.line for block in sources} | _header_lines(document)
        people = [block for block in head if is_name(block.text) and not self.lexicon.is_section(block.text)]
        return [*_sources(sources), *_authors(people, marks)]


def _header_lines(document: Document) -> set[int]:
    """Lines of the source that earlier filters took as part of the header."""
    return {
        document.line_at(finding.span.start)
        for finding in document.findings
        if finding.verdict is not Verdict.KEEP and finding.category in _HEADER
    }


def _sources(blocks: Sequence[Block]) -> Iterator[Finding]:
    why = "A line that is only a domain: the source"
    for block in blocks:
        value = domain_of(block.text)
        yield Finding(block.span, Verdict.FIELD, "byline/domain", Category.SOURCE, why, Field.SOURCE, value)


def _authors(people: Sequence[Block], marks: set[int]) -> Iterator[Finding]:
    why = "A person's name beside the other lines of the header: the author"
    found = {block.line for block in people}
    times = Counter(block.folded for block in people)
    near = {line + step for line in marks for step in (-1, 1)}
    for block in people:
        if block.line in near or times[block.folded] > 1 or _behind_author(block, near, found):
            yield Finding(block.span, Verdict.FIELD, "byline/name", Category.BYLINE, why, Field.AUTHOR, block.text)


def _behind_author(block: Block, near: set[int], people: set[int]) -> bool:
    """A second author directly under a first one."""
    return block.line - 1 in people and block.line - 1 in near
