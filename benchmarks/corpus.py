"""The pages of the benchmark as rows to learn from: each document as the scorer sees it, with its labels.

A document has been through all filters in front of the scorer, so that what they found is evidence. Beside the
variants of each page, its gold text stands as a document of its own: clean text must come back as it is.

Pages of which only some segments are known serve as well where what HTML mode finds in them holds every segment that
must be there and none that must not: that text is their gold, for fitting alone (`SILVER`).

So do the pages written for this project (`written.py`), each three times: behind all rules, behind half of them, and
behind none. The rules were written with these pages at hand, and know more of them than of pages to come.
"""

from __future__ import annotations

import importlib
import random
import sys
import zlib
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.parquet as pq
from interrupt import examples, interrupt
from labels import FOUND, is_title, label
from recast import recast
from written import as_texts, written_pages

from cleaner.annotate import annotate
from cleaner.annotate.units import CLOSERS, TERMINAL
from cleaner.chain import build_chain
from cleaner.filters.shapes import is_headline
from cleaner.model import ask
from cleaner.options import Options
from cleaner.pipeline import Cleaner
from cleaner.read.text import read_text
from cleaner.resolve import resolve
from cleaner.rules import load_rules
from cleaner.score.scoring import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from cleaner.annotate.units import Unit
    from cleaner.model import Document, Filter
    from cleaner.rules import RuleSet

BEHIND = ("title", "caption", "scorer", "contents", "cards", "orphans")  # filters that run when the scorer has spoken
BEHIND_PAGES = ("scorer", "contents", "cards", "orphans")  # the same for pages, whose metadata name the headline
SOURCES = ("zyte", "fundus", "wcxb", "daniel")
CLEAN = "clean"  # the variant that is the gold text itself
EXCERPT = "excerpt"  # a few paragraphs of it
CROP = "crop"  # the body with a few lines of the page around it
RECAST = "recast"  # the same with some of the body in other shapes
BOXED = "boxed"  # the same with boxes of the site between its paragraphs
BOXED_LOOSE = "boxed_loose"  # what an extractor left, with such boxes
CROPPED = ("bs4_p",)  # the variants these are cut from
BARELY = "loose"  # the variant with little around the body
CROP_LINES = 5  # above and below, on average
RECAST_LINES = 12
EXCERPT_LINES = 6
BARE = 0.2  # share of excerpts without full stops
HALF = 0.5
BLIND = 0.15  # share of documents whose evidence is hidden: the model must do without rules, too
SILVER = "trafilatura"
RULED = {"written": 100, "written_half": 50, "written_bare": 0}  # variants, and how many of a hundred rules run
HEADLINE_FIRST = "daniel"  # the source whose golds all begin with the headline
HAND_MADE = ("cases", "seeds")  # for the tests, not for fitting


Text = tuple[str, str, str, str | None]  # a page's id, the variant, its text, and the gold where it is another one


@dataclass(frozen=True)
class Sample:
    """One document: its features, its labels, and what it takes to score an outcome."""

    page: dict[str, Any]
    variant: str
    names: tuple[str, ...]
    table: NDArray[np.float32]  # units × features
    texts: tuple[str, ...]  # of the units
    share: NDArray[np.float64]  # of each unit, how much of it is gold; a headline is none
    words: NDArray[np.float64]
    left: NDArray[np.bool_]  # units of which the filters left something in
    headline: NDArray[np.bool_]  # units that are the page's headline
    candidate: NDArray[np.bool_]  # units that may be chosen as the headline

    def column(self, name: str) -> NDArray[np.float64]:
        """One feature of each unit."""
        return self.table[:, self.names.index(name)].astype(np.float64)

    @property
    def site(self) -> str:
        """What must never stand in training and test at once."""
        return self.page["domain"] or self.page["id"]


def fold_of(site: str, folds: int) -> int:
    return zlib.crc32(site.encode()) % folds


def is_blind(page: str, variant: str) -> bool:
    """Whether what the rules found in this document is hidden from the scorer."""
    return zlib.crc32(f"{page}/{variant}".encode()) % 100 < 100 * BLIND


def read_pages(data: Path, split: str) -> dict[str, dict[str, Any]]:
    """The pages with gold by id, each with its headline; those with silver have the texts of their variants, too."""
    sys.path.insert(0, str(data.parent))
    variants = importlib.import_module("textify").VARIANTS
    cleaner = Cleaner()
    pages = {}
    for row in pq.read_table(data / f"{split}.parquet").to_pylist():
        html = row.pop("html")
        if row["source"] in HAND_MADE:
            continue
        article = cleaner.clean(html, format="html", url=row["url"]) if html else None
        if row["source"] == SILVER:
            if article is None or not _agrees(row, article.title or "", article.text):
                continue
            text = html.decode("utf-8", "replace")
            row |= {"gold": article.text, "gold_has_title": False}
            row["texts"] = {name: make(text) for name, make in variants.items()}
        if row["source"] == HEADLINE_FIRST:
            row["headline"] = row["gold"].strip().partition("\n")[0]
        else:
            row["headline"] = row["title"] or (article.title if article else None)
        if row["gold"] is not None:
            pages[row["id"]] = row
    return pages


def _agrees(row: dict[str, Any], title: str, text: str) -> bool:
    whole = f"{title}\n{text}"
    return all(part in whole for part in row["with_segments"]) and not any(
        part in text for part in row["without_segments"]
    )


def read_samples(data: Path, split: str, jobs: int = 2) -> list[Sample]:
    """All text documents of a split, in an order of their own."""
    pages = read_pages(data, split)
    texts: list[Text] = [
        (row["id"], row["variant"], row["text"], None)
        for row in pq.read_table(data / f"{split}_texts.parquet").to_pylist()
        if row["id"] in pages and pages[row["id"]]["source"] != SILVER
    ]
    for page in pages.values():
        texts += [(page["id"], name, text, None) for name, text in page.pop("texts", {}).items()]
        texts += [(page["id"], CLEAN, page["gold"], None), (page["id"], EXCERPT, excerpt(page), None)]
    known = examples()
    for id_, variant, text, _ in tuple(texts):
        lines, gold, taken = text.splitlines(), pages[id_]["gold"], known.get(pages[id_]["lang"], ())
        if variant == BARELY:
            texts += box_in(lines, gold, taken, id_, BOXED_LOOSE)
        if variant in CROPPED:
            body = np.flatnonzero(_is_gold(lines, gold))
            texts.append((id_, CROP, "\n".join(crop(lines, body, CROP_LINES, id_)), None))
            texts += cast_anew(crop(lines, body, RECAST_LINES, f"{id_} {RECAST}"), gold, id_)
            around = crop(lines, body, RECAST_LINES, f"{id_} {BOXED}")
            texts += box_in(around, gold, taken, id_, BOXED)
    with ProcessPoolExecutor(jobs) as pool:
        parts = pool.map(_read_part, [pages] * jobs, [texts[part::jobs] for part in range(jobs)])
        samples = [sample for part in parts for sample in part]
        pages_written = _read_written()
        parts = pool.map(_sample_written, [pages_written[part::jobs] for part in range(jobs)])
        samples += [sample for part in parts for sample in part]
    return sorted(samples, key=lambda sample: (sample.page["id"], sample.variant))


def _read_part(pages: dict[str, dict[str, Any]], texts: Iterable[Text]) -> list[Sample]:
    chain = chain_in_front()
    samples = []
    for id_, variant, text, gold in texts:
        page = pages[id_] if gold is None else pages[id_] | {"gold": gold}
        samples += _sample(page, variant, read_text(text), chain)
    return samples


def _read_written() -> list[tuple[dict[str, Any], str]]:
    """Each text of the written pages, in the form of the benchmark's pages."""
    return [
        (written.row() | {"id": f"{written.site}/{name}", "headline": written.title}, text)
        for written in written_pages()
        for name, text in as_texts(written)
    ]


def _sample_written(pages: Iterable[tuple[dict[str, Any], str]]) -> list[Sample]:
    rules = load_rules()
    chains = {}
    for variant, share in RULED.items():
        some = tuple(rule for rule in rules.rules if fold_of(f"{variant} {rule.id}", 100) < share)
        chains[variant] = chain_in_front(rules=replace(rules, rules=some))
    return [
        sample
        for page, text in pages
        for variant, chain in chains.items()
        for sample in _sample(page, variant, read_text(text), chain)
    ]


def _is_gold(lines: Sequence[str], gold: str) -> NDArray[np.bool_]:
    return label(lines, gold)[0] > FOUND


def cast_anew(lines: Sequence[str], gold: str, page: str) -> Iterator[Text]:
    """A body with some of the page around it, in shapes of which the pages hold few."""
    made = recast(lines, _is_gold(lines, gold).tolist(), page) if lines else None
    if made is not None:
        around, body = made
        yield page, RECAST, "\n".join(around), "\n".join(body)


def box_in(lines: Sequence[str], gold: str, known: Sequence[str], page: str, variant: str) -> Iterator[Text]:
    """A body with boxes of the site between its paragraphs; `known` are lines that rules take."""
    made = interrupt(lines, _is_gold(lines, gold).tolist(), known, f"{page} {variant}") if lines else None
    if made is not None:
        yield page, variant, "\n".join(made), None


def crop(lines: Sequence[str], body: NDArray[np.int64], around: float, seed: str) -> Sequence[str]:
    """The `body` with only some of the lines around it, as extractors leave it: `around` on average on each side."""
    if not len(body):
        return ()
    chance = random.Random(seed)
    above, below = (int(chance.expovariate(1 / around)) for _ in range(2))
    return lines[max(0, body[0] - above) : body[-1] + 1 + below]


def excerpt(page: dict[str, Any]) -> str:
    """A few paragraphs of the gold: short clean text. Some without full stops, as in lists, verse and some scripts."""
    lines = [line for line in page["gold"].splitlines() if line.strip()]
    chance = random.Random(page["id"])
    count = chance.randint(1, EXCERPT_LINES)
    first = chance.randrange(max(len(lines) - count, 0) + 1)
    chosen = lines[first : first + count]
    if chance.random() < BARE:
        chosen = [line.rstrip(CLOSERS).rstrip("".join(TERMINAL)) or line for line in chosen]
    return ("\n\n" if chance.random() < HALF else "\n").join(chosen)


def _sample(page: dict[str, Any], variant: str, document: Document, chain: list[Filter]) -> Iterator[Sample]:
    if not document.lines:
        return
    document = with_findings(annotate(replace(document, url=page["url"])), chain)
    blocks = document.blocks
    if is_blind(page["id"], variant):
        document = replace(document, findings=())
    units, table = read_table(document)
    rows = np.repeat(np.arange(len(units)), [unit.last - unit.first + 1 for unit in units])
    left = np.zeros(len(units), bool)
    left[rows[[block.line for block in blocks]]] = True
    clean = variant in (CLEAN, EXCERPT)
    share, words = _labels(units, left, None if clean else page["gold"])
    lines = [line.text for line in document.lines]
    headline = np.array(
        [not clean and any(is_title(line, page["headline"]) for line in lines[u.first : u.last + 1]) for u in units]
    )
    yield Sample(
        page=page,
        variant=variant,
        names=table.names,
        table=table.values.astype(np.float32),
        texts=tuple(unit.text for unit in units),
        share=np.where(headline, 0.0, share),
        words=words,
        left=left,
        headline=headline,
        candidate=left & np.array([is_headline(unit.text) for unit in units]),
    )


def _labels(units: Sequence[Unit], left: NDArray[np.bool_], gold: str | None) -> tuple[Any, Any]:
    """Each unit's share of gold, and its words. Without a gold all is body.

    Of two copies the filters may take the one that the gold is aligned to, so what is left is aligned without the rest.
    """
    share, words = label([unit.text for unit in units], gold or "")
    if gold is None:
        return np.ones(len(units)), words
    alone, _ = label([unit.text if still else "" for unit, still in zip(units, left, strict=True)], gold)
    return np.where(left, alone, share), words


def chain_in_front(behind: Sequence[str] = BEHIND, rules: RuleSet | None = None) -> list[Filter]:
    """The filters that run before the scorer, or before the first one `behind` it; with all rules, or with `rules`."""
    return [step for step in build_chain(rules or load_rules(), Options()) if step.name not in behind]


def with_findings(document: Document, chain: Sequence[Filter]) -> Document:
    """The document behind the filters."""
    for step in chain:
        document = resolve(document, ask(step, document).findings).document
    return document
