"""All features of a document's text, in one place, computed once: a table with one row for each unit.

Nothing here knows a language but the lexicon of cues. What a row is like by itself comes from `lines`, where it stands
from `place`, what it talks about from `cohesion`. Every feature is linear in the document's length.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.score.cohesion import StemIndex, stems
from cleaner.score.context import densest_runs, shifted
from cleaner.score.cues import builtin_cues
from cleaner.score.lines import COUNTS, WORD, read_row, unpack
from cleaner.score.place import WINDOWS, beside, means, place
from cleaner.score.repeats import repeats_of
from cleaner.score.rows import AT, MAIN, PRICES, Rows
from cleaner.score.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaner.annotate.units import Unit
    from cleaner.score.context import Column

TOPIC_REACH: Final = 6  # rows within which a shared word means the same subject
_DIVIDED: Final = slice(AT["capitals"], AT["symbols"] + 1)  # as shares of the row's words
OWN: Final = (*COUNTS, "gap", "parts", "word_length", "sentence_words", "gap_below", "size_relative")
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


def extract(units: Sequence[Unit], authors: Sequence[str] = ()) -> Features:
    """The features of a document's units; `authors` are the names in the byline, as far as they are known."""
    read = [read_row(unit.text) for unit in units]
    own, cues = unpack(read)
    rows = Rows.of(units, own)
    index = StemIndex([row.stems for row in read])
    starts, ends = densest_runs(rows.mass, PRICES)
    main = int(starts[MAIN]), int(ends[MAIN])
    core = np.zeros(len(units))
    core[main[0] : main[1]] = rows.prose[main[0] : main[1]]
    in_core = index.cohesion(core)
    around = means(rows, in_core)
    repeats = repeats_of([row.lower for row in read])
    tables = (
        _own(rows),
        Table(_cue_names(), cues / np.sqrt(rows.words)[:, None]),  # a word says more in a short row than in a long one
        place(rows, starts, ends),
        beside(rows),
        Table(WINDOWS, around[:, : len(WINDOWS)]),
        repeats,
        _topic(index, rows, in_core, around[:, len(WINDOWS) :], authors),
        _page(rows, main, repeats.column("copies"), in_core),
    )
    return Features(Table.join(tables), index)


@cache
def _cue_names() -> tuple[str, ...]:
    return tuple(f"cue_{kind}" for kind in builtin_cues().kinds)


def _own(rows: Rows) -> Table:
    own = rows.own.copy()
    own[:, _DIVIDED] /= rows.words[:, None]
    more = (
        rows.gap,
        rows.parts,
        own[:, AT["chars"]] / rows.words,
        rows.size / np.maximum(own[:, AT["sentences"]], 1.0),
        shifted(rows.gap, 1),
        rows.size / max(rows.median, 1.0),
    )
    return Table(OWN, np.concatenate((own, np.array(more).T), axis=1))


def _topic(index: StemIndex, rows: Rows, in_core: Column, near: Column, authors: Iterable[str]) -> Table:
    """What rows share with the main text, with each other, and with who wrote it: a biography stands apart."""
    heads = [word.lower() for author in authors for word in WORD.findall(author)]
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


def _page(rows: Rows, main: tuple[int, int], copies: Column, topic: Column) -> Table:
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
        np.count_nonzero(rows.own[:, AT["terminal"]]) / total,
        rows.median,
        np.count_nonzero(copies > 1) / total,
        float(rows.parts.sum()) / total,
        float(topic.sum()) / total,
    )
    return Table(PAGE, np.repeat(np.array([values]), total, axis=0))
