"""Scores a document: units, features, the network's log-odds, the decision, and the reasons for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.annotate.units import units_of
from cleaner.model import Category, Field
from cleaner.score.decode import MAX_LOGIT, SURE, best_headline, body_share, headline_worth, threshold, words_above
from cleaner.score.evidence import authors_of, evidence, taken_lines, without_marks
from cleaner.score.explain import reasons
from cleaner.score.features import extract
from cleaner.score.model import ScorerModel, builtin_model
from cleaner.score.rows import PROSE_WORDS
from cleaner.score.table import Table
from cleaner.slug import shared_words
from cleaner.templates.template import template_lines

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from numpy.typing import NDArray

    from cleaner.annotate.units import Unit
    from cleaner.model import Block, Document
    from cleaner.options import Aggressiveness
    from cleaner.score.context import Column
    from cleaner.score.network import Judgement

ADDRESS: Final = 4.0  # log-odds of being the headline for a line that the page's address spells out
TABLE: Final = 3  # rows in pipe notation that make one


@dataclass(frozen=True, slots=True, eq=False)
class Judged:
    """What the network says of a text, before any decision. Rows are units; lines of one unit share a row."""

    rows: NDArray[np.int64]  # of each line, the unit it belongs to
    size: Column  # words of each unit
    text_above: Column  # words of text above each unit
    judgement: Judgement

    def headline(
        self, candidates: Sequence[Block], headed: Container[int] = (), slug: tuple[str, ...] = ()
    ) -> Block | None:
        """Which of the blocks is the headline, if one is likelier to be it than none.

        `headed` are numbers of lines beside a line of the header, `slug` the words of the page's address.
        """
        if not candidates:
            return None
        rows = self.rows[[block.line for block in candidates]]
        beside = np.array([block.line in headed for block in candidates])
        odds, above = self.judgement.headline[rows], self.text_above[rows]
        if slug:  # below text it only chooses: a subheading has the address's words as often
            spoken = ADDRESS * np.array([shared_words(slug, block.text) for block in candidates])
            odds = odds + np.where((above == 0) | (odds > SURE), spoken, 0.0)
        first = np.array([block.line == 0 for block in candidates])
        worth = headline_worth(odds, above, self.size[rows], beside, first)
        best = best_headline(worth)
        return None if best is None else candidates[best]


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """The decision on a text."""

    rows: NDArray[np.int64]  # of each line, the unit it belongs to
    body: NDArray[np.bool_]  # of each unit
    best: float  # log-odds of the likeliest unit that is still in
    judgement: Judgement

    def is_body(self, line: int) -> bool:
        """Whether the line's unit is body."""
        return bool(self.body[self.rows[line]])

    def log_odds(self, line: int) -> float:
        """The log-odds of body of the line's unit."""
        return float(self.judgement.scores[self.rows[line]])

    def reasons(self, lines: Sequence[int]) -> list[tuple[str, ...]]:
        """What spoke most against each of `lines`, heaviest first, with its points in log-odds."""
        if not lines:
            return []
        rows, inverse = np.unique(self.rows[list(lines)], return_inverse=True)
        found = reasons(self.judgement, rows)
        return [found[i] for i in inverse]


def judge(document: Document, model: ScorerModel | None) -> Judged:
    """Score the lines of a text; the built-in weights serve where `model` is None. The same text is judged once."""
    return document.memo.recall((judge, document.source, id(model)), lambda: _judge(document, model))


def _judge(document: Document, model: ScorerModel | None) -> Judged:
    units, table = read_table(document)
    # A line that nobody reads shares the row above it.
    firsts = [unit.first for unit in units]
    rows = np.maximum(np.searchsorted(firsts, np.arange(len(document.lines)), side="right") - 1, 0)
    judgement = (model or builtin_model()).network.judge(table)
    size = table.column("size")
    above = words_above(judgement.scores, table.column("sentences"), size, table.column("taken") == 0)
    return Judged(rows, size, above, judgement)


def score(document: Document, model: ScorerModel | None, level: Aggressiveness) -> Scored:
    """Decide which lines of a text are body."""
    judged = judge(document, model)
    open_ = np.zeros(len(judged.size), dtype=bool)
    open_[judged.rows[[block.line for block in document.blocks]]] = True
    # What a filter took is certain: it is the others' context, and no body.
    logits = np.where(open_, _with_tables_whole(document, judged), -MAX_LOGIT)
    costs = (model or builtin_model()).costs
    limit = threshold(body_share(logits, judged.size), _rows(document, judged, open_), costs, level)
    return Scored(judged.rows, logits > limit, float(logits[open_].max(initial=-MAX_LOGIT)), judged.judgement)


def _rows(document: Document, judged: Judged, open_: NDArray[np.bool_]) -> int:
    """The rows that decide whether a document is a short one: what a template took has made no page shorter."""
    return int(open_.sum()) + len(np.unique(judged.rows[template_lines(document)]))


def _with_tables_whole(document: Document, judged: Judged) -> Column:
    """The scores; the rows of one table stay or go together, by their mean. A cell of prose belongs to a layout."""
    scores = judged.judgement.scores
    rows = [judged.rows[line.line] for line in document.lines if line.text.count("|") > 1]
    rows = [row for row in rows if judged.size[row] < PROSE_WORDS]
    if len(rows) < TABLE:
        return scores
    scores = scores.copy()
    for table in np.split(rows, np.flatnonzero(np.diff(rows) != 1) + 1):
        if len(table) >= TABLE:
            scores[table] = scores[table].mean()
    return scores


def _titled(document: Document) -> int:
    """1 where the first line is the headline and nothing else, so that a text scores the same with it and without."""
    first = document.lines[0]
    titles = (finding.span for finding in document.findings if finding.field is Field.TITLE)
    return int(len(document.lines) > 1 and any(span.start <= first.start and first.end <= span.end for span in titles))


def read_table(document: Document) -> tuple[list[Unit], Table]:
    """The units of a text that are read, and all their features.

    That a line was taken for the headline is no evidence: it is the network that says which line is.
    """
    kinds = taken_lines(document)
    units = without_marks(document, _as_left(document, units_of(document, first=_titled(document))), kinds)
    taken = [None if (kind := kinds[unit.first]) is Category.TITLE else kind for unit in units]
    return units, Table.join((extract(units, authors_of(document)).table, evidence(taken)))


def _as_left(document: Document, units: list[Unit]) -> list[Unit]:
    """The units with the text that is left of a line of which a part was taken: a button glued to it, a date."""
    left: dict[int, list[str]] = {}
    for block in document.blocks:
        if block.span != document.lines[block.line].span:
            left.setdefault(block.line, []).append(block.text)
    if not left:
        return units
    return [
        unit._replace(text=" ".join(left[unit.first])) if unit.first == unit.last and unit.first in left else unit
        for unit in units
    ]
