"""What rules claim of a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner.model import Field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaner.rules.rule import Rule
    from cleaner.rules.verify import Match


@dataclass(frozen=True, slots=True)
class Claim:
    """A part of a block that a rule takes or protects."""

    block: int  # index into `Document.blocks`
    start: int  # in the block's text
    end: int
    rule: Rule
    field: Field | None = None
    value: str | None = None  # of the field, as printed
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claims:
    """What the rules of one pass say of a document."""

    claims: tuple[Claim, ...]
    timeouts: tuple[str, ...]  # ids of rules whose pattern ran out of time


def field_claims(rule: Rule, index: int, match: Match, text: str) -> Iterable[Claim]:
    """One claim for each named group, with the text around it up to the next; without groups, one plain claim."""
    groups = sorted((span, name) for name, span in match.groups.items() if span[0] < span[1])
    if not groups:
        return [Claim(index, match.start, match.end, rule)]
    bounds = [match.start, *(span[0] for span, _ in groups[1:]), match.end]
    return [
        Claim(index, start, end, rule, Field(name), text[slice(*span)])
        for start, end, (span, name) in zip(bounds, bounds[1:], groups, strict=False)
    ]
