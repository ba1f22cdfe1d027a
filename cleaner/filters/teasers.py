"""Teasers of other stories behind the text, with no marker at all."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from cleaner.filters.dated_list import dated_lists
from cleaner.filters.shapes import is_headline, is_list_item
from cleaner.model import Category, Finding, Verdict
from cleaner.words import all_stems, names

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from cleaner.model import Block, Document
    from cleaner.rules import Lexicon

BODY_BEFORE: Final = 3  # sentence-bearing paragraphs that must stand before the first teaser
RUN: Final = 2  # paragraphs in a row that one teaser's lead may have; an article's section has more
SHORTER: Final = 0.5  # of the running text above: a tail with more is the article, the doubled headline one of its own
SHARED: Final = 1  # names a lead may share with the article and still be another story: one country is easily shared
OPENINGS: Final = 100  # places where the tail may begin that are looked at: each is laid beside the whole text
# Names of sections that label a picture or a recording between two paragraphs as often.
_LABELS: Final = frozenset(
    "video videos foto fotos photo photos wideo audio podcast видео фото аудио відео аудіо".split()
)
SECTION_LEADS: Final = 3  # paragraphs behind a bare section name, at most, for it to be a promo
CUT_LEADS: Final = 2  # leads that end in an ellipsis; a text of its own may end in one
LONE_LEAD: Final = 80  # characters: a shorter sentence alone behind a section name ends the text, under a heading


@dataclass(frozen=True, slots=True)
class TeaserFilter:
    """Cuts the tail from the first headline on that stands directly under its own copy, or from a bare section name on.

    A picture's alt text over its link prints a teaser's headline twice; a table of contents repeats headings farther
    off. Where such a pair stands behind the text, and from there to the end headlines and short leads alternate, all
    of it is teasers. A section's name on a line of its own late in the text, with a lead or a headline and a few leads
    behind it that share no name with the article, opens a promo as well. The body's own subheadings stand once and
    have longer sections behind them. Leads that a site has cut off are teasers' whatever they speak of.
    """

    lexicon: Lexicon
    name: str = "teasers"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Find where the tail begins and drop all from there to the end."""
        blocks = document.blocks
        ends = _ends_of_cards(document, self.lexicon)
        start, evidence = self._start(document, blocks, ends)
        if start is None and (start := _first_cut_lead(document)) is not None:
            evidence = "headlines with leads that are cut off, from there to the end"
        why = "Other stories behind the text, without a marker"
        tail = [
            Finding(block.span, Verdict.DROP, "teasers/tail", Category.TEASER, why, evidence=(evidence,))
            for block in (() if start is None else blocks[start:])
        ]
        why = "The section of a promotion that has gone"
        sections = [Finding(block.span, Verdict.DROP, "teasers/section", Category.TEASER, why) for block in ends]
        return [*tail, *sections, *dated_lists(document)]

    def _start(self, document: Document, blocks: Sequence[Block], ends: Container[Block]) -> tuple[int | None, str]:
        sections = self.lexicon.sections
        bearing = accumulate(map(document.is_sentence, blocks), initial=0)
        openings = [
            index
            for index, ((block, below), above) in enumerate(zip(pairwise(blocks), bearing, strict=False))
            if above >= BODY_BEFORE and (block.folded == below.folded or block.folded in sections)
        ]
        sentence = [_is_running_text(document, block) for block in blocks] if openings else []
        before = list(accumulate(sentence, initial=0))
        for index in openings[:OPENINGS]:
            if before[index] < BODY_BEFORE or sentence[index]:
                continue
            block, tail = blocks[index], blocks[index + 1 :]
            if block.folded == tail[0].folded and is_headline(block.text) and _is_tail(blocks, sentence, index):
                if all(sentence[index + 2 :]) and _shares(blocks[:index], tail):
                    continue  # a picture of the article's own people, with its caption for the blind
                return index, "a headline that is printed twice opens a run of headlines and leads"
            if len(tail) > 1 and block in ends:
                continue  # what follows is the article again
            if block.folded in sections and _is_promo(blocks[: index + 1], tail, document):
                return index, "a bare section name, and leads that share no name with the article"
        return None, ""


def _is_running_text(document: Document, block: Block) -> bool:
    """Whether a block bears a sentence; a headline may hold a full stop, or end in a question mark, and is none."""
    return document.is_sentence(block) and not document.memo.ask(is_headline, block.text)


def _is_tail(blocks: Sequence[Block], sentence: Sequence[bool], start: int) -> bool:
    """Whether headlines and leads alternate from `start` on, and are little beside the text above."""
    return _alternates(sentence[start:]) and _is_shorter(blocks, sentence, start)


def _ends_of_cards(document: Document, lexicon: Lexicon) -> Sequence[Block]:
    """Sections' names directly under promotions that rules have taken: the last lines of their cards."""
    promos = {finding.span.end for finding in document.findings if finding.category is Category.RELATED}
    return [
        block
        for block in (document.blocks[:-1] if promos else ())
        if block.line and block.folded in lexicon.sections and document.lines[block.line - 1].end in promos
    ]


def _first_cut_lead(document: Document) -> int | None:
    """Where two or more headlines begin, each with a lead that is cut off in its midst, up to the end of the text."""
    blocks = document.blocks
    start = len(blocks)
    while start > 1 and _is_cut(blocks[start - 1].text) and document.memo.ask(is_headline, blocks[start - 2].text):
        start -= 2
    if (len(blocks) - start) // 2 < CUT_LEADS:
        return None
    above = sum(_is_running_text(document, block) for block in blocks[:start])
    return start if above >= BODY_BEFORE else None


def _is_cut(text: str) -> bool:
    """Whether a text of a lead's length ends amid a sentence."""
    return len(text) >= LONE_LEAD and text.endswith(("...", "…")) and text.rstrip(".…")[-1:].isalpha()


def _is_promo(article: Sequence[Block], tail: Sequence[Block], document: Document) -> bool:
    """Whether a lone lead, or a headline and a few of them, behind a section's name speak of something else.

    Several paragraphs right below it are a section of the article's, whose last words need not name anybody again.
    """
    if article[-1].folded in _LABELS and tail[0].line == article[-1].line + 1 == article[-2].line + 2:
        return False
    leads = sum(document.is_sentence(block) for block in tail)
    alone = leads == len(tail) == 1 and len(tail[0].text) >= LONE_LEAD
    enough = alone or (0 < leads <= SECTION_LEADS and is_headline(tail[0].text))
    return enough and not is_list_item(tail[0].text) and not _shares(article, tail)


def _alternates(sentence: Sequence[bool]) -> bool:
    """Whether no more than a teaser's lead of sentences stand in a row."""
    run = longest = 0
    for flag in sentence:
        run = run + 1 if flag else 0
        longest = max(longest, run)
    return longest <= RUN


def _is_shorter(blocks: Sequence[Block], sentence: Sequence[bool], start: int) -> bool:
    """Whether the sentences from `start` on are few beside those above."""
    lengths = [len(block.text) if flag else 0 for block, flag in zip(blocks, sentence, strict=True)]
    return sum(lengths[start:]) <= SHORTER * sum(lengths[:start])


def _shares(article: Sequence[Block], tail: Sequence[Block]) -> bool:
    """Whether the tail speaks of the people and places that the article speaks of."""
    ours = names(" ".join(block.text for block in article))
    theirs = names(" ".join(block.text for block in tail))
    if len(ours & theirs) > SHARED:
        return True
    rare = all_stems(block.folded for block in article)
    own = all_stems(block.folded for block in tail)
    return len(own & rare) > len(own) / 2
