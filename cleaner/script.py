"""Scripts: those that write a word in one or two characters and no blanks, and the letters of those with two cases."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

# What the alphabets with blanks between words lack; general punctuation aside. One pass shows that a text has none of
# these, and the large classes below are compiled only where it has some.
_BEYOND: Final = re.compile("[^\x00-\u0dff\u2000-\u206f]")
CLOSING_QUOTES: Final = "\"'»”“’‘"
"""Marks that may end a quotation, whatever else they do: in German and its neighbours “ and ‘ close."""
_CASED: Final = (*range(0x590), *range(0x1E00, 0x2000))  # the blocks of the alphabets with two cases
CAPITALS: Final = "".join(filter(str.isupper, map(chr, _CASED)))
"""The inside of a class of a pattern, as is `SMALL`; `re` tells a letter from it as fast as from a range."""
SMALL: Final = "".join(filter(str.islower, map(chr, _CASED)))
_THAI: Final = re.compile("[\u0e00-\u0e7f]")


def has_cjk(text: str) -> bool:
    """Whether `text` holds kana, ideographs or hangul.

    >>> has_cjk("東京"), has_cjk("Київ — Riga")
    (True, False)
    """
    return _BEYOND.search(text) is not None and _cjk().search(text) is not None


def is_dense(text: str) -> bool:
    """Whether `text` holds characters of a script without blanks: kana, ideographs, hangul or Thai."""
    return _BEYOND.search(text) is not None and (_cjk().search(text) or _THAI.search(text)) is not None


@cache
def _cjk() -> re.Pattern[str]:
    return re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
