"""Folding for matching only: one character in, one character out, so offsets stay.

What looks the same to a reader compares equal: case, kinds of blank, quotation marks, apostrophes and dashes,
``ё`` and ``е``, and Latin letters that stand in for Cyrillic ones inside a Cyrillic word (``Tекст``).
"""

from __future__ import annotations

import re
from typing import Final

BLANKS: Final = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
QUOTES: Final = "«»„“”‟‹›〝〞＂″"
APOSTROPHES: Final = "‘’‚‛`´ʼʹ′＇"
DASHES: Final = "‐‑‒–—―−﹣－"

_REPLACEMENTS: Final = {
    **dict.fromkeys(BLANKS, " "),
    **dict.fromkeys(QUOTES, '"'),
    **dict.fromkeys(APOSTROPHES, "'"),
    **dict.fromkeys(DASHES, "-"),
}
_REPLACED: Final = re.compile("[" + re.escape("".join(_REPLACEMENTS)) + "]")
# The only letter whose lower case is longer than itself.
_DOTTED_I: Final = "\u0130"
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
# A Latin letter beside a Cyrillic one. It begins with the Latin one: of these a Cyrillic text has few.
_MIXED: Final = re.compile(r"[a-z](?:(?<=[\u0400-\u04ff].)|(?=[\u0400-\u04ff]))")
_WORD: Final = re.compile(r"[^\W\d_]+")
_HOMOGLYPHS: Final = str.maketrans("abcehikmoptxy", "авсенікмортху")
_NOT_CYRILLIC_LOOK: Final = frozenset("dfgjlnqrsuvwz")


def unify(text: str) -> str:
    """Fold blanks, quotation marks, apostrophes and dashes, and leave letters alone.

    >>> unify("«Так»\u00a0— він")
    '"Так" - він'
    """
    if text.isascii():
        return text.replace("\t", " ").replace("`", "'")
    # Replacing the few characters that do occur beats str.translate tenfold.
    for char in set(_REPLACED.findall(text)):
        text = text.replace(char, _REPLACEMENTS[char])
    return text


def fold(text: str) -> str:
    """Fold `text` for matching; the result has the same length.

    >>> fold("Tекст:\u00a0«Ещё»")
    'текст: "еще"'
    """
    folded = unify(text).replace(_DOTTED_I, "i").lower().replace("ё", "е")
    if _CYRILLIC.search(folded) and _MIXED.search(folded):
        folded = _WORD.sub(_to_cyrillic, folded)
    return folded


def fold_line(text: str) -> str:
    """Fold a text as a line of a document is folded, where runs of white space are one blank.

    >>> fold_line(" Bridge  opens")
    'bridge opens'
    """
    return fold(" ".join(text.split()))


def _to_cyrillic(match: re.Match[str]) -> str:
    word = match[0]
    if word.isascii() or not _MIXED.search(word) or not _NOT_CYRILLIC_LOOK.isdisjoint(word):
        return word
    return word.translate(_HOMOGLYPHS)
