"""UTF-8 that was read as Latin-1 and saved again: "â€™" for an apostrophe, with control characters in between.

Only the kind that proves itself is repaired: the bytes 0x80 to 0x9f are control characters in Latin-1, and no text
holds them, so a valid UTF-8 sequence with one of them is no accident.
"""

from __future__ import annotations

import re
from typing import Final

_PROOF: Final = re.compile(r"[\xc2-\xdf][\x80-\x9f]|[\xe0-\xef](?:[\x80-\x9f][\x80-\xbf]|[\xa0-\xbf][\x80-\x9f])")
_SEQUENCE: Final = re.compile(r"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
# A text that was encoded twice holds some of these: they end a quotation mark, a dash, and many letters.
_SIGNS: Final = ("\x80", "\x81", "\x82", "\x84", "\x99")
# One such sequence may be binary junk; a page that was read wrongly has one in every other sentence.
_ENOUGH: Final = 3


def unscramble(text: str) -> str:
    r"""Decode what was encoded twice, if the text proves that it was.

    >>> unscramble("It\xe2\x80\x99s " * 3)
    'It’s It’s It’s '
    """
    if text.isascii() or not any(sign in text for sign in _SIGNS):
        return text
    proofs = _PROOF.finditer(text)
    if sum(1 for _, _ in zip(range(_ENOUGH), proofs, strict=False)) < _ENOUGH:
        return text
    return _SEQUENCE.sub(_decode, text)


def _decode(match: re.Match[str]) -> str:
    try:
        return match[0].encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
