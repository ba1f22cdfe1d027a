"""What one unit of text is like by itself: the raw counts that features are made of, its cues and its stems."""

from __future__ import annotations

import re
from array import array
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from cleaner.annotate.units import CLOSERS, TERMINAL
from cleaner.score.cohesion import stems
from cleaner.score.cues import STEM, builtin_cues
from cleaner.script import CLOSING_QUOTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

WORD: Final = re.compile(r"\w+")
ROWS_KEPT: Final = 2048  # a few pages' worth
# Begins with one class of characters: an alternation would try each place of the text.
_SENTENCE: Final = re.compile(rf"[.!?…؟।։。！？]+[{CLOSING_QUOTES})\]]*(?:\s|$|(?<=[。！？]))")
_WIDE: Final = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_EAST: Final = re.compile(_WIDE.pattern[:-1] + r"\uac00-\ud7af]")  # and Korean
# These begin with a class of characters, too, and look back for the border of the word.
_CLOCK: Final = re.compile(r"\d(?<!\w\d)\d?[:.]\d\d\b")
_YEAR: Final = re.compile(r"[12](?<!\w[12])(?:(?<=1)9|(?<=2)0)\d\d\b")
_SYMBOL: Final = re.compile(r"[|»›→•·▶►©®™/\\+=<>*~^_]")
_DOMAIN: Final = re.compile(r"\.(?:com|org|net|ru|ua|lv|lt|ee|pl|de|uk)\b")
_BULLETS: Final = frozenset("•·*‣▪●■◆–—-−")
_QUOTES: Final = frozenset("«„“\"'‘»”")
_BREAK: Final = "\n"  # stands in no word: many are put into lower case at once
_WIDE_PER_WORD: Final = 2.0  # characters of a script without spaces that weigh as much as one word
_NAME_WORDS: Final = range(2, 5)

COUNTS: Final = (
    "size", "chars", "sentences", "capitals", "upper", "numbers", "commas", "symbols", "clock", "year", "link",
    "terminal", "ellipsis", "colon", "question", "opens_lower", "opens_digit", "opens_bullet", "opens_quote",
    "name_like", "wide", "brackets", "at", "quotes",
)  # fmt: skip


class Row(NamedTuple):
    """All that is read off one unit's text."""

    counts: bytes  # packed: those of `COUNTS`, then the words of each kind in the order of the lexicon
    stems: dict[str, None]
    lower: str


@lru_cache(maxsize=ROWS_KEPT)
def read_row(text: str) -> Row:
    """Read one unit: its text alone says all of this, and the same rows come again when a result settles."""
    words = WORD.findall(text)
    # A Korean word carries its endings and particles along: what it begins with is looked for as in wide scripts.
    east = not text.isascii() and _EAST.search(text) is not None
    counts = count(text, words, east=east)
    lower = text.lower()
    heads = _BREAK.join([word[:STEM] for word in words]).lower().split(_BREAK) if words else words
    cues = builtin_cues().count(heads, lower, wide=east)
    packed = array("d", (*counts, *cues)).tobytes()
    return Row(packed, stems(heads, text, wide=bool(counts[_IS_WIDE])), lower)


def unpack(rows: Sequence[Row]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The counts and the cues of all rows: rows × `COUNTS`, rows × kinds."""
    values = np.frombuffer(b"".join([row.counts for row in rows])).reshape(len(rows), -1)
    return values[:, : len(COUNTS)], values[:, len(COUNTS) :]


def count(text: str, words: list[str], *, east: bool) -> tuple[float, ...]:
    r"""The raw counts of `text`, in the order of `COUNTS`; `words` are its ``\\w+`` tokens.

    `east` says whether it may hold characters of a script without blanks.
    """
    total = len(words)
    wide = len(_WIDE.findall(text)) if east else 0
    firsts = "".join([word[0] for word in words])
    capitals = sum(map(str.isupper, firsts))
    numbers = sum(map(str.isdigit, firsts))
    bare = text.rstrip(CLOSERS)
    last = bare[-1:]
    first = text[0]
    terminal = last in TERMINAL
    return (
        total if not wide else total + wide / _WIDE_PER_WORD,
        len(text),
        len(_SENTENCE.findall(text)),
        capitals,
        sum(map(str.isupper, words)) if capitals else 0,
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


_IS_WIDE: Final = COUNTS.index("wide")
