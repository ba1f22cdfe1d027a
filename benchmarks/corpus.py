"""The pages of the benchmark as rows to learn from: each document as the scorer sees it, with its labels.

A document has been through all filters in front of the scorer, so that what they found is evidence. Beside the
variants of each page, its gold text stands as a document of its own: clean text must come back as it is.

Pages of which only some segments are known serve as well where what HTML mode finds in them holds every segment that
must be there and none that must not: that text is their gold, for fitting alone (`SILVER`).
"""

from __future__ import annotations

import importlib
import random
import sys
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow.parquet as pq
from labels import FOUND, label

from cleaner.annotate import annotate
from cleaner.chain import build_chain
from cleaner.model import Field
from cleaner.options import Options
from cleaner.pipeline import Cleaner
from cleaner.read.text import read_text
from cleaner.resolve import resolve
from cleaner.rules import load_rules
from cleaner.score.scoring import read_features
from cleaner.score.units import CLOSERS, TERMINAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from cleaner.model import Document, Filter
    from cleaner.score.units import Unit

BEHIND = ("scorer", "orphans")  # filters that run when the scorer has spoken
SOURCES = ("zyte", "fundus", "wcxb", "daniel")
CLEAN = "clean"  # the variant that is the gold text itself
EXCERPT = "excerpt"  # a few paragraphs of it
CROP = "crop"  # the body with a few lines of the page around it
CROPPED = ("bs4_p",)  # the variants it is cut from
CROP_LINES = 5  # above and below, on average
EXCERPT_LINES = 6
BARE = 0.2  # share of excerpts without full stops
HALF = 0.5
BLIND = 0.15  # share of documents whose evidence is hidden: the model must do without rules, too
SILVER = "trafilatura"
HAND_MADE = ("cases", "seeds")  # for the tests, not for fitting


@dataclass(frozen=True)
class Sample:
    """One document: its features, its labels, and what it takes to score an outcome."""

    page: dict[str, Any]
    variant: str
    names: tuple[str, ...]
    table: NDArray[np.float32]  # units × features
    share: NDArray[np.float64]  # of each unit, how much of it is gold
    words: NDArray[np.float64]
    left: NDArray[np.bool_]  # units of which the filters left something in
    headline: NDArray[np.bool_]  # the unit that was lifted out as the title

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
    """The pages with gold by id."""
    rows = pq.read_table(data / f"{split}.parquet").to_pylist()
    return {row["id"]: row for row in rows if row["gold"] is not None and row["source"] not in HAND_MADE}


def read_silver(data: Path, split: str) -> Iterator[dict[str, Any]]:
    """The pages whose known segments agree with what HTML mode finds, with that as their gold."""
    cleaner = Cleaner()
    for row in pq.read_table(data / f"{split}.parquet").to_pylist():
        if row["source"] != SILVER:
            continue
        article = cleaner.clean(row["html"], format="html", url=row["url"])
        whole = f"{article.title or ''}\n{article.text}"
        agrees = all(part in whole for part in row["with_segments"])
        if agrees and not any(part in article.text for part in row["without_segments"]):
            yield row | {"gold": article.text, "gold_has_title": False}


def read_samples(data: Path, split: str) -> Iterator[Sample]:
    """All text documents of a split."""
    pages = read_pages(data, split)
    sys.path.insert(0, str(data.parent))
    variants = importlib.import_module("textify").VARIANTS
    chain = chain_in_front()
    for row in pq.read_table(data / f"{split}_texts.parquet").to_pylist():
        if row["id"] in pages:
            yield from _sample(pages[row["id"]], row["variant"], read_text(row["text"]), chain)
            if row["variant"] in CROPPED:
                yield from _sample(pages[row["id"]], CROP, read_text(crop(row["text"], pages[row["id"]])), chain)
    for page in read_silver(data, split):
        html = page["html"].decode("utf-8", "replace")
        for name, make in variants.items():
            yield from _sample(page, name, read_text(make(html)), chain)
        pages[page["id"]] = page
    for page in pages.values():
        yield from _sample(page, CLEAN, read_text(page["gold"]), chain)
        yield from _sample(page, EXCERPT, read_text(excerpt(page)), chain)


def crop(text: str, page: dict[str, Any]) -> str:
    """The body with only a few of the lines around it, as extractors leave it."""
    lines = text.splitlines()
    share, _ = label(lines, page["gold"])
    body = np.flatnonzero(share > FOUND)
    if not len(body):
        return ""
    chance = random.Random(page["id"])
    above, below = (int(chance.expovariate(1 / CROP_LINES)) for _ in range(2))
    return "\n".join(lines[max(0, body[0] - above) : body[-1] + 1 + below])


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
    if is_blind(page["id"], variant):
        document = replace(document, findings=(), blocks=document.lines)
    units, features = read_features(document)
    rows = np.repeat(np.arange(len(units)), [unit.last - unit.first + 1 for unit in units])
    rows = np.concatenate((np.zeros(units[0].first, dtype=rows.dtype), rows))  # a headline in the first line is no unit
    left = np.zeros(len(units), bool)
    left[rows[[block.line for block in document.blocks]]] = True
    share, words = _labels(units, left, None if variant in (CLEAN, EXCERPT) else page["gold"])
    headline = np.zeros(len(units), bool)
    titles = [finding for finding in document.findings if finding.field is Field.TITLE]
    for line, block in enumerate(document.lines):
        headline[rows[line]] |= any(block.start <= finding.span.start < block.end for finding in titles)
    names = tuple(features.columns)
    table = np.stack([features.columns[name] for name in names], axis=1).astype(np.float32)
    slim = {key: value for key, value in page.items() if key != "html"}
    yield Sample(slim, variant, names, table, share, words, left, headline)


def _labels(units: Sequence[Unit], left: NDArray[np.bool_], gold: str | None) -> tuple[Any, Any]:
    """Each unit's share of gold, and its words. Without a gold all is body.

    Of two copies the filters may take the one that the gold is aligned to, so what is left is aligned without the rest.
    """
    share, words = label([unit.text for unit in units], gold or "")
    if gold is None:
        return np.ones(len(units)), words
    alone, _ = label([unit.text if still else "" for unit, still in zip(units, left, strict=True)], gold)
    return np.where(left, alone, share), words


def chain_in_front() -> list[Filter]:
    """The filters that run before the scorer."""
    return [step for step in build_chain(load_rules(), Options()) if step.name not in BEHIND]


def with_findings(document: Document, chain: Sequence[Filter]) -> Document:
    """The document behind the filters."""
    for step in chain:
        run = getattr(step, "run", None)
        findings = run(document)[0] if run else step(document)
        document = resolve(document, findings).document
    return document
