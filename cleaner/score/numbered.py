"""Items that number themselves from one on: a list of which one stays, stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model import Document

LEAST: Final = 3  # items of a list
APART: Final = 3  # lines from one item to the next, at most: its text, a picture, a link
_NUMBER: Final = re.compile(r"(?:[^\W\d]{3,5} )?(\d{1,3})(?:[.):]| [-–—]) +\S")  # "3) ", "Step 3: "


def numbered_lists(document: Document) -> list[Sequence[int]]:
    """The lines of each list that counts from one on, with little between its items; made once for a document."""
    return document.memo.recall((numbered_lists, document.source), lambda: _find(document))


def _find(document: Document) -> list[Sequence[int]]:
    found: list[Sequence[int]] = []
    items: list[int] = []
    for number, line in enumerate(document.lines):
        match = _NUMBER.match(line.text)
        if match is None:
            continue
        if items and int(match[1]) == len(items) + 1 and number - items[-1] <= APART:
            items.append(number)
        elif int(match[1]) == 1:
            items = [number]
            found.append(items)
        else:
            items = []
    return [items for items in found if len(items) >= LEAST]
