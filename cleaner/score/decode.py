"""From scores to a decision: how sure one must be of a row, seen from the whole document.

Text that is nearly clean is worth more care than a whole page: there a wrong cut costs more than a stray line.
The threshold on the log-odds slides between the two with the share of words that the model calls body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.options import Aggressiveness

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from cleaner.score.context import Column

# Added to the threshold: log-odds that body must lose by before it goes.
OFFSETS: Final = {Aggressiveness.PRECISION: 0.7, Aggressiveness.BALANCED: 0.0, Aggressiveness.RECALL: -1.0}


def body_share(logits: Column, size: Column) -> float:
    """The share of the document's words that the scores call body (0 … 1)."""
    chance = 1.0 / (1.0 + np.exp(-logits))
    return float((chance * size).sum()) / max(float(size.sum()), 1.0)


def threshold(share: float, costs: Mapping[str, float], level: Aggressiveness) -> float:
    """The log-odds a row needs to stay, where `share` of the document is body.

    `costs` holds the fitted ends of the slide: thresholds for a `dirty` and a `clean` document, and the shares of
    body (`dirty_share`, `clean_share`) at which they are reached.
    """
    low, high = costs["dirty_share"], costs["clean_share"]
    slide = min(max((share - low) / (high - low), 0.0), 1.0)
    return costs["dirty"] + slide * (costs["clean"] - costs["dirty"]) + OFFSETS[level]


def keep(logits: Column, size: Column, costs: Mapping[str, float], level: Aggressiveness) -> NDArray[np.bool_]:
    """Which rows are body."""
    return logits > threshold(body_share(logits, size), costs, level)
