"""Fit the weights for HTML, and show what they reach on pages of sites they have not seen.

    python benchmarks/fit_markup.py ../shared/bench/data --out rules/scorer/page.json

Two passes, folds by site. The first sees every line's mark-up; the second sees, with all filters in front of it, what
the first one left, and its held-out log-odds. The dependency group `fit` has what this needs.
"""

from __future__ import annotations

import argparse
import json
import pickle
import zlib
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from os.path import commonprefix  # of sequences of numbers, too
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networks
import numpy as np
import pyarrow.parquet as pq
from corpus import BEHIND_PAGES, chain_in_front, fold_of, with_findings
from markup_labels import label, label_segments
from score import doc_score, segment_count, segments, shingle, squeeze
from trees import Rows, to_dict
from written import WRITTEN, written_pages

from cleaner.annotate import annotate
from cleaner.filters.cards import CardsFilter
from cleaner.filters.markup import SIEVE
from cleaner.model import Document, Hints, Memo
from cleaner.options import Aggressiveness
from cleaner.read.html import read_html
from cleaner.read.lines import LEVEL
from cleaner.score.attached import attached
from cleaner.score.markup import markup_columns
from cleaner.score.markup_scoring import clip_priors, keep_blocks, table_of_page
from cleaner.score.table import Table as Features

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from cleaner.model import Block, Markup

FOLDS = 10
FRAGMENT = "fragment"
EVERY = 4  # each so-manieth page stands as a fragment, too
SMALLEST = 3  # lines of body that make a fragment
SOURCE_WEIGHT = {
    "zyte": 3.0, "fundus": 3.0, "daniel": 3.0, "wcxb": 1.0, "trafilatura": 1.0, WRITTEN: 1.5, "fragment": 0.5,
}  # fmt: skip
FIRST = {"num_leaves": 16, "max_depth": 5, "learning_rate": 0.12, "min_data_in_leaf": 150, "lambda_l2": 5}
FIRST_TREES = 80
FIRST_FEATURES = 56  # the strongest ones: the others cost time and change nothing
# A tenth of the rows that text has, so three times the epochs. One member is fitted on rows alone, two on whole pages.
SHAPES = (
    networks.Shape(epochs=30, whole=0.0),
    networks.Shape(epochs=30, whole=3.0, seed=1),
    networks.Shape(epochs=30, whole=3.0, seed=2),
)
COSTS = {"dirty": -1.1, "clean": -0.9, "dirty_share": 0.7, "clean_share": 0.97, "sieve": SIEVE}
BLIND = 15  # of a hundred pages, those whose findings are hidden: the model must do without rules, too


@dataclass(frozen=True)
class Page:
    """A page with what its lines should be."""

    row: dict[str, Any]
    document: Document
    body: list[bool | None]

    @property
    def fold(self) -> int:
        return fold_of((self.row["domain"] or self.row["id"]).removeprefix("www."), FOLDS)

    def weights(self) -> NDArray[np.float64]:
        """What each line weighs in its page's score."""
        known = np.array([value is not None for value in self.body])
        words = np.array([block.text.count(" ") + 1.0 for block in self.document.lines])
        if self.row["gold"] is None:
            return SOURCE_WEIGHT[self.row["source"]] * known / max(known.sum(), 1)
        body = max(float((words * [bool(value) for value in self.body]).sum()), 30.0)
        return SOURCE_WEIGHT[self.row["source"]] * np.minimum((words + 4.0) / body, 1.0)


def read_pages(data: Path) -> Iterator[Page]:
    """The development pages and those written for this project, each line labelled."""
    written = (page.row() | {"html": page.html.encode()} for page in written_pages() if page.html is not None)
    for row in (*pq.read_table(data / "dev.parquet").to_pylist(), *written):
        if not row["html"]:
            continue
        document = replace(read_html(row.pop("html").decode("utf-8", "replace")), url=row["url"])
        if not document.lines:
            continue
        texts = [block.text for block in document.lines]
        if row["gold"] is None:
            yield Page(row, document, label_segments(texts, row["with_segments"], row["without_segments"]))
        else:
            yield Page(row, document, list(label(texts, row["gold"], headline_first=row["gold_has_title"])))


def fragment(page: Page) -> Page | None:
    """The page's body alone, as a feed or a scraper hands it over: clean mark-up must come back as it is."""
    wanted = [i for i, body in enumerate(page.body) if body or _is_headline(page.document.lines[i])]
    bodies = [page.document.lines[i] for i in wanted]
    if page.row["gold"] is None or sum(bool(page.body[i]) for i in wanted) < SMALLEST:
        return None
    common = len(commonprefix([block.markup.nodes if block.markup else () for block in bodies]))  # noqa: RUF071
    blocks, start = [], 0
    for number, block in enumerate(bodies):
        blocks.append(block._replace(line=number, start=start, end=start + len(block.text), markup=_cut(block, common)))
        start += len(block.text) + 1
    source = "\n".join(block.text for block in blocks)
    document = Document(source=source, lines=tuple(blocks), blocks=tuple(blocks), hints=Hints())
    return Page(page.row | {"source": FRAGMENT}, document, [page.body[i] for i in wanted])


def _is_headline(block: Block) -> bool:
    return block.markup is not None and block.markup.tag == "h1"


def _cut(block: Block, common: int) -> Markup | None:
    """The mark-up without the containers around the body."""
    markup = block.markup
    if markup is None:
        return None
    common = min(common, len(markup.nodes) - 1)
    hints = LEVEL.join(markup.hints.split(LEVEL)[: len(markup.nodes) - common]) if markup.hints else ""
    return markup._replace(
        path=("html", "body", *markup.path[common:]), nodes=(0, 1, *markup.nodes[common:]), hints=hints
    )


@dataclass(frozen=True)
class Table:
    """Rows of all pages, one after the other."""

    names: tuple[str, ...]
    values: NDArray[np.float32]
    page: NDArray[np.int64]
    line: NDArray[np.int64]


def tabulate(pages: Sequence[Page], features_of: Callable[[int, Page], tuple[Features | None, Sequence[int]]]) -> Table:
    """One table from each page's features and the lines they stand for."""
    names: tuple[str, ...] = ()
    values, owners, lines = [], [], []
    for number, page in enumerate(pages):
        features, left = features_of(number, page)
        if features is None:
            continue
        names = names or features.names
        values.append(features.select(names))
        owners.append(np.full(len(left), number))
        lines.append(np.asarray(left))
    return Table(names, np.concatenate(values), np.concatenate(owners), np.concatenate(lines))


class Fitter:
    """Labels, weights and folds of a table's rows."""

    def __init__(self, pages: Sequence[Page], table: Table) -> None:
        body = [np.array([bool(value) for value in page.body], dtype=np.float64) for page in pages]
        weight = [page.weights() for page in pages]
        pairs = list(zip(table.page.tolist(), table.line.tolist(), strict=True))
        self.label = np.array([body[page][line] for page, line in pairs])
        self.weight = np.array([weight[page][line] for page, line in pairs])
        self.fold = np.array([page.fold for page in pages])[table.page]
        self.table = table

    def rows(self, wanted: Sequence[int] | None = None) -> Rows:
        """The table, or some of its columns."""
        columns = list(range(len(self.table.names)) if wanted is None else wanted)
        scale = len(self.weight) / self.weight.sum()
        names = [self.table.names[i] for i in columns]
        return Rows(self.table.values[:, columns], self.label, self.weight * scale, names)


def second_columns(
    pages: Sequence[Page], priors: Sequence[NDArray[np.float64]], names: tuple[str, ...]
) -> tuple[Table, list[Document]]:
    """The second pass's table, and the documents as the filters left them."""
    chain = chain_in_front(BEHIND_PAGES)
    documents: list[Document] = []

    def features_of(number: int, page: Page) -> tuple[Features | None, Sequence[int]]:
        document = replace(annotate(page.document), priors=clip_priors(priors[number]))
        seen = with_findings(document, chain)
        documents.append(seen)
        if zlib.crc32(page.row["id"].encode()) % 100 < BLIND:  # seen as if no rule had fired
            seen = document
        left = [line for line, prior in enumerate(document.priors) if prior >= SIEVE]
        return (table_of_page(seen, left, names) if left else None), left

    return tabulate(pages, features_of), documents


def report(pages: Sequence[Page], documents: Sequence[Document], table: Table, logits: NDArray[np.float64]) -> None:
    """Scores by source, from the text that would come out."""
    scores: dict[str, list[Any]] = defaultdict(list)
    for page, document, wanted in zip(pages, documents, kept_lines(table, logits, len(pages)), strict=True):
        text = "\n".join(block.text for block in without_cards(document, wanted))
        add_score(scores, page, title_of(document), text)
    for name in ("zyte", "fundus", "wcxb", "daniel", "cyrillic", "trafilatura", WRITTEN, FRAGMENT):
        result = segments(scores[name]) if name == "trafilatura" else shingle(scores[name], 2)
        print(f"{name:12} F1 {result['f1']:.4f}  P {result['p']:.4f}  R {result['r']:.4f}  exact {result['acc']:.3f}")


def kept_lines(table: Table, logits: NDArray[np.float64], pages: int) -> list[set[int]]:
    """The lines of each page that the model keeps."""
    taken = table.values[:, table.names.index("taken")]
    size = np.where(taken > 0, 0.0, table.values[:, table.names.index("size")])
    ends = np.searchsorted(table.page, np.arange(pages + 1))
    kept = []
    for first, last in pairwise(ends):
        body = keep_blocks(logits[first:last], size[first:last], COSTS, Aggressiveness.BALANCED)
        kept.append(set(table.line[first:last][body].tolist()))
    return kept


def title_of(document: Document) -> str:
    """The headline that was found, or that the metadata name."""
    found = next((f.value for f in document.findings if f.field == "title" and f.value), None)
    return found or (document.hints.title if document.hints else None) or ""


def without_cards(document: Document, wanted: set[int]) -> list[Block]:
    """The blocks on the `wanted` lines and what is attached to them, less those that the filter behind takes."""
    kept = [block.line in wanted for block in document.blocks]
    joined = attached(document, kept)
    blocks = [block for number, block in enumerate(document.blocks) if kept[number] or number in joined]
    cards = {finding.span for finding in CardsFilter()(replace(document, blocks=tuple(blocks)))}
    return [block for block in blocks if block.span not in cards]


def add_score(scores: dict[str, list[Any]], page: Page, title: str, text: str) -> None:
    row = page.row
    if row["gold"] is None:
        count = segment_count(row["with_segments"], row["without_segments"], f"{title}\n{text}")
        scores["trafilatura"].append(count)
        return
    if row["source"] == FRAGMENT:
        scores[FRAGMENT].append(
            doc_score("\n".join(b.text for b, y in zip(page.document.lines, page.body, strict=True) if y), text)
        )
        return
    head = squeeze(title)
    start = squeeze(row["gold"])[: len(head) + 200]
    if row["gold_has_title"] and head and head in start and head not in squeeze(text)[: len(head) + 200]:
        text = f"{title}\n{text}"
    score = doc_score(row["gold"], text)
    scores[row["source"]].append(score)
    if row["lang"] in {"ru", "uk"}:
        scores["cyrillic"].append(score)


def fit(pages: Sequence[Page], keep: Path | None) -> dict[str, Any]:
    """Both passes on all pages, with their held-out figures on the way; what `report` needs goes into `keep`."""
    table = tabulate(pages, lambda _, page: (_first(page), range(len(page.document.lines))))
    fitter = Fitter(pages, table)
    gains = fitter.rows().fit(None, FIRST, FIRST_TREES).feature_importance("gain")
    best = np.argsort(-gains)[:FIRST_FEATURES].tolist()
    first_rows = fitter.rows(best)
    first = first_rows.held_out(fitter.fold, FIRST, FIRST_TREES)
    lost = fitter.weight * fitter.label * (first < SIEVE)
    print(f"first pass: {np.mean(first < SIEVE):.3f} of the lines below the sieve,")
    print(f"with {lost.sum() / (fitter.weight * fitter.label).sum():.5f} of the body by weight")
    ends = np.cumsum([0, *np.bincount(table.page, minlength=len(pages))])
    priors = [first[a:b] for a, b in pairwise(ends)]
    trees = to_dict(first_rows.fit(None, FIRST, FIRST_TREES))
    beyond, documents = second_columns(pages, priors, tuple(trees["features"]))
    rows, logits = _network_rows(pages, beyond), np.zeros(len(beyond.page))
    for fold in range(FOLDS):
        inside = [number for number, page in enumerate(pages) if page.fold == fold]
        outside = [number for number, page in enumerate(pages) if page.fold != fold]
        for number, found in networks.predict(networks.fit_all(rows, outside, SHAPES), rows, inside).items():
            logits[rows.ends[number] : rows.ends[number + 1]] = found[:, 0]
    report(pages, documents, beyond, logits)
    if keep:
        bare = [replace(page, document=_bare(page.document)) for page in pages]
        keep.write_bytes(pickle.dumps((bare, [*map(_bare, documents)], beyond, logits)))
    return {
        "first": trees,
        "second": networks.to_dict(networks.fit_all(rows, range(len(pages)), SHAPES)),
        "costs": COSTS,
    }


def _bare(document: Document) -> Document:
    """Without its memo: compiled patterns' matches do not pickle."""
    return replace(document, memo=Memo())


def _network_rows(pages: Sequence[Page], table: Table) -> networks.Rows:
    fitter = Fitter(pages, table)
    ends = np.cumsum([0, *np.bincount(table.page, minlength=len(pages))])
    known = np.array([page.row["gold"] is not None for page in pages])[table.page]
    words = np.where(known, table.values[:, table.names.index("size")], 0.0)
    words[table.values[:, table.names.index("taken")] > 0] = 0.0
    return networks.Rows(table.names, table.values, fitter.label, fitter.weight, words, ends)


def _first(page: Page) -> Features:
    return Features.of(markup_columns(page.document))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, help="where to write the weights")
    parser.add_argument("--cache", type=Path, help="keep the labelled pages here")
    parser.add_argument("--held-out", type=Path, help="keep the held-out log-odds here, to choose costs by")
    args = parser.parse_args()
    if args.cache and args.cache.exists():
        pages = pickle.loads(args.cache.read_bytes())
    else:
        pages = list(read_pages(args.data))
        if args.cache:
            args.cache.write_bytes(pickle.dumps(pages))
    pages += [piece for page in pages[::EVERY] if (piece := fragment(page))]
    weights = fit(pages, args.held_out)
    if args.out:
        args.out.write_text(json.dumps(weights, separators=(",", ":")), "utf-8")


if __name__ == "__main__":
    main()
