"""All features of a document's text, in one place, computed once: a table with one row for each unit.

Nothing here knows a language but the lexicon of cues. What a row is like by itself comes from `lines`, where it stands
from `context`, what it talks about from `cohesion`. Every feature is linear in the document's length.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.score.cohesion import StemIndex, stems
from cleaner.score.context import (
    FAR,
    Window,
    cut,
    densest_runs,
    nearest,
    run_length,
    shifted,
    steps_to,
    window_means,
)
from cleaner.score.cues import STEM, builtin_cues
from cleaner.score.lines import COUNTS, WORD, read_row, unpack
from cleaner.score.repeats import repeats_of
from cleaner.score.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from cleaner.score.context import Column
    from cleaner.score.units import Unit

SENTENCE_WORDS: Final = 6  # a shorter row that ends like a sentence carries no mass
PROSE_WORDS: Final = 25  # a longer row is running text whatever it ends with
LONG_WORDS: Final = 20  # "a long line": hardly ever a teaser's headline
PRICES: Final = (3.0, 10.0, 40.0)  # of the core: words of text that one row of chrome costs
MAIN: Final = 1  # the one of them that tells the main text
RHYTHMS: Final = (1, 2, 3, 4)  # rows: a list of teasers repeats its shapes at one of these distances
TOPIC_REACH: Final = 6  # rows within which a shared word tells of the same subject
_AT: Final = {name: place for place, name in enumerate(COUNTS)}
_DIVIDED: Final = slice(_AT["capitals"], _AT["symbols"] + 1)  # as shares of the row's words
_NEIGHBOURS: Final = (-3, -2, -1, 1, 2, 3)
_BESIDE: Final = ("size", "mass", "terminal")  # seen at each of them
_PASSED_ON: Final = ("capitals", "numbers", "colon", "ellipsis", "name_like", "clock")  # seen at the next rows
_NEAR: Final = ("capitals", "numbers", "clock", "question", "symbols")  # seen in the mean of the rows around
_PASSED_AT, _NEAR_AT = ([_AT[name] for name in names] for names in (_PASSED_ON, _NEAR))

OWN: Final = (*COUNTS, "gap", "parts", "word_length", "sentence_words", "gap_below", "size_relative")
PLACE: Final = (
    "row", "row_from_end", "row_share", "mass_before", "mass_after", "words_before", "run", "long_above", "long_below",
    "mass_above_near", "mass_below_near", "long_above_words", "long_below_words",
    *(f"core_{price:.0f}{side}" for price in PRICES for side in ("", "_start", "_end")),
)  # fmt: skip
BESIDE: Final = (
    *(f"{name}_{by:+d}" for by in _NEIGHBOURS for name in _BESIDE),
    *(f"{name}_{by:+d}" for by in (-1, 1) for name in _PASSED_ON),
)
WINDOWS: Final = (
    *(f"{name}_{reach}" for reach in (2, 5, 12) for name in ("prose", "size_mean")),
    *(f"{name}_{side}_{reach}" for reach in (4, 15) for side in ("above", "below") for name in ("prose", "mass_mean")),
    *(f"{name}_near" for name in _NEAR),
    *(f"rhythm_{by}" for by in RHYTHMS),
)
_WINDOWED: Final = 4 + len(_NEAR) + len(RHYTHMS)  # columns that windows are laid on: see `_means`
_MEANS: Final = (
    *(Window(column, reach, reach) for reach in (2, 5, 12) for column in (0, 1)),
    *(Window(column, *side) for reach in (4, 15) for side in ((reach, -1), (-1, reach)) for column in (0, 2)),
    *(Window(4 + number, 4, 4) for number in range(len(_NEAR))),
    *(Window(4 + len(_NEAR) + number, 6, 6) for number in range(len(RHYTHMS))),
    Window(3, 3, 3),
    Window(3, 0, 8),
)
TOPIC: Final = (
    "topic_core", "topic_prose", "topic_rest", "topic_near", "topic_core_-1", "topic_core_+1", "topic_core_3",
    "topic_core_below", "topic_relative", "signed", "topic_author",
)  # fmt: skip
PAGE: Final = (
    "page_rows", "page_words", "page_mass", "page_prose", "page_core", "page_gaps", "page_terminal", "page_median",
    "page_copies", "page_parts", "page_topic",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Features:
    """The feature table of a document, and its stems for those who ask further."""

    table: Table
    index: StemIndex


@dataclass(frozen=True, slots=True)
class _Rows:
    """What most features are made of."""

    own: Column  # rows × COUNTS
    size: Column
    words: Column  # of the size, 1 at least
    mass: Column  # words of running text: all words of a row that bears a sentence, none of any other
    prose: NDArray[np.bool_]  # whether a row has mass
    gap: Column
    parts: Column
    median: float  # words of a row of running text


def extract(units: Sequence[Unit], authors: Sequence[str] = ()) -> Features:
    """The features of a document's units; `authors` are the names in the byline, as far as they are known."""
    read = [read_row(unit.text) for unit in units]
    own, cues = unpack(read)
    size = own[:, _AT["size"]]
    mass = _mass(own, size)
    prose = mass > 0
    rows = _Rows(
        own=own,
        size=size,
        words=np.maximum(size, 1.0),
        mass=mass,
        prose=prose,
        gap=np.array([unit.gap for unit in units], dtype=np.float64),
        parts=np.array([unit.last - unit.first + 1 for unit in units], dtype=np.float64),
        median=_median(size[prose]),
    )
    index = StemIndex([row.stems for row in read])
    starts, ends = densest_runs(mass, PRICES)
    main = int(starts[MAIN]), int(ends[MAIN])
    core = np.zeros(len(units))
    core[main[0] : main[1]] = prose[main[0] : main[1]]
    in_core = index.cohesion(core)
    means = _means(rows, in_core)
    repeats = repeats_of([row.lower for row in read])
    tables = (
        _own(rows),
        Table(_cue_names(), cues / np.sqrt(rows.words)[:, None]),  # a word says more in a short row than in a long one
        _place(rows, starts, ends),
        _beside(rows),
        Table(WINDOWS, means[:, : len(WINDOWS)]),
        repeats,
        _topic(index, rows, in_core, means[:, len(WINDOWS) :], authors),
        _page(rows, main, repeats.column("copies"), in_core),
    )
    return Features(Table.join(tables), index)


@cache
def _cue_names() -> tuple[str, ...]:
    return tuple(f"cue_{kind}" for kind in builtin_cues().kinds)


def _mass(own: Column, size: Column) -> Column:
    sentences = own[:, _AT["sentences"]]
    ends = (own[:, _AT["terminal"]] > 0) | (sentences > 1)
    return np.where(((sentences > 0) & (size >= SENTENCE_WORDS) & ends) | (size >= PROSE_WORDS), size, 0.0)


def _median(values: Column) -> float:
    """The median, 0 of nothing: `np.median` takes ten times as long for so few."""
    ordered = np.sort(values)
    middle = len(ordered) // 2
    return float(ordered[middle] + ordered[~middle]) / 2 if len(ordered) else 0.0


def _own(rows: _Rows) -> Table:
    own = rows.own.copy()
    own[:, _DIVIDED] /= rows.words[:, None]
    more = (
        rows.gap,
        rows.parts,
        own[:, _AT["chars"]] / rows.words,
        rows.size / np.maximum(own[:, _AT["sentences"]], 1.0),
        shifted(rows.gap, 1),
        rows.size / max(rows.median, 1.0),
    )
    return Table(OWN, np.concatenate((own, np.array(more).T), axis=1))


def _place(rows: _Rows, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Table:
    size, mass = rows.size, rows.mass
    total = len(size)
    number = np.arange(total, dtype=np.float64)
    read = np.cumsum(size) - size
    passed = np.cumsum(mass)
    all_mass = float(passed[-1])
    near_above, near_below = nearest(np.stack((mass >= LONG_WORDS, rows.prose), axis=1))
    above, below = steps_to(near_above, near_below)
    long_above, long_below = near_above[:, 0], near_below[:, 0]
    columns = [
        np.minimum(number, FAR),
        np.minimum(total - 1 - number, FAR),
        number / max(total - 1, 1),
        (passed - mass) / max(all_mass, 1.0),
        (all_mass - passed) / max(all_mass, 1.0),
        np.minimum(read, 2000.0),
        run_length(rows.prose),
        above[:, 0],
        below[:, 0],
        above[:, 1],
        below[:, 1],
        np.where(long_above >= 0, np.minimum(read - read[long_above], FAR), FAR),
        np.where(long_below >= 0, np.minimum(read[long_below] - read, FAR), FAR),
    ]
    from_start, from_end = number - starts[:, None], number - ends[:, None]
    inside = (from_start >= 0) & (from_end < 0)
    cores = np.stack((inside, cut(from_start), cut(from_end + 1)), axis=1).reshape(-1, total)
    return Table(PLACE, np.concatenate((np.array(columns), cores)).T)


def _beside(rows: _Rows) -> Table:
    own, total, edge = rows.own, len(rows.own), max(_NEIGHBOURS)
    near = np.zeros((total + 2 * edge, len(_BESIDE) + len(_PASSED_ON)))  # drawn out at both ends
    near[:, 2] = -1.0  # no row there: neither a sentence's end nor none
    inside = near[edge : edge + total]
    inside[:, 0], inside[:, 1], inside[:, 2] = rows.size, rows.mass, own[:, _AT["terminal"]]
    inside[:, 3:] = own[:, _PASSED_AT]
    seen = [near[edge + by : edge + by + total, :3] for by in _NEIGHBOURS]
    seen += [near[edge + by : edge + by + total, 3:] for by in (-1, 1)]
    return Table(BESIDE, np.concatenate(seen, axis=1))


def _means(rows: _Rows, in_core: Column) -> Column:
    """The columns of `WINDOWS`, and the share of stems in the core around each row and below it."""
    own, size = rows.own, rows.size
    shape = np.minimum(np.log2(size + 1).astype(np.int64), 6) * 4 + own[:, _AT["terminal"]].astype(np.int64) * 2
    shape += own[:, _AT["numbers"]] > 0
    columns = np.zeros((len(size), _WINDOWED))
    columns[:, 0], columns[:, 1], columns[:, 2], columns[:, 3] = rows.prose, size, rows.mass, in_core
    columns[:, 4 : 4 + len(_NEAR)] = own[:, _NEAR_AT]
    for number, by in enumerate(RHYTHMS, 4 + len(_NEAR)):
        columns[:-by, number] = shape[by:] == shape[:-by]
    return window_means(columns, _MEANS)


def _topic(index: StemIndex, rows: _Rows, in_core: Column, near: Column, authors: Iterable[str]) -> Table:
    """What rows share with the main text, with each other, and with who wrote it: a biography stands apart."""
    heads = [head[:STEM].lower() for author in authors for head in WORD.findall(author)]
    prose = rows.prose.astype(np.float64)
    nothing = np.zeros(len(prose))
    columns = (
        in_core,
        index.cohesion(prose),
        index.cohesion(1.0 - prose),
        index.nearby(TOPIC_REACH),
        shifted(in_core, -1),
        shifted(in_core, 1),
        near[:, 0],
        near[:, 1],
        in_core - float(in_core.sum()) / len(in_core),
        nothing + 1.0 if heads else nothing,
        index.overlap(stems(heads, "", wide=False)) if heads else nothing,
    )
    return Table(TOPIC, np.array(columns).T)


def _page(rows: _Rows, main: tuple[int, int], copies: Column, topic: Column) -> Table:
    """What kind of document it is: the same for all its rows."""
    total = len(rows.size)
    words, mass = float(rows.size.sum()), float(rows.mass.sum())
    values = (
        total,
        words,
        mass / max(words, 1.0),
        np.count_nonzero(rows.prose) / total,
        float(rows.mass[main[0] : main[1]].sum()) / max(mass, 1.0),
        np.count_nonzero(rows.gap) / total,
        np.count_nonzero(rows.own[:, _AT["terminal"]]) / total,
        rows.median,
        np.count_nonzero(copies > 1) / total,
        float(rows.parts.sum()) / total,
        float(topic.sum()) / total,
    )
    return Table(PAGE, np.repeat(np.array([values]), total, axis=0))
