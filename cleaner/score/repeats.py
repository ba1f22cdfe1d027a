"""Features of rows that stand in a document more than once, or begin like others: teasers, captions, menus."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.score.context import FAR
from cleaner.score.table import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

PREFIX: Final = 24  # characters by which two printings of a line are recognised
NAMES: Final = ("opened_alike", "copies", "begun_alike", "copy_order", "copy_away")


def repeats_of(keys: Sequence[str]) -> Table:
    """How often a row stands in the document, and whether another begins like it."""
    total = len(keys)
    values = np.ones((total, len(NAMES)))
    values[:, 3] = 0.0
    values[:, 4] = FAR
    openings = [key.partition(" ")[0] for key in keys]
    opened = Counter(openings)
    values[:, 0] = [opened[opening] for opening in openings]
    values[:, 0] /= total
    prefixes = [key[:PREFIX] for key in keys]
    begun = Counter(prefixes)
    if len(begun) == total:
        return Table(NAMES, values)
    full = Counter(keys)
    values[:, 1] = [full[key] for key in keys]
    values[:, 2] = [begun[prefix] for prefix in prefixes]
    seen: dict[str, tuple[int, int]] = {}  # the first row that begins so, and the last one
    for row in np.flatnonzero(values[:, 2] > 1).tolist():
        first, last = seen.get(prefixes[row], (row, -1))
        values[row, 3] = row - first
        if last >= 0:
            values[row, 4] = min(row - last, FAR)
            values[last, 4] = min(values[last, 4], row - last)
        seen[prefixes[row]] = first, row
    return Table(NAMES, values)
