"""F1 on texts that other tools make of the benchmark's pages: converters, careless scrapers, filled lines.

    python benchmarks/other_tools.py ../shared/bench --folds /tmp/folds [--step 3]

The scorer has seen none of these forms, and its weights none of a page's site. Prints a Markdown table: F1 of ours, in
brackets the mean F1 of the texts as they are, and the share of pages that came out worse than they went in. `bare page`
and `fragment` are HTML; their weights have seen the pages.
"""

from __future__ import annotations

import argparse
import sys
import textwrap
import warnings
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import html2text
import inscriptis
import trafilatura
from bs4 import BeautifulSoup
from corpus import fold_of
from held_out import Bench, Outcome, fold_cleaners
from quality import table

from cleaner.pipeline import Cleaner
from cleaner.read.html import read_html

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCES = ("zyte", "fundus", "wcxb", "daniel")
BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "div", "blockquote", "td", "figcaption", "br")
UNSEEN = ("script", "style", "noscript", "template")
COLUMNS = 78


def soup(html: str) -> Any:  # noqa: ANN401  untyped library
    made = BeautifulSoup(html, "lxml")
    for tag in made(UNSEEN):
        tag.decompose()
    return made


def squeezed(text: str) -> str:
    return "\n".join(line for raw in text.splitlines() if (line := " ".join(raw.split())))


def all_strings(html: str) -> str:
    return squeezed(soup(html).get_text("\n"))


def paragraphs(html: str) -> str:
    return "\n\n".join(filter(None, (" ".join(tag.get_text(" ").split()) for tag in soup(html).find_all("p"))))


def main_element(html: str) -> str:
    made = soup(html)
    part = made.find("article") or made.find("main") or made.body or made
    for tag in part.find_all(BLOCKS):
        tag.insert_before("\n")
        tag.insert_after("\n")
    return squeezed(part.get_text())


def markdown(html: str, *, links: bool, width: int = 0) -> str:
    converter = html2text.HTML2Text(bodywidth=width)
    converter.ignore_links = converter.ignore_images = not links
    return str(converter.handle(html))


def extracted_markdown(html: str) -> str:
    return trafilatura.extract(html, output_format="markdown", favor_recall=True, include_links=True) or ""


def filled(html: str) -> str:
    text = trafilatura.extract(html, favor_recall=True) or ""
    return "\n\n".join(textwrap.fill(line, COLUMNS) for line in text.splitlines())


def bare(html: str) -> str:
    """The page without classes and ids."""
    made = soup(html)
    for tag in made.find_all(lambda _: True):
        tag.attrs = {name: value for name, value in tag.attrs.items() if name in {"href", "src"}}
    return str(made)


def fragment(html: str) -> str:
    made = soup(html)
    return str(made.find("article") or made.find("main") or made.body or made)


TEXTS: dict[str, Callable[[str], str]] = {
    "inscriptis": inscriptis.get_text,
    'bs4, get_text("\\n")': all_strings,
    "bs4, every <p>": paragraphs,
    "bs4, <article> or <main>": main_element,
    "html2text": lambda html: markdown(html, links=True, width=COLUMNS),
    "html2text, not filled": lambda html: markdown(html, links=True),
    "html2text without links": lambda html: markdown(html, links=False),
    "trafilatura, Markdown": extracted_markdown,
    "trafilatura, filled": filled,
}
PAGES: dict[str, Callable[[str], str]] = {"bare page": bare, "fragment": fragment}


def outcomes(bench: Bench, cleaners: list[Cleaner], step: int) -> dict[tuple[str, str], list[Outcome]]:
    found: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    shipped = Cleaner()
    for page, variant, _ in bench.documents(["visible"]):
        html = page["html"]
        if not html or page["source"] not in SOURCES or fold_of(page["id"], step):
            continue
        source = html.decode("utf-8", "replace")
        held_out = cleaners[fold_of(page["domain"] or page["id"], len(cleaners))]
        for name, make in TEXTS.items():
            text = made(make, source)
            article = held_out.clean(text, url=page["url"])
            found[name, page["source"]].append(bench.judge(page, variant, text, article))
        for name, make in PAGES.items():
            text = made(make, source)
            article = shipped.clean(text, format="html", url=page["url"])
            found[name, page["source"]].append(bench.judge(page, variant, read_html(text).source, article))
    return found


def made(make: Callable[[str], str], html: str) -> str:
    try:
        return make(html)
    except Exception as error:  # noqa: BLE001  a tool that fails on a page gives no text
        print(f"{make}: {error}", file=sys.stderr)
        return ""


def cell(bench: Bench, found: list[Outcome]) -> str:
    ours = bench.summary(found)
    before = sum(outcome.before for outcome in found) / len(found)
    return f"**{ours['f1']:.3f}** [{before:.3f}] {ours['harm']:.1%}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--folds", type=Path, required=True, help="weights by fold, of fit.py")
    parser.add_argument("--step", type=int, default=3, help="every n-th page only")
    arguments = parser.parse_args()
    warnings.filterwarnings("ignore")
    bench = Bench(arguments.bench)
    found = outcomes(bench, fold_cleaners(arguments.folds), arguments.step)
    rows = [[name, *(cell(bench, found[name, source]) for source in SOURCES)] for name in (*TEXTS, *PAGES)]
    print(table(["text", *SOURCES], rows))


if __name__ == "__main__":
    main()
