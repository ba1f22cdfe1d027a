"""The rule engine's cost: CPU per line with all packs, beside a plain loop over its patterns; loading; hostile lines.

    python benchmarks/rules.py            # all
    python benchmarks/rules.py --quick    # without the plain loop

Targets: 20 µs per 250-byte line, 0.15 s for import and loading, 50 ms for the worst line.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.annotate import annotate
from cleaner.filters.by_rule import RuleFilter
from cleaner.model import Memo
from cleaner.read.text import read_text
from cleaner.rulecheck.attacks import attacks
from cleaner.rulecheck.negatives import read_negatives
from cleaner.rules import Rule, RuleSet, Stage, builtin_folder, load_rules, read_folder
from cleaner.rules.gate import WINDOW, Gate, Line
from cleaner.rules.load import load_packs
from cleaner.rules.programs import compiled
from cleaner.rules.verify import Verifier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cleaner.model import Block, Document

ROOT = Path(__file__).parent.parent
LINE_BYTES = 250
DOCUMENT_LINES = 40  # about 8 kB of Cyrillic text
DOCUMENTS = 50

LOADING = """
import time; start = time.process_time()
from cleaner.rules import Stage, load_rules
from cleaner.filters.by_rule import RuleFilter
imported = time.process_time()
rules = load_rules()
filters = [RuleFilter(rules, (Stage.PROTECT, stage)) for stage in (Stage.SITE, Stage.LANGUAGE)]
print(imported - start, time.process_time() - imported)
"""


def body_lines() -> list[str]:
    """Lines of `LINE_BYTES` bytes, of body text in several languages: what nearly all lines are."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "fixtures").rglob("input.txt"))]
    words = " ".join([*(line for text in texts for line in text.splitlines() if len(line) > 80), *read_negatives()])
    lines, line = [], ""
    for word in words.split():
        line = f"{line} {word}".strip()
        if len(line.encode()) >= LINE_BYTES:
            lines.append(line)
            line = ""
    return lines


def chrome_lines() -> list[str]:
    """The first line of each rule's first example."""
    packs = load_packs(read_folder(builtin_folder()))
    return [model.drops[0].text.strip().splitlines()[0] for pack in packs for model, _ in pack.rules]


def documents(lines: list[str]) -> Iterator[Document]:
    stream = cycle(lines)
    for _ in range(DOCUMENTS):
        yield annotate(read_text("\n".join(islice(stream, DOCUMENT_LINES))))


def best(run: Callable[[], object], rounds: int = 5) -> float:
    """The least CPU time of some rounds, in seconds: the machine's other work only adds to it."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def hits(rules: tuple[Rule, ...], blocks: list[Block], gate: Gate | None) -> set[tuple[int, str]]:
    """(line, rule) where a rule's own pattern matches; `gate` says where to look, None means everywhere."""
    verifier = Verifier(1.0)
    everywhere = [range(len(rules))] * len(blocks)
    asked = gate.candidates([Line(block.folded) for block in blocks]) if gate else everywhere
    return {
        (number, rules[index].id)
        for number, indexes in enumerate(asked)
        for index in indexes
        if verifier.match(rules[index].steps[0].pattern, blocks[number], (0, len(blocks[number].text)), rules[index].id)
    }


def look(filters: list[RuleFilter], document: Document) -> None:
    """Run the rules on a document as on one never seen before."""
    document = replace(document, memo=Memo())
    for step in filters:
        step(document)


def report_lines(rules: RuleSet) -> None:
    filters = [RuleFilter(rules, (Stage.PROTECT, stage)) for stage in (Stage.SITE, Stage.LANGUAGE)]  # as in the chain
    for name, lines in (("body, 250 bytes", body_lines()), ("chrome, from the examples", chrome_lines())):
        made = list(documents(lines))
        count = sum(len(document.lines) for document in made)
        run = [step(document) for document in made for step in filters]  # compiles what is needed
        # The best of short runs, document by document: on a busy machine a long one is never left alone.
        took = sum(best(lambda document=document: look(filters, document), 15) for document in made)
        found = sum(len(answer.findings) for answer in run)
        print(f"{name}: {took / count * 1e6:.1f} µs CPU a line ({count} lines, {found} findings)")


def report_plain_loop(rules: RuleSet) -> None:
    """A gate in front of the patterns, and a loop over all of them, on the same lines.

    Only rules of one line and without a literal of their author's own: those two narrow a rule beyond its pattern.
    """
    chosen = tuple(
        rule
        for rule in rules.of_stage(Stage.LANGUAGE)
        if len(rule.steps) == 1 and (rule.steps[0].pattern.loose or rule.steps[0].pattern.offsets[1] < WINDOW)
    )
    for rule in chosen:
        compiled(rule.steps[0].pattern.source)
    lines = [*body_lines()[:150], *chrome_lines()[:150]]
    blocks = list(read_text("\n".join(lines)).blocks)
    gate = Gate(chosen)
    same = hits(chosen, blocks, gate) == hits(chosen, blocks, None)
    fast = best(lambda: hits(chosen, blocks, gate), 3)
    slow = best(lambda: hits(chosen, blocks, None), 1)
    print(
        f"{len(chosen)} patterns on {len(blocks)} lines: plain loop {slow / len(blocks) * 1e6:.0f} µs a line, "
        f"gated {fast / len(blocks) * 1e6:.1f} µs, {slow / fast:.0f} times faster; same hits: {same}"
    )


def report_hostile(rules: RuleSet) -> None:
    filters = [RuleFilter(rules, (stage,)) for stage in Stage]
    sources = [step.pattern.source for rule in rules.rules for step in rule.steps]
    lines = ["а" * 1_000_000, "читайте також " * 80_000, "«" * 100_000 + "»" * 100_000]
    lines += [line for source in sources for line in attacks(source)[:4]]
    worst = (0.0, "")
    broken = 0
    for line in lines:
        document = annotate(read_text(line))
        broken += sum(len(step(document).warnings) for step in filters)
        took = best(lambda document=document: look(filters, document), 2)
        worst = max(worst, (took, line[:50]))
    print(f"{len(lines)} hostile lines: the worst takes {worst[0] * 1000:.1f} ms ({worst[1]!r}…), {broken} broken off")


def report_loading() -> None:
    runs = []
    compiled_modules = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(8):  # the first one may have to write them
        done = subprocess.run(
            [sys.executable, "-c", LOADING], cwd=ROOT, env=compiled_modules, capture_output=True, text=True, check=True
        )
        runs.append(tuple(map(float, done.stdout.split())))
    imported, loaded = min(runs, key=sum)
    print(
        f"loading: {imported + loaded:.3f} s CPU ({imported:.3f} s import of cleaner, {loaded:.3f} s rules and gates)"
    )


def main() -> None:
    rules = load_rules()
    literals = sum(len(step.pattern.literals) for rule in rules.rules for step in rule.steps[:1])
    print(f"{len(rules.rules)} rules in {len(rules.packs)} packs, {literals} literals")
    report_loading()
    report_lines(rules)
    report_hostile(rules)
    if "--quick" not in sys.argv:
        report_plain_loop(rules)


if __name__ == "__main__":
    main()
