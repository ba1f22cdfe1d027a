"""The site's name where it stands as a heading: one that leads to the front page is no headline."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from cleaner.domains import host_of, is_under
from cleaner.read.text import display

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

_FRONT: Final = re.compile(r"/?(?:(?:index|default|home)\.[a-z]{3,5})?", re.IGNORECASE)  # the path of a front page
_MOST: Final = 50  # headings of a page that are looked at


def mastheads(root: _Element, addresses: Iterable[str]) -> list[str]:
    """The texts of those <h1> that are a link to the front page of the site, whose pages' `addresses` are given.

    A headline may lead to another site's front page, as on blogs that pass links on.
    """
    hosts = [host for address in addresses if (host := host_of(address))]
    return [text for text in map(_linked_text, islice(_headings_home(root, hosts), _MOST)) if text]


def _headings_home(root: _Element, hosts: list[str]) -> Iterator[_Element]:
    for heading in root.iter("h1"):
        links = (*heading.iter("a"), *islice(heading.iterancestors("a"), 1))
        home = next((link for link in links if _is_home(link.get("href") or "", hosts)), None)
        if home is not None and _linked_text(heading) in _linked_text(home):
            yield heading


def _is_home(address: str, hosts: list[str]) -> bool:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    if parts.query or not _FRONT.fullmatch(parts.path):
        return False
    host = (parts.hostname or "").removeprefix("www.")
    return any(is_under(own, host) for own in hosts) if host else parts.path.startswith("/")


def _linked_text(element: _Element) -> str:
    return display("".join(element.itertext()))
