"""Columns of other stories on a page: a linked headline and its lead, again and again, beside the article.

A lead reads like the article's own, and its words say nothing else; that it stands in one of many cards made alike
does. The article's own lists of links (chapters, products, places) stand in the element that holds its text, and stay.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.model import Category, Finding, Markup, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model import Block, Document

LEAST: Final = 5  # cards of a column
WORDS: Final = 80  # of a card
LINES: Final = 5
MOST: Final = 0.8  # share of the elements made alike that are cards
UP: Final = 3  # levels from a headline up to its card
_LEADS: Final = 3  # that the scorer has left: with fewer there is nothing to look for
_HEADLINE: Final = 3  # words
_LEAD: Final = 6
_LINKED: Final = 0.6  # share of a headline's characters inside <a>: a time of day may stand in front of them
# Words of likely article text, by the first pass: at most so many among the cards, and at least so many elsewhere.
_AMONG: Final = 30
_ELSEWHERE: Final = 40
_TEXT: Final = 9  # words of a line that counts
_LIKELY: Final = 0.0  # log-odds

Column = list[list[int]]  # of cards, each the numbers of its lines


@dataclass(frozen=True, slots=True)
class CardsFilter:
    """Drops what the scorer left of such columns. Silent on text."""

    name: str = "cards"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Look at pages with leads next to linked headlines; few have any."""
        if not document.priors or not _has_leads(document):
            return ()
        reasons: dict[int, str] = {}
        text = _weigh(document)
        headlines = [number for number, line in enumerate(document.lines) if _is_headline(line)]
        for column in (*_containers(document.lines, headlines), *_alternations(document.lines, headlines)):
            if _stands_apart(document, column, text):
                reasons |= {number: f"one of {len(column)} cards made alike" for card in column for number in card}
        why = "In a column of other stories: a linked headline and its lead, again and again"
        return [
            Finding(block.span, Verdict.DROP, "cards/column", Category.TEASER, why, evidence=(reasons[block.line],))
            for block in document.blocks
            if block.line in reasons and block.start not in document.pinned
        ]


def _words(block: Block) -> int:
    return block.text.count(" ") + 1


def _is_headline(block: Block) -> bool:
    return block.markup is not None and block.markup.link_density >= _LINKED and _words(block) >= _HEADLINE


def _is_lead(block: Block) -> bool:
    return block.markup is not None and not block.markup.is_link and _words(block) >= _LEAD


def _has_leads(document: Document) -> bool:
    """Whether some of the blocks that are still in are leads next to linked headlines: on most pages none is."""
    found = 0
    lines = document.lines
    for block in document.blocks:
        above, below = lines[max(block.line - 1, 0)], lines[min(block.line + 1, len(lines) - 1)]
        if _is_headline(above) or _is_headline(below):
            found += _is_lead(block)
    return found >= _LEADS


def _containers(lines: Sequence[Block], headlines: Sequence[int]) -> Iterator[Column]:
    """Columns of which each card is an element of its own, with the headlines of all made alike."""
    around = {node for number in headlines for node in _nodes(lines[number])[-UP - 1 : -1]}
    inside: defaultdict[int, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        for node in around.intersection(_nodes(line)[-UP - 1 :]):
            inside[node].append(number)
    led = {node for node, numbers in inside.items() if any(_is_lead(lines[number]) for number in numbers)}
    alike: defaultdict[tuple[str, str], dict[int, list[int]]] = defaultdict(dict)
    for number in headlines:
        markup = lines[number].markup or Markup("a")
        for node in reversed(markup.nodes[-UP - 1 : -1]):
            if node in led:
                alike[markup.tag, markup.hints].setdefault(node, inside[node])
                break
    for found in alike.values():
        cards = [card for card in found.values() if len(card) <= LINES and _is_short(lines, card)]
        if len(cards) >= max(LEAST, MOST * len(found)):
            yield cards


def _alternations(lines: Sequence[Block], headlines: Sequence[int]) -> Iterator[Column]:
    """Columns of which headlines and leads take turns in one element, as in <dt> and <dd>."""
    children: defaultdict[tuple[int, ...], list[list[int]]] = defaultdict(list)
    for number in headlines:
        if number + 1 < len(lines) and _is_pair(lines[number], lines[number + 1]):
            children[_nodes(lines[number])[:-1]].append([number, number + 1])
    every = Counter(_nodes(line)[:-1] for line in lines) if children else Counter()
    for parent, pairs in children.items():
        cards = [card for card in pairs if _is_short(lines, card)]
        if len(cards) >= LEAST and len(cards) * 2 >= MOST * every[parent]:
            yield cards


def _is_pair(headline: Block, lead: Block) -> bool:
    if headline.markup is None or lead.markup is None or headline.markup.nodes[:-1] != lead.markup.nodes[:-1]:
        return False
    return headline.markup.tag != lead.markup.tag and _is_lead(lead)


def _is_short(lines: Sequence[Block], card: Sequence[int]) -> bool:
    return sum(_words(lines[number]) for number in card) <= WORDS


@dataclass(frozen=True, slots=True)
class _Text:
    """Words of the lines that are the article's by the first pass."""

    total: int
    inside: Counter[int]  # of each element
    plain: Counter[int]  # the same without headlines


def _weigh(document: Document) -> _Text:
    inside: Counter[int] = Counter()
    plain: Counter[int] = Counter()
    total = 0
    for number, line in enumerate(document.lines):
        if words := _words_of_article(document, number):
            total += words
            for node in _nodes(line):
                inside[node] += words
                plain[node] += 0 if _is_headline(line) else words
    return _Text(total, inside, plain)


def _words_of_article(document: Document, number: int) -> int:
    words = _words(document.lines[number])
    return words if words >= _TEXT and document.priors[number] > _LIKELY else 0


def _stands_apart(document: Document, column: Column, text: _Text) -> bool:
    """Whether the article stands outside the element that holds all the cards."""
    lines = document.lines
    cards = {number for card in column for number in card}
    holder = max(set.intersection(*(set(_nodes(lines[number])) for number in cards)))  # numbers rise with depth
    own = sum(_words_of_article(document, number) for number in cards if not _is_headline(lines[number]))
    return text.plain[holder] - own <= _AMONG and text.total - text.inside[holder] >= _ELSEWHERE


def _nodes(block: Block) -> tuple[int, ...]:
    return block.markup.nodes if block.markup else ()
