"""What the class, id and role words of an element say it is for: some twenty kinds, in the words that sites use."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

import ahocorasick

from cleaner.model import LEVEL
from cleaner.rules.shape import shape

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
_MEMO: Final = 50_000  # class names: sites share many, and the pages of one site all
_PAGE: Final = 4096  # chains of elements: asked for more than once on the same page
_MAX_LEVELS: Final = 24


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
    automaton, always = _gate()
    possible = always
    for _, kinds in automaton.iter(plain):
        possible |= kinds
    found = 0
    while possible:
        bit = possible.bit_length() - 1
        possible ^= 1 << bit
        if _COMPILED[bit].search(plain):
            found |= 1 << bit
    return found


@cache
def _gate() -> tuple[ahocorasick.Automaton, int]:
    """The literals of which a kind's words hold one, with the kinds as bits; and the kinds that can do without."""
    literals: dict[str, int] = {}
    always = 0
    for bit, pattern in enumerate(_PATTERNS.values()):
        known = shape(pattern, anywhere=True)
        always |= bool(known.loose) << bit
        for literal in known.literals:
            literals[literal] = literals.get(literal, 0) | 1 << bit
    automaton = ahocorasick.Automaton()
    for literal, kinds in literals.items():
        automaton.add_word(literal, kinds)
    automaton.make_automaton()
    return automaton, always


@lru_cache(maxsize=_PAGE)
def holders(hints: str) -> tuple[tuple[float, str], ...]:
    """For each kind, how near its nearest element is, and the hints from there outwards: they tell the element.

    Nearness is 1 for the block itself, 1/2 for the next element with hints, …, and 0 where there is none.

    >>> found = dict(zip(KINDS, holders("story-body / sidebar"), strict=True))
    >>> found["body"], found["side"], found["share"]
    ((1.0, 'story-body / sidebar'), (0.5, 'sidebar'), (0.0, ''))
    """
    found = [(0.0, "")] * len(KINDS)
    seen = 0
    rest = hints
    for level in range(1, _MAX_LEVELS + 1):
        words, _, outer = rest.partition(LEVEL)
        new = kinds_of(words) & ~seen
        seen |= new
        while new:
            bit = new.bit_length() - 1
            found[bit] = (1.0 / level, rest)
            new ^= 1 << bit
        if not outer:
            break
        rest = outer
    return tuple(found)


@lru_cache(maxsize=_PAGE)
def nearness(hints: str) -> dict[str, float]:
    """How near the nearest element of each kind is."""
    return {kind: near for kind, (near, _) in zip(KINDS, holders(hints), strict=True)}
