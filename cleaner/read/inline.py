"""Inline elements: which of them stand apart on the screen though no blank is between them, and which hold a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.model import HEADINGS, LEVEL

if TYPE_CHECKING:
    from collections.abc import Iterable

# An inline element speaks for its line when it holds at least this share of the line's characters.
_COVERS: Final = 0.9
# Tags whose presence around a whole line says something of it.
_EMPHASIS: Final = frozenset("a b strong em i small time cite q font".split())
# Elements that templates lay side by side; what styles a part of a word is none of them.
SIDE_BY_SIDE: Final = frozenset(("a", "span", "time", "address"))
# In sentences word processors cut words into spans; there only these are set apart.
_PROSE: Final = HEADINGS | {"p", "li", "blockquote", "td", "figcaption"}
_FIELD: Final = re.compile(r"author|byline|date|time|publi|categor|section|tag|view|comment|read|meta|label|source")


@dataclass(slots=True)
class Inline:
    """An inline element of a line."""

    tag: str
    hints: str
    start: int  # characters of the line in front of it; of a closed one, its length


def stand_apart(before: Inline, tag: str, hints: str, block: str, about: str) -> bool:
    """Whether an element of `SIDE_BY_SIDE` that begins where another one ends is set apart from it by the page's style.

    Neighbouring links always are. Of others those of a template: they have classes, or differ in kind, or their `block`
    is `about` a field; a block of prose is not set in pieces.
    """
    if before.tag == tag == "a":
        return True
    if before.tag not in SIDE_BY_SIDE:
        return False
    if block in _PROSE:
        return "time" in {before.tag, tag} or bool(_FIELD.search(before.hints) and _FIELD.search(hints))
    return before.tag != tag or bool(before.hints or hints or _FIELD.search(about))


def covering(closed: Iterable[Inline], open_: Iterable[Inline], chars: int, most: int) -> str:
    """Names and hints of the elements that hold a line of so many characters; at most `most` characters of them."""
    enough = _COVERS * chars
    whole = [i for i in closed if i.start >= enough] + [i for i in open_ if chars - i.start >= enough]
    return LEVEL.join(f"{i.tag} {i.hints}".rstrip() for i in whole if i.hints or i.tag in _EMPHASIS)[:most]
