"""Finds the headline, lifts it out, and takes its copies and what stands above a sure one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final

from cleaner.filters.shapes import is_headline, is_list_item, is_masthead, is_own_headline
from cleaner.fold import fold, fold_line
from cleaner.model import Answer, Category, Field, Finding, Verdict, Zone
from cleaner.options import Limits
from cleaner.read.headline import strip_site
from cleaner.read.text import source_span
from cleaner.rules.trim import trim_title
from cleaner.rules.verify import Verifier, broken_off
from cleaner.slug import slug_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cleaner.model import Block, Document
    from cleaner.rules import RuleSet
    from cleaner.rules.rule import Rule
    from cleaner.score.model import ScorerModel

    _Trims = Callable[[str], list[tuple[int, int, Rule]]]  # what rules take off a headline, by position

LONG_LINE: Final = 60  # characters: menus, banners and section names are shorter
PREFIX_CHARS: Final = 60  # of a path in front of the headline, at most
SUFFIX_CHARS: Final = 60  # of a site's name behind the headline, at most
_BEHIND: Final = re.compile(r"\s+[-|·•/»:]{1,2}\s+")  # in front of a site's name, folded
_MARKS: Final = ("-", "|", "·", "•", "/", "»", "::")  # in front of a site's name, folded
_NUMBER: Final = re.compile(r"\d+")
_IN_FRONT: Final = re.compile(r"[-|·•/»:>›] $")  # what a path or a site's name ends in, folded


@dataclass(frozen=True, slots=True)
class TitleFilter:
    """The headline is what the caller or the page's metadata call so, else the line that the scorer finds likeliest.

    With two different headlines the likelier is the title and the other stays, as the lead.
    """

    rules: RuleSet
    model: ScorerModel | None = None  # the built-in weights, if none are given
    limits: Limits = field(default_factory=Limits)
    name: str = "title"

    def __call__(self, document: Document) -> Answer:
        """Find the title, its copies, and the site's lines above a headline that is sure.

        With a warning for each rule whose pattern ran out of time on a headline.
        """
        verifier = Verifier(self.limits.rule_seconds, document.memo)
        trims = partial(trim_title, self.rules, host=document.host, verifier=verifier)
        findings = tuple(self._find(document, trims))
        return Answer(findings, broken_off(verifier.timeouts, verifier.seconds))

    def _find(self, document: Document, trims: _Trims) -> Iterator[Finding]:
        known = _known(document, trims)
        block = known or self._likeliest(document)
        if block is None:
            return
        yield from _take(document, block, trims)
        yield from _copies(document, block, _trimmed(block.text, trims))
        if known is not None or not any(map(document.is_sentence, _over(document, block))):
            yield from _above(document, block)

    def _likeliest(self, document: Document) -> Block | None:
        """The headline of a text whose title the caller has not given; None for a text without sentences."""
        if document.known.title or document.hints or not any(map(document.is_sentence, document.blocks)):
            return None
        kept = document.pinned | _series(document.blocks)
        if _is_set_off(document) and document.blocks[0].start not in kept:
            return document.blocks[0]
        candidates = [
            block
            for block in document.blocks
            if block.start not in kept and document.memo.ask(is_own_headline, block.text)
        ]
        if not candidates:
            return None
        from cleaner.score.scoring import judge  # noqa: PLC0415  numpy is loaded with the first text that asks for it

        places = [document.line_at(finding.span.start) for finding in document.findings if _is_header(finding)]
        headed = {place + by for place in places for by in (-1, 1)}
        chosen = judge(document, self.model).headline(candidates, headed, slug_of(document.url))
        return None if chosen is None else _alone(chosen, candidates)


def _take(document: Document, block: Block, trims: _Trims) -> Iterator[Finding]:
    """The headline as a field; counters glued to it go by their own rules."""
    behind = 0
    pieces = []
    for start, end, rule in trims(block.text):
        if start > behind:
            pieces.append((behind, start))
        behind = max(behind, end)
        span = source_span(document, block, start, end)
        yield Finding(span, Verdict.DROP, rule.id, rule.category, rule.why)
    if behind < len(block.text):
        pieces.append((behind, len(block.text)))
    for start, end in pieces[:1]:
        span = source_span(document, block, start, end)
        text = _without_frame(block.text[start:end].strip(), document)
        why = "The headline: it is the title, not the body"
        yield Finding(span, Verdict.FIELD, "title/headline", Category.TITLE, why, Field.TITLE, text)


def _trimmed(text: str, trims: _Trims) -> str:
    """`text` without the counters that rules know behind a headline."""
    found = trims(text)
    return text[: found[0][0]].strip() if found and found[0][0] > 0 else text


def _alone(chosen: Block, candidates: Sequence[Block]) -> Block:
    """The headline on a line of its own, where the chosen line is the way to it, or it and the site's name."""
    behind = [block for block in candidates if block.start > chosen.start]
    mark = next((mark for mark in _BEHIND.finditer(chosen.folded) if not chosen.text[mark.end()].islower()), None)
    headline = chosen.folded[: mark.start()] if mark else None
    bare = next((block for block in behind if block.folded == headline), None)
    return bare or next((block for block in candidates if _leads_to(chosen, block.folded)), chosen)


def _leads_to(block: Block, headline: str) -> bool:
    """Whether a line ends in the headline (folded) and has something in front of it that is no part of the sentence.

    A longer headline may end in a name that stands on a line of its own as well.
    """
    start = len(block.folded) - len(headline)
    if start <= 0 or not block.folded.endswith(f" {headline}") or block.text[start].islower():
        return False
    return start <= len(headline) or _IN_FRONT.search(block.folded[:start]) is not None


def _without_frame(text: str, document: Document) -> str:
    """A headline without the kicker or the site's name that stand in one line with it."""
    if document.hints is None:
        bare = strip_site(text, _sites(document.host))
        return bare if is_headline(bare) else text  # a name that is left was no headline of its own
    title = fold_line(document.hints.title or "")
    start = fold(text).find(title) if title else -1
    return text if start < 0 else text[start : start + len(title)]


def _known(document: Document, trims: _Trims) -> Block | None:
    """The line that is the title which the caller or the page's metadata name."""
    hinted = document.hints.title if document.hints else None
    for title in filter(None, (document.known.title, hinted)):
        wanted = fold_line(title)
        for block in document.blocks:
            if document.zone(block) is Zone.BOTTOM and document.known.title is None:
                break
            if not block.folded.startswith(wanted):
                continue
            if block.folded == wanted or fold_line(_trimmed(block.text, trims)) == wanted:
                return block
        if heading := next((block for block in document.blocks if _is_heading(block) and wanted in block.folded), None):
            return heading
    return None


def _is_heading(block: Block) -> bool:
    return block.markup is not None and block.markup.tag == "h1"


def _is_set_off(document: Document) -> bool:
    """Whether the document is a headline, a blank line, and paragraphs without blank lines: our own output's form."""
    lines, blocks = document.lines, document.blocks
    if not blocks or blocks[0].line != 0 or len(lines) == 1 or not is_headline(blocks[0].text):
        return False
    return lines[1].gap > 0 and not any(line.gap for line in lines[2:])


def _series(blocks: Sequence[Block]) -> set[int]:
    """Where lines begin that differ from the one above or below in their numbers alone: rows of a list or a plan."""
    found: set[int] = set()
    for one, other in pairwise(blocks):
        if one.folded[:1] != other.folded[:1] or one.folded == other.folded:
            continue
        if _NUMBER.sub("0", one.folded) == _NUMBER.sub("0", other.folded):
            found |= {one.start, other.start}
    return found


def _copies(document: Document, title: Block, trimmed: str) -> Iterator[Finding]:
    """Other lines that are the headline again, alone or with the site's name behind it."""
    wanted = fold_line(trimmed)
    for block in document.blocks:
        if block.start == title.start:
            continue
        short = len(block.folded) - len(wanted) <= PREFIX_CHARS
        if short and document.zone(block) is Zone.TOP and _leads_to(block, wanted):
            yield Finding(block.span, Verdict.DROP, "title/again", Category.TITLE, "The way to the headline")
            continue
        if not block.folded.startswith(wanted):
            continue
        rest = block.folded[len(wanted) :].lstrip()
        if not rest or (rest.startswith(_MARKS) and len(rest) <= SUFFIX_CHARS and document.zone(block) is Zone.TOP):
            why = "The headline again"
            yield Finding(block.span, Verdict.DROP, "title/again", Category.TITLE, why)


def _above(document: Document, title: Block) -> Iterator[Finding]:
    """What stands above a sure headline and bears no sentence: menus, banners, section names, counters.

    Sure means that the headline stands twice, or that a line of the header (a date, a byline, a section) stands
    between. Longer lines may be the key points of a text whose subheading was taken for the headline: they stay.
    """
    twice = sum(block.folded == title.folded for block in document.blocks) > 1
    header = max(
        (
            finding.span.start
            for finding in document.findings
            if _is_header(finding) and finding.span.start < title.start
        ),
        default=-1,
    )
    for block in _over(document, title):
        if is_masthead(block.text):
            why = "The site's name and slogan above the headline"
            yield Finding(block.span, Verdict.DROP, "title/masthead", Category.SLOGAN, why)
            continue
        short = len(block.text) < LONG_LINE and not is_list_item(block.text) and not document.is_sentence(block)
        if short and (twice or block.start < header) and document.zone(block) is Zone.TOP:
            why = "A line without a sentence above the headline"
            yield Finding(block.span, Verdict.DROP, "title/above", Category.NAV, why)


def _over(document: Document, title: Block) -> Iterator[Block]:
    return takewhile(lambda block: block.start < title.start, document.blocks)


def _is_header(finding: Finding) -> bool:
    return finding.field in (Field.DATE, Field.AUTHOR, Field.SOURCE, Field.SECTION) and finding.rule != "date/glued"


def _sites(host: str | None) -> list[str]:
    """What a site may call itself, by its host: "rus.example.co.uk" is "example"."""
    *labels, _ = (host or "").removeprefix("www.").split(".")
    return [".".join(labels), max(labels, key=len)] if labels else []
