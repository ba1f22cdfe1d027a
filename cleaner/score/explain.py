"""Why a row was taken, in words: the features that moved its score most."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.score.network import Layer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cleaner.score.network import Judgement, Network, Pool

TOLD: Final = 3  # reasons for each row
LEAST: Final = -0.05  # points: less is no reason
# A feature's words: that of the longest prefix of its name.
WORDS: Final = {
    "first": "its own shape and place",
    "first_": "the lines around it are not body",
    "found": "outside the run of body text",
    "subject": "shares few words with the body",
    "cue_you": "speaks to the reader",
    "cue_me": "speaks of the writer",
    "cue_we": "speaks of the house",
    "cue_comment": "words of comments",
    "cue_account": "words of signing in",
    "cue_signup": "words of subscriptions",
    "cue_legal": "words of rights and terms",
    "cue_bio": "words of an author's note",
    "cue_picture": "words of captions",
    "cue_related": "words of other stories",
    "cue_shop": "words of offers and prices",
    "cue_say": "no reported speech",
    "cue_social": "words of social networks",
    "cue_contact": "words of addresses",
    "cue_when": "days and months",
    "cue_glue": "few words that make sentences",
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
    "clock": "times of day nearby",
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
}
OTHER: Final = "its own shape"
# Of a layer, by how many rows up and down it reaches.
REACHES: Final = {2: "the lines next to it", 8: "the lines around it", 10_000: "the part of the page around it"}
WHOLE: Final = "the document as a whole"


@cache
def reason(feature: str) -> str:
    """The words for one feature."""
    matches = [prefix for prefix in WORDS if feature.startswith(prefix)]
    return WORDS[max(matches, key=len)] if matches else OTHER


@cache
def _words_of(network: Network) -> tuple[tuple[str, ...], NDArray[np.int64], NDArray[np.int64]]:
    """All words that a network's features and layers have, each once, and what brings their columns together.

    That is the order that puts columns of equal words side by side, and where each begins in it.
    """
    each = [*map(reason, network.names), *map(_surroundings, network.layers)]
    words = tuple(dict.fromkeys(each))
    numbers = np.array([words.index(word) for word in each])
    order = np.argsort(numbers, kind="stable")
    return words, order, np.searchsorted(numbers[order], np.arange(len(words)))


def _surroundings(layer: Layer | Pool) -> str:
    if not isinstance(layer, Layer):
        return WHOLE
    return next(words for reach, words in REACHES.items() if layer.reach <= reach)


def reasons(judgement: Judgement, rows: NDArray[np.int64]) -> list[tuple[str, ...]]:
    """For each of `rows`, what weighed most against body: "far from long paragraphs -1.2"; at most three."""
    words, together, starts = _words_of(judgement.network)
    # Sums by slices: a matrix product of this size would wake the library's threads.
    points = np.add.reduceat(np.concatenate(judgement.points(rows), axis=1)[:, together], starts, axis=1)
    order = np.argsort(points, axis=1, kind="stable")[:, :TOLD].tolist()
    return [
        tuple(f"{words[i]} {row[i]:+.1f}" for i in worst if row[i] < LEAST)
        for row, worst in zip(points.tolist(), order, strict=True)
    ]
