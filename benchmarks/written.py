"""Pages written for this project, with known bodies: further documents to learn from, and a measure of their own.

    python benchmarks/written.py                     # what comes out, by language, with the shipped weights
    python benchmarks/written.py --folds FOLDS       # each page by weights that have not seen it

They are the fixtures, and the pages of `written/` (JSON lines): those that no fixture can be, as they do not come out
exactly. Real pages with known bodies are mostly English; these are in 35 languages and look as today's sites do.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from joining import squeezed

from cleaner import Cleaner
from cleaner.fixtures.find import find_fixtures
from cleaner.read.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT.parent / "shared" / "bench"
WRITTEN = "written"  # the source, where other pages have the benchmark's


@dataclass(frozen=True)
class Written:
    """A page, and what should come out of it."""

    id: str
    language: str
    text: str | None  # None for HTML
    html: str | None
    url: str | None
    title: str | None
    body: str  # paragraphs, a line each

    @property
    def site(self) -> str:
        """What folds go by: each page is a site of its own."""
        return f"{WRITTEN}/{self.id}"

    def row(self) -> dict[str, Any]:
        """The page as a row of the benchmark's."""
        names = {"id": self.site, "domain": self.site, "source": WRITTEN, "url": self.url, "lang": self.language}
        return {**names, "gold": self.body, "gold_has_title": False}


def written_pages(root: Path = ROOT) -> Iterator[Written]:
    """The pages of `written/`, then the fixtures; each once, in an order of its own."""
    for path in sorted((root / "benchmarks" / "written").glob("*.jsonl")):
        for row in map(json.loads, path.read_text("utf-8").splitlines()):
            body = "\n".join(row["body"])
            yield Written(
                row["id"], row["language"], row.get("text"), row.get("html"), row.get("url"), row.get("title"), body
            )
    for fixture in find_fixtures((root / "fixtures",)):
        expected, is_html = fixture.expected, fixture.input.suffix == ".html"
        if expected.body and fixture.input.suffix != ".md":
            source, _ = decode(fixture.source())
            text, html = (None, source) if is_html else (source, None)
            language = expected.language or fixture.folder.name.partition("-")[0]
            body = "\n".join(expected.body)
            yield Written(fixture.name, language, text, html, expected.options.url, expected.title, body)


def as_texts(page: Written) -> Iterator[tuple[str, str]]:
    """The names and texts of the page: what scrapers make of HTML, or the one text that it is."""
    if page.text is not None:
        yield "text", page.text
        return
    sys.path.insert(0, str(BENCH))
    for name, make in importlib.import_module("textify").VARIANTS.items():
        if text := make(page.html):
            yield name, text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=Path, help="weights by fold, as `fit.py --folds` writes them")
    parser.add_argument("--only", default="", help="pages whose names begin so")
    args = parser.parse_args()
    from held_out import fold_cleaners, fold_of  # which read this module on their way

    cleaners = fold_cleaners(args.folds) if args.folds else [Cleaner()]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for page in written_pages():
        if page.text is None or not page.id.startswith(args.only):
            continue
        cleaner = cleaners[fold_of(page.site, len(cleaners))]
        article = cleaner.clean(page.text, format="text", url=page.url)
        got, wanted = squeezed(article.text), squeezed(page.body)
        lost = sum(squeezed(line) not in got for line in page.body.split("\n"))
        left = sum(squeezed(line) not in wanted for line in article.text.split("\n"))
        for key in (page.language, "all"):
            counts[key] += Counter(
                pages=1, exact=got == wanted, title=article.title == page.title, lost=lost, left=left
            )
    print("| language | pages | exact | titles | paragraphs lost | lines left |\n| --- | --- | --- | --- | --- | --- |")
    for language, count in sorted(counts.items(), key=lambda item: -item[1]["pages"]):
        cells = (language, *(count[name] for name in ("pages", "exact", "title", "lost", "left")))
        print("|", " | ".join(map(str, cells)), "|")


if __name__ == "__main__":
    main()
