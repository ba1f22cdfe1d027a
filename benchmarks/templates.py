"""What templates are worth on pages of sites that are known: each page with what the other pages of its site teach.

    python benchmarks/templates.py ../shared/bench --weights WEIGHTS

`--weights` are the scorer's, best fitted without these sites; those that ship have seen them.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from held_out import VARIANTS, Bench, Outcome, with_model

from cleaner.annotate import annotate
from cleaner.domains import host_of
from cleaner.read.text import read_text
from cleaner.score.model import builtin_model, load_model
from cleaner.templates.learn import FEWEST, Learner, name_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model import Document
    from cleaner.templates.template import Template


class Others:
    """Stands in for the templates: what the other pages of a site teach."""

    fingerprint = ""

    def __init__(self) -> None:
        self.template: Template | None = None

    def get(self, host: str | None) -> Template | None:  # noqa: ARG002  it is set for one page at a time
        return self.template


def sites(bench: Bench, variant: str, fewest: int) -> dict[str, list[tuple[dict[str, Any], str]]]:
    """The documents of each site that has enough of them."""
    found = defaultdict(list)
    for page, _, text in bench.documents([variant]):
        if host := host_of(page["url"]):
            found[host].append((page, text))
    return {host: pages for host, pages in sorted(found.items()) if len(pages) > fewest}


def learn(documents: Sequence[Document], names: Sequence[bytes]) -> Template | None:
    learner = Learner()
    for document, name in zip(documents, names, strict=True):
        learner.add(document, name)
    return next(iter(learner.templates().by_host.values()), None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, help="the benchmark's folder")
    parser.add_argument("--split", default="dev")
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--variants", nargs="*", default=VARIANTS)
    parser.add_argument("--sites", action="store_true", help="by site, too")
    args = parser.parse_args()
    bench, others = Bench(args.bench, args.split), Others()
    cleaner = with_model(load_model(args.weights) if args.weights else builtin_model(), templates=others)
    print("| variant | sites | pages | F1 without | F1 with | P | R | exact | harm |")
    print("|---|---|---|---|---|---|---|---|---|")
    for variant in args.variants:
        before: list[Outcome] = []
        after: list[Outcome] = []
        by_site = sites(bench, variant, FEWEST)
        for host, pages in by_site.items():
            documents = [annotate(read_text(text)) for _, text in pages]
            names = [name_of(page["id"], text) for page, text in pages]
            for number, (page, text) in enumerate(pages):
                rest = [other for other in range(len(pages)) if other != number]
                learned = learn([documents[n] for n in rest], [names[n] for n in rest])
                for outcomes, template in ((before, None), (after, learned)):
                    others.template = template
                    article = cleaner.clean(text, format="text", url=page["url"])
                    outcomes.append(bench.judge(page, variant, text, article))
            if args.sites:
                a, b = (bench.summary(outcomes[-len(pages) :])["f1"] for outcomes in (before, after))
                print(f"    {host:24} {len(pages):3} {a:.3f} {b:.3f}")
        a, b = bench.summary(before), bench.summary(after)
        figures = [f"{a['f1']:.3f}", f"**{b['f1']:.3f}**", f"{b['p']:.3f}", f"{b['r']:.3f}"]
        shares = [f"{a['acc']:.1%} → {b['acc']:.1%}", f"{a['harm']:.1%} → {b['harm']:.1%}"]
        print("|", " | ".join([variant, str(len(by_site)), str(len(after)), *figures, *shares]), "|")


if __name__ == "__main__":
    main()
