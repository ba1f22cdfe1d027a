"""The filter that runs one stage of the rules on a document."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from cleaner.model import Answer, Finding, Verdict
from cleaner.options import Options
from cleaner.read.text import source_span
from cleaner.rules.engine import Engine
from cleaner.rules.rule import Action, Stage
from cleaner.rules.verify import broken_off

if TYPE_CHECKING:
    from cleaner.model import Document
    from cleaner.options import Limits
    from cleaner.rules import RuleSet
    from cleaner.rules.claim import Claim
    from cleaner.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class RuleFilter:
    """The rules of some stages on one document, stage by stage behind one scan of its text.

    A site's rules run for documents of its host alone. Picklable and safe in threads: what it keeps beside its
    arguments (the compiled gate, and one for each host it met) is made from them alone.
    """

    rules: RuleSet
    stages: tuple[Stage, ...]
    options: Options = field(default_factory=Options)
    _engines: dict[frozenset[str], Engine] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._engine(frozenset())

    def __reduce__(self) -> tuple[type[RuleFilter], tuple[RuleSet, tuple[Stage, ...], Options]]:
        return type(self), (self.rules, self.stages, self.options)

    @property
    def name(self) -> str:
        """``rules/`` and the last of its stages."""
        return f"rules/{self.stages[-1]}"

    def __call__(self, document: Document) -> Answer:
        """The findings, and a warning for each rule whose pattern ran out of time."""
        hosts = self.rules.host_packs(document.host)
        engine = self._engine(hosts)
        if not engine.rules:
            return Answer(())
        result = engine.run(document, self.rules.disabled_on(document.host))
        warnings = broken_off(result.timeouts, self._limits.rule_seconds)
        return Answer(tuple(_finding(document, claim) for claim in result.claims), warnings)

    @property
    def _limits(self) -> Limits:
        return self.options.limits

    def _engine(self, hosts: frozenset[str]) -> Engine:
        """The engine for a document of these host packs; languages apply everywhere, so they share one."""
        key = frozenset() if Stage.LANGUAGE in self.stages else hosts
        engine = self._engines.get(key)
        if engine is None:
            rules: list[Rule] = []
            if key or Stage.SITE not in self.stages:  # else nothing needs protection from a site's rules
                rules = self.rules.for_hosts(chain.from_iterable(map(self.rules.of_stage, self.stages)), key)
            engine = self._engines[key] = Engine(rules, self._limits.rule_seconds)
        return engine


def _finding(document: Document, claim: Claim) -> Finding:
    block = document.blocks[claim.block]
    whole = claim.start == 0 and claim.end == len(block.text)
    verdict = Verdict.KEEP if claim.rule.action is Action.KEEP else Verdict.FIELD if claim.field else Verdict.DROP
    return Finding(
        span=block.span if whole else source_span(document, block, claim.start, claim.end),
        verdict=verdict,
        rule=claim.rule.id,
        category=claim.rule.category,
        why=claim.rule.why,
        field=claim.field,
        value=claim.value,
        evidence=claim.evidence,
    )
