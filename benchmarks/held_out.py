"""The whole pipeline on pages of sites that its weights have not seen, scored by the benchmark's own metric."""

from __future__ import annotations

import importlib
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
from corpus import fold_of

from cleaner.filters.markup import Guarded
from cleaner.filters.scorer import ScorerFilter
from cleaner.filters.title import TitleFilter
from cleaner.model import Article, Filter
from cleaner.pipeline import Cleaner
from cleaner.score.model import ScorerModel, load_model

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from cleaner.templates.template import Templates

HARM = 0.01  # a page is harmed when its F1 falls by more than this below the text it was given
CYRILLIC = ("ru", "uk")
VARIANTS = ("visible", "bs4_p", "bs4_nl", "resili", "loose")
Change = Callable[[Sequence[Filter]], Sequence[Filter]]


@dataclass(frozen=True)
class Outcome:
    """What came out of one document."""

    id: str
    source: str
    variant: str
    language: str
    site: str
    score: Any  # the benchmark's DocScore
    f1: float
    before: float  # F1 of the input as it is
    text: str
    gold: str

    @property
    def harmed(self) -> bool:
        return self.f1 < self.before - HARM


class Bench:
    """The benchmark's folder: its metric and its documents."""

    def __init__(self, folder: Path, split: str = "dev") -> None:
        sys.path.insert(0, str(folder))
        self.metric: ModuleType = importlib.import_module("score")
        self.rules: ModuleType = importlib.import_module("run")
        self.data = folder / "data"
        self.split = split

    def documents(self, variants: Iterable[str] = ()) -> Iterator[tuple[dict[str, Any], str, str]]:
        """Each page with gold, with a variant's name and text."""
        pages = {p["id"]: p for p in pq.read_table(self.data / f"{self.split}.parquet").to_pylist() if p["gold"]}
        wanted = frozenset(variants)
        for row in pq.read_table(self.data / f"{self.split}_texts.parquet").to_pylist():
            if row["id"] in pages and (not wanted or row["variant"] in wanted):
                yield pages[row["id"]], row["variant"], row["text"]

    def judge(self, page: dict[str, Any], variant: str, text: str, article: Article) -> Outcome:
        found = article.text
        if page["gold_has_title"]:
            found = self.rules.with_title(article.title or "", found, page["gold"])
        score = self.metric.doc_score(page["gold"], found)
        before = self.rules.page_f1(page["gold"], text)
        f1 = self.rules.page_f1(page["gold"], found)
        site = page["domain"] or page["id"]
        return Outcome(page["id"], page["source"], variant, page["lang"], site, score, f1, before, found, page["gold"])

    def summary(self, outcomes: Sequence[Outcome]) -> dict[str, float]:
        """P, R, F1, exact pages, and the share of pages harmed."""
        figures = self.metric.shingle([outcome.score for outcome in outcomes], 0)
        return {**figures, "harm": sum(outcome.harmed for outcome in outcomes) / len(outcomes)}


def fold_cleaners(folder: Path, change: Change = lambda chain: chain) -> list[Cleaner]:
    """One cleaner for each fold, with the weights that have not seen it; `change` may take filters out."""
    paths = sorted(folder.glob("[0-9]*.json"))
    if not paths:
        raise SystemExit(f"{folder}: no weights by fold; make them with fit.py --folds")
    return [with_model(load_model(path), change) for path in paths]


def with_model(model: ScorerModel, change: Change = lambda chain: chain, templates: Templates | None = None) -> Cleaner:
    """A cleaner with these weights."""
    cleaner = Cleaner(templates=templates)
    chain = [_of_model(step, model) for step in cleaner._chain]  # noqa: SLF001  no option sets other weights
    object.__setattr__(cleaner, "_chain", tuple(change(chain)))  # not shared with anybody yet
    return cleaner


def _of_model(step: Filter, model: ScorerModel) -> Filter:
    """The filter with these weights, if it has any."""
    if isinstance(step, Guarded):
        return replace(step, step=_of_model(step.step, model))
    return replace(step, model=model) if isinstance(step, (ScorerFilter, TitleFilter)) else step


def clean_all(bench: Bench, cleaners: Sequence[Cleaner], variants: Iterable[str] = (), step: int = 1) -> list[Outcome]:
    """Clean each page with the cleaner of its fold; every `step`-th page only."""
    outcomes = []
    for page, variant, text in bench.documents(variants):
        if fold_of(page["id"], step):
            continue
        site = page["domain"] or page["id"]
        article = cleaners[fold_of(site, len(cleaners))].clean(text, format="text", url=page["url"])
        outcomes.append(bench.judge(page, variant, text, article))
    return outcomes


def by_cell(outcomes: Iterable[Outcome]) -> dict[tuple[str, str], list[Outcome]]:
    """Outcomes by (source, variant); the pages in Cyrillic once more as a source of their own."""
    cells: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        cells[outcome.source, outcome.variant].append(outcome)
        if outcome.language in CYRILLIC:
            cells["cyrillic", outcome.variant].append(outcome)
    return cells
