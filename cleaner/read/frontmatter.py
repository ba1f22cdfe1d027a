"""What converters write above the Markdown of a page: YAML front matter, or the labelled lines of Jina's reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.dates.names import is_person
from cleaner.model import Hints

if TYPE_CHECKING:
    from collections.abc import Mapping

_YAML: Final = re.compile(r"\s*---[ \t]*\n((?:[^\n]*\n){1,200}?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_PAIR: Final = re.compile(r"([A-Za-z][\w -]{0,40}):[ \t]*(.*)$")
_ITEM: Final = re.compile(r"\s*- +(.+)$")
_JINA: Final = re.compile(
    r"\s*Title:[ ]?([^\n]*)\n+URL Source:[ ]?[^\n]*\n+(?:Published Time:[ ]?([^\n]*)\n+)?(?:Number of Pages:[^\n]*\n+)?"
    r"(?:Warning:[^\n]*\n+)*Markdown Content:[ ]*(?:\n|$)"
)
_DAY: Final = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_BETWEEN: Final = re.compile(r"\s*[;,]\s*")
_PART: Final = re.compile(r"\s*('[^']*'|\"[^\"]*\"|[^,]+)")
_QUOTES: Final = "\"'"


def split_front_matter(source: str) -> tuple[Hints | None, str]:
    r"""The metadata above the text, None where there is no headline among them, and the text behind them.

    >>> hints, text = split_front_matter("---\ntitle: Bridge\ndate: 2025-03-12\n---\nIt opens today.")
    >>> hints.title, hints.date_published, text
    ('Bridge', '2025-03-12', 'It opens today.')
    """
    if match := _JINA.match(source):
        return _hints({"title": [match[1]], "date": [match[2] or ""]}), source[match.end() :]
    match = _YAML.match(source)
    values = _values(match[1]) if match else None
    if match is None or not values:
        return None, source
    return _hints(values), source[match.end() :]


def _values(text: str) -> Mapping[str, list[str]] | None:
    """The values by key in lower case; None where the lines are no pairs of key and value."""
    values: dict[str, list[str]] = {}
    last: list[str] | None = None
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        if match := _PAIR.match(line):
            last = values.setdefault(match[1].lower(), [])
            last += _listed(match[2])
        elif last is None or not (match := _ITEM.match(line)):
            if not line.startswith((" ", "\t")):
                return None
        else:
            last.append(_bare(match[1]))
    return values


def _listed(value: str) -> list[str]:
    """One value, or those of a list in brackets."""
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return [bare for part in _PART.findall(value[1:-1]) if (bare := _bare(part))]
    return [bare] if (bare := _bare(value)) else []


def _bare(value: str) -> str:
    value = value.strip()
    return value[1:-1].strip() if len(value) > 1 and value[0] == value[-1] and value[0] in _QUOTES else value


def _hints(values: Mapping[str, list[str]]) -> Hints | None:
    def first(*keys: str) -> str | None:
        return next((value for key in keys for value in values.get(key, ())), None)

    title = first("title")
    if not title:
        return None
    day = _DAY.match(first("date", "published", "date_published", "publish_date", "pubdate") or "")
    changed = _DAY.match(first("updated", "modified", "lastmod", "date_modified") or "")
    written = (*values.get("author", ()), *values.get("authors", ()))
    authors = dict.fromkeys(name for value in written for name in _BETWEEN.split(value) if is_person(name))
    return Hints(
        title=title,
        description=first("description", "summary", "excerpt"),
        site_name=first("sitename", "site_name", "site", "publisher"),
        date_published=day[0] if day else None,
        date_modified=changed[0] if changed else None,
        authors=tuple(authors),
        tags=tuple(dict.fromkeys(part for value in values.get("tags", ()) for part in _BETWEEN.split(value) if part)),
        language=first("language", "lang"),
    )
