"""Input that was escaped once more than it was read: HTML inside XML, text inside JSON, entities in plain text."""

from __future__ import annotations

import re
from typing import Final

from cleaner.read.sniff import is_html

TAGS: Final = "the tags of the input were escaped: it was read as the HTML they make"
LINES: Final = "the line feeds of the input were escaped: it was read with the lines they make"
ENTITIES: Final = "the input was text with HTML entities: it was read with the characters they stand for"

_TAG: Final = re.compile(r"&lt;/(?:p|div|article|section|span|a|ul|li|h[1-6]|table|em|strong|b|i)&gt;", re.IGNORECASE)
_LINE: Final = re.compile(r"(?:\\r)?\\n")
# Before a paragraph; not in a path ("C:\new"), nor at the end of a quoted string.
_BEGINS: Final = re.compile(r"(?:\\r)?\\n(?![a-z\"'])")
_ENTITY: Final = re.compile(
    r"&(?:#\d{2,6}|#x[0-9a-f]{2,6}|nbsp|quot|apos|amp|[lr][sd]quo|[lr]aquo|bdquo|sbquo|[mn]dash|hellip);", re.IGNORECASE
)
_FEW: Final = 3  # entities that a text about them may well quote
_ESCAPE: Final = re.compile(r'\\(?:u([0-9a-fA-F]{4})|([nrtbf"/\\]))')
_OBJECT: Final = ("{", "[")  # JSON whole is the caller's to read
_MEANT: Final = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def unescaped(source: str) -> tuple[str, str | None]:
    r"""The text that was meant, and a warning where that is not `source` itself.

    >>> unescaped("&lt;p&gt;Fish &amp;amp; chips.&lt;/p&gt;")[0], unescaped(r"One.\n\nTwo.\nThree.")[0].splitlines()
    ('<p>Fish &amp; chips.</p>', ['One.', '', 'Two.', 'Three.'])
    """
    if "\\n" in source and source[:1] not in _OBJECT and "\n" not in source.strip() and _has_escaped_lines(source):
        return _ESCAPE.sub(_meant, source), LINES
    if "&" not in source or is_html(source):
        return source, None
    escaped, entities = _TAG.search(source), len(_ENTITY.findall(source))
    if not escaped and entities < _FEW:
        return source, None
    from html import unescape  # noqa: PLC0415  a dictionary of all entities

    if escaped and is_html(meant := unescape(source)):
        return meant, TAGS
    if entities >= _FEW:
        return unescape(source), ENTITIES
    return source, None


def _has_escaped_lines(source: str) -> bool:
    begun = len(_BEGINS.findall(source))
    return begun > 1 and 2 * begun > len(_LINE.findall(source))


def _meant(match: re.Match[str]) -> str:
    if match[1]:
        character = chr(int(match[1], 16))
        return match[0] if "\ud800" <= character <= "\udfff" else character
    return _MEANT.get(match[2], match[2])
