"""When a page says it was published and changed: <meta> of any vocabulary, elements with a date, data of scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from lxml import etree

from cleaner.dates.machine import first_readable
from cleaner.read.dom import Nearness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lxml.etree import _Element

# The names that publishers use most, the most trusted first; behind them whatever reads like one of them.
_PUBLISHED: Final = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "publish-date", "pubdate", "publishdate", "publication_date", "dc.date.issued", "dc.date", "dcterms.created",
    "article.published", "date",
)  # fmt: skip
_MODIFIED: Final = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
_LIKE_PUBLISHED: Final = (
    re.compile(r"(?:^|[-_:.])(?:pub(?:lish(?:ed)?|lication)?[-_]?(?:date|time|on|at)?|date[-_.]?published)$"),
    re.compile(
        r"(?:^|[-_:.])(?:date[-_.]?(?:created|issued)|created(?:[-_]?(?:date|time|on|at))?|(?:upload|display)[-_]?date)$"
    ),
)
_LIKE_MODIFIED: Final = (
    re.compile(
        r"(?:^|[-_:.])(?:last[-_]?)?(?:modified|updated?)(?:[-_]?(?:date|time|on|at))?$|date[-_.]?(?:modified|updated?)$"
    ),
)
_NUMBER: Final = re.compile(r"\d")
_DATED: Final = etree.XPath(
    "descendant::time[@datetime or @content] | descendant::abbr[contains(@class,'published')]"
    " | descendant::*[@content][contains(@itemprop,'date') or contains(@property,'datePublished')"
    " or contains(@property,'dateCreated')] | descendant::*[@itemprop='datePublished']"
)
_DATA: Final = etree.XPath("descendant::*/@*[contains(., 'ublish') or contains(., 'reated')][contains(., '20')]")
_VALUES: Final = ("datetime", "content", "title")
_SAYS_PUBLISHED: Final = re.compile(r"publi(?:shed|cat)|pubdate|created|upload|posted", re.IGNORECASE)
_SAYS_MODIFIED: Final = re.compile(r"modif|updat", re.IGNORECASE)
# What systems call the date in the data that a page carries for its own scripts.
_MEMBER: Final = re.compile(
    r"\\?\"(?:date_?published|published_?(?:at|date|on|time)|publish(?:_?date)?|publication_?date|first_?published\w*"
    r"|(?:date_?)?created(?:_?at|_?date)?|broadcasted_?on)\\?\"\s*:\s*\\?\"((?:19|20)\d\d-\d\d-\d\d[^\"\\]{0,20})",
    re.IGNORECASE,
)


def published(metas: Mapping[str, Sequence[str]]) -> str | None:
    """When the page's <meta> say that it was published."""
    return _first(metas, _PUBLISHED, _LIKE_PUBLISHED)


def modified(metas: Mapping[str, Sequence[str]]) -> str | None:
    """When they say that it was changed last."""
    return _first(metas, _MODIFIED, _LIKE_MODIFIED)


class Printed(NamedTuple):
    """The dates that elements carry in an attribute."""

    published: str | None = None
    modified: str | None = None


class _Dated(NamedTuple):
    distance: int  # from the headline
    order: int
    value: str


def printed_dates(root: _Element) -> Printed:
    """The dates in attributes of elements, the nearest to the headline: columns of other stories have dates, too.

    Of dates of publication one that calls itself so wins over a plain one; the last change always says so.
    """
    nearness = Nearness(root)
    published: list[_Dated] = []
    plain: list[_Dated] = []
    modified: list[_Dated] = []
    for order, element in enumerate(cast("list[_Element]", _DATED(root))):
        value = first_readable(element.get(name, "") for name in _VALUES)
        if value is None:
            continue
        words = f"{element.get('itemprop')} {element.get('property')} {element.get('class')} {element.keys()}"
        dated = _Dated(nearness.distance(element), order, value)
        if _SAYS_PUBLISHED.search(words):
            published.append(dated)
        elif _SAYS_MODIFIED.search(words):
            modified.append(dated)
        elif element.tag == "time":
            plain.append(dated)
    first = min(published, default=None) or min(plain, default=None)
    change = min(modified, default=None)
    if change and first and change.distance > first.distance:
        change = None  # of something else than the article
    return Printed(first and first.value, change and change.value)


def published_in_data(root: _Element, scripts: Iterable[str]) -> str | None:
    """The first date of publication in the data for the page's own scripts; it may be another story's."""
    return _member(scripts) or _member(cast("list[str]", _DATA(root)))  # all attributes of a page: only if need be


def _member(texts: Iterable[str]) -> str | None:
    return next((match[1] for text in texts if (match := _MEMBER.search(text))), None)


def _first(metas: Mapping[str, Sequence[str]], names: Iterable[str], patterns: Iterable[re.Pattern[str]]) -> str | None:
    known = first_readable(value for name in names for value in metas.get(name, ()))
    if known is not None:
        return known
    dated = [(name, values[0]) for name, values in metas.items() if _NUMBER.search(values[0])]
    return first_readable(value for pattern in patterns for name, value in dated if pattern.search(name))
