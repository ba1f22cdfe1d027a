"""What the class, id and role words of an element say it is for: some twenty kinds, in the words that sites use."""

from __future__ import annotations

import re
from array import array
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

import ahocorasick
import numpy as np

from cleaner.model import LEVEL
from cleaner.rules.shape import shape

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from cleaner.model import Document

_PATTERNS: Final = {
    "body": r"article-*(?:body|content|text|copy|main|detail|par)|(?:entry|post|story|news|page|blog|single"
    r"|detail|main"
    r"|item|topic|content|text|full|body)-*(?:body|content|text|article|copy|detail|inner|story)\b",
    "article": r"\barticle|\bstory|\bpost\b|\bentry\b|hentry|\bnews\b|artikel|articol|artic",
    "content": r"content|\btext|\bmain\b|wysiwyg|rich-?text|prose|paragraph|\bbody|\bcopy\b|tresc|tekst",
    "lead": r"\blead|lede|standfirst|summary|excerpt|intro|deck\b|\bdek|sub-?title|sub-?head|descri|abstract"
    r"|anons|\blid\b",
    "headline": r"headline|title|heading|\bh1\b|zagol",
    "meta": r"byline|author|date|\btime|publi|meta\b|posted|\binfo\b|source|\bautor|podpis",
    "share": r"shar(?:e|ing)|social|facebook|twitter|whatsapp|telegram|follow|addthis|\bsns\b|\bfb\b|likes?\b"
    r"|rating|vote",
    "related": r"relat|recommend|read-?(?:more|also|next)|\bmore|also|similar|popular|trending|most-?|other"
    r"|next|prev|powiaz",
    "promo": r"promo|\bads?\b|\bad-|advert|sponsor|banner|commercial|affiliate|outbrain|taboola|\bcta|deal"
    r"|coupon|product|\bbuy",
    "signup": r"newsletter|subscri|sign-?up|log-?in|register|paywall|piano|premium|donat|member|\bform"
    r"|inline-?form|mailing",
    "comment": r"comment|disqus|repl(?:y|ies)|discuss|forum|respond|feedback|komment|opini",
    "nav": r"\bnav|menu|crumb|pagin|pager|toolbar|\bskip|\btoc|contents\b|\bindex|tabs?\b",
    "footer": r"foot|copyright|legal|imprint|colophon|bottom|stopka",
    "header": r"header|masthead|\btop|logo|branding",
    "side": r"\bside|aside|widget|\brail|right|\bleft|sidebar|secondary|complementary",
    "caption": r"caption|credit|figure|image|photo|galler|picture|media|video|slide|carousel|thumb|foto|\bimg",
    "tags": r"\btags?|topics?\b|categor|keyword|\blabel|rubri|hashtag",
    "overlay": r"modal|popup|cookie|consent|gdpr|overlay|dialog|tooltip|sr-only|hidden|screen-reader|\bhide"
    r"|notice|alert|off-?screen",
    "bio": r"\bbio|about-?(?:the)?-?author|author-?(?:box|info|bio|desc|card)|profile|contributor|vcard",
    "card": r"card|teaser|\blist|\bitem|grid|tile|feed|stream|archive|latest|block-?list|headlines",
    "box": r"fact|\bbox|panel|callout|highlight|key-?(?:points|takeaway)|accordion|faq",
    "quote": r"quote|\bpull|cytat",
    "embed": r"embed|tweet|instagram|youtube|poll|quiz|player|audio|podcast|map\b|chart|graphic",
    "note": r"note\b|notes\b|disclaimer|correction|reference|biblio|\bcite|disclosure|transparen",
}
KINDS: Final = tuple(_PATTERNS)
_COMPILED: Final = tuple(re.compile(pattern) for pattern in _PATTERNS.values())
# Class names: sites share many, and the pages of one site all; more are a burden to the search for garbage.
_MEMO: Final = 6_000
_MAX_LEVELS: Final = 24
_LETTERS: Final = 2  # "fb", "ad", "h1": the shortest that a pattern names


@lru_cache(maxsize=_MEMO)
def kinds_of(words: str) -> int:
    """The kinds that an element's words name, as bits in the order of `KINDS`."""
    kinds = 0
    for word in words.split():
        kinds |= _kinds_of_word(word)
    return kinds


@lru_cache(maxsize=_MEMO)
def _kinds_of_word(word: str) -> int:
    plain = word.replace("_", "-")
    possible = 0
    for _, kinds in _gate().iter(plain):
        possible |= kinds
    found = 0
    while possible:
        bit = possible.bit_length() - 1
        possible ^= 1 << bit
        if _COMPILED[bit].search(plain):
            found |= 1 << bit
    return found


@cache
def _gate() -> ahocorasick.Automaton:
    """The literals of which a kind's words hold one, with the kinds as bits."""
    literals: dict[str, int] = {}
    for bit, pattern in enumerate(_PATTERNS.values()):
        for literal in shape(pattern, anywhere=True, enough=_LETTERS).literals:
            literals[literal] = literals.get(literal, 0) | 1 << bit
    automaton = ahocorasick.Automaton()
    for literal, kinds in literals.items():
        automaton.add_word(literal, kinds)
    automaton.make_automaton()
    return automaton


class KindTable:
    """For chains of elements, each described by its hints: how near the nearest element of each kind is.

    Nearness is 1 for the block itself, 1/2 for the next element with hints, …, and 0 where there is none.

    >>> table = KindTable(["story-body / sidebar"])
    >>> near = table.nearness("story-body / sidebar")
    >>> near["body"], near["side"], near["share"]
    (1.0, 0.5, 0.0)
    """

    __slots__ = ("holder", "near", "rows")

    def __init__(self, chains: Iterable[str]) -> None:
        self.rows = {"": 0}
        depth = [0]
        holders = [array("i", [0] * len(KINDS))]
        for chain in dict.fromkeys(chains):
            for hints, outer in _new_ends(chain, self.rows):
                row, above = len(depth), self.rows[outer]
                self.rows[hints] = row
                depth.append(depth[above] + 1)
                held = holders[above][:]
                own = kinds_of(hints[: len(hints) - len(outer)])
                while own:
                    bit = own.bit_length() - 1
                    held[bit] = row
                    own ^= 1 << bit
                holders.append(held)
        found = np.frombuffer(b"".join([held.tobytes() for held in holders]), dtype=np.int32).reshape(-1, len(KINDS))
        depths = np.array(depth)
        level = depths[:, None] - depths[found] + 1
        self.holder = np.where(level <= _MAX_LEVELS, found, 0)
        """The row of the nearest element of each kind, as the chain from there outwards; 0 where there is none."""
        self.near = np.where(self.holder > 0, 1.0 / level, 0.0)

    def nearness(self, hints: str) -> dict[str, float]:
        """How near the nearest element of each kind is. Raises `KeyError` for a chain that is not in the table."""
        return dict(zip(KINDS, self.near[self.rows[hints]].tolist(), strict=True))

    def chains_near(self, kinds: Iterable[str], least: float) -> frozenset[str]:
        """The chains of the table to which an element of one of the `kinds` is that near."""
        near = self.near[:, [KINDS.index(kind) for kind in kinds]].max(axis=1, initial=0.0)
        return frozenset([hints for hints, row in self.rows.items() if near[row] >= least])


def _new_ends(chain: str, known: Container[str]) -> Iterator[tuple[str, str]]:
    """The outer ends of a chain that are not `known` yet, the shortest first, and what is around each."""
    ends = [chain]
    while ends[-1] not in known:
        ends.append(ends[-1].partition(LEVEL)[2])
    return zip(ends[-2::-1], ends[:0:-1], strict=True)


def kinds_on(document: Document) -> KindTable:
    """The table of all chains of a page, made once."""
    return document.memo.recall(
        (kinds_on,), lambda: KindTable(line.markup.hints for line in document.lines if line.markup)
    )
