"""From the text of a field to its values: names, section names, tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.read.person import read_byline
from cleaner.read.text import display
from cleaner.words import joint

if TYPE_CHECKING:
    from cleaner.model import Document, Finding
    from cleaner.rules import Lexicon

_SEPARATORS: Final = re.compile(r"\s*[,;|/•·>»›→\\]\s*|\s+[-–—]\s+")
_TAG_SEPARATORS: Final = re.compile(r"\s*[,;|•·]\s*")
_BETWEEN_HASHES: Final = ",;|•·"
_HASH: Final = re.compile(r"#([^\s#]+)")
_NAME_EDGES: Final = re.compile(r"^[\s,:;|/–—-]+|[\s,:;|/–—-]+$")


def value_of(document: Document, finding: Finding) -> str:
    """The text of a field as a reader sees it: what its filter made of it, else its slice of the source."""
    return display(finding.value or document.source[slice(*finding.span)])


def split_names(text: str) -> tuple[str, ...]:
    """The persons in the text of a byline; the text itself where it names nobody by the looks of it.

    >>> split_names("By Jane Roe and John Doe, Reporter"), split_names("Oldmarsh News Team |")
    (('Jane Roe', 'John Doe'), ('Oldmarsh News Team',))
    """
    return read_byline([text]).persons or (_NAME_EDGES.sub("", text),)


def split_tags(text: str) -> tuple[tuple[str, ...], bool]:
    """Split a tag line into tags; True behind them where the borders are a guess.

    >>> split_tags("США, выборы"), split_tags("США росія переговори"), split_tags("#Рівне #опалення")
    ((('США', 'выборы'), False), (('США', 'росія', 'переговори'), True), (('Рівне', 'опалення'), False))
    """
    text = text.strip(" .")
    if hashes := _hash_tags(text):
        return hashes, False
    parts = tuple(tag for part in _TAG_SEPARATORS.split(text) if part for tag in _hash_tags(part) or (part,))
    if len(parts) > 1:
        return parts, False
    glued = tuple(part.strip() for part in joint().split(text) if part.strip())
    if len(glued) > 1:
        return glued, True
    words = tuple(word.removeprefix("#") for word in text.split())
    return (words, True) if len(words) > 1 else (parts, False)


def _hash_tags(text: str) -> tuple[str, ...]:
    """The hash tags of a text that is nothing else; "C#7" is none."""
    words = [word for part in text.split() if (word := part.strip(_BETWEEN_HASHES))]
    if not all(word.startswith("#") for word in words):
        return ()
    return tuple(tag.strip(_BETWEEN_HASHES).replace("_", " ") for word in words for tag in _HASH.findall(word))


def split_sections(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Split a breadcrumb into section names, without its home word.

    Separators split first; what is left is split at blanks where it is nothing but names that the lexicon knows.
    """
    parts = [part for part in _SEPARATORS.split(text) if part]
    names = [name for part in parts for name in lexicon.split(part) or (part,)]
    return tuple(name for name in names if not lexicon.is_home(name))
