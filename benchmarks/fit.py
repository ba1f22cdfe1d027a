"""Fit the scorer's weights and show what they reach on pages of sites they have not seen.

    python benchmarks/fit.py ../shared/bench/data --out rules/scorer.json

The weights for HTML are fitted by `fit_markup.py`.

The data is read with all filters in front of the scorer, and folds are by site. The extra `fit` has what this needs.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from corpus import CLEAN, CROP, EXCERPT, SILVER, SOURCES, Sample, fold_of, is_blind, read_samples
from labels import tokens
from networks import Fitted, Rows, Shape, fit, predict, to_dict

from cleaner.options import Aggressiveness
from cleaner.score.decode import MAX_LOGIT, body_share, threshold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

FOLDS = 4
# A page of a small source weighs more; of one whose gold is our own, less.
SOURCE_WEIGHT = {"wcxb": 1.0, "daniel": 1.3, "fundus": 2.0, "zyte": 2.5, SILVER: 0.7}
SHAPE = Shape()
VARIANT_WEIGHT = {"bs4_nl": 0.8, "resili": 0.8, "loose": 1.2, CLEAN: 0.4, EXCERPT: 0.3, CROP: 0.5}
EMPTY = 1e-9
HALF = 0.5
# Of the decision, see `cleaner.score.decode`: chosen on the held-out scores for F1 with harm of at most 3 % in `loose`.
COSTS = {
    "dirty": -0.5,
    "clean": -2.0,
    "dirty_share": 0.6,
    "clean_share": 0.85,
    "few": -3.5,
    "few_rows": 8,
    "many_rows": 30,
}


class Corpus:
    """All samples as one table."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        self.samples = samples
        self.ends = np.cumsum([0, *(len(sample.table) for sample in samples)])
        self.names = samples[0].names
        self.table = np.concatenate([sample.table for sample in samples])
        self.share = np.concatenate([sample.share for sample in samples])
        self.weight = np.concatenate([_weights(sample) for sample in samples])

    def rows(self) -> Rows:
        """What a network is fitted on."""
        return Rows(self.names, self.table, self.share, self.weight, self.ends)

    def parts(self, values: NDArray[np.float64]) -> list[NDArray[np.float64]]:
        """A column cut into one piece for each sample."""
        return [values[a:b] for a, b in zip(self.ends, self.ends[1:], strict=False)]


def _weights(sample: Sample) -> NDArray[np.float64]:
    """What a unit's words weigh in the page's score."""
    page = sample.page
    gold = len(page["gold"].split())
    weight = (sample.words + 2) / (gold + 0.5 * sample.words.sum() + 5)
    weight = weight * SOURCE_WEIGHT[page["source"]] * VARIANT_WEIGHT.get(sample.variant, 1.0)
    return np.where(sample.left, weight, 0.0)  # what an earlier filter took is context, not a question


def scores(
    corpus: Corpus, logits: NDArray[np.float64], language: str | None = None
) -> dict[tuple[str, str], tuple[float, ...]]:
    """F1, P, R and harm by source and variant, from the labels: quick, and near the benchmark's figures."""
    pages: dict[tuple[str, str], list[tuple[float, float, float]]] = {}
    for sample, part in zip(corpus.samples, corpus.parts(logits), strict=True):
        if is_blind(sample.page["id"], sample.variant) or language not in (None, sample.page["lang"]):
            continue
        share = body_share(np.where(sample.left, part, -MAX_LOGIT), sample.column("size"))
        limit = threshold(share, int(sample.left.sum()), COSTS, Aggressiveness.BALANCED)
        kept = (part > limit) & sample.left
        all_in = _page(sample, np.ones(len(kept), bool))
        ours = _page(sample, kept)
        pages.setdefault((sample.page["source"], sample.variant), []).append((*ours[:2], ours[2] < all_in[2] - 0.01))
    return {key: _mean(rows) for key, rows in pages.items()}


def _page(sample: Sample, kept: NDArray[np.bool_]) -> tuple[float, float, float]:
    if sample.page["gold_has_title"]:  # a correct title is part of the answer there
        kept = kept | (sample.headline & (sample.share > HALF))
    found = float((sample.words * kept).sum())
    right = float((sample.words * sample.share * kept).sum())
    wanted = len(tokens(sample.page["gold"])) if sample.variant != EXCERPT else float(sample.words.sum())
    precision = right / found if found else np.nan
    recall = min(right / max(wanted, 1.0), 1.0)
    total = np.nan_to_num(precision) + recall
    return precision, recall, 2 * np.nan_to_num(precision) * recall / max(total, EMPTY)


def _mean(rows: Sequence[tuple[float, float, float]]) -> tuple[float, ...]:
    precision, recall, harm = (
        np.nanmean([row[0] for row in rows]),
        np.mean([row[1] for row in rows]),
        np.mean([row[2] for row in rows]),
    )
    return 2 * precision * recall / max(precision + recall, EMPTY), precision, recall, harm


def show(table: dict[tuple[str, str], tuple[float, ...]]) -> None:
    for variant in sorted({variant for _, variant in table}):
        cells = [(source, table[source, variant]) for source in SOURCES if (source, variant) in table]
        print(
            f"{variant:8}", "  ".join(f"{s} {c[0]:.4f} (P {c[1]:.3f} R {c[2]:.3f} harm {c[3]:.3f})" for s, c in cells)
        )


@dataclass(frozen=True)
class Networks:
    """The network fitted on all folds but one each time, with the log-odds of the rows it has not seen."""

    by_fold: dict[int, Fitted]
    logits: NDArray[np.float64]


def fit_folds(corpus: Corpus) -> Networks:
    """Fit a network for each fold, on the documents outside it."""
    rows = corpus.rows()
    logits = np.zeros(len(corpus.table))
    networks = {}
    for fold in range(FOLDS):
        inside = np.array([fold_of(sample.site, FOLDS) == fold for sample in corpus.samples])
        networks[fold] = fit(rows, np.flatnonzero(~inside).tolist(), SHAPE)
        for number, found in predict(networks[fold], rows, np.flatnonzero(inside).tolist()).items():
            logits[corpus.ends[number] : corpus.ends[number + 1]] = found
    return Networks(networks, logits)


def show_unseen(corpus: Corpus, language: str, held_out: NDArray[np.float64]) -> None:
    """What pages in a language lose when no page in it was fitted on, in F1 by source and variant."""
    inside = np.array([sample.page["lang"] == language for sample in corpus.samples])
    rows = corpus.rows()
    network = fit(rows, np.flatnonzero(~inside).tolist(), SHAPE)
    logits = held_out.copy()
    for number, found in predict(network, rows, np.flatnonzero(inside).tolist()).items():
        logits[corpus.ends[number] : corpus.ends[number + 1]] = found
    with_it, without = (scores(corpus, values, language) for values in (held_out, logits))
    for source, variant in sorted(with_it):
        seen, unseen = with_it[source, variant][0], without[source, variant][0]
        print(f"{language} {source:7} {variant:8} {seen:.4f} without {unseen:.4f} ({unseen - seen:+.4f})")


def weights_of(fitted: Fitted) -> dict[str, object]:
    """The content of a weights file."""
    return {"network": to_dict(fitted), "costs": COSTS}


def load(args: argparse.Namespace) -> list[Sample]:
    if args.cache and args.cache.exists():
        with args.cache.open("rb") as file:
            return pickle.load(file)
    samples = list(read_samples(args.data, args.split))
    if args.cache:
        with args.cache.open("wb") as file:
            pickle.dump(samples, file)
    return samples


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the benchmark's folder of parquet files")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--out", type=Path, help="where the weights of all pages go")
    parser.add_argument("--cache", type=Path, help="keep the documents that were read in this file")
    parser.add_argument("--folds", type=Path, help="fit by folds too; a folder for their weights and held-out log-odds")
    parser.add_argument("--unseen", nargs="*", default=(), help="languages to leave out once each, beside --folds")
    args = parser.parse_args()
    corpus = Corpus(load(args))
    print(f"{len(corpus.samples)} documents, {len(corpus.table)} units, {len(corpus.names)} features", file=sys.stderr)
    if args.folds:
        fitted = fit_folds(corpus)
        show(scores(corpus, fitted.logits))
        args.folds.mkdir(parents=True, exist_ok=True)
        np.save(args.folds / "logits.npy", fitted.logits)
        for fold, network in fitted.by_fold.items():
            write(args.folds / f"{fold}.json", weights_of(network))
        for language in args.unseen:
            show_unseen(corpus, language, fitted.logits)
    if args.out:
        write(args.out, weights_of(fit(corpus.rows(), range(len(corpus.samples)), SHAPE)))


def write(path: Path, weights: dict[str, object]) -> None:
    path.write_text(json.dumps(weights, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
