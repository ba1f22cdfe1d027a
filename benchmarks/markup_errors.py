"""What HTML mode still gets wrong on pages of sites its weights have not seen, by kind, and what each stage is worth.

    python benchmarks/fit_markup.py ../shared/bench/data --held-out held_out.pkl
    python benchmarks/markup_errors.py held_out.pkl

Errors are words per hundred words of gold; pages of which only segments are known are aside. The extra `fit` has what
this needs.
"""

from __future__ import annotations

import argparse
import pickle
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import fit_markup
from fit_markup import FRAGMENT, Page, Table, add_score, kept_lines, without_cards
from score import segments, shingle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cleaner.model import Block, Document

SOURCES = ("zyte", "fundus", "wcxb", "daniel", "cyrillic", "trafilatura")
KINDS = {
    "heading": {"h1", "h2", "h3", "h4", "h5", "h6"},
    "list item": {"li", "dt", "dd"},
    "caption": {"figcaption", "caption"},
    "cell": {"td", "th", "tr"},
    "paragraph": {"p", "blockquote", "pre"},
}


class HeldOut:
    """The pages, and which lines of each the model would keep."""

    def __init__(self, path: Path) -> None:
        # The file was written by the script itself, whose classes pickle knows by this name.
        main = sys.modules["__main__"]
        main.Page, main.Table = Page, Table  # type: ignore[attr-defined]
        self.pages, self.documents, table, logits = pickle.loads(path.read_bytes())
        self.kept = kept_lines(table, logits, len(self.pages))

    def each(self) -> Iterator[tuple[Page, Document, set[int]]]:
        """Each page with the document behind the filters and the lines that the scorer keeps."""
        yield from zip(self.pages, self.documents, self.kept, strict=True)


def errors(held_out: HeldOut) -> None:
    """Print words kept and lost, by the kind of element and by the place beside the body."""
    words: Counter[tuple[str, str, str]] = Counter()
    gold = 0
    for page, document, kept in held_out.each():
        if page.row["gold"] is None or page.row["source"] == FRAGMENT:
            continue
        stays = {block.line for block in without_cards(document, kept)}
        body = [number for number, value in enumerate(page.body) if value]
        gold += sum(_words(page.document.lines[number]) for number in body)
        for number, line in enumerate(page.document.lines):
            wanted = bool(page.body[number])
            if wanted != (number in stays):
                place = _place(number, body)
                words["lost" if wanted else "kept", place, _kind(line)] += _words(line)
    print("| error | place | element | words per hundred |\n| --- | --- | --- | --- |")
    for (error, place, kind), count in words.most_common(14):
        print(f"| {error} | {place} | {kind} | {100 * count / gold:.2f} |")


def _words(line: Block) -> int:
    return line.text.count(" ") + 1


def _place(number: int, body: list[int]) -> str:
    if not body:
        return "no body"
    return "above" if number < body[0] else "below" if number > body[-1] else "inside"


def _kind(line: Block) -> str:
    tag = line.markup.tag if line.markup else ""
    return next((kind for kind, tags in KINDS.items() if tag in tags), "other")


def ablation(held_out: HeldOut) -> None:
    """Print F1 by source of all stages, with one less in each row."""
    ways: dict[str, Callable[[Page, Document, set[int]], list[Block]]] = {
        "all": lambda _, document, kept: without_cards(document, kept),
        "without cards": lambda _, document, kept: [b for b in document.blocks if b.line in kept],
        "and without what rules and shapes take": lambda page, _, kept: [
            b for b in page.document.lines if b.line in kept
        ],
        "the mark-up pass alone": lambda page, document, _: [
            b for b in page.document.lines if document.priors[b.line] > 0
        ],
    }
    print("| stages |", " | ".join(SOURCES), "|\n|", " | ".join(["---"] * (len(SOURCES) + 1)), "|")
    for name, way in ways.items():
        scores: dict[str, list[Any]] = defaultdict(list)
        for page, document, kept in held_out.each():
            if page.row["source"] != FRAGMENT:
                text = "\n".join(block.text for block in way(page, document, kept))
                add_score(scores, page, fit_markup.title_of(document), text)
        found = [segments(scores[s]) if s == "trafilatura" else shingle(scores[s], 2) for s in SOURCES]
        print(f"| {name} |", " | ".join(f"{result['f1']:.3f}" for result in found), "|")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("held_out", type=Path, help="what `fit_markup.py --held-out` wrote")
    args = parser.parse_args()
    held_out = HeldOut(args.held_out)
    errors(held_out)
    print()
    ablation(held_out)


if __name__ == "__main__":
    main()
