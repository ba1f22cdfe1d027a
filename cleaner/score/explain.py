"""Why a row was taken, in words: the features that moved its score most."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

TOLD: Final = 3  # reasons for each row
# A feature's words: that of the longest prefix of its name.
WORDS: Final = {
    "first": "its own shape and place",
    "first_": "the lines around it are not body",
    "found": "outside the run of body text",
    "subject": "shares few words with the body",
    "topic": "shares few words with the main text",
    "core": "outside the densest run of sentences",
    "mass": "place relative to the mass of sentences",
    "long": "far from long paragraphs",
    "row": "place in the document",
    "words_before": "place in the document",
    "size": "length of the lines around it",
    "prose": "few sentences around it",
    "run": "length of the run of sentences",
    "terminal": "sentence endings here and next to it",
    "capitals": "many capitalised words",
    "upper": "words in capitals",
    "numbers": "many numbers",
    "clock": "times of day near by",
    "symbols": "separators and symbols",
    "copies": "stands more than once",
    "copy": "stands more than once",
    "begun": "another line begins like it",
    "rhythm": "a list of lines of one shape",
    "page": "what kind of document it is",
    "whole": "what kind of document it is",
    "taken": "the lines around it were taken by rules",
    "stories": "next to a list of other stories",
    "voices": "next to comments",
    "offers": "next to offers and advertisements",
    "frame": "next to the site's navigation",
    "share": "next to sharing buttons",
    "header": "next to date or byline",
    "pictures": "next to a caption",
    "headline": "its distance to the headline",
}
OTHER: Final = "its own shape"


@cache
def reason(feature: str) -> str:
    """The words for one feature."""
    matches = [prefix for prefix in WORDS if feature.startswith(prefix)]
    return WORDS[max(matches, key=len)] if matches else OTHER


def tell(names: Sequence[str], points: NDArray[np.float64]) -> list[tuple[str, ...]]:
    """For each row of `points` (rows × features), what weighed most against body: "far from long paragraphs -1.2"."""
    reasons = [reason(name) for name in names]
    words = list(dict.fromkeys(reasons))
    belongs = np.array([[float(one == other) for other in words] for one in reasons])
    sums = points @ belongs
    order = np.argsort(sums, axis=1, kind="stable")[:, :TOLD].tolist()
    return [
        tuple(f"{words[i]} {row[i]:+.1f}" for i in worst if row[i] < 0)
        for row, worst in zip(sums.tolist(), order, strict=True)
    ]
