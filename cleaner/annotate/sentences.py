"""Tells a line that bears a sentence from a headline, a label or a list of links, in any script."""

from __future__ import annotations

import re
from typing import Final

from cleaner.script import CLOSING_QUOTES, has_cjk

MIN_CHARS: Final = 30  # a shorter line that ends like a sentence is as often a slogan or a button
MIN_CHARS_DENSE: Final = 12  # the same for scripts that write a word in one or two characters
LONG_CHARS: Final = 160  # nothing but running text is this long, whatever it ends with

# Sentence-final punctuation of Latin, Cyrillic, Greek, Arabic, Devanagari, Armenian, Ethiopic and CJK scripts, with
# closing quotes and brackets behind it, in French after a blank; behind a full stop also a footnote's mark.
_ENDS: Final = re.compile(
    rf"(?:[.!?…;:。！？．؟۔।॥։።]|[.!?…][*\d]{{1,2}})(?: ?[{CLOSING_QUOTES})\]」』】）\u200f]){{0,3}}$"
)
_END_CHARS: Final = 8  # the end of a line that the pattern may need
_INSIDE: Final = re.compile(rf"[.!?…。！？؟۔।։][{CLOSING_QUOTES})]{{0,2}}\s+[\"'«„“‘(—–-]{{0,2}}[^\W\d_]")


def bears_sentence(text: str) -> bool:
    """Whether `text` (the display form of a line) holds at least one sentence of running text.

    >>> bears_sentence("Сторони домовляються про військову прозорість."), bears_sentence("Читайте також")
    (True, False)
    """
    if len(text) >= LONG_CHARS:
        return True
    enough = MIN_CHARS_DENSE if has_cjk(text) else MIN_CHARS
    return len(text) >= enough and bool(_ENDS.search(text, len(text) - _END_CHARS) or _INSIDE.search(text))
