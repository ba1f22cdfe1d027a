"""All rules that are in force, as one immutable value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleaner.domains import is_under
from cleaner.rules.lexicon import Lexicon
from cleaner.rules.rule import Scope, Stage

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from cleaner.rules.rule import Pack, Rule


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules, their packs and the lexicon. Immutable, picklable, safe in threads; made by `load_rules`."""

    rules: tuple[Rule, ...] = ()
    packs: tuple[Pack, ...] = ()
    lexicon: Lexicon = field(default_factory=Lexicon)
    fingerprint: str = ""  # of the content: the same for the same rules, wherever they were loaded from
    title_rules: tuple[Rule, ...] = field(init=False, repr=False, compare=False)  # those that work on the headline

    def __post_init__(self) -> None:
        titles = tuple(rule for rule in self.rules if rule.scope is Scope.TITLE)
        object.__setattr__(self, "title_rules", titles)  # frozen; derived from `rules` alone

    def of_stage(self, stage: Stage) -> tuple[Rule, ...]:
        """The rules that run on blocks in a pass of the chain, those of all sites among them."""
        return tuple(rule for rule in self.rules if rule.stage is stage and rule.scope is Scope.BLOCK)

    def for_hosts(self, rules: Iterable[Rule], hosts: Container[str]) -> list[Rule]:
        """Those of `rules` that run where the host packs `hosts` speak: theirs, and those of no host."""
        foreign = {pack.name for pack in self.packs if pack.is_host and pack.name not in hosts}
        return [rule for rule in rules if rule.pack not in foreign]

    def host_packs(self, host: str | None) -> frozenset[str]:
        """Names of the packs that speak for `host`: its own, its parent domains', and those they extend."""
        if not host:
            return frozenset()
        wanted = [pack.name for pack in self.packs if pack.is_host and is_under(host, pack.name)]
        by_name = {pack.name: pack for pack in self.packs}
        found: set[str] = set()
        while wanted:
            name = wanted.pop()
            if name not in found and name in by_name:
                found.add(name)
                wanted.extend(by_name[name].extends)
        return frozenset(found)

    def disabled_on(self, host: str | None) -> frozenset[str]:
        """Ids that the packs of `host` switch off there."""
        names = self.host_packs(host)
        return frozenset(rule for pack in self.packs if pack.name in names for rule in pack.disable)
