"""Cutting a line: what is left of a part, and what rules for headlines take off one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.fold import fold
from cleaner.model import Block

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaner.rules.rule import Rule
    from cleaner.rules.ruleset import RuleSet
    from cleaner.rules.verify import Verifier


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of ``text[start:end]`` without blanks at its edges."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def trim_title(rules: RuleSet, title: str, host: str | None, verifier: Verifier) -> list[tuple[int, int, Rule]]:
    """What ``scope = "title"`` rules take off a headline of `host`: (start, end, rule) in `title`, by position.

    Never takes all of it. `verifier` has the time that a pattern may take, and notes which took more.
    """
    off = rules.disabled_on(host)
    wanted = [rule for rule in rules.for_hosts(rules.title_rules, rules.host_packs(host)) if rule.id not in off]
    return title_parts(wanted, title, verifier) if wanted else []


def title_parts(rules: Iterable[Rule], headline: str, verifier: Verifier) -> list[tuple[int, int, Rule]]:
    """What these title rules take off a headline, in order of position."""
    title = Block(0, 0, len(headline), headline, fold(headline))
    parts: list[tuple[int, int, Rule]] = []
    piece = (0, len(title.text))
    for rule in rules:
        match = verifier.match(rule.steps[0].pattern, title, piece, rule.id)
        if match is None or match.end <= match.start:
            continue
        rest = [stripped(title.text, piece[0], match.start), stripped(title.text, match.end, piece[1])]
        rest = [part for part in rest if part[0] < part[1]]
        if rest:
            parts.append((match.start, match.end, rule))
            piece = max(rest, key=lambda part: part[1] - part[0])
    return sorted(parts, key=lambda part: part[:2])
