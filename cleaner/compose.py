"""Picks the fields out of the findings and puts the article together."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, islice, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from cleaner import dates
from cleaner.authors import find_authors
from cleaner.fields import split_sections, split_tags, value_of
from cleaner.filters.breadcrumb import PATH
from cleaner.filters.byline import DOMAIN
from cleaner.model import Article, Block, Document, Field, Finding, Hints, Paragraph, Removal, Verdict
from cleaner.read.person import is_office
from cleaner.read.text import display
from cleaner.read.wrapped import WIDEST, rejoined_groups

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from cleaner.rules import Lexicon

SECTIONS: Final = 3  # names beside a headline, at most: more are a menu
EMPTY_INPUT: Final = "the input has no text"
NO_BODY: Final = "nothing of the input is body"
GUESSED_TAGS: Final = "tags without separators were split at blanks: {line}"


def compose(document: Document, lexicon: Lexicon, warnings: Sequence[str] = (), fingerprint: str = "") -> Article:
    """Make the article of what is left of `document` and of the fields found on the way."""
    taken = (finding for finding in document.findings if finding.verdict is not Verdict.KEEP)
    removals = tuple([_removal(document, finding) for finding in sorted(taken, key=attrgetter("span"))])
    hints = document.hints or Hints()
    named = find_authors(document, lexicon)
    authors = tuple(name for name in named if not is_office(name))
    desk = next((name for name in named if is_office(name)), None)
    # From here on fields alone are asked for, a dozen times; of a page's findings most are lines of its frame.
    document = replace(document, findings=tuple([finding for finding in document.findings if finding.field]))
    paragraphs = tuple([paragraph_of(document, pieces) for pieces in pieces_of(document)])
    chosen = dates.choose_date(document)
    tags, tag_warnings = _tags(document)
    noticed = [*warnings, *chosen.warnings, *tag_warnings]
    if not paragraphs:
        noticed.append(NO_BODY if document.lines else EMPTY_INPUT)
    title = title_of(document)
    return Article(
        title=title,
        date=chosen.date,
        authors=authors,
        source=_source(document) or hints.source or desk,
        section=_sections(document, lexicon, {title, *authors}),
        tags=tags,
        captions=tuple(_values(document, Field.CAPTION)),
        language=document.language,
        paragraphs=paragraphs,
        removals=removals,
        warnings=tuple(dict.fromkeys(noticed)),
        fingerprint=fingerprint,
    )


def _sections(document: Document, lexicon: Lexicon, others: Container[str | None]) -> tuple[str, ...]:
    """The names on the way to the article, without `others`: its title ends the way, and an author may stand beside.

    What the metadata say counts more than a name alone, and less than a whole path.
    """
    found: Sequence[Finding] = _found(document, Field.SECTION)
    if document.hints and document.hints.section and all(finding.rule != PATH for finding in found):
        return document.hints.section
    if document.hints is None:
        found = _of_the_head(document, found, lexicon)
    names = [name for finding in found for name in split_sections(value_of(document, finding), lexicon)]
    return _unique(name for name in names if name not in others)


def _source(document: Document) -> str | None:
    """The source that stands first; in a text a domain alone counts beside the headline only, as menus have some."""
    title = dates.title_line(document) if document.hints is None else None
    for finding in _found(document, Field.SOURCE):
        beside = title is None or dates.is_beside(document.line_at(finding.span.start), title)
        if (beside or finding.rule != DOMAIN) and (value := value_of(document, finding)):
            return value
    return None


def _of_the_head(document: Document, sections: Sequence[Finding], lexicon: Lexicon) -> Sequence[Finding]:
    """Of a text's sections the path that is nearest to the headline; else the names beside it, if these are no menu."""
    title = dates.title_line(document)
    if title is None:
        return sections if len(sections) <= SECTIONS else ()
    lines = {finding: document.line_at(finding.span.start) for finding in sections}
    paths = [finding for finding in sections if len(split_sections(value_of(document, finding), lexicon)) > 1]
    if paths:
        return [min(paths, key=lambda finding: abs(lines[finding] - title))]
    beside = [finding for finding in sections if dates.is_beside(lines[finding], title)]
    return beside if len(beside) <= SECTIONS else ()


def pieces_of(document: Document) -> Sequence[Sequence[Block]]:
    """The blocks of each paragraph: those of a line, or of lines that prove to be one, wrapped, once chrome is gone."""
    lines = [tuple(pieces) for _, pieces in groupby(document.blocks, key=lambda block: block.line)]
    if not lines or lines[0][0].markup is not None or any(len(block.text) > WIDEST for block in document.blocks):
        return lines
    counts = rejoined_groups([paragraph_of(document, pieces).text for pieces in lines])
    if len(counts) == len(lines):
        return lines
    left = iter(lines)
    return [tuple(block for pieces in islice(left, count) for block in pieces) for count in counts]


def paragraph_of(document: Document, pieces: Sequence[Block]) -> Paragraph:
    """The paragraph that these blocks make."""
    if len(pieces) == 1:
        return Paragraph(pieces[0].text, (pieces[0].span,))
    text = pieces[0].text
    for before, piece in pairwise(pieces):
        between = document.source[before.end : piece.start]
        text += (" " if between[:1].isspace() or between[-1:].isspace() else "") + piece.text
    return Paragraph(text, tuple(piece.span for piece in pieces))


def _removal(document: Document, finding: Finding) -> Removal:
    text = document.source[finding.span.start : finding.span.end]
    return Removal(
        finding.rule, finding.category, finding.span, text, finding.why, finding.field, finding.value, finding.evidence
    )


def _values(document: Document, field: Field) -> Iterator[str]:
    """The values found for `field`, in the order of the page."""
    for finding in _found(document, field):
        if text := value_of(document, finding):
            yield text


def _found(document: Document, field: Field) -> list[Finding]:
    return sorted((finding for finding in document.findings if finding.field is field), key=attrgetter("span"))


def title_of(document: Document) -> str | None:
    """The title that the caller knows, else the headline found, else what the metadata say."""
    if document.known.title:
        return display(document.known.title)
    found = next(_values(document, Field.TITLE), None)
    return found or (document.hints.title if document.hints else None)


def _tags(document: Document) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The tags found; where their borders are a guess, those of the metadata and of links."""
    tags: list[str] = []
    warnings: list[str] = []
    for value in _values(document, Field.TAGS):
        names, guessed = split_tags(value)
        tags.extend(names)
        if guessed:
            warnings.append(GUESSED_TAGS.format(line=value))
    if document.hints and document.hints.tags and (warnings or not tags):
        return document.hints.tags, ()
    return _unique(tags), tuple(warnings)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
