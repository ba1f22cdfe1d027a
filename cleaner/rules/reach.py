"""Which of an engine's rules a document can have to do with: those of its language's company, and a gate for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.rules.company import strangers
from cleaner.rules.gate import Gate
from cleaner.rules.rule import Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.rules.rule import Rule

# A run over one language loads what it needs; one over many makes the gate of all rules once, in a tenth of a second.
MAX_GATES: Final = 3


class Members(NamedTuple):
    """Numbers of rules."""

    every: frozenset[int]
    stages: dict[Stage, frozenset[int]]  # those that have any


class Reach:
    """Rules, and gates for them. Safe in threads: what it keeps is made of the rules alone, once it is asked for."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._members: dict[frozenset[str], Members] = {}  # by the packs that stay out: a dozen sets at most
        self._gates: dict[frozenset[str], Gate] = {}  # likewise

    def of(self, language: str | None) -> tuple[Gate, Members]:
        """The rules for a document in `language`, and a gate through which they come, perhaps with others."""
        out = strangers(language)
        members = self._without(out)
        if out in self._gates:
            return self._gates[out], members
        if len(self._gates) >= MAX_GATES:
            out = frozenset()
        if out not in self._gates:
            self._gates[out] = Gate(self._rules, self._without(out).every)
        return self._gates[out], members

    def _without(self, out: frozenset[str]) -> Members:
        """The rules of all packs but those."""
        if out not in self._members:
            wanted = [(number, rule) for number, rule in enumerate(self._rules) if rule.pack not in out]
            stages = {stage: frozenset(number for number, rule in wanted if rule.stage is stage) for stage in Stage}
            every = frozenset(number for number, _ in wanted)
            self._members[out] = Members(every, {stage: numbers for stage, numbers in stages.items() if numbers})
        return self._members[out]
