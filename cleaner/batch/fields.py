"""Which fields of a record mean what, and how the rest passes through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cleaner.batch.days import read_day
from cleaner.batch.record import Page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

COLLISION_PREFIX: Final = "input_"
MAX_QUOTED: Final = 100
"""Characters of a bad value in a warning."""


@dataclass(frozen=True, slots=True)
class FieldNames:
    """Names of the fields; dots lead into nested objects, unless a field has that very name."""

    text: str = "text"
    html: str = "html"
    url: str = "url"
    id: str = "id"
    date: str | None = None  # day of the crawl or of publication: fills in the years that a page leaves out
    passed: tuple[str, ...] | None = None  # names of the fields that pass through; None: all

    def columns(self) -> frozenset[str] | None:
        """The top-level fields that are needed, None for all."""
        if self.passed is None:
            return None
        named = (self.text, self.html, self.url, self.id, self.date or self.id, *self.passed)
        return frozenset((*named, *(name.split(".")[0] for name in named)))


def page_of(record: Mapping[str, Any], fields: FieldNames) -> Page:
    """Make the page that `record` describes: its HTML if it has any, else its text.

    A URL or day that cannot be used is a warning of the page, and so is HTML where there is a text. Raises ValueError
    if the record has neither HTML nor text, or in a type that cannot be used.

    >>> page_of({"id": 7, "text": "So.", "lang": "en"}, FieldNames()).extra
    {'lang': 'en'}
    """
    source, is_html, bad_html = _source(record, fields)
    url, bad_url = _url(look_up(record, fields.url), fields.url)
    day, bad_day = _day(look_up(record, fields.date), fields.date) if fields.date else (None, ())
    return Page(
        source=source,
        format="html" if is_html else "auto",
        id=look_up(record, fields.id),
        url=url,
        reference_date=day,
        extra=_rest(record, fields),
        warnings=(*bad_html, *bad_url, *bad_day),
    )


def look_up(record: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401  any JSON value
    """The value at `path`, None if there is none."""
    if path in record:
        return record[path]
    value: Any = record
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _source(record: Mapping[str, Any], fields: FieldNames) -> tuple[str | bytes, bool, tuple[str, ...]]:
    """What is to be cleaned, whether it is HTML, and a warning if there is HTML that is no string."""
    html, text = look_up(record, fields.html), look_up(record, fields.text)
    if html is None and text is None:
        raise ValueError(f"the record has neither {fields.html!r} nor {fields.text!r}")
    bad_html = () if _is_blank(html) or isinstance(html, (str, bytes)) else (_no_string(fields.html, html),)
    rescued = bool(bad_html) and isinstance(text, (str, bytes)) and not _is_blank(text)
    is_html = text is None or not (_is_blank(html) or rescued)
    name, source = (fields.html, html) if is_html else (fields.text, text)
    if not isinstance(source, (str, bytes)):
        raise ValueError(_no_string(name, source))  # noqa: TRY004  bad input
    return source, is_html, bad_html


def _is_blank(source: object) -> bool:
    return not (source.strip() if isinstance(source, (str, bytes)) else source)


def _no_string(name: str, value: object) -> str:
    return f"field {name!r} is {type(value).__name__}, not a string"


def _url(value: object, name: str) -> tuple[str | None, tuple[str, ...]]:
    """The URL of a record, and a warning if it is no string: a number is taken as its digits, all else left out."""
    if value is None or isinstance(value, str):
        return value, ()
    url = str(value) if isinstance(value, (int, float)) else None
    return url, (_no_string(name, value),)


def _day(value: object, name: str) -> tuple[date | None, tuple[str, ...]]:
    """The reference date of a record, and a warning if it has one that cannot be read."""
    try:
        return read_day(value), ()
    except ValueError as error:
        return None, (f"field {name!r} is no date: {str(error)[:MAX_QUOTED]}",)


def _rest(record: Mapping[str, Any], fields: FieldNames) -> dict[str, Any]:
    """The fields that pass through: all but text, HTML, URL and id, which have their place in the result."""
    rest = dict(record) if fields.passed is None else _chosen(record, fields.passed)
    for path in (fields.text, fields.html, fields.url, fields.id):
        _remove(rest, path)
    return rest


def _chosen(record: Mapping[str, Any], paths: tuple[str, ...]) -> dict[str, Any]:
    """What of `record` stands at `paths`, in objects nested as there."""
    chosen = {name: value for name, value in record.items() if name in paths}
    for path in paths:
        value = look_up(record, path)
        if path in record or value is None:
            continue
        *above, last = path.split(".")
        nested = chosen
        for name in above:
            nested = nested.setdefault(name, {})
        nested[last] = value
    return chosen


def _remove(record: dict[str, Any], path: str) -> None:
    """Take `path` out of `record`; nested objects on the way are copied, not changed."""
    if path in record:
        del record[path]
        return
    name, _, below = path.partition(".")
    nested = record.get(name)
    if below and isinstance(nested, dict):
        nested = dict(nested)
        _remove(nested, below)
        record[name] = nested


def merge(ours: dict[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Our fields, then theirs; a name that both have is ours, and theirs is called ``input_<name>``.

    >>> merge({"title": "A"}, {"title": "a", "n": 1})
    {'title': 'A', 'input_title': 'a', 'n': 1}
    """
    merged = dict(ours)
    for name, value in theirs.items():
        free = name
        while free in merged or (free != name and free in theirs):
            free = COLLISION_PREFIX + free
        merged[free] = value
    return merged
