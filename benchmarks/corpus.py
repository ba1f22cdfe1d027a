"""The pages of the benchmark as rows to learn from: each document as the scorer sees it, with its labels.

A document has been through all filters in front of the scorer, so that what they found is evidence. Beside the
variants of each page, its gold text stands as a document of its own: clean text must come back as it is.
"""

from __future__ import annotations

import random
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
from cleaner.read.text import read_text
from cleaner.resolve import resolve
from cleaner.rules import load_rules
from cleaner.score.features import Features
from cleaner.score.scoring import read_features
from cleaner.score.units import CLOSERS, TERMINAL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from cleaner.model import Document, Filter

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
HAND_MADE = ("cases", "seeds")  # for the tests, not for fitting


@dataclass(frozen=True)
class Sample:
    """One document: its features, its labels, and what it takes to score an outcome."""

    page: dict[str, Any]
    variant: str
    features: Features  # only what the second pass needs of them
    names: tuple[str, ...]
    table: NDArray[np.float32]  # units × features of the first pass
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


def read_samples(data: Path, split: str) -> Iterator[Sample]:
    """All text documents of a split."""
    pages = read_pages(data, split)
    chain = [step for step in build_chain(load_rules(), Options()) if step.name not in BEHIND]
    for row in pq.read_table(data / f"{split}_texts.parquet").to_pylist():
        if row["id"] in pages:
            yield from _sample(pages[row["id"]], row["variant"], read_text(row["text"]), chain)
            if row["variant"] in CROPPED:
                yield from _sample(pages[row["id"]], CROP, read_text(crop(row["text"], pages[row["id"]])), chain)
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
    document = _filtered(annotate(replace(document, url=page["url"])), chain)
    if is_blind(page["id"], variant):
        document = replace(document, findings=(), blocks=document.lines)
    units, features = read_features(document)
    if variant in (CLEAN, EXCERPT):
        share, words = np.ones(len(units)), label([unit.text for unit in units], "")[1]
    else:
        share, words = label([unit.text for unit in units], page["gold"])
    rows = np.repeat(np.arange(len(units)), [unit.last - unit.first + 1 for unit in units])
    rows = np.concatenate((np.zeros(units[0].first, dtype=rows.dtype), rows))  # a headline in the first line is no unit
    left = np.zeros(len(units), bool)
    left[rows[[block.line for block in document.blocks]]] = True
    headline = np.zeros(len(units), bool)
    titles = [finding for finding in document.findings if finding.field is Field.TITLE]
    for line, block in enumerate(document.lines):
        headline[rows[line]] |= any(block.start <= finding.span.start < block.end for finding in titles)
    names = tuple(features.columns)
    table = np.stack([features.columns[name] for name in names], axis=1).astype(np.float32)
    slim = {key: value for key, value in page.items() if key != "html"}
    features = Features({}, features.mass, features.index)
    yield Sample(slim, variant, features, names, table, share, words, left, headline)


def _filtered(document: Document, chain: list[Filter]) -> Document:
    for step in chain:
        run = getattr(step, "run", None)
        findings = run(document)[0] if run else step(document)
        document = resolve(document, findings).document
    return document
