"""The tags that a page prints as links, for pages whose metadata have none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, cast

from lxml import etree

from cleaner.read.dom import Nearness

if TYPE_CHECKING:
    from lxml.etree import _Element

_TAGGED: Final = etree.XPath(
    "descendant::a[contains(@rel,'tag')] | descendant::*[contains(@class,'tag') or contains(@class,'topics')]//a"
)
# Class names that say "tags" and nothing else: "tags", "entry-tags", "tag-list", "tags-links", "article__topics".
_BOX: Final = re.compile(
    r"(?:^|\s)(?:[a-z]+[-_]{1,2}){0,3}(?:tags|topics|tag[-_]?list)"
    r"(?:[-_]{1,2}(?:list|links?|items?|wrap\w*|container|box|block|inner))?(?=\s|$)",
    re.IGNORECASE,
)
_FOREIGN: Final = re.compile(
    r"cloud|popular|trending|sidebar|widget|(?:site|page)-?footer|related|teaser|menu", re.IGNORECASE
)
_LEVELS: Final = 8
_MAX_CHARS: Final = 60  # of a tag
_MAX_TAGS: Final = 30


def printed_tags(root: _Element) -> tuple[str, ...]:
    """The texts of links that the mark-up calls tags, of the box that stands nearest to the headline."""
    nearness = Nearness(root)
    boxes: dict[_Element, list[str]] = {}
    for link in cast("list[_Element]", _TAGGED(root)):
        text = " ".join("".join(link.itertext()).split()).removeprefix("#").strip(" ,;")
        box = _box_of(link)
        if box is not None and 0 < len(text) <= _MAX_CHARS:
            boxes.setdefault(box, []).append(text)
    if not boxes:
        return ()
    nearest = min(boxes, key=nearness.distance)  # of several as near the first
    return tuple(dict.fromkeys(boxes[nearest]))[:_MAX_TAGS]


def _box_of(link: _Element) -> _Element | None:
    """What holds the tags: the element called so, or for links that are called tags themselves their list."""
    found = None
    for holder, _ in zip(link.iterancestors(), range(_LEVELS), strict=False):
        words = f"{holder.get('class') or ''} {holder.get('id') or ''}"
        if holder.tag == "nav" or _FOREIGN.search(words):
            return None
        if holder.tag == "footer" and next(holder.iterancestors("article"), None) is None:  # the site's
            return None
        if found is None and _BOX.search(words):
            found = holder
    if found is not None:
        return found
    rel = (link.get("rel") or "").split()
    if "tag" not in rel or "category" in rel:
        return None
    parent = link.getparent()
    return parent.getparent() if parent is not None and parent.tag in {"li", "span"} else parent
