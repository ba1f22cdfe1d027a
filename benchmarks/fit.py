"""Fit the scorer's weights and show what they reach on pages of sites they have not seen.

    python benchmarks/fit.py ../shared/bench/data --out rules/scorer/text.json

The weights for HTML are fitted by `fit_markup.py`.

The data is read with all filters in front of the scorer, and folds are by site. The extra `fit` has what this needs.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pickle
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from corpus import (
    BOXED,
    BOXED_LOOSE,
    CLEAN,
    CROP,
    EXCERPT,
    RECAST,
    RULED,
    SILVER,
    SOURCES,
    Sample,
    fold_of,
    is_blind,
    read_samples,
)
from labels import is_title
from networks import Fitted, Rows, Shape, fit, predict, to_dict
from written import WRITTEN

from cleaner.options import Aggressiveness
from cleaner.score.decode import MAX_LOGIT, best_headline, body_share, headline_worth, threshold, words_above

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

FOLDS = 10
# A page of a small source weighs more; of one whose gold is our own, less.
SOURCE_WEIGHT = {"wcxb": 1.0, "daniel": 1.3, "fundus": 2.0, "zyte": 2.5, SILVER: 0.7, WRITTEN: 1.5}
VARIANT_WEIGHT = {
    "bs4_nl": 0.8,
    "resili": 0.8,
    "loose": 1.2,
    CLEAN: 0.4,
    EXCERPT: 0.3,
    CROP: 0.5,
    RECAST: 0.35,
    BOXED: 0.35,
    BOXED_LOOSE: 0.35,
    **dict.fromkeys(RULED, 0.35),
}
MORE = 6.0  # words that each unit weighs beside its own: else a subheading would count for next to nothing
UNTITLED = 0.3  # what a text without a headline weighs in the choice of one, beside 1
# Two losses, that differ in what a page without a body should come to: where one fails, the other seldom does. The
# first sees no bodies with boxes put into them, the second none that were cast anew: to it a list is what it mostly is.
SHAPES = (Shape(), Shape(nothing=8.0, seed=1))
HARM = 0.01
# Of the decision, see `cleaner.score.decode`: chosen on the held-out scores for F1 with harm of at most 3 % in `loose`.
COSTS = {
    "dirty": 0.4,
    "clean": -5.0,
    "dirty_share": 0.85,
    "clean_share": 0.96,
    "few": -5.5,
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

    def rows(self) -> Rows:
        """What a network is fitted on."""
        each = self.samples
        return Rows(
            self.names,
            self.table,
            label=np.concatenate([sample.share for sample in each]),
            weight=np.concatenate([_weights(sample) for sample in each]),
            words=np.concatenate([np.where(sample.left, _mass(sample), 0.0) for sample in each]),
            ends=self.ends,
            headline=np.concatenate([sample.headline & sample.candidate for sample in each]),
            candidate=np.concatenate([sample.candidate for sample in each]),
            titled=np.concatenate([np.full(len(sample.words), _titled(sample)) for sample in each]),
        )

    def parts(self, values: NDArray[np.float64]) -> list[NDArray[np.float64]]:
        """A column cut into one piece for each sample."""
        return [values[a:b] for a, b in zip(self.ends, self.ends[1:], strict=False)]


def _mass(sample: Sample) -> NDArray[np.float64]:
    """What each unit weighs in its document's F1."""
    return np.where(sample.words > 0, sample.words + MORE, 0.0)


def _weights(sample: Sample) -> NDArray[np.float64]:
    """What a unit weighs by itself."""
    page, mass = sample.page, _mass(sample)
    weight = (mass + 2) / (len(page["gold"].split()) + 0.5 * mass.sum() + 5)
    weight = weight * SOURCE_WEIGHT[page["source"]] * VARIANT_WEIGHT.get(sample.variant, 1.0)
    return np.where(sample.left, weight, 0.0)  # what an earlier filter took is context, not a question


def _titled(sample: Sample) -> float:
    """What the document weighs in the choice of a headline; nothing where it is not known which line that is."""
    known = 1.0 if (sample.headline & sample.candidate).any() else 0.0
    return SOURCE_WEIGHT[sample.page["source"]] * (UNTITLED if sample.variant in (CLEAN, EXCERPT) else known)


@dataclass(frozen=True)
class Decision:
    """What comes out of a document."""

    kept: NDArray[np.bool_]
    title: int | None


def decide(sample: Sample, odds: NDArray[np.float64], costs: dict[str, float]) -> Decision:
    """The runtime's decision: which units are body, and which one is the headline."""
    body = odds[:, 0]
    size = sample.column("size")
    share = body_share(np.where(sample.left, body, -MAX_LOGIT), size)
    kept = (body > threshold(share, int(sample.left.sum()), costs, Aggressiveness.BALANCED)) & sample.left
    above = words_above(body, sample.column("sentences"), size, sample.left)
    worth = headline_worth(odds[:, 1], above, size, np.zeros(len(size), bool), np.arange(len(size)) == 0)
    worth[~sample.candidate] = -np.inf
    title = best_headline(worth)
    if title is None:
        return Decision(kept, None)
    copies = [is_title(text, sample.texts[title]) for text in sample.texts]
    return Decision(kept & ~np.array(copies), title)


class Judge:
    """The benchmark's own metric on decisions: near the pipeline's figures, and quick."""

    def __init__(self, data: Path) -> None:
        sys.path.insert(0, str(data.parent))
        self._metric = importlib.import_module("score")
        self._rules = importlib.import_module("run")
        self._before: dict[tuple[str, str], float] = {}

    def page(self, sample: Sample, decision: Decision) -> tuple[Any, bool]:
        """The document's score, and whether it came out worse than it went in."""
        page = sample.page
        gold = page["gold"] if sample.variant != EXCERPT else "\n".join(sample.texts)
        text = "\n".join(text for text, kept in zip(sample.texts, decision.kept, strict=True) if kept)
        if page["gold_has_title"] and decision.title is not None and sample.variant not in (CLEAN, EXCERPT):
            text = self._rules.with_title(sample.texts[decision.title], text, gold)
        key = page["id"], sample.variant
        if key not in self._before:
            self._before[key] = self._rules.page_f1(gold, "\n".join(sample.texts))
        return self._metric.doc_score(gold, text), self._rules.page_f1(gold, text) < self._before[key] - HARM

    def table(
        self, corpus: Corpus, odds: NDArray[np.float64], costs: dict[str, float], language: str | None = None
    ) -> dict[tuple[str, str], dict[str, float]]:
        """F1, P, R, harm and right headlines by source and variant."""
        cells: dict[tuple[str, str], list[tuple[Any, bool, float]]] = {}
        for sample, part in zip(corpus.samples, corpus.parts(odds), strict=True):
            if is_blind(sample.page["id"], sample.variant) or language not in (None, sample.page["lang"]):
                continue
            decision = decide(sample, part, costs)
            right = (
                np.nan if not sample.headline.any() else decision.title is not None and sample.headline[decision.title]
            )
            cells.setdefault((sample.page["source"], sample.variant), []).append((*self.page(sample, decision), right))
        return {key: self._mean(rows) for key, rows in cells.items()}

    def _mean(self, rows: Sequence[tuple[Any, bool, float]]) -> dict[str, float]:
        scores, harmed, right = zip(*rows, strict=True)
        named = [float(value) for value in right if not np.isnan(value)]
        more = {"harm": float(np.mean(harmed)), "title": float(np.mean(named)) if named else np.nan}
        return {**self._metric.shingle(scores, 0), **more}


def show(table: dict[tuple[str, str], dict[str, float]]) -> None:
    for variant in sorted({variant for _, variant in table}):
        cells = [(source, table[source, variant]) for source in SOURCES if (source, variant) in table]
        told = [
            f"{source} {c['f1']:.4f} (P {c['p']:.3f} R {c['r']:.3f} harm {c['harm']:.3f} title {c['title']:.2f})"
            for source, c in cells
        ]
        print(f"{variant:8}", "  ".join(told))


@dataclass(frozen=True)
class Committees:
    """The networks fitted on all folds but one each time, with the log-odds of the rows they have not seen."""

    by_fold: dict[int, list[Fitted]]
    odds: NDArray[np.float64]  # rows × outputs


def fit_committee(corpus: Corpus, rows: Rows, documents: Sequence[int]) -> list[Fitted]:
    """The members, fitted on the documents with these numbers."""
    without = ((BOXED, BOXED_LOOSE), (RECAST,))
    return [
        fit(rows, [number for number in documents if corpus.samples[number].variant not in others], shape)
        for shape, others in zip(SHAPES, without, strict=True)
    ]


def fit_folds(corpus: Corpus) -> Committees:
    """Fit a committee for each fold, on the documents outside it."""
    rows = corpus.rows()
    odds = np.zeros((len(corpus.table), len(rows.outputs)))
    committees = {}
    for fold in range(FOLDS):
        inside = np.array([fold_of(sample.site, FOLDS) == fold for sample in corpus.samples])
        committees[fold] = fit_committee(corpus, rows, np.flatnonzero(~inside).tolist())
        for number, found in predict(committees[fold], rows, np.flatnonzero(inside).tolist()).items():
            odds[corpus.ends[number] : corpus.ends[number + 1]] = found
    return Committees(committees, odds)


def show_unseen(corpus: Corpus, judge: Judge, language: str, held_out: NDArray[np.float64]) -> None:
    """What pages in a language lose when no page in it was fitted on, in F1 by source and variant."""
    inside = np.array([sample.page["lang"] == language for sample in corpus.samples])
    rows = corpus.rows()
    committee = fit_committee(corpus, rows, np.flatnonzero(~inside).tolist())
    odds = held_out.copy()
    for number, found in predict(committee, rows, np.flatnonzero(inside).tolist()).items():
        odds[corpus.ends[number] : corpus.ends[number + 1]] = found
    seen, unseen = judge.table(corpus, held_out, COSTS, language), judge.table(corpus, odds, COSTS, language)
    for key in sorted(seen):
        a, b = seen[key]["f1"], unseen[key]["f1"]
        print(f"without {language}: {key[1]:8} {key[0]:8} {a:.4f} -> {b:.4f} ({b - a:+.4f})")


def weights_of(members: Sequence[Fitted]) -> dict[str, object]:
    return {"costs": COSTS, "network": to_dict(members)}


def load(args: argparse.Namespace) -> list[Sample]:
    if args.cache and args.cache.exists():
        with args.cache.open("rb") as file:
            return pickle.load(file)
    samples = read_samples(args.data, args.split)
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
        fitted, judge = fit_folds(corpus), Judge(args.data)
        show(judge.table(corpus, fitted.odds, COSTS))
        args.folds.mkdir(parents=True, exist_ok=True)
        np.save(args.folds / "odds.npy", fitted.odds)
        for fold, members in fitted.by_fold.items():
            write(args.folds / f"{fold}.json", weights_of(members))
        for language in args.unseen:
            show_unseen(corpus, judge, language, fitted.odds)
    if args.out:
        write(args.out, weights_of(fit_committee(corpus, corpus.rows(), range(len(corpus.samples)))))


def write(path: Path, weights: dict[str, object]) -> None:
    path.write_text(json.dumps(weights, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
