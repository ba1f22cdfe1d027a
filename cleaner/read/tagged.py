"""The tags that a page prints as links, for pages whose metadata have none."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from cleaner.read.dom import Nearness
from cleaner.read.text import display

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

_FOREIGN: Final = re.compile(
    r"cloud|popular|trending|sidebar|widget|(?:site|page)-?footer|related|teaser|menu", re.IGNORECASE
)
_LEVELS: Final = 8
_MAX_CHARS: Final = 60  # of a tag
_MAX_TAGS: Final = 30
_MOST: Final = 500  # elements of a page that are looked at


def printed_tags(root: _Element, tagged: Iterable[_Element]) -> tuple[str, ...]:
    """The texts of links that the mark-up calls tags, of the box that stands nearest to the headline.

    `tagged` are the elements whose words speak of tags, in the order of the page: links, and boxes of links.
    """
    nearness = Nearness(root)
    boxes: dict[_Element, list[str]] = {}
    for element in islice(tagged, _MOST):
        box = _list_of(element) if element.tag == "a" else element
        if box is None or _is_foreign(box):
            continue
        links = [element] if element.tag == "a" else element.iter("a")
        texts = [display("".join(link.itertext())).removeprefix("#").strip(" ,;") for link in links]
        boxes.setdefault(box, []).extend(text for text in texts if 0 < len(text) <= _MAX_CHARS)
    filled = {box: texts for box, texts in boxes.items() if texts}
    if not filled:
        return ()
    nearest = min(filled, key=nearness.distance)  # of several as near the first
    return tuple(dict.fromkeys(filled[nearest]))[:_MAX_TAGS]


def _list_of(link: _Element) -> _Element | None:
    """What holds the links that are called tags one by one; None for a link to a category."""
    rel = (link.get("rel") or "").split()
    if "tag" not in rel or "category" in rel:
        return None
    parent = link.getparent()
    return parent.getparent() if parent is not None and parent.tag in {"li", "span"} else parent


def _is_foreign(box: _Element) -> bool:
    """Whether the box stands in a menu, a sidebar, the site's footer."""
    for holder in (box, *islice(box.iterancestors(), _LEVELS - 1)):
        if holder.tag == "nav" or _FOREIGN.search(f"{holder.get('class') or ''} {holder.get('id') or ''}"):
            return True
        if holder.tag == "footer" and next(holder.iterancestors("article"), None) is None:
            return True
    return False
