"""Scores a page: first every line by its mark-up alone, then what may be body by all that is known.

The first pass is cheap and takes the bulk of the site's frame away, so that rules and text features are spent on the
rest: two fifths of the lines. Its log-odds travel with the document as `Document.priors`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.annotate.units import Unit
from cleaner.model import Markup
from cleaner.rules.files import scorer_folder
from cleaner.score.cohesion import stems
from cleaner.score.decode import MAX_LOGIT, OFFSETS, body_share, by_share
from cleaner.score.evidence import evidence, headline_of, taken_lines
from cleaner.score.explain import reasons
from cleaner.score.features import extract
from cleaner.score.lines import WORD
from cleaner.score.markup import markup_columns, opinion_columns
from cleaner.score.markup_second import relatives
from cleaner.score.model import MARKED, Trees
from cleaner.score.network import Judgement, Network
from cleaner.score.second import second_pass
from cleaner.score.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from cleaner.model import Document
    from cleaner.options import Aggressiveness
    from cleaner.score.context import Column

# So few lines have no frame around them: they are a snippet, and come back as they are unless a rule knows better.
_FEW: Final = 3
_SIEVED: Final = ("its mark-up is that of the site's frame",)


@dataclass(frozen=True, slots=True, eq=False)
class PageModel:
    """The weights for pages: trees for the mark-up alone, then a network for all that is known."""

    first: Trees
    second: Network
    costs: dict[str, float]


@lru_cache(maxsize=1)
def page_model() -> PageModel:
    """The weights that ship with the rules, read at their first use. Raises `ValueError` for a file that is not one."""
    path = scorer_folder() / f"{MARKED}.json"
    data = json.loads(path.read_text("utf-8"))
    try:
        return PageModel(Trees.from_dict(data["first"]), Network.from_dict(data["second"]), dict(data["costs"]))
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{path.name}: not a file of weights for pages: {error!r}") from error


@dataclass(frozen=True, slots=True, eq=False)
class MarkupScored:
    """A page's scores. Rows are the lines that the first pass left."""

    rows: NDArray[np.int64]  # of each line, its row; -1 where the first pass took it
    body: NDArray[np.bool_]
    best: float  # log-odds of the likeliest line
    judgement: Judgement | None  # None where the first pass took all

    def is_body(self, line: int) -> bool:
        """Whether the line is body."""
        row = self.rows[line]
        return row >= 0 and bool(self.body[row])

    def reasons(self, lines: Sequence[int]) -> list[tuple[str, ...]]:
        """What spoke most against each of `lines`, heaviest first, with its points in log-odds."""
        rows = [int(self.rows[line]) for line in lines]
        scored = sorted({row for row in rows if row >= 0})
        if not scored or self.judgement is None:
            return [_SIEVED] * len(rows)
        found = reasons(self.judgement, np.array(scored))
        by_row = dict(zip(scored, found, strict=True))
        return [by_row.get(row, _SIEVED) for row in rows]


def with_priors(document: Document, model: PageModel | None = None) -> Document:
    """The page with the first pass's log-odds for each line."""
    if not document.lines:
        return document
    trees = (model or page_model()).first
    logits = trees.score(first_table(document, trees.names).select(trees.names))
    if len(document.lines) <= _FEW:
        logits = np.full(len(logits), MAX_LOGIT)
    return replace(document, priors=clip_priors(logits))


def first_table(document: Document, names: tuple[str, ...]) -> Table:
    """What the first pass sees of all lines of a page; the second pass sees it again of those that are left."""

    def make() -> Table:
        columns = markup_columns(document, names)
        return Table.of({name: columns[name] for name in names})

    return document.memo.recall((first_table, names), make)


def clip_priors(logits: Column) -> tuple[float, ...]:
    """Log-odds as `Document.priors` has them: beyond the clip, a difference means nothing."""
    return tuple(np.clip(logits, -2 * MAX_LOGIT, MAX_LOGIT).round(3).tolist())


def score_markup(document: Document, model: PageModel | None, level: Aggressiveness) -> MarkupScored:
    """Score what the first pass left of a page that has its `priors`; the built-in weights serve without a `model`."""
    model = model or page_model()
    left = [line for line, prior in enumerate(document.priors) if prior >= model.costs["sieve"]]
    rows = np.full(len(document.lines), -1, dtype=np.int64)
    rows[left] = np.arange(len(left))
    if not left:
        return MarkupScored(rows, np.zeros(0, dtype=bool), -MAX_LOGIT, None)
    table = table_of_page(document, left, model.first.names)
    judgement = model.second.judge(table)
    size = np.where(table.column("taken") > 0, 0.0, table.column("size"))
    body = keep_blocks(judgement.scores, size, model.costs, level) | (len(document.lines) <= _FEW)
    return MarkupScored(rows, body, float(judgement.scores[size > 0].max(initial=-MAX_LOGIT)), judgement)


def keep_blocks(logits: Column, size: Column, costs: Mapping[str, float], level: Aggressiveness) -> NDArray[np.bool_]:
    """Which rows are body: the log-odds they need slide with the share of words that is body anyway.

    What the first pass left of a page is half body; of a fragment it is nearly all, and a wrong cut costs more there.
    """
    return logits > by_share(body_share(logits, size), costs) + OFFSETS[level]


def table_of_page(document: Document, left: Sequence[int], first: tuple[str, ...]) -> Table:
    """All features of the second pass for the lines numbered in `left`; `first` are those of the first pass."""
    blocks = [document.lines[line] for line in left]
    units = [Unit(row, row, block.text, block.gap) for row, block in enumerate(blocks)]
    features = extract(units)
    taken = taken_lines(document)
    found = evidence([taken[line] for line in left])
    logits = np.array([document.priors[line] for line in left])
    chance = 1.0 / (1.0 + np.exp(-logits))
    size = features.table.column("size")
    title = headline_of(document)
    columns = opinion_columns(blocks, document.hints, size)
    columns |= second_pass(features, found.column("taken") > 0, logits)
    columns |= relatives([block.markup or Markup("body") for block in blocks], chance, size)
    columns["lines_above"] = np.diff(np.array([-1, *left])).astype(np.float64)  # that the first pass took
    columns["topic_title"] = features.index.overlap(stems(WORD.findall((title or "").lower()), "", wide=False))
    marked = Table(first, first_table(document, first).values[left])
    return Table.join((features.table, found, Table.of(columns), marked))
