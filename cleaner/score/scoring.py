"""Scores a document: units, features, the network's log-odds, the decision, and the reasons for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from cleaner.model import Field
from cleaner.score.decode import MAX_LOGIT, body_share, threshold
from cleaner.score.evidence import authors_of, evidence, headline_of, taken_lines
from cleaner.score.explain import reasons
from cleaner.score.features import extract
from cleaner.score.model import ScorerModel, builtin_model
from cleaner.score.units import Unit, join_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from cleaner.model import Document
    from cleaner.options import Aggressiveness
    from cleaner.score.features import Features
    from cleaner.score.network import Judgement


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """A document's scores. Rows are units; lines of one unit share a row."""

    rows: NDArray[np.int64]  # of each line, the unit it belongs to
    body: NDArray[np.bool_]  # of each unit
    judgement: Judgement

    def is_body(self, line: int) -> bool:
        """Whether the line's unit is body."""
        return bool(self.body[self.rows[line]])

    def reasons(self, lines: Sequence[int]) -> list[tuple[str, ...]]:
        """What spoke most against each of `lines`, heaviest first, with its points in log-odds."""
        if not lines:
            return []
        rows, inverse = np.unique(self.rows[list(lines)], return_inverse=True)
        told = reasons(self.judgement, rows)
        return [told[i] for i in inverse]


def score(document: Document, model: ScorerModel | None, level: Aggressiveness) -> Scored:
    """Score the lines of a text; the built-in weights serve where `model` is None."""
    model = model or builtin_model()
    units, features = read_features(document)
    columns = features.columns
    open_ = columns["taken"] == 0.0
    # What a filter took is certain: it is the others' context, and no body.
    judgement = model.network.judge(columns)
    logits = np.where(open_, judgement.scores, -MAX_LOGIT)
    rows = np.repeat(np.arange(len(units)), [unit.last - unit.first + 1 for unit in units])
    rows = np.concatenate((np.zeros(units[0].first, dtype=np.int64), rows))
    limit = threshold(body_share(logits, columns["size"]), int(open_.sum()), model.costs, level)
    return Scored(rows, logits > limit, judgement)


def _titled(document: Document) -> int:
    """1 where the first line is the headline and nothing else, so that a text scores the same with it and without."""
    first = document.lines[0]
    titles = (finding.span for finding in document.findings if finding.field is Field.TITLE)
    return int(len(document.lines) > 1 and any(span.start <= first.start and first.end <= span.end for span in titles))


def read_features(document: Document) -> tuple[list[Unit], Features]:
    """The units of a text and all their features."""
    above = _titled(document)
    lines = document.lines[above:]
    units = join_lines([line.text for line in lines], [0, *(line.gap for line in lines[1:])])
    units = [Unit(unit.first + above, unit.last + above, unit.text, unit.gap) for unit in units] if above else units
    features = extract(units, headline_of(document), authors_of(document))
    features.columns.update(evidence(units, taken_lines(document)))
    return units, features
