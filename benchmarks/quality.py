"""Write docs/quality.md: F1 by source, variant and language beside peers and ceiling, errors by kind, an ablation.

    python benchmarks/fit.py ../shared/bench/data --folds /tmp/folds     # weights that have not seen a fold's sites
    python benchmarks/quality.py ../shared/bench --folds /tmp/folds      # about ten minutes on one core

Each page is cleaned with weights that have seen no page of its site.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from held_out import VARIANTS, Bench, Outcome, by_cell, clean_all, fold_cleaners
from labels import label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from cleaner.model import Filter

SOURCES = ("zyte", "fundus", "wcxb", "daniel", "cyrillic")
PEERS = ("identity", "c4_lines", "justext_tuned")
CEILING = "(ceiling of line deletion)"
MIN_PAGES = 4  # of a language, to be a row
HALF = 0.5
LONG, SHORT = 25, 8  # words
HAND_MADE = ("cases", "seeds")
START, END = "<!-- figures: benchmarks/quality.py -->", "<!-- end of figures -->"


def row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    return "\n".join([row(head), row("---" for _ in head), *(row(cells) for cells in rows)])


def main_table(bench: Bench, outcomes: Sequence[Outcome]) -> str:
    peers = json.loads((bench.data / f"peers_{bench.split}.json").read_text("utf-8"))
    cells = by_cell(outcomes)
    rows = []
    for variant in VARIANTS:
        for source in SOURCES:
            if (source, variant) not in cells:
                continue
            ours = bench.summary(cells[source, variant])
            theirs = peers.get(f"{variant}/{source}", {})
            figures = [f"{theirs[name]['f1']:.3f}" if name in theirs else "" for name in (*PEERS, CEILING)]
            own = [f"**{ours['f1']:.3f}**", f"{ours['p']:.3f}", f"{ours['r']:.3f}", f"{ours['acc']:.1%}"]
            rows.append([variant, source, *own, f"{ours['harm']:.1%}", *figures])
    head = ["variant", "source", "F1", "P", "R", "exact", "harm", "as it is", "C4 lines", "jusText", "ceiling"]
    return table(head, rows)


def language_table(bench: Bench, outcomes: Sequence[Outcome]) -> str:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.source not in HAND_MADE:
            groups[outcome.language].append(outcome)
    rows = []
    for language, members in sorted(groups.items(), key=lambda item: -len(item[1])):
        if len({outcome.id for outcome in members}) < MIN_PAGES:
            continue
        figures = []
        for variant in VARIANTS:
            chosen = [outcome for outcome in members if outcome.variant == variant]
            figures.append(f"{bench.summary(chosen)['f1']:.3f}" if chosen else "")
        rows.append([language, len({outcome.id for outcome in members}), *figures])
    return table(["language", "pages", *VARIANTS], rows)


def error_table(bench: Bench, outcomes: Sequence[Outcome]) -> str:
    """Words wrongly kept and wrongly taken, per hundred words of gold, by place and length of their lines."""
    texts = {(page["id"], variant): text for page, variant, text in bench.documents()}
    sums: dict[tuple[str, str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    pages: dict[str, int] = defaultdict(int)
    for outcome in outcomes:
        pages[outcome.variant] += 1
        for kind, share in _errors(texts[outcome.id, outcome.variant], outcome):
            sums[kind][outcome.variant] += share
    rows = []
    for kind, found in sorted(sums.items(), key=lambda item: -sum(item[1].values())):
        rows.append([*kind, *(f"{100 * found[variant] / max(pages[variant], 1):.2f}" for variant in VARIANTS)])
    return table(["error", "place", "line", *VARIANTS], rows)


def _errors(text: str, outcome: Outcome) -> Iterable[tuple[tuple[str, str, str], float]]:
    lines = [line for line in text.splitlines() if line.strip()]
    gold, words = label(lines, outcome.gold)
    kept, _ = label(lines, outcome.text)
    body = [i for i, share in enumerate(gold) if share > HALF]
    if not body:
        return
    total = max(float(words[body].sum()), 1.0)
    for i, (wanted, found) in enumerate(zip(gold > HALF, kept > HALF, strict=True)):
        if wanted == found:
            continue
        place = "above" if i < body[0] else "below" if i > body[-1] else "inside"
        length = "long" if words[i] >= LONG else "short" if words[i] < SHORT else "medium"
        yield ("kept" if found else "lost", place, length), min(float(words[i]) / total, 1.0)


def ablation_table(bench: Bench, folds: Path, step: int) -> str:
    """What F1 loses, in points, when one filter is left out; on every `step`-th page."""

    def without(name: str | None) -> Callable[[Sequence[Filter]], Sequence[Filter]]:
        return lambda chain: [filter_ for filter_ in chain if filter_.name != name]

    cleaners = fold_cleaners(folds)
    names = [filter_.name for filter_ in cleaners[0]._chain]  # noqa: SLF001  the chain has no public face
    base = _by_variant(bench, clean_all(bench, cleaners, VARIANTS, step))
    rows = []
    for name in names:
        found = _by_variant(bench, clean_all(bench, fold_cleaners(folds, without(name)), VARIANTS, step))
        rows.append([name, *(f"{100 * (base[variant] - found[variant]):+.2f}" for variant in VARIANTS)])
    return table(["filter", *VARIANTS], rows)


def _by_variant(bench: Bench, outcomes: Sequence[Outcome]) -> dict[str, float]:
    return {
        variant: bench.summary([outcome for outcome in outcomes if outcome.variant == variant])["f1"]
        for variant in VARIANTS
    }


def write(path: Path, sections: Iterable[tuple[str, str]]) -> None:
    """Replace what stands between the marks in the document; the prose around it is the authors'."""
    old = path.read_text("utf-8") if path.exists() else f"# Quality\n\n{START}\n{END}\n"
    head, _, rest = old.partition(START)
    _, _, tail = rest.partition(END)
    body = "\n\n".join(f"## {title}\n\n{text}" for title, text in sections)
    path.write_text(f"{head}{START}\n\n{body}\n\n{END}{tail}", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, help="the benchmark's folder")
    parser.add_argument("--folds", type=Path, required=True, help="weights by fold, from fit.py --folds")
    parser.add_argument("--out", type=Path, default=Path("docs/quality.md"))
    parser.add_argument("--step", type=int, default=1, help="every N-th page only")
    parser.add_argument("--ablation", type=int, default=8, help="the ablation on every N-th page; 0: none")
    args = parser.parse_args()
    bench = Bench(args.bench)
    outcomes = clean_all(bench, fold_cleaners(args.folds), VARIANTS, args.step)
    sample = f"{len({outcome.id for outcome in outcomes})} pages" + (f", one in {args.step}" if args.step > 1 else "")
    note = f"Ours on {sample}; the peers and the ceiling on all pages."
    sections = [
        ("Figures", f"{note}\n\n{main_table(bench, outcomes)}"),
        ("By language, F1", language_table(bench, outcomes)),
        ("What is still wrong: words per hundred words of gold", error_table(bench, outcomes)),
    ]
    if args.ablation:
        figures = ablation_table(bench, args.folds, args.ablation)
        sections.append(("What each filter is worth: points of F1 lost without it", figures))
    write(args.out, sections)
    print(sections[0][1])


if __name__ == "__main__":
    main()
