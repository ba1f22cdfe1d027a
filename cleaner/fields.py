"""From the text of a field to its values: names, section names, tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cleaner.rules import Lexicon

_SEPARATORS: Final = re.compile(r"\s*[,;|/•·>»›→\\]\s*|\s+[-–—]\s+")
_TAG_SEPARATORS: Final = re.compile(r"\s*[,;|•·]\s*")
_HASH: Final = re.compile(r"#([^\s#]+)")
_GLUED: Final = re.compile(r"(?<=[^\W\d_])(?<=[^\WA-ZА-ЯЁІЇЄҐ])(?=[A-ZА-ЯЁІЇЄҐĀČĒĢĪĶĻŅŠŪŽĄĘĖĮŲŁŚŻŹĆŃÄÖÜÕ][^\W\d_])")
_NAME_EDGES: Final = re.compile(r"^[\s,:;|/–—-]+|[\s,:;|/–—-]+$")


def clean_name(text: str) -> str:
    """Strip separators around a person's name."""
    return _NAME_EDGES.sub("", text)


def split_tags(text: str) -> tuple[tuple[str, ...], bool]:
    """Split a tag line into tags; True behind them where the borders are a guess.

    >>> split_tags("США, выборы"), split_tags("США росія переговори"), split_tags("#Рівне #опалення")
    ((('США', 'выборы'), False), (('США', 'росія', 'переговори'), True), (('Рівне', 'опалення'), False))
    """
    text = text.strip(" .")
    if hashes := _HASH.findall(text):
        return tuple(tag.strip(",;").replace("_", " ") for tag in hashes), False
    parts = tuple(part for part in _TAG_SEPARATORS.split(text) if part)
    if len(parts) > 1:
        return parts, False
    glued = tuple(part.strip() for part in _GLUED.split(text) if part.strip())
    if len(glued) > 1:
        return glued, True
    words = tuple(text.split())
    return (words, True) if len(words) > 1 else (parts, False)


def split_sections(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Split a breadcrumb into section names, without its home word.

    Separators split first; what is left is split at blanks where it is nothing but names that the lexicon knows.
    """
    parts = [part for part in _SEPARATORS.split(text) if part]
    names = [name for part in parts for name in lexicon.split(part) or (part,)]
    return tuple(name for name in names if not lexicon.is_home(name))
