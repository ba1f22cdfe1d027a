"""Features of the second pass: what the first pass thinks of a row's surroundings.

The first model sees a row and simple counts of its neighbourhood; the second sees where that model found the body,
how heavy each run of body is, and whether a row talks about what the found body talks about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.score.context import FAR, Window, cut, distances, heaviest_runs, share_before, shifted, window_means
from cleaner.score.decode import MAX_LOGIT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from cleaner.score.context import Column
    from cleaner.score.features import Features
    from cleaner.score.table import Columns

_NEIGHBOURS: Final = (-4, -3, -2, -1, 1, 2, 3, 4)
_WINDOWS: Final = (3, 8, 25)
_BESIDE: Final = tuple(Window(side, *((r - 1, 0), (0, r - 1))[side]) for r in _WINDOWS for side in (0, 1))
_BESIDE_NAMES: Final = tuple(f"first_{side}_{reach}" for reach in _WINDOWS for side in ("above", "below"))
_SUBJECT: Final = (Window(0, 3, 3), Window(0, 0, 8), Window(0, 8, 0))


def second_pass(features: Features, taken: NDArray[np.bool_], logits: Column) -> Columns:
    """Columns for the second model, beside those of the first; `logits` are the first model's log-odds of body."""
    logit = np.clip(np.where(taken, -MAX_LOGIT, logits), -MAX_LOGIT, MAX_LOGIT)
    chance = 1.0 / (1.0 + np.exp(-logit))
    size = features.table.column("size")
    columns: Columns = {"first": logit}
    for by in _NEIGHBOURS:
        columns[f"first_{by:+d}"] = shifted(logit, by, -MAX_LOGIT)
    beside = window_means(np.stack((shifted(chance, -1), shifted(chance, 1)), axis=1), _BESIDE)
    columns |= zip(_BESIDE_NAMES, beside.T, strict=True)
    columns |= _runs(logit, chance, size)
    columns |= _subject(features, chance, columns["found_main"])
    columns |= _whole(logit, chance, size)
    return columns


def _runs(logit: Column, chance: Column, size: Column) -> Columns:
    """The runs that the first pass calls body, and how they compare to the heaviest."""
    rows = np.arange(len(logit), dtype=np.float64)
    found = logit > 0
    words = chance * size
    edges = np.flatnonzero(np.concatenate(([True], found[1:] != found[:-1])))
    run = np.cumsum(np.concatenate(([0], (found[1:] != found[:-1]).astype(np.int64))))
    weight = np.add.reduceat(words, edges)
    length = np.diff(np.concatenate((edges, [len(logit)])))
    (start,), (end,) = heaviest_runs((logit * np.sqrt(size))[None])
    above, below = distances(found)
    return {
        "found_run": np.minimum(length[run], FAR) * np.where(found, 1.0, -1.0),
        "found_weight": weight[run] / max(float(words.sum()), 1.0),
        "found_before": share_before(words),
        "found_after": share_before(words[::-1])[::-1],
        "found_above": above,
        "found_below": below,
        "found_main": ((rows >= start) & (rows < end)).astype(np.float64),
        "found_main_start": cut(rows - start),
        "found_main_end": cut(rows - end + 1),
    }


def _subject(features: Features, chance: Column, main: Column) -> Columns:
    held = features.index.cohesion((chance > 0.5).astype(np.float64))  # noqa: PLR2004  more likely than not
    core = features.index.cohesion(main * (chance > 0.5))  # noqa: PLR2004
    near, below, above = window_means(core[:, None], _SUBJECT).T
    return {"subject": held, "subject_main": core, "subject_3": near, "subject_below": below, "subject_above": above}


def _whole(logit: Column, chance: Column, size: Column) -> Columns:
    total = len(logit)
    words = max(float(size.sum()), 1.0)
    values = {
        "whole_share": float((chance * size).sum()) / words,
        "whole_rows": float(chance.mean()),
        "whole_sure": float((np.abs(logit) * size).sum()) / words,
        "whole_runs": float(((logit[1:] > 0) != (logit[:-1] > 0)).sum()),
    }
    return {name: np.full(total, value) for name, value in values.items()}
