"""Runs the examples that every rule carries, each as a small document of its own, in each zone its rule allows.

What a `drops` example must show, unless it says itself what is dropped or left: a plain drop takes every line, but
those that only stand there for `near`; a block takes every line up to its end, and nothing stands in front of its
marker; trim, fields and keep fire at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import regex

from cleaner.annotate.sentences import bears_sentence
from cleaner.model import Document, Markup
from cleaner.read.text import read_text
from cleaner.rules.engine import Engine
from cleaner.rules.programs import compiled
from cleaner.rules.rule import Action, Direction, Rule, Scope
from cleaner.rules.trim import title_parts
from cleaner.rules.verify import Verifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaner.model import Block, Zone
    from cleaner.rules.claim import Claim
    from cleaner.rules.load import LoadedPack
    from cleaner.rules.schema import ExampleModel, RuleModel

SECONDS: Final = 1.0  # of one pattern: examples are short, and a loaded machine is no failure
TOO_SLOW: Final = f"its pattern was broken off after {SECONDS} s"


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not show what it should."""

    rule: str
    kind: str  # "drops" or "keeps", or the key of a pattern that is none
    example: str  # or that pattern
    message: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.kind}: {self.message}\n    {self.example!r}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule did to one example."""

    document: Document
    claims: tuple[Claim, ...]
    timed_out: bool = False  # a pattern was broken off: nobody knows what it would have done

    @property
    def dropped(self) -> tuple[str, ...]:
        """The claimed texts, in order of position."""
        return tuple(
            self.document.blocks[claim.block].text[claim.start : claim.end].strip()
            for claim in sorted(self.claims, key=lambda claim: (claim.block, claim.start))
        )

    @property
    def left(self) -> tuple[str, ...]:
        """What the rule left, one entry for each piece of a line."""
        return tuple(piece for index in range(len(self.document.blocks)) for piece in self._left_of(index))

    @property
    def fields(self) -> dict[str, str]:
        """The fields that were found, several values of one joined with ``; ``."""
        found: dict[str, str] = {}
        for claim in self.claims:
            if claim.field is not None and claim.value is not None:
                found[claim.field] = "; ".join(filter(None, (found.get(claim.field), claim.value)))
        return found

    def _left_of(self, index: int) -> Iterator[str]:
        text = self.document.blocks[index].text
        spans = sorted((claim.start, claim.end) for claim in self.claims if claim.block == index)
        for (_, start), (end, _) in pairwise([(0, 0), *spans, (len(text), len(text))]):
            if piece := text[start:end].strip():
                yield piece


def check_packs(packs: Iterable[LoadedPack]) -> list[Failure]:
    """The failures of all examples in `packs`, in their order."""
    return [failure for pack in packs for model, rule in pack.rules for failure in check_rule(model, rule)]


def check_rule(model: RuleModel, rule: Rule) -> list[Failure]:
    """The failures of one rule's examples; of its patterns alone where `regex` does not take one."""
    failures = list(_invalid(rule))
    if failures:
        return failures
    for example in model.drops:
        message = _not_dropped(rule, example)
        if message:
            failures.append(Failure(rule.id, "drops", example.text, message))
    for example in model.keeps:
        message = _not_kept(rule, example)
        if message:
            failures.append(Failure(rule.id, "keeps", example.text, message))
    return failures


def _invalid(rule: Rule) -> Iterator[Failure]:
    for field, pattern in rule.fields:
        try:
            compiled(pattern.source)
        except regex.error as error:
            yield Failure(rule.id, field, pattern.source, f"not a valid pattern: {error}")


def read_example(example: ExampleModel, zone: Zone) -> Document:
    """The example as a document whose lines all stand in `zone`."""
    lines = read_text(example.text).lines
    if example.tag or example.hints or example.link_density:
        markup = Markup(tag=example.tag or "p", hints=example.hints, link_density=example.link_density)
        lines = tuple(line._replace(markup=markup) for line in lines)
    sentences = tuple(bears_sentence(line.text) for line in lines)
    return Document(example.text, lines, lines, zones=(zone,) * len(lines), sentences=sentences)


def outcomes(rule: Rule, example: ExampleModel) -> Iterator[tuple[Zone, Outcome]]:
    """What `rule` alone does to the example in each zone it allows."""
    engine = Engine([rule], SECONDS)
    for zone in rule.allowed_zones:
        document = read_example(example, zone)
        found = engine.run(document)
        yield zone, Outcome(document, found.claims, bool(found.timeouts))


def _on_title(rule: Rule, text: str, *, fires: bool) -> str | None:
    """Why a title rule does not do to a headline what it should, or None."""
    verifier = Verifier(SECONDS)
    parts = title_parts([rule], text, verifier)
    if verifier.timeouts:
        return TOO_SLOW
    if bool(parts) is fires:
        return None
    return "does not fire on the headline" if fires else "fires on the headline"


def _not_dropped(rule: Rule, example: ExampleModel) -> str | None:
    """Why a `drops` example fails, or None."""
    if rule.scope is Scope.TITLE:
        return _on_title(rule, example.text, fires=True)
    for zone, outcome in outcomes(rule, example):
        message = TOO_SLOW if outcome.timed_out else _mismatch(rule, example, outcome)
        if message:
            return f"in zone {zone}: {message}"
    return None


def _not_kept(rule: Rule, example: ExampleModel) -> str | None:
    """Why a `keeps` example fails, or None."""
    if rule.scope is Scope.TITLE:
        return _on_title(rule, example.text, fires=False)
    for zone, outcome in outcomes(rule, example):
        if outcome.timed_out:
            return f"in zone {zone}: {TOO_SLOW}"
        if outcome.claims:
            return f"in zone {zone}: fires and takes {' | '.join(outcome.dropped)!r}"
    return None


def _mismatch(rule: Rule, example: ExampleModel, outcome: Outcome) -> str | None:
    if not outcome.claims:
        return "does not fire"
    if example.dropped is not None and outcome.dropped != _lines(example.dropped):
        return f"drops {list(outcome.dropped)}, not {list(_lines(example.dropped))}"
    if example.left is not None and outcome.left != _lines(example.left):
        return f"leaves {list(outcome.left)}, not {list(_lines(example.left))}"
    if example.fields is not None and outcome.fields != example.fields:
        return f"gives the fields {outcome.fields}, not {example.fields}"
    exact = example.dropped is not None or example.left is not None
    if exact or rule.action is not Action.DROP:
        return None
    return _stays(rule, outcome)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _stays(rule: Rule, outcome: Outcome) -> str | None:
    """The line that a plain example should have lost, in words, or None."""
    taken = {claim.block for claim in outcome.claims}
    blocks = outcome.document.blocks
    stays = [index for index in range(len(blocks)) if index not in taken and not _is_near(rule, blocks[index])]
    if rule.extent is not None:
        up = rule.extent.direction is Direction.UP
        stays = [index for index in stays if (index > min(taken) if up else index < max(taken))]
    return f"leaves {blocks[stays[0]].text!r}" if stays else None


def _is_near(rule: Rule, block: Block) -> bool:
    if rule.near is None:
        return False
    return Verifier(SECONDS).match(rule.near.pattern, block, (0, len(block.text)), rule.id) is not None
