"""Which rules fire on a corpus, how often, and on what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from cleaner.domains import is_under

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaner.pipeline import Trace
    from cleaner.rules.rule import Rule

MAX_TEXT: Final = 100  # characters of an example that are counted as one text


@dataclass(slots=True)
class Hits:
    """How one rule fared."""

    findings: int = 0
    pages: int = 0
    texts: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Tally:
    """What all rules did to a corpus."""

    pages: int = 0
    hosts: Counter[str] = field(default_factory=Counter)
    rules: dict[str, Hits] = field(default_factory=dict)

    def silent_on_host(self, rule: Rule) -> int:
        """Pages of the host of a site's rule, if it fired on none of them; 0 for rules that fired or had no page."""
        if rule.stage != "site" or rule.id in self.rules:
            return 0
        return sum(count for host, count in self.hosts.items() if is_under(host, rule.pack))


def tally(traces: Iterable[Trace]) -> Tally:
    """Count the applied findings of each rule in cleaned documents, protective ones included."""
    result = Tally()
    for trace in traces:
        document = trace.document
        result.pages += 1
        if document.host:
            result.hosts[document.host] += 1
        seen: set[str] = set()
        for finding in document.findings:
            hits = result.rules.setdefault(finding.rule, Hits())
            hits.findings += 1
            hits.texts[document.source[slice(*finding.span)].strip()[:MAX_TEXT]] += 1
            seen.add(finding.rule)
        for rule in seen:
            result.rules[rule].pages += 1
    return result
