"""The authors that a page prints: elements that the mark-up calls so, and lines that begin with "By"."""

from __future__ import annotations

import re
from enum import IntEnum
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from lxml import etree

from cleaner.dates.names import is_person
from cleaner.model import first_h1
from cleaner.read.person import LONGEST_BYLINE, Byline, read_byline, says_by
from cleaner.read.role import names_role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml.etree import _Element

    from cleaner.model import Block

_NAMES: Final = etree.XPath(".//*[@itemprop='name' or contains(@class,'name') or contains(@class,'fn')]")
# Class names that say "author" and nothing else: "author", "post-author-name", "entry__byline".
_AUTHOR: Final = re.compile(
    r"(?:^|\s)(?:[a-z]+[-_]{1,2}){0,3}(?:authors?|byline|autore?s?|writer|reporter|p-author)"
    r"(?:[-_]{1,2}(?:name|link|names|fn|title))?(?=\s|$)",
    re.IGNORECASE,
)
_LIKE_AUTHOR: Final = re.compile(r"author|byline|autor|writer|vcard|reporter|contributor", re.IGNORECASE)
_FOREIGN: Final = re.compile(
    r"com+ent|related|teaser|sidebar|widget|footer|\bnav|menu|popular|testimonial|recommend|more-?from|latest|reply"
    r"|trending|authority|reviewer|avatar|image|img|photo|social|share|follow|copyright|caption|credit",
    re.IGNORECASE,
)
_FOREIGN_BOX: Final = re.compile(
    r"com+ent|related|teaser|sidebar|footer|\bnav\b|menu|popular|testimonial|recommend|more-?from|latest|trending",
    re.IGNORECASE,
)
_FOREIGN_LINE: Final = re.compile(r"com+ent|related|teaser|\bnav|menu|filter|sort|caption|copyright|credit")
_COMMENTER: Final = re.compile(r"com+ent.*author|author.*com+ent", re.IGNORECASE)
# Boxes about the author: the name is in them, among other things.
_ABOUT: Final = re.compile(r"bio(?:graphy)?\b|box|about|card|desc|info|role|job|position|date|time", re.IGNORECASE)
_ASIDE: Final = frozenset(("nav", "footer", "aside"))
_BY_ALONE: Final = re.compile(
    r"(?:(?:written|posted|story|article|words|text)\s+)?by:?|von:?|par:?|por:?|autor(?:in)?:|author:|автор:",
    re.IGNORECASE,
)
_LEVELS: Final = 6  # ancestors that are asked whether the element belongs to something else
_MAX_TEXT: Final = 160  # characters; a longer text is about the author
_MAX_NAME: Final = 60
_MAX_NAMES: Final = 8  # of one element; a longer list is an index of authors
_MOST: Final = 200  # elements of a page that are looked at
_AROUND: Final = 15  # lines over and under the headline
_ENOUGH: Final = 3  # places of each kind that are looked at
_SENTENCE_ENDS: Final = frozenset(".!?…")


class _Sure(IntEnum):
    """How plainly the mark-up speaks of the author, the plainest first."""

    SAID = 0  # rel=author, itemprop=author
    NAMED = 1
    LIKELY = 2
    ABOUT = 3


class _Mark(NamedTuple):
    sure: _Sure
    order: int
    texts: list[str]


def printed_byline(authored: Iterable[_Element], blocks: Sequence[Block], sites: Sequence[str]) -> Byline:
    """Who the page names as its authors; the first place counts that names anybody.

    `authored` are the elements whose words speak of an author, in the order of the page.
    """
    marks = _marks(authored)
    places = {sure: [mark.texts for mark in marks if mark.sure is sure][:_ENOUGH] for sure in _Sure}
    said, *others = places.values()
    texts = [*said, *islice(_said(blocks), _ENOUGH), *(text for place in others for text in place)]
    found = [read_byline(text, sites) for text in texts]
    return Byline(
        next((one.persons for one in found if one.persons), ()),
        next((one.offices for one in found if one.offices), ()),
        next((one.selves for one in found if one.selves), ()),
    )


def _marks(authored: Iterable[_Element]) -> list[_Mark]:
    """The texts of the elements that are the author's, the surest first; several in one list are of one text."""
    found: dict[tuple[object, ...], _Mark] = {}
    for order, element in enumerate(islice(authored, _MOST)):
        sure = _sureness(element)
        if sure is None or _is_foreign(element) or not (texts := _texts(element)):
            continue
        mark = found.setdefault((sure, element.get("class"), _list_of(element)), _Mark(sure, order, []))
        mark.texts.extend(texts)
    return sorted(found.values())


def _list_of(element: _Element) -> _Element | None:
    parent = element.getparent()
    above = None if parent is None else parent.getparent()
    return parent if above is None else above


def _sureness(element: _Element) -> _Sure | None:
    """What the element's own words make it; None where it is nobody's name."""
    if "author" in f"{element.get('rel') or ''} {element.get('itemprop') or ''}".split():
        return _Sure.SAID
    words = element.get("class") or ""
    if _FOREIGN.search(words) or not _LIKE_AUTHOR.search(words):
        return None
    if _AUTHOR.search(words):
        return _Sure.NAMED
    return _Sure.ABOUT if _ABOUT.search(words) else _Sure.LIKELY


def _is_foreign(element: _Element) -> bool:
    """Whether the element stands in a comment, a teaser, a sidebar."""
    for holder in islice(element.iterancestors(), _LEVELS):
        if holder.tag == "nav" or (holder.tag in _ASIDE and next(holder.iterancestors("article"), None) is None):
            return True
        words = f"{holder.get('class') or ''} {holder.get('id') or ''}"
        if _COMMENTER.search(words) and "hentry" not in words:
            return True
        if _FOREIGN_BOX.search(words) and not _LIKE_AUTHOR.search(words):
            return holder.tag not in {"body", "html"}
    return False


def _texts(element: _Element) -> list[str]:
    """The names marked in an element, else its whole text if it is short."""
    names = [text for name in cast("list[_Element]", _NAMES(element)) if (text := _text(name))]
    if names and len(names[0]) <= _MAX_NAME:
        return list(dict.fromkeys(names))[:_MAX_NAMES]
    persons = [text for text in map(str.strip, element.itertext()) if is_person(text)]
    if len(persons) > 1:
        return persons[:_MAX_NAMES]
    whole = _text(element)
    return [whole] if whole and len(whole) <= _MAX_TEXT else []


def _text(element: _Element) -> str:
    """The text of an element, without the roles that stand apart in it."""
    first, *others = [text for text in element.itertext() if not text.isspace()] or [""]
    return " ".join(" ".join([first, *(text for text in others if not names_role(text))]).split())


def _said(blocks: Sequence[Block]) -> Iterator[list[str]]:
    """Lines near the headline that say "By"; a line of nothing else speaks of the next one."""
    title = first_h1(blocks) or 0
    near = blocks[max(title - _AROUND, 0) : title + _AROUND + 1]
    for place, block in enumerate(near):
        if len(block.text) > LONGEST_BYLINE or block.text[-1] in _SENTENCE_ENDS or _is_aside(block):
            continue
        if says_by(block.text):
            yield [block.text]
        elif _BY_ALONE.fullmatch(block.text) and place + 1 < len(near):
            yield [near[place + 1].text]


def _is_aside(block: Block) -> bool:
    markup = block.markup
    return markup is None or not _ASIDE.isdisjoint(markup.path) or _FOREIGN_LINE.search(markup.hints) is not None
