"""Captions that no rule marks: lines beside a photo credit, and doubled lines in the head."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import regex

from cleaner.filters.shapes import PHRASE_ENDS, is_list_item, is_name, is_table_row
from cleaner.model import Category, Field, Finding, Verdict, Zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cleaner.model import Block, Document

_CHARS: Final = 300  # a longer line is a paragraph
_TWICE: Final = 20  # characters of a caption that stands twice in its line
_TOLD: Final = 40  # and of one that no subheading is
_CUT: Final = (",", ";", "-")  # a refrain
_NEAR: Final = 3  # lines between alt text and caption: a list repeats its items farther off


@dataclass(frozen=True, slots=True)
class CaptionFilter:
    """Captions in the head, recognised by their neighbours.

    A line directly above a photo credit is its caption; one that a caption beside it begins with is alt text. A line
    that stands twice in the head and is not the headline is the picture's alt text and caption; a name or an agency
    directly under it is the credit.
    """

    name: str = "caption"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Look at the head only; credits inside the body carry their caption on the same line.

        On a page, a caption that ends in its credit is one wherever it stands.
        """
        marked = [*_marked(document), *_twice(document), *_told_again(document)]
        if not any(finding.field is Field.TITLE for finding in document.findings) and not document.known.title:
            return marked  # without a headline the line above a credit may be the headline
        head = {
            block.line: block for block in document.blocks if document.zone(block) is Zone.TOP and not block.is_heading
        }
        return [*marked, *_above_credit(document, head), *_doubled(document, head)]


def _marked(document: Document) -> Iterator[Finding]:
    """Captions by mark-up, as far as they end in a credit: without one, some sites write body there."""
    for block in document.blocks:
        caption = block.markup is not None and block.markup.tag == "figcaption"
        if caption and len(block.text) <= _CHARS and _credited().search(block.text):
            yield _finding(block, "caption/marked", "The mark-up calls it a caption, and it ends in a credit")


def _twice(document: Document) -> Iterator[Finding]:
    """Alt text and caption that a scraper has joined to one line."""
    why = "A line that says the same twice: alt text and caption"
    for block in document.blocks:
        text, half = block.text, len(block.text) // 2
        if not 2 * _TWICE <= len(text) <= 2 * _CHARS or text[-_TWICE:] != text[half - _TWICE : half]:
            continue
        once = text[:half].rstrip()
        if text[-len(once) :] == once and " " in once and not once.endswith(_CUT):
            yield Finding(block.span, Verdict.FIELD, "caption/twice", Category.CAPTION, why, Field.CAPTION, once)


def _told_again(document: Document) -> Iterator[Finding]:
    """Alt texts: lines that a caption beside them begins with, wherever they stand; behind it comes its credit."""
    captions = {
        document.line_at(finding.span.start) for finding in document.findings if finding.category is Category.CAPTION
    }
    why = "What the caption beside it begins with: alt text"
    for block in document.blocks if captions else ():
        if not _TWICE <= len(block.text) <= _CHARS:
            continue
        beside = captions.intersection(range(block.line - _NEAR, block.line + _NEAR + 1)) - {block.line}
        if any(_begins(document.lines[line], block) for line in beside):
            yield Finding(block.span, Verdict.DROP, "caption/alt", Category.CAPTION, why)


def _begins(caption: Block, alt: Block) -> bool:
    """Whether a caption goes on behind all of the alt text; a subheading may be its first words by chance."""
    rest = caption.folded.removeprefix(alt.folded).lstrip()
    if not rest or len(rest) == len(caption.folded):
        return False
    return len(alt.text) >= _TOLD or alt.text.endswith(PHRASE_ENDS) or not rest[0].isalnum()


def _above_credit(document: Document, head: Mapping[int, Block]) -> Iterator[Finding]:
    marks = {finding.span.start for finding in document.findings if finding.category is Category.CREDIT}
    why = "The line directly above a photo credit: its caption"
    for line in document.lines:
        caption = head.get(line.line - 1)
        if line.start in marks and line.gap == 0 and caption is not None and len(caption.text) <= _CHARS:
            yield _finding(caption, "caption/above-credit", why)


def _doubled(document: Document, head: Mapping[int, Block]) -> Iterator[Finding]:
    """Lines that stand twice, and the credit under the second; of most, the repeats have one copy already."""
    gone = {finding.span.start for finding in document.findings if finding.category is Category.REPEAT}
    why = "A line that stands twice in the head: alt text and caption"
    seen: dict[str, Block] = {}
    for block in document.lines:
        if document.zone(block) is not Zone.TOP or not (block.line in head or block.start in gone):
            continue
        first = seen.setdefault(block.folded, block)
        near = first.line < block.line <= first.line + _NEAR
        if not near or len(block.text) > _CHARS or is_list_item(block.text) or is_table_row(block.text):
            continue
        if first.line in head:
            yield _finding(first, "caption/doubled", why)
            if block.line in head:
                yield Finding(block.span, Verdict.DROP, "caption/doubled", Category.CAPTION, "The caption again")
        elif block.line in head:
            yield _finding(block, "caption/doubled", why)
        yield from _credit_under(head, block.line)


def _credit_under(head: Mapping[int, Block], number: int) -> Iterator[Finding]:
    for step in (1, 2):
        block = head.get(number + step)
        if block is None or block.gap or not (is_name(block.text) or _agency().fullmatch(block.text)):
            return
        yield _finding(block, "caption/credit-under", "A name or an agency directly under a caption: its credit")


def _finding(block: Block, rule: str, why: str) -> Finding:
    category = Category.CREDIT if rule.endswith("credit-under") else Category.CAPTION
    return Finding(block.span, Verdict.FIELD, rule, category, why, Field.CAPTION, block.text)


@cache
def _agency() -> regex.Pattern[str]:
    """PAP, AFP, LETA, PAP/EPA."""
    return regex.compile(r"\p{Lu}{2,8}(?:/\p{Lu}[\p{L}. ]{1,30})?")


@cache
def _credited() -> regex.Pattern[str]:
    """A line that ends in (Name/Outlet)."""
    return regex.compile(r"\(\p{Lu}[^()/]{1,40}/[^()/]{1,40}\)$")
