"""Why a row was taken, in words: the features that moved its score most."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

TOLD: Final = 3  # reasons for each row
# A feature's words: that of the longest prefix of its name.
WORDS: Final = {
    "first": "its own shape and place",
    "first_": "the lines around it are not body",
    "found": "outside the run of body text",
    "subject": "shares few words with the body",
    "topic_author": "speaks of the author",
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
    "opened": "many lines begin like it",
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


@cache
def reasons_of(names: tuple[str, ...]) -> tuple[tuple[str, ...], NDArray[np.int32]]:
    """The words for all features, each once, and for each feature which words are its own."""
    words = [reason(name) for name in names]
    once = tuple(dict.fromkeys(words))
    return once, np.array([once.index(word) for word in words], dtype=np.int32)


def tell(words: tuple[str, ...], points: NDArray[np.float64]) -> list[tuple[str, ...]]:
    """For each row of `points` (rows × words), what weighed most against body: "far from long paragraphs -1.2"."""
    order = np.argsort(points, axis=1, kind="stable")[:, :TOLD].tolist()
    return [
        tuple(f"{words[i]} {row[i]:+.1f}" for i in worst if row[i] < 0)
        for row, worst in zip(points.tolist(), order, strict=True)
    ]
