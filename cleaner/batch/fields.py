"""Which fields of a record mean what, and how the rest passes through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from cleaner.batch.record import Page

if TYPE_CHECKING:
    from collections.abc import Mapping

COLLISION_PREFIX: Final = "input_"


@dataclass(frozen=True, slots=True)
class FieldNames:
    """Names of the fields; dots lead into nested objects, unless a field has that very name."""

    text: str = "text"
    html: str = "html"
    url: str = "url"
    id: str = "id"
    date: str | None = None  # day of the crawl or of publication: fills in the years that a page leaves out
    passed: tuple[str, ...] | None = None  # names of the top-level fields that pass through; None: all

    def columns(self) -> frozenset[str] | None:
        """The top-level fields that are needed, None for all."""
        if self.passed is None:
            return None
        named = (self.text, self.html, self.url, self.id, self.date or self.id)
        return frozenset((*named, *(name.split(".")[0] for name in named), *self.passed))


def page_of(record: Mapping[str, Any], fields: FieldNames) -> Page:
    """Make the page that `record` describes: its HTML if it has any, else its text.

    Raises ValueError if it has neither, or if a field has a type that cannot be used.

    >>> page_of({"id": 7, "text": "So.", "lang": "en"}, FieldNames()).extra
    {'lang': 'en'}
    """
    html, text = look_up(record, fields.html), look_up(record, fields.text)
    if html is None and text is None:
        raise ValueError(f"the record has neither {fields.html!r} nor {fields.text!r}")
    name, source = (fields.html, html) if html else (fields.text, text)
    if source is None:
        name, source = fields.html, html
    if not isinstance(source, (str, bytes)):
        raise ValueError(f"field {name!r} is {type(source).__name__}, not a string")  # noqa: TRY004  bad input
    url = look_up(record, fields.url)
    if url is not None and not isinstance(url, str):
        raise ValueError(f"field {fields.url!r} is {type(url).__name__}, not a string")
    return Page(
        source=source,
        format="html" if name == fields.html else "auto",
        id=look_up(record, fields.id),
        url=url,
        reference_date=_day(look_up(record, fields.date), fields.date) if fields.date else None,
        extra=_rest(record, fields),
    )


def look_up(record: Mapping[str, Any], path: str) -> Any:  # noqa: ANN401  any JSON value
    """The value at `path`, None if there is none."""
    if path in record:
        return record[path]
    value: Any = record
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _day(value: object, name: str) -> date | None:
    """A reference date from an ISO 8601 string or a date; only the day counts."""
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise ValueError(f"field {name!r} is not an ISO 8601 date: {value!r}") from None


def _rest(record: Mapping[str, Any], fields: FieldNames) -> dict[str, Any]:
    """The fields that pass through: all but text, HTML, URL and id, which have their place in the result."""
    rest = {name: value for name, value in record.items() if fields.passed is None or name in fields.passed}
    for path in (fields.text, fields.html, fields.url, fields.id):
        _remove(rest, path)
    return rest


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
