"""All features of a document's text, in one place, computed once: a table with one row for each unit.

Nothing here knows a language but the lexicon of cues. What a row is like by itself comes from `lines`, where it stands
from `context`, what it talks about from `cohesion`. Every feature is linear in the document's length.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.score.cohesion import StemIndex, stems
from cleaner.score.context import FAR, Windows, cut, densest, distances, nearest, run_length, share_before, shifted
from cleaner.score.cues import STEM, builtin_cues
from cleaner.score.lines import COUNTS, WORD, read_row
from cleaner.score.repeats import repeats_of
from cleaner.score.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cleaner.score.context import Column
    from cleaner.score.units import Unit

SENTENCE_WORDS: Final = 6  # a shorter row that ends like a sentence carries no mass
PROSE_WORDS: Final = 25  # a longer row is running text whatever it ends with
LONG_WORDS: Final = 20  # "a long line": hardly ever a teaser's headline
PRICES: Final = (3.0, 10.0, 40.0)  # of the core: words of text that one row of chrome costs
MAIN_PRICE: Final = 10.0
RHYTHMS: Final = (1, 2, 3, 4)  # rows: a list of teasers repeats its shapes at one of these distances
TOPIC_REACH: Final = 6  # rows within which a shared word tells of the same subject
_AT: Final = {name: place for place, name in enumerate(COUNTS)}
_DIVIDED: Final = ("capitals", "upper", "numbers", "commas", "symbols")  # as shares of the row's words
_NEIGHBOURS: Final = (-3, -2, -1, 1, 2, 3)
_BESIDE: Final = ("size", "mass", "terminal")  # seen at each of them
_PASSED_ON: Final = ("capitals", "numbers", "colon", "ellipsis", "name_like", "clock")  # seen at the next rows
_NEAR: Final = ("capitals", "numbers", "clock", "question", "symbols")  # seen in the mean of the rows around
_DIVIDED_AT, _PASSED_AT, _NEAR_AT = ([_AT[name] for name in names] for names in (_DIVIDED, _PASSED_ON, _NEAR))

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
    mass: Column  # words of running text: all words of a row that bears a sentence, none of any other
    gap: Column
    parts: Column
    median: float  # words of a row of running text


def extract(units: Sequence[Unit], authors: Sequence[str] = ()) -> Features:
    """The features of a document's units; `authors` are the names in the byline, as far as they are known."""
    read = [read_row(unit.text) for unit in units]
    own = np.array([row.counts for row in read], dtype=np.float64)
    size = own[:, _AT["size"]].copy()
    mass = _mass(own, size)
    rows = _Rows(
        own=own,
        size=size,
        mass=mass,
        gap=np.array([unit.gap for unit in units], dtype=np.float64),
        parts=np.array([unit.last - unit.first + 1 for unit in units], dtype=np.float64),
        median=_median(size[mass > 0]),
    )
    index = StemIndex([row.stems for row in read])
    cores = {price: densest(rows.mass, price) for price in PRICES}
    main = cores[MAIN_PRICE]
    repeats = repeats_of([row.lower for row in read])
    topic = _topic(index, rows.mass, main, authors)
    tables = (
        _own(rows),
        _cues(np.array([row.cues for row in read], dtype=np.float64), size),
        _place(rows, cores),
        _beside(rows),
        _windows(rows),
        repeats,
        topic,
        _page(rows, main, repeats.column("copies"), topic.column("topic_core")),
    )
    return Features(Table.join(tables), index)


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
    words = np.maximum(rows.size, 1.0)
    own[:, _DIVIDED_AT] /= words[:, None]
    more = (
        rows.gap,
        rows.parts,
        own[:, _AT["chars"]] / words,
        rows.size / np.maximum(own[:, _AT["sentences"]], 1.0),
        shifted(rows.gap, 1),
        rows.size / max(rows.median, 1.0),
    )
    return Table(OWN, np.concatenate((own, np.stack(more, axis=1)), axis=1))


def _cues(counts: Column, size: Column) -> Table:
    """Words of each kind, so that one word in a short row says more than one in a long row."""
    names = tuple(f"cue_{kind}" for kind in builtin_cues().kinds)
    return Table(names, counts / np.sqrt(np.maximum(size, 1.0))[:, None])


def _place(rows: _Rows, cores: Mapping[float, tuple[int, int]]) -> Table:
    size, mass = rows.size, rows.mass
    total = len(size)
    number = np.arange(total, dtype=np.float64)
    read = np.cumsum(size) - size
    marks = np.stack((mass >= LONG_WORDS, mass > 0), axis=1)
    above, below = distances(marks)
    long_above, long_below = nearest(marks[:, 0])
    columns = [
        np.minimum(number, FAR),
        np.minimum(total - 1 - number, FAR),
        number / max(total - 1, 1),
        share_before(mass),
        share_before(mass[::-1])[::-1],
        np.minimum(read, 2000.0),
        run_length(marks[:, 1]),
        above[:, 0],
        below[:, 0],
        above[:, 1],
        below[:, 1],
        np.where(long_above >= 0, np.minimum(read - read[long_above], FAR), FAR),
        np.where(long_below >= 0, np.minimum(read[long_below] - read, FAR), FAR),
    ]
    for start, end in cores.values():
        columns += [
            (number >= start) & (number < end),
            cut(number - start),
            cut(number - end + 1),
        ]
    return Table(PLACE, np.array(columns).T)


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


def _windows(rows: _Rows) -> Table:
    own, size, mass = rows.own, rows.size, rows.mass
    prose = mass > 0
    shape = np.minimum(np.log2(size + 1).astype(np.int64), 6) * 4 + own[:, _AT["terminal"]].astype(np.int64) * 2
    shape += own[:, _AT["numbers"]] > 0
    alike = np.zeros((len(size), len(RHYTHMS)))
    for number, by in enumerate(RHYTHMS):
        alike[:-by, number] = shape[by:] == shape[:-by]
    windows = Windows(np.concatenate((np.stack((prose, size, mass), axis=1), own[:, _NEAR_AT], alike), axis=1))
    parts = [windows.mean(reach, reach, slice(0, 2)) for reach in (2, 5, 12)]
    for reach in (4, 15):
        parts += [windows.mean(reach, -1, [0, 2]), windows.mean(-1, reach, [0, 2])]
    parts += [windows.mean(4, 4, slice(3, 3 + len(_NEAR))), windows.mean(6, 6, slice(3 + len(_NEAR), None))]
    return Table(WINDOWS, np.concatenate(parts, axis=1))


def _topic(index: StemIndex, mass: Column, main: tuple[int, int], authors: Iterable[str]) -> Table:
    """What rows share with the main text, with each other, and with who wrote it: a biography stands apart."""
    prose = (mass > 0).astype(np.float64)
    core = np.zeros(len(prose))
    core[main[0] : main[1]] = prose[main[0] : main[1]]
    in_core = index.cohesion(core)
    windows = Windows(in_core)
    heads = [head[:STEM].lower() for author in authors for head in WORD.findall(author)]
    columns = (
        in_core,
        index.cohesion(prose),
        index.cohesion(1.0 - prose),
        index.nearby(TOPIC_REACH),
        shifted(in_core, -1),
        shifted(in_core, 1),
        windows.mean(3, 3),
        windows.mean(0, 8),
        in_core - in_core.mean(),
        np.full(len(prose), float(bool(heads))),
        index.overlap(stems(heads, "", wide=False)),
    )
    return Table(TOPIC, np.array(columns).T)


def _page(rows: _Rows, main: tuple[int, int], copies: Column, topic: Column) -> Table:
    """What kind of document it is: the same for all its rows."""
    size, mass = rows.size, rows.mass
    prose = mass > 0
    words = float(size.sum())
    values = (
        float(len(size)),
        words,
        float(mass.sum()) / max(words, 1.0),
        float(prose.mean()),
        float(mass[main[0] : main[1]].sum()) / max(float(mass.sum()), 1.0),
        float((rows.gap > 0).mean()),
        float(rows.own[:, _AT["terminal"]].mean()),
        rows.median,
        float((copies > 1).mean()),
        float(rows.parts.mean()),
        float(topic.mean()),
    )
    return Table(PAGE, np.repeat(np.array([values]), len(size), axis=0))
