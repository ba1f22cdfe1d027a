"""Looks for rules that are unsafe, too broad, dead or slow to gate."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import reduce
from typing import TYPE_CHECKING, Final

import regex

from cleaner.annotate import annotate
from cleaner.read.text import read_text
from cleaner.rulecheck.ambiguity import witnesses
from cleaner.rulecheck.attacks import slowest
from cleaner.rulecheck.examples import SECONDS, read_example
from cleaner.rules.engine import Engine
from cleaner.rules.first import First, first_of
from cleaner.rules.gate import WINDOW, telling_step
from cleaner.rules.programs import compiled
from cleaner.rules.rule import Action, Kind, Pattern, Rule, Scope, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleaner.rules.load import LoadedPack
    from cleaner.rules.schema import RuleModel

MAX_SECONDS: Final = 0.02  # for the worst line that can be made from a pattern: a line may cost 50 ms, of all its rules
MAX_LOOSE: Final = 60  # characters: a pattern without a literal that takes longer lines is asked of every paragraph


class Severity(StrEnum):
    """Whether a problem stops a release."""

    ERROR = "error"
    NOTE = "note"


class Code(StrEnum):
    """Kinds of problems."""

    INVALID = "invalid"  # `regex` cannot compile it
    BACKTRACKING = "backtracking"  # a line made from the pattern takes too long
    AMBIGUOUS = "ambiguous"  # a loop can match in two ways, though no line was found that shows it
    NO_LITERAL = "no-literal"  # the gate cannot hold it back
    NEGATIVE = "negative"  # fires on a sentence of the negative corpus
    SHADOWED = "shadowed"  # other rules take all its examples before it is asked
    OVERLAP = "overlap"  # another rule of the same pack would do the same to an example


@dataclass(frozen=True, slots=True)
class Complaint:
    """What lint has to say of one rule."""

    rule: str
    code: Code
    severity: Severity
    message: str

    def __str__(self) -> str:
        return f"{self.severity}: {self.rule}: {self.code}: {self.message}"


def lint(packs: Sequence[LoadedPack], negatives: Sequence[str] = ()) -> list[Complaint]:
    """All complaints about the rules of `packs`, in their order."""
    rules = [rule for pack in packs for _, rule in pack.rules]
    complaints = [complaint for rule in rules for complaint in _lint_patterns(rule)]
    broken = {complaint.rule for complaint in complaints if complaint.code is Code.INVALID}
    sound = [rule for rule in rules if rule.id not in broken]
    complaints += check_negatives(sound, negatives)
    for pack in packs:
        complaints += _check_shadows([pair for pair in pack.rules if pair[1].id not in broken])
    order = {rule.id: number for number, rule in enumerate(rules)}
    return sorted(complaints, key=lambda complaint: order[complaint.rule])


def _lint_patterns(rule: Rule) -> Iterator[Complaint]:
    for number, pattern in enumerate(rule.patterns):
        try:
            compiled(pattern.source)
        except regex.error as error:
            yield Complaint(rule.id, Code.INVALID, Severity.ERROR, f"{pattern.source!r}: {error}")
            continue
        yield from _check_time(rule, pattern)
        if number == 0 and rule.steps and rule.scope is Scope.BLOCK:
            yield from _check_gate(rule, rule.steps[telling_step(rule)].pattern)


def _check_time(rule: Rule, pattern: Pattern) -> Iterator[Complaint]:
    seconds, line = slowest(pattern)
    if seconds > MAX_SECONDS:
        message = f"{seconds * 1000:.0f} ms on a line such as {line[:60]!r}…"
        yield Complaint(rule.id, Code.BACKTRACKING, Severity.ERROR, message)
    elif found := witnesses(pattern.source):
        prefix, word = found[0]
        message = f"a loop may match in two ways, e.g. {word!r} behind {prefix[:40]!r}"
        yield Complaint(rule.id, Code.AMBIGUOUS, Severity.NOTE, message)


def _check_gate(rule: Rule, pattern: Pattern) -> Iterator[Complaint]:
    for first, low, high, chars in pattern.loose:
        longest = min(high if pattern.kind is Kind.LINE else WINDOW, rule.max_chars)
        asked = "lines" if first == First.ANY else "lines that begin with " + _names(first, chars)
        message = f"a part without a literal is run on all {asked} of {low} to {longest} characters"
        kinds = reduce(int.__or__, map(first_of, chars), first)
        severity = Severity.NOTE if longest <= MAX_LOOSE or kinds == First.OTHER else Severity.ERROR
        yield Complaint(rule.id, Code.NO_LITERAL, severity, message)


def _names(first: int, chars: str) -> str:
    names = {First.DIGIT: "a digit", First.LETTER: "a letter", First.OTHER: "a sign"}
    listed = [f"one of {chars!r}"] if chars else []
    return " or ".join([*(name for bit, name in names.items() if first & bit), *listed])


def check_negatives(rules: Sequence[Rule], sentences: Iterable[str]) -> list[Complaint]:
    """Complaints about rules that take anything of a sentence that is body, in whatever zone."""
    engine = Engine([rule for rule in rules if rule.action is not Action.KEEP and rule.scope is Scope.BLOCK], SECONDS)
    complaints = []
    for sentence in sentences:
        document = replace(annotate(read_text(sentence)), zones=())
        fired: set[str] = set()
        while new := {claim.rule.id for claim in engine.run(document, frozenset(fired)).claims} - fired:
            fired |= new
        complaints += [Complaint(rule, Code.NEGATIVE, Severity.ERROR, repr(sentence)) for rule in sorted(fired)]
    return complaints


def _check_shadows(pairs: Sequence[tuple[RuleModel, Rule]]) -> Iterator[Complaint]:
    """Rules of one pack whose examples other rules of it take first, or would take too."""
    for stage in Stage:
        own = [(model, rule) for model, rule in pairs if rule.stage is stage and rule.scope is Scope.BLOCK]
        engine = Engine([rule for _, rule in own], SECONDS)
        for model, rule in own:
            firsts, others = _claimants(engine, model, rule)
            if rule.id not in firsts and firsts:
                message = f"its examples are taken by {', '.join(sorted(firsts))}"
                yield Complaint(rule.id, Code.SHADOWED, Severity.ERROR, message)
            elif others:
                yield Complaint(rule.id, Code.OVERLAP, Severity.NOTE, f"takes examples as {', '.join(sorted(others))}")


def _claimants(engine: Engine, model: RuleModel, rule: Rule) -> tuple[set[str], set[str]]:
    """Which rules take the rule's examples when all run, and which others when it does not run."""
    firsts: set[str] = set()
    others: set[str] = set()
    for example in model.drops:
        for zone in rule.allowed_zones:
            document = read_example(example, zone)
            firsts |= {claim.rule.id for claim in engine.run(document).claims}
            others |= {claim.rule.id for claim in engine.run(document, frozenset({rule.id})).claims}
    return firsts, others - {rule.id}
