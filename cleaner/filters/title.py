"""Finds the headline, lifts it out, and takes what stands above it and its copies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.filters.by_rule import trim_title
from cleaner.filters.shapes import is_headline, is_list_item, is_masthead
from cleaner.fold import fold
from cleaner.model import Category, Field, Finding, Verdict, Zone
from cleaner.read.text import source_span
from cleaner.words import all_stems, stems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model import Block, Document
    from cleaner.rules import RuleSet

REACH: Final = 12  # lines before the best candidate in which an earlier headline wins: the lead echoes the body more
AS_GOOD: Final = 0.5  # share of the best candidate's cohesion that the earlier one needs
CERTAIN: Final = 0.5  # share of a headline's stems found in the body, from which what stands above it is the site's
POSSIBLE: Final = 0.15  # the same, below which a line is no headline where there is a choice
FEW_LINES: Final = 4  # with no more lines than this before the text, the first headline-shaped one needs no cohesion
TWICE: Final = 0.3  # what standing twice in the head is worth
DISTANCE: Final = 0.02  # what each line between a candidate and the text costs
OPENING: Final = 4000  # characters of the text that a headline is compared with: news say early what they are about
OPENING_CHARS: Final = 120  # of a headline that reads like a sentence; a longer one is the text's first paragraph
QUESTIONS: Final = 2  # lines that end in a question mark, from which a question is an interview's, no headline
LONG_LINE: Final = 60  # characters: menus, banners and section names are shorter
SUFFIX_CHARS: Final = 60  # of a site's name behind the headline, at most


@dataclass(frozen=True, slots=True)
class TitleFilter:
    """The headline is the first headline-shaped line in front of the text that shares its words.

    A headline that the caller knows, or that the page's metadata name, is looked for first. With two different
    headlines the first is the title and the second stays, as the lead.
    """

    rules: RuleSet
    name: str = "title"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Find the title, its copies, and the site's lines above a headline that is sure."""
        found = _known(document, self.rules) or _guess(document)
        if found is None:
            return ()
        block, certain = found
        findings = [*self._take(document, block), *_copies(document, block, self.rules)]
        if certain:
            findings.extend(_above(document, block))
        return findings

    def _take(self, document: Document, block: Block) -> Iterator[Finding]:
        """The headline as a field; counters glued to it go by their own rules."""
        behind = 0
        pieces = []
        for start, end, rule in trim_title(self.rules, block.text, document.host):
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


def _without_frame(text: str, document: Document) -> str:
    """A page's <h1> without the kicker or the site's name that stand in one line with the headline."""
    title = _key(document.hints.title or "") if document.hints else ""
    start = fold(text).find(title) if title else -1
    return text if start < 0 else text[start : start + len(title)]


def _known(document: Document, rules: RuleSet) -> tuple[Block, bool] | None:
    """The line that is the title which the caller or the page's metadata name."""
    hinted = document.hints.title if document.hints else None
    for title in filter(None, (document.known.title, hinted)):
        wanted = _key(title)
        for block in document.blocks:
            if document.zone(block) is Zone.BOTTOM and document.known.title is None:
                break
            if not block.folded.startswith(wanted):
                continue
            if block.folded == wanted or _key(_trimmed(block.text, rules, document.host)) == wanted:
                return block, True
        if heading := next((block for block in document.blocks if _is_heading(block) and wanted in block.folded), None):
            return heading, True
    return None


def _is_heading(block: Block) -> bool:
    return block.markup is not None and block.markup.tag == "h1"


def _guess(document: Document) -> tuple[Block, bool] | None:
    """The line that reads like the headline, and whether that is sure enough to take what stands above it."""
    sentences = any(document.is_sentence(block) for block in document.blocks)
    named = document.known.title or (document.hints and document.hints.title)
    if named or not sentences or _begins_with_text(document):
        return None
    if _is_set_off(document):
        return document.blocks[0], False
    head, opening = _head(document)
    interview = sum(block.text[-1] == "?" for block in document.blocks) > QUESTIONS
    candidates = [
        block
        for block in head
        if is_headline(block.text) and block.start not in document.pinned and not (interview and block.text[-1] == "?")
    ]
    if not candidates:
        return None
    chosen, cohesion = _choose(document, head, candidates)
    if cohesion < POSSIBLE and (len(head) > FEW_LINES or (chosen is opening and chosen.text[-1] in "?!…")):
        return None
    return chosen, cohesion >= CERTAIN


def _head(document: Document) -> tuple[list[Block], Block | None]:
    """The lines of the head, with the first of the main text where that reads like a headline; and that line."""
    head = [block for block in document.blocks if document.zone(block) is Zone.TOP]
    first = next((block for block in document.blocks if document.zone(block) is Zone.MIDDLE), None)
    if first is None or len(first.text) > OPENING_CHARS or not is_headline(first.text):
        return head, None
    return [*head, first], first


def _begins_with_text(document: Document) -> bool:
    """Whether the first line that is left is a paragraph: what follows it is no headline."""
    first = document.blocks[0]
    return document.is_sentence(first) and len(first.text) >= LONG_LINE and not is_headline(first.text)


def _is_set_off(document: Document) -> bool:
    """Whether the document is a headline, a blank line, and paragraphs without blank lines: our own output's form."""
    lines, blocks = document.lines, document.blocks
    if not blocks or blocks[0].line != 0 or len(lines) == 1 or not is_headline(blocks[0].text):
        return False
    return lines[1].gap > 0 and not any(line.gap for line in lines[2:])


def _choose(document: Document, head: Sequence[Block], candidates: Sequence[Block]) -> tuple[Block, float]:
    """The candidate that shares most with the text, or an earlier one nearly as good; and how much the best shares.

    Directly in front of the best one, a headline only has to be possible: then the best one is its lead.
    """
    body = all_stems(_opening(document, candidates))
    copies = [block.folded for block in head]
    place = {block.start: index for index, block in enumerate(head)}

    def cohesion(block: Block) -> float:
        own = stems(block.folded)
        return len(own & body) / len(own) if own else 0.0

    def score(block: Block) -> float:
        twice = TWICE if copies.count(block.folded) > 1 else 0.0
        return cohesion(block) + twice - DISTANCE * min(len(head) - place[block.start], 25)

    best = max(candidates, key=lambda block: (score(block), -block.start))
    for block in candidates:
        near = place[best.start] - place[block.start] <= REACH
        directly = place[best.start] - place[block.start] == 1
        if near and cohesion(block) >= max(POSSIBLE, 0.0 if directly else AS_GOOD * cohesion(best)):
            return block, cohesion(best)
    return best, cohesion(best)


def _opening(document: Document, candidates: Sequence[Block]) -> Iterator[str]:
    """The first sentences of the text, as many as say what it is about."""
    room = OPENING
    for block in document.blocks:
        if room > 0 and document.is_sentence(block) and block not in candidates:
            room -= len(block.folded)
            yield block.folded


def _copies(document: Document, title: Block, rules: RuleSet) -> Iterator[Finding]:
    """Other lines that are the headline again, alone or with the site's name behind it."""
    wanted = _key(_trimmed(title.text, rules, document.host))
    for block in document.blocks:
        if block.start == title.start or not block.folded.startswith(wanted):
            continue
        rest = block.folded[len(wanted) :].lstrip()
        if not rest or (rest[0] in "-|·•/»" and len(rest) <= SUFFIX_CHARS and document.zone(block) is Zone.TOP):
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
    for block in document.blocks:
        if block.start >= title.start:
            return
        if is_masthead(block.text):
            why = "The site's name and slogan above the headline"
            yield Finding(block.span, Verdict.DROP, "title/masthead", Category.SLOGAN, why)
            continue
        short = len(block.text) < LONG_LINE and not is_list_item(block.text) and not document.is_sentence(block)
        if short and (twice or block.start < header) and document.zone(block) is Zone.TOP:
            why = "A line without a sentence above the headline"
            yield Finding(block.span, Verdict.DROP, "title/above", Category.NAV, why)


def _is_header(finding: Finding) -> bool:
    return finding.field in (Field.DATE, Field.AUTHOR, Field.SOURCE, Field.SECTION) and finding.rule != "date/glued"


def _trimmed(text: str, rules: RuleSet, host: str | None) -> str:
    """`text` without the counters that rules know behind a headline."""
    trims = trim_title(rules, text, host)
    return text[: trims[0][0]].strip() if trims and trims[0][0] > 0 else text


def _key(title: str) -> str:
    return fold(" ".join(title.split()))
