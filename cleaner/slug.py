"""What the address of a page says of its headline: most sites write its words into the last part of it.

Words are compared by their first letters without accents; Cyrillic ones by their consonants in Latin letters, as there
are as many ways to transliterate as there are sites.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final
from urllib.parse import unquote, urlsplit

FEWEST: Final = 3  # words that make a slug; fewer name a section
STEM: Final = 7  # letters in which words agree
MIN_SHARE: Final = 0.3  # of a line's words; with fewer in the slug the line is more than a headline

_EXTENSION: Final = re.compile(r"\.(?:aspx?|ece|html?|jsp|php|shtml|story)$", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"[-_+,.~ ]+")
_LETTERS: Final = re.compile(r"[^\W\d_]{2}|[^\W\d_]\d|\d[^\W\d_]")
_CODE: Final = re.compile(r"[0-9a-f]{8,}|\w*\d{4,}\w*", re.IGNORECASE)
_WORD: Final = re.compile(r"\w+")
_CYRILLIC: Final = re.compile("[\u0400-\u052f]")
_SPECIAL: Final = str.maketrans({"ł": "l", "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i"})
_CONSONANTS: Final = str.maketrans("бвгґджзклмнпрстфхцчшщ", "bvggdzzklmnprstfgccss")
# The longest first: "shch" is one letter. What is left of h, x and w stands for one as well.
_DIGRAPHS: Final = (("shch", "s"), ("sch", "s"), ("sh", "s"), ("zh", "z"), ("kh", "g"), ("ts", "c"), ("ch", "c"))
_SINGLE: Final = str.maketrans("hxwq", "ggvk")
_SILENT: Final = re.compile(r"[^bcdfgklmnprstvz\d]+")
_DOUBLE: Final = re.compile(r"(.)\1+")


def slug_of(url: str | None) -> tuple[str, ...]:
    """The words in the part of the address that has most of them; none where these are too few to tell anything.

    >>> slug_of("https://a.example/news/2025/night-ferry-returns-12345.html")
    ('night', 'ferry', 'returns')
    """
    if not url:
        return ()
    try:
        parts = unquote(urlsplit(url).path).split("/")
    except ValueError:
        return ()
    found = (tuple(filter(_is_word, _BETWEEN.split(_EXTENSION.sub("", part)))) for part in parts)
    longest = max(found, key=len)
    return longest if len(longest) >= FEWEST else ()


def shared_words(slug: tuple[str, ...], line: str) -> float:
    """The share of the words of `slug` that stand in `line`; 0 for a line that has many others.

    >>> shared_words(slug_of("https://a.example/u-vylkivtsi-vidkryly-poshtu"), "У Вилківці відкрили човникову пошту")
    1.0
    """
    words = _WORD.findall(line)
    if not slug or not words:
        return 0.0
    cyrillic = _CYRILLIC.search(line) is not None
    known = {_key(word, cyrillic) for word in words}
    keys = [key for word in slug if (key := _key(word, cyrillic))]
    found = sum(key in known for key in keys)
    return found / len(keys) if keys and found >= MIN_SHARE * len(words) else 0.0


def _is_word(text: str) -> bool:
    return _LETTERS.search(text) is not None and not _CODE.fullmatch(text)


@lru_cache(maxsize=4096)
def _key(word: str, cyrillic: bool) -> str:  # noqa: FBT001  a cached function takes no keywords cheaply
    """What two spellings of one word agree in."""
    word = word.lower()
    if not cyrillic:
        plain = unicodedata.normalize("NFKD", word.translate(_SPECIAL))
        return "".join(char for char in plain if not unicodedata.combining(char))[:STEM]
    word = word.translate(_CONSONANTS)
    for letters, one in _DIGRAPHS:
        word = word.replace(letters, one)
    return _DOUBLE.sub(r"\1", _SILENT.sub("", word.translate(_SINGLE)))
