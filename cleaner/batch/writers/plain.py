"""Documents as flat rows."""

from __future__ import annotations

from typing import Any, Final

from cleaner.batch.fields import merge

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
"""Columns of a row, in order; those of `BEHIND` and `extra` stand behind them."""
BEHIND: Final = ("removals", "cleaner")
SPLIT: Final = frozenset({"date_precision"})
"""Columns that no document has as a field: where one has it, it passed through."""


def to_row(document: dict[str, Any]) -> dict[str, Any]:
    """A document as a flat row: the date's value and precision apart, and what passed through as `extra`."""
    row = {name: document.get(name) for name in (*OWN, *BEHIND)}
    date = document["date"] or {}
    row["date"], row["date_precision"] = date.get("value"), date.get("precision")
    passed = {name: value for name, value in document.items() if name not in row or name in SPLIT}
    row["extra"] = {name: value for name, value in merge(row, passed).items() if name not in row}
    return row
