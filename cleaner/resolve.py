"""Applies findings to a document: cuts blocks, and withholds what would take the last of the text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from cleaner.annotate.sentences import bears_sentence
from cleaner.model import Block, Document, Finding, Span, Verdict
from cleaner.read.text import slice_block

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NOTHING_LEFT: Final = "{rule} would have left no sentence of the text: it was withheld"


@dataclass(frozen=True, slots=True)
class Resolution:
    """The document after the findings, and what was not applied."""

    document: Document
    warnings: tuple[str, ...] = ()


def resolve(document: Document, findings: Sequence[Finding], *, empties: bool = False) -> Resolution:
    """Apply `findings` in their order; the first to claim a span owns it.

    KEEP pins the blocks it touches; with a field it gives the field, and takes nothing. A finding that drops a
    pinned block, or that wants a span which is taken already, is left out silently: it lost. A field that takes a
    part of a pinned block, as a date glued to it, is applied, and what it leaves is pinned. Where the findings
    together would take the last sentence-bearing block of a document that has one, those that take sentence-bearing
    blocks are withheld, with a warning each; unless the filter is sure of it, and `empties` the document: then
    composing warns that nothing is left.
    """
    if not findings:
        return Resolution(document)
    pins = frozenset(
        block.start
        for finding in findings
        if finding.verdict is Verdict.KEEP
        for block in _touched(document.blocks, finding.span)
    )
    if pins:
        kept = [
            each._replace(value=_value(document, each))
            for each in findings
            if each.verdict is Verdict.KEEP and each.field
        ]
        document = replace(document, pinned=document.pinned | pins, findings=(*document.findings, *kept))
    takes = [finding for finding in findings if finding.verdict is not Verdict.KEEP]
    result = _apply(document, takes)
    if empties or _has_sentence(result.blocks) or not _has_sentence(document.blocks):
        return Resolution(result)
    withheld = [finding for finding in takes if _takes_sentence(document.blocks, finding)]
    spans = {finding.span for finding in withheld}
    safe = [finding for finding in takes if finding.span not in spans]
    rules = dict.fromkeys(finding.rule for finding in withheld)
    return Resolution(_apply(document, safe), tuple(NOTHING_LEFT.format(rule=rule) for rule in rules))


def _value(document: Document, field: Finding) -> str:
    return field.value or document.source[slice(*field.span)]


def _apply(document: Document, findings: Iterable[Finding]) -> Document:
    cuts = _claims(document, findings)
    applied: list[Finding] = []
    blocks_left: list[Block] = []
    pins = set(document.pinned)
    for block in document.blocks:
        if (taken := cuts.get(block.start)) is None:
            blocks_left.append(block)
            continue
        if taken[0].field is None and _is_all_of(block, taken[0].span):
            applied.extend(taken)
            continue
        pieces, parts = _cut(document, block, sorted(taken, key=lambda part: part.span))
        blocks_left.extend(pieces)
        if block.start in pins:
            pins.update(piece.start for piece in pieces)
        applied.extend(parts)
    findings_so_far = (*document.findings, *applied)
    return replace(document, blocks=tuple(blocks_left), findings=findings_so_far, pinned=frozenset(pins))


def _claims(document: Document, findings: Iterable[Finding]) -> dict[int, list[Finding]]:
    """What each block loses, by its start: the parts of findings that nothing earlier claims and no KEEP protects."""
    claims: dict[int, list[Finding]] = {}
    by_start = {block.start: block for block in document.blocks}
    for finding in findings:
        span = finding.span
        block = by_start.get(span.start)
        whole = block is not None and _is_all_of(block, span)
        if whole and span.start not in claims and span.start not in document.pinned:  # nearly always
            claims[span.start] = [finding]
            continue
        for block in _touched(document.blocks, span):
            if block.start in document.pinned and not _lifts_a_part(finding, block):
                continue
            part = _clip(finding, block, claims.get(block.start, ()))
            if part is not None:
                claims.setdefault(block.start, []).append(part)
    return claims


def _is_all_of(block: Block, span: Span) -> bool:
    return span.start == block.start and span.end == block.end


def _lifts_a_part(finding: Finding, block: Block) -> bool:
    return finding.verdict is Verdict.FIELD and (finding.span.start > block.start or finding.span.end < block.end)


def _touched(blocks: Sequence[Block], span: Span) -> Sequence[Block]:
    """The blocks that share a character with `span`; blocks stand in source order and do not overlap."""
    first = max(0, bisect_right(blocks, span.start, key=lambda block: block.start) - 1)
    if first < len(blocks) and blocks[first].end <= span.start:
        first += 1
    last = first
    while last < len(blocks) and blocks[last].start < span.end:
        last += 1
    return blocks[first:last]


def _clip(finding: Finding, block: Block, earlier: Iterable[Finding]) -> Finding | None:
    """The part of `finding` inside `block`; None where an earlier one has some of it."""
    span = finding.span
    if span.start < block.start or span.end > block.end:
        span = Span(max(span.start, block.start), min(span.end, block.end))
    if any(part.span.start < span.end and span.start < part.span.end for part in earlier):
        return None
    return finding if span is finding.span else finding._replace(span=span)


def _cut(document: Document, block: Block, parts: Sequence[Finding]) -> tuple[list[Block], list[Finding]]:
    """What `parts` leave of `block`. A rest without a letter or digit goes with the part before or behind it."""
    pieces: list[Block] = []
    grown: list[Finding] = []
    behind = block.start
    for part in parts:
        start = part.span.start
        if behind < start:
            piece = slice_block(document, block, Span(behind, start))
            if piece is not None and _says_something(piece.text):
                pieces.append(piece)
            else:
                start = behind
        # A field is what was found, without the separator that its removal takes along.
        value = _value(document, part) if part.field else None
        if start != part.span.start or value != part.value:
            grown.append(part._replace(span=Span(start, part.span.end), value=value))
        else:
            grown.append(part)
        behind = part.span.end
    if behind < block.end:
        piece = slice_block(document, block, Span(behind, block.end))
        if piece is not None and _says_something(piece.text):
            pieces.append(piece)
        else:
            grown[-1] = grown[-1]._replace(span=Span(grown[-1].span.start, block.end))
    return pieces, grown


def _says_something(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _has_sentence(blocks: Iterable[Block]) -> bool:
    return any(bears_sentence(block.text) for block in blocks)


def _takes_sentence(blocks: Sequence[Block], finding: Finding) -> bool:
    return any(bears_sentence(block.text) for block in _touched(blocks, finding.span))
