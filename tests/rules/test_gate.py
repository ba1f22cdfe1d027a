"""The gate finds what a plain loop over all patterns finds, and hostile lines cost little."""

from __future__ import annotations

import time
import tomllib
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cleaner.annotate import annotate
from cleaner.filters.by_rule import RuleFilter
from cleaner.fold import unify
from cleaner.options import Limits, Options
from cleaner.read.text import read_text
from cleaner.rulecheck.attacks import attacks
from cleaner.rules import Rule, RuleSet, load_rules
from cleaner.rules.files import RuleFile, builtin_folder, read_folder
from cleaner.rules.gate import WINDOW, Gate, Line
from cleaner.rules.load import compile_files
from cleaner.rules.programs import compiled
from cleaner.rules.rule import Kind, Stage
from cleaner.rules.shape import shape
from cleaner.rules.verify import Verifier

if TYPE_CHECKING:
    from cleaner.model import Block, Document
    from cleaner.rules.rule import Pattern

MAX_SECONDS = 0.05  # for one hostile line


@pytest.fixture(scope="module")
def ruleset() -> RuleSet:
    return load_rules()


@pytest.fixture(scope="module")
def lines() -> list[str]:
    examples = [
        line
        for file in read_folder(builtin_folder())
        for rule in tomllib.loads(file.data.decode()).get("rule", ())
        for example in (*rule["drops"][:1], *rule["keeps"][:1])
        for line in (example if isinstance(example, str) else example["text"]).splitlines()[:2]
    ]
    return [line for line in examples if line.strip()][::6]


HOW = {Kind.LINE: "fullmatch", Kind.PREFIX: "match", Kind.PHRASE: "search"}


def everywhere(rules: tuple[Rule, ...], blocks: list[Block]) -> list[set[int]]:
    """For each block the rules whose first pattern matches it: a plain loop over all."""
    tries = [
        (index, rule.steps[0].pattern.case, getattr(compiled(rule.steps[0].pattern.source), HOW[pattern.kind]))
        for index, rule in enumerate(rules)
        if rule.steps and (pattern := rule.steps[0].pattern)
    ]
    assert max(len(block.text) for block in blocks) < WINDOW
    return [
        {index for index, case, matches in tries if matches(unified if case else block.folded)}
        for block in blocks
        if (unified := unify(block.text))
    ]


def hits(rules: tuple[Rule, ...], blocks: list[Block], candidates: list[set[int]]) -> set[tuple[int, str]]:
    verifier = Verifier(1.0)
    return {
        (number, rules[index].id)
        for number, block in enumerate(blocks)
        for index in candidates[number]
        if rules[index].steps
        and len(block.text) <= rules[index].max_chars
        and verifier.match(rules[index].steps[0].pattern, block, (0, len(block.text)), rules[index].id)
        and _goes_on(verifier, rules[index], blocks[number + 1 :])
    }


def _goes_on(verifier: Verifier, rule: Rule, below: list[Block]) -> bool:
    """Whether the further lines that a rule must have follow, as far as none is optional."""
    steps = list(takewhile(lambda step: not step.optional, rule.steps[1:]))
    return len(below) >= len(steps) and all(
        verifier.match(step.pattern, block, (0, len(block.text)), rule.id)
        for step, block in zip(steps, below, strict=False)
    )


def allows(pattern: Pattern, block: Block) -> bool:
    """Whether an author's own `literal`, which narrows a pattern, lets it match."""
    own = shape(pattern.source, anywhere=pattern.kind == "phrase").loose != pattern.loose
    return not own or any(literal in block.folded for literal in pattern.literals)


@pytest.mark.parametrize("stage", [Stage.PROTECT, Stage.LANGUAGE, Stage.SITE])
def test_the_gate_loses_no_hit_of_any_rule(ruleset: RuleSet, lines: list[str], stage: Stage) -> None:
    rules = ruleset.of_stage(stage)
    blocks = list(read_text("\n".join(lines)).blocks)
    candidates = Gate(rules).candidates([Line(block.folded) for block in blocks])
    plain = [
        {index for index in indexes if allows(rules[index].steps[0].pattern, block)}
        for indexes, block in zip(everywhere(rules, blocks), blocks, strict=True)
    ]
    gated = hits(rules, blocks, candidates)
    assert gated == hits(rules, blocks, plain)
    assert gated
    assert sum(map(len, candidates)) < 0.1 * len(rules) * len(blocks) + len(blocks)


def hostile_lines(rules: RuleSet) -> list[str]:
    sources = [step.pattern.source for rule in rules.rules for step in rule.steps]
    return [
        "а" * 1_000_000,
        "читайте також " * 80_000,
        "«" * 100_000 + "»" * 100_000,
        "(" * 100_000,
        "foto: " * 100_000,
        *(line for source in sources[:: max(1, len(sources) // 40)] for line in attacks(source, WINDOW)[:3]),
        *(line for source in sources[:: max(1, len(sources) // 10)] for line in attacks(source, 100_000)[:1]),
    ]


def test_hostile_lines_cost_little_and_nothing_is_broken_off(ruleset: RuleSet) -> None:
    filters = [RuleFilter(ruleset, (stage,), Options(limits=Limits(rule_seconds=5))) for stage in Stage]
    slow = []
    for line in hostile_lines(ruleset):
        document = annotate(read_text(line))
        took = min(_run(filters, document) for _ in range(2))
        if took > MAX_SECONDS:
            slow.append((round(took * 1000), line[:60]))
    assert slow == []


def _run(filters: list[RuleFilter], document: Document) -> float:
    start = time.process_time()
    warnings = [warning for step in filters for warning in step(document).warnings]
    assert warnings == []
    return time.process_time() - start


BAD = """[pack]
language = "xx"
[[rule]]
id = "xx/bad"
category = "nav"
why = "backtracks without end"
line = '(?:a|aa)+b?(?:a|aa)+c'
drops = ["aac"]
keeps = ["b"]
[[rule]]
id = "xx/good"
category = "nav"
why = "runs all the same"
line = 'weg damit'
drops = ["weg damit"]
keeps = ["b"]
"""


def test_a_pattern_that_takes_too_long_is_broken_off_with_its_rules_name() -> None:
    rules = compile_files([[RuleFile(Path("xx.toml"), BAD.encode())]])
    document = annotate(read_text("a" * 60 + "\nweg damit"))
    step = RuleFilter(rules, (Stage.LANGUAGE,), Options(limits=Limits(rule_seconds=0.01)))
    findings, warnings, _ = step(document)
    assert [finding.rule for finding in findings] == ["xx/good"]
    assert len(warnings) == 1
    assert "xx/bad" in warnings[0]


def test_a_line_beyond_the_window_is_searched_at_both_ends() -> None:
    text = BAD.replace("line = 'weg damit'", "phrase = 'weg damit'\naction = 'trim'")
    rules = compile_files([[RuleFile(Path("xx.toml"), text.encode())]])
    filler = "слово " * 2000
    for source in (f"weg damit {filler}", f"{filler} weg damit"):
        findings = RuleFilter(rules, (Stage.LANGUAGE,))(annotate(read_text(source))).findings
        assert [source[slice(*finding.span)] for finding in findings] == ["weg damit"]
    inside = annotate(read_text(f"{filler} weg damit {filler}"))
    assert not RuleFilter(rules, (Stage.LANGUAGE,))(inside).findings
