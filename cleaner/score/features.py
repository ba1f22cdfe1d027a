"""All features of a document, in one place, computed once: a table with one row for each unit.

Nothing here knows a language. What a row is like by itself comes from `lines`, where it stands from `context`,
what it talks about from `cohesion`. Every feature is linear in the document's length.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.score.cohesion import StemIndex, stems
from cleaner.score.context import (
    FAR,
    Column,
    densest,
    distance_above,
    distance_below,
    run_length,
    share_before,
    shifted,
    window_mean,
)
from cleaner.score.lines import COUNTS, WORD, count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.score.units import Unit

Columns = dict[str, Column]

SENTENCE_WORDS: Final = 6  # a shorter row that ends like a sentence carries no mass
PROSE_WORDS: Final = 25  # a longer row is running text whatever it ends with
LONG_WORDS: Final = 20  # "a long line": hardly ever a teaser's headline
RHYTHMS: Final = (1, 2, 3, 4)  # rows: a list of teasers repeats its shapes at one of these distances
NEAR: Final = ("capitals", "numbers", "clock", "question", "symbols")  # seen in the mean of the rows around, too
PRICES: Final = (3.0, 10.0, 40.0)  # of the core: words of text that one row of chrome costs
PREFIX: Final = 24  # characters that tell two printings of the same line
ROWS_KEPT: Final = 2048  # a few pages' worth
_WIDE: Final = COUNTS.index("wide")
NEIGHBOURS: Final = (-3, -2, -1, 1, 2, 3)
_DIVIDED: Final = ("capitals", "upper", "numbers", "commas", "symbols")  # as shares of the row's words
_PASSED_ON: Final = ("capitals", "numbers", "colon", "ellipsis", "name_like", "clock")  # seen at the next rows too


@dataclass(frozen=True, slots=True)
class Features:
    """The feature table of a document and what the second pass needs of it."""

    columns: Columns  # name -> one value for each unit
    index: StemIndex


def extract(units: Sequence[Unit], title: str | None = None, authors: Sequence[str] = ()) -> Features:
    """The features of a document's units; `title` and `authors` are what is known of them by now."""
    rows = [read_row(unit.text) for unit in units]
    table = np.array([row[0] for row in rows], dtype=np.float64)
    own = {name: table[:, i] for i, name in enumerate(COUNTS)}
    own["gap"] = np.array([unit.gap for unit in units], dtype=np.float64)
    own["parts"] = np.array([unit.last - unit.first + 1 for unit in units], dtype=np.float64)
    mass = _mass(own)
    index = StemIndex([row[1] for row in rows])
    size = own["size"].copy()
    columns = _shares(own)
    columns |= _place(size, mass)
    columns |= _neighbours(own, size, mass)
    columns |= _windows(own, size, mass)
    columns |= _repeats([unit.text for unit in units])
    columns |= _topic(index, mass, columns["core_10"])
    columns |= _known(index, title, authors)
    columns |= _page(own, size, mass, columns)
    return Features(columns, index)


@lru_cache(maxsize=ROWS_KEPT)
def read_row(text: str) -> tuple[tuple[float, ...], dict[str, None]]:
    """The counts and stems of one row: of its text alone, and the same rows come again when a result settles."""
    words = WORD.findall(text)
    counts = count(text, words)
    return counts, stems(words, text, wide=bool(counts[_WIDE]))


def _mass(own: Columns) -> Column:
    """Words of running text: all words of a row that bears a sentence, none of any other."""
    size = own["size"]
    sentence = (own["sentences"] > 0) & (size >= SENTENCE_WORDS) & ((own["terminal"] > 0) | (own["sentences"] > 1))
    return np.where(sentence | (size >= PROSE_WORDS), size, 0.0)


def _shares(own: Columns) -> Columns:
    words = np.maximum(own["size"], 1.0)
    columns = {name: own[name] / words if name in _DIVIDED else own[name] for name in (*COUNTS, "gap", "parts")}
    columns["word_length"] = own["chars"] / words
    columns["sentence_words"] = own["size"] / np.maximum(own["sentences"], 1.0)
    columns["gap_below"] = shifted(own["gap"], 1)
    return columns


def _place(size: Column, mass: Column) -> Columns:
    total = len(size)
    rows = np.arange(total, dtype=np.float64)
    read = np.cumsum(size) - size
    long = mass >= LONG_WORDS
    columns = {
        "row": np.minimum(rows, FAR),
        "row_from_end": np.minimum(total - 1 - rows, FAR),
        "row_share": rows / max(total - 1, 1),
        "mass_before": share_before(mass),
        "mass_after": share_before(mass[::-1])[::-1],
        "words_before": np.minimum(read, 2000.0),
        "long_above": distance_above(long, rows),
        "long_below": distance_below(long, rows),
        "long_above_words": distance_above(long, read),
        "long_below_words": distance_below(long, read),
        "mass_above_near": distance_above(mass > 0, rows),
        "mass_below_near": distance_below(mass > 0, rows),
        "run": run_length(mass > 0),
    }
    for price in PRICES:
        start, end = densest(mass, price)
        columns[f"core_{price:.0f}"] = ((rows >= start) & (rows < end)).astype(np.float64)
        columns[f"core_{price:.0f}_start"] = np.clip(rows - start, -FAR, FAR)
        columns[f"core_{price:.0f}_end"] = np.clip(rows - end + 1, -FAR, FAR)
    return columns


def _neighbours(own: Columns, size: Column, mass: Column) -> Columns:
    columns: Columns = {}
    for by in NEIGHBOURS:
        columns[f"size_{by:+d}"] = shifted(size, by)
        columns[f"mass_{by:+d}"] = shifted(mass, by)
        columns[f"terminal_{by:+d}"] = shifted(own["terminal"], by, -1.0)
    for by in (-1, 1):
        for name in _PASSED_ON:
            columns[f"{name}_{by:+d}"] = shifted(own[name], by)
    return columns


def _windows(own: Columns, size: Column, mass: Column) -> Columns:
    columns: Columns = {}
    prose = (mass > 0).astype(np.float64)
    both = np.stack((prose, size), axis=1)
    for reach in (2, 5, 12):
        columns[f"prose_{reach}"], columns[f"size_mean_{reach}"] = window_mean(both, reach, reach).T
    above = np.zeros((len(size), 2))
    above[1:, 0], above[1:, 1] = prose[:-1], mass[:-1]
    below = np.zeros((len(size), 2))
    below[:-1, 0], below[:-1, 1] = prose[1:], mass[1:]
    for reach in (4, 15):
        columns[f"prose_above_{reach}"], columns[f"mass_mean_above_{reach}"] = window_mean(above, reach - 1, 0).T
        columns[f"prose_below_{reach}"], columns[f"mass_mean_below_{reach}"] = window_mean(below, 0, reach - 1).T
    shape = np.minimum(np.log2(size + 1).astype(np.int64), 6) * 4 + own["terminal"].astype(np.int64) * 2
    shape += (own["numbers"] > 0).astype(np.int64)
    alike = [(shifted(shape.astype(np.float64), by, -1.0) == shape).astype(np.float64) for by in RHYTHMS]
    rhythm = window_mean(np.stack(alike, axis=1), 6, 6).T
    columns |= {f"rhythm_{by}": column for by, column in zip(RHYTHMS, rhythm, strict=True)}
    near = window_mean(np.stack([own[name] for name in NEAR], axis=1), 4, 4).T
    columns |= {f"{name}_near": column for name, column in zip(NEAR, near, strict=True)}
    return columns


def _repeats(texts: list[str]) -> Columns:
    """How often a row stands in the document, and whether another begins like it."""
    keys = [text.lower() for text in texts]
    openings = [key.partition(" ")[0] for key in keys]
    opened = Counter(openings)
    prefixes = [key[:PREFIX] for key in keys]
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    full: dict[str, int] = {}
    begun: dict[str, int] = {}
    away = np.full(len(texts), FAR)
    for row, (key, prefix) in enumerate(zip(keys, prefixes, strict=True)):
        full[key] = full.get(key, 0) + 1
        begun[prefix] = begun.get(prefix, 0) + 1
        first.setdefault(prefix, row)
        if prefix in last:
            other = last[prefix]
            away[row] = min(row - other, FAR)
            away[other] = min(away[other], row - other)
        last[prefix] = row
    rows = np.arange(len(texts))
    return {
        "opened_alike": np.array([opened[opening] for opening in openings], dtype=np.float64) / len(texts),
        "copies": np.array([full[key] for key in keys], dtype=np.float64),
        "begun_alike": np.array([begun[prefix] for prefix in prefixes], dtype=np.float64),
        "copy_order": rows - np.array([first[prefix] for prefix in prefixes], dtype=np.float64),
        "copy_away": away,
    }


def _topic(index: StemIndex, mass: Column, core: Column) -> Columns:
    prose = (mass > 0).astype(np.float64)
    in_core = index.cohesion(prose * core)
    return {
        "topic_core": in_core,
        "topic_prose": index.cohesion(prose),
        "topic_rest": index.cohesion(1.0 - prose),
        "topic_near": index.nearby(6),
        "topic_core_-1": shifted(in_core, -1),
        "topic_core_+1": shifted(in_core, 1),
        "topic_core_3": window_mean(in_core, 3, 3),
        "topic_core_below": window_mean(in_core, 0, 8),
    }


def _known(index: StemIndex, title: str | None, authors: Sequence[str]) -> Columns:
    """Which rows name what the headline names, or who wrote it: a biography does, and stands apart from the text."""
    headline = stems(WORD.findall(title), title, wide=False) if title else {}
    names = dict.fromkeys([stem for author in authors for stem in stems(WORD.findall(author), author, wide=False)])
    return {
        "titled": np.full(index.total, float(title is not None)),
        "topic_title": index.overlap(headline),
        "signed": np.full(index.total, float(bool(names))),
        "topic_author": index.overlap(names),
    }


def _page(own: Columns, size: Column, mass: Column, columns: Columns) -> Columns:
    total = len(size)
    prose = mass > 0
    words = float(size.sum())
    median = float(np.median(size[prose])) if prose.any() else 0.0
    values = {
        "page_rows": float(total),
        "page_words": words,
        "page_mass": float(mass.sum()) / max(words, 1.0),
        "page_prose": float(prose.mean()),
        "page_core": float((mass * columns["core_10"]).sum()) / max(float(mass.sum()), 1.0),
        "page_gaps": float((own["gap"] > 0).mean()),
        "page_terminal": float(own["terminal"].mean()),
        "page_median": median,
        "page_copies": float((columns["copies"] > 1).mean()),
        "page_parts": float(own["parts"].mean()),
        "page_topic": float(columns["topic_core"].mean()),
    }
    out = {name: np.full(total, value) for name, value in values.items()}
    out["size_relative"] = size / max(median, 1.0)
    out["topic_relative"] = columns["topic_core"] - values["page_topic"]
    return out
