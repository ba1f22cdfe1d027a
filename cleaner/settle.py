"""Cleans the clean text again until nothing changes, so that cleaning twice is cleaning once.

Each filter sees the document as it was before the next one: a header line that was taken late can leave a name or a
hash tag at the edge of the text, where an earlier filter would know it. Instead of teaching every filter what the
others will do, the result is put through the chain again, and what is found there is mapped back to the source.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from cleaner.compose import paragraph_of, pieces_of, title_of
from cleaner.fold import fold
from cleaner.model import Block, Category, Document, Field, Finding, Known, Verdict
from cleaner.read.text import read_shown, source_span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model import Paragraph


@dataclass(frozen=True, slots=True)
class Echo:
    """The clean text as a document of its own, and where its lines come from."""

    document: Document  # not annotated yet
    titled: bool  # its first line is the title
    paragraphs: Sequence[Sequence[Block]]  # the blocks of the first document behind each line


def echo(document: Document) -> Echo:
    """Make the document that a user would clean next: title, blank line, text; or the text alone, its title known.

    One look serves for both where the caller knows no title: to the filters a headline in the first line is the same as
    a known one.
    """
    title = title_of(document)
    titled = title is not None and document.known.title is None
    paragraphs = pieces_of(document)
    shown = [_shown(paragraph_of(document, pieces), pieces) for pieces in paragraphs]
    if title is not None and titled:
        shown.insert(0, (title, fold(title)))
    again = replace(
        read_shown(shown, gap=int(titled)),
        url=document.url,
        host=document.host,
        reference_date=document.reference_date,
        known=Known(None if titled else title, document.known.language, document.known.date),
        memo=document.memo,
    )
    return Echo(again, titled, paragraphs)


def _shown(paragraph: Paragraph, pieces: Sequence[Block]) -> tuple[str, str]:
    """A paragraph as it is shown and as it is matched; a line that nothing was taken of is folded already."""
    return (paragraph.text, pieces[0].folded) if len(pieces) == 1 else (paragraph.text, fold(paragraph.text))


def translate(document: Document, mirror: Echo, found: Sequence[Finding]) -> list[Finding]:
    """What the findings in the echo say of `document`; the title found again says nothing."""
    result: list[Finding] = []
    lines = mirror.document.lines
    for finding in found:
        if finding.verdict is Verdict.KEEP:
            continue
        first = bisect_right(lines, finding.span.start, key=attrgetter("end"))
        last = bisect_left(lines, finding.span.end, key=attrgetter("start"))
        for line in lines[first:last]:
            result.extend(_on_line(document, mirror, line, finding))
    return result


def without_title(document: Document, why: Finding) -> Document:
    """`document` with its title dropped for the reason that the second look gives."""
    findings = tuple(
        why._replace(span=finding.span, verdict=Verdict.DROP, field=None, value=None)
        if finding.field is Field.TITLE
        else finding
        for finding in document.findings
    )
    hints = document.hints and replace(document.hints, title=None)
    return replace(document, findings=findings, hints=hints)


def lost_title(mirror: Echo, found: Sequence[Finding]) -> Finding | None:
    """The finding that takes the title for something else, if there is one."""
    if not mirror.titled:
        return None
    if not mirror.paragraphs:
        why = "A headline without an article"
        return Finding(mirror.document.lines[0].span, Verdict.DROP, "settle/no-article", Category.TITLE, why)
    first = mirror.document.lines[0]
    for finding in found:
        if finding.span.start < first.end and finding.verdict is not Verdict.KEEP and finding.field is not Field.TITLE:
            return finding
    return None


def _on_line(document: Document, mirror: Echo, line: Block, finding: Finding) -> Iterator[Finding]:
    place = line.line - mirror.titled
    if place < 0:
        return
    start = max(finding.span.start - line.start, 0)
    end = min(finding.span.end, line.end) - line.start
    shown = 0  # characters of the paragraph before the piece
    for piece in mirror.paragraphs[place]:
        shown = line.text.find(piece.text, shown)
        first, last = max(start - shown, 0), min(end - shown, len(piece.text))
        if first < last:
            span = source_span(document, piece, first, last)
            yield finding._replace(span=span)
        shown += len(piece.text)
