"""What one unit of text looks like by itself, in any language: the raw counts that features are made of."""

from __future__ import annotations

import re
from typing import Final

from cleaner.score.units import CLOSERS, TERMINAL

WORD: Final = re.compile(r"\w+")
_SENTENCE: Final = re.compile(r"[.!?…؟।։]+[\"'»”’)\]]*(?:\s|$)|[。！？]")
_WIDE: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_CLOCK: Final = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_SYMBOL: Final = re.compile(r"[|»›→•·▶►©®™/\\+=<>*~^_]")
_DOMAIN: Final = re.compile(r"\.(?:com|org|net|ru|ua|lv|lt|ee|pl|de|uk)\b")
_BULLETS: Final = frozenset("•·*‣▪●■◆–—-−")
_QUOTES: Final = frozenset("«„“\"'‘»”")
_FIRST_WIDE: Final = "\u0e00"
_WIDE_PER_WORD: Final = 2.0  # characters of a script without spaces that weigh as much as one word
_NAME_WORDS: Final = range(2, 5)

COUNTS: Final = (
    "size", "chars", "sentences", "capitals", "upper", "numbers", "commas", "symbols", "clock", "year", "link",
    "terminal", "ellipsis", "colon", "question", "opens_lower", "opens_digit", "opens_bullet", "opens_quote",
    "name_like", "wide", "brackets", "at", "quotes",
)  # fmt: skip


def count(text: str, words: list[str]) -> tuple[float, ...]:
    r"""The raw counts of `text`, in the order of `COUNTS`; `words` are its ``\\w+`` tokens."""
    total = len(words)
    wide = 0
    if not text.isascii() and max(text) >= _FIRST_WIDE:
        wide = len(_WIDE.findall(text))
    capitals = sum([word[0].isupper() for word in words])
    numbers = sum([word[0].isdigit() for word in words])
    bare = text.rstrip(CLOSERS)
    last = bare[-1:]
    first = text[0]
    terminal = last in TERMINAL
    return (
        total if not wide else total + wide / _WIDE_PER_WORD,
        len(text),
        len(_SENTENCE.findall(text)),
        capitals,
        sum([word.isupper() for word in words]) if capitals else 0,
        numbers,
        text.count(",") + (text.count("、") + text.count("，") + text.count("،") if wide else 0),
        len(_SYMBOL.findall(text)),
        len(_CLOCK.findall(text)) if numbers else 0,
        len(_YEAR.findall(text)) if numbers else 0,
        _has_address(text),
        terminal,
        last == "…" or bare.endswith("..."),
        last == ":",
        last == "?",
        first.islower(),
        first.isdigit(),
        first in _BULLETS,
        first in _QUOTES,
        not terminal and capitals == total and total in _NAME_WORDS and not numbers,
        wide > 0,
        text.count("(") + text.count("["),
        text.count("@") + text.count("#"),
        text.count('"') + text.count("“") + text.count("«") + text.count("„"),
    )


def _has_address(text: str) -> bool:
    """Whether a web address stands in the text. Plain searches first: an alternation would look at each character."""
    return "http:" in text or "https:" in text or "www." in text or _DOMAIN.search(text) is not None
