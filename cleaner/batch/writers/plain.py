"""Documents as flat rows."""

from __future__ import annotations

from typing import Any, Final

OWN: Final = (
    "id",
    "url",
    "title",
    "date",
    "date_precision",
    "authors",
    "source",
    "section",
    "tags",
    "captions",
    "language",
    "text",
    "removed_chars",
    "warnings",
)
"""Columns of a row, in order; `removals`, `cleaner` and `extra` stand behind them."""


def to_row(document: dict[str, Any]) -> dict[str, Any]:
    """A document as a flat row: the date's value and precision, removed characters, and the rest as `extra`."""
    date = document["date"] or {}
    removals = document.get("removals")
    row = {name: document.get(name) for name in OWN}
    row["date"], row["date_precision"] = date.get("value"), date.get("precision")
    row["removed_chars"] = document["removed_chars"]
    row["removals"] = removals
    row["cleaner"] = document["cleaner"]
    taken = {*row, "date"}
    row["extra"] = {name: value for name, value in document.items() if name not in taken}
    return row
