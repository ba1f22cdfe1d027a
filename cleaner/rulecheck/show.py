"""A rule for the eye: as it is written, and what it does to its examples."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Final

from cleaner.rulecheck.examples import outcomes
from cleaner.rules.rule import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.rules.load import LoadedPack
    from cleaner.rules.rule import Rule
    from cleaner.rules.schema import ExampleModel, RuleModel

_TABLE: Final = re.compile(r"^\s*\[\[\s*rule\s*\]\]", re.MULTILINE)
TAKEN: Final = "- "
LEFT: Final = "  "


def show(pack: LoadedPack, model: RuleModel, rule: Rule) -> str:
    """The rule's TOML, and each example with ``-`` before what is taken of it."""
    parts = [f"# {pack.file.path}", source_of(pack, rule), ""]
    for title, examples in (("fires", model.drops), ("is silent", model.keeps)):
        for example in examples:
            parts += [f"# {title}:", *_effect(rule, example), ""]
    return "\n".join(parts)


def source_of(pack: LoadedPack, rule: Rule) -> str:
    """The text of the rule in its file."""
    text = pack.file.text
    tables = [*(match.start() for match in _TABLE.finditer(text)), len(text)]
    number = next(index for index, table in enumerate(tomllib.loads(text)["rule"]) if table["id"] == rule.id)
    lines = text[tables[number] : tables[number + 1]].strip().splitlines()
    while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):  # they belong to what follows
        lines.pop()
    return "\n".join(lines)


def _effect(rule: Rule, example: ExampleModel) -> Iterator[str]:
    if rule.scope is Scope.TITLE:
        yield LEFT + example.text
        return
    _, outcome = next(outcomes(rule, example))
    for index, block in enumerate(outcome.document.blocks):
        claims = sorted((claim for claim in outcome.claims if claim.block == index), key=lambda claim: claim.start)
        at = 0
        for claim in claims:
            start, end = claim.start, claim.end
            if block.text[at:start].strip():
                yield LEFT + block.text[at:start].strip()
            value = f"   [{claim.field}: {claim.value}]" if claim.field else ""
            yield TAKEN + block.text[start:end].strip() + value
            at = end
        if block.text[at:].strip():
            yield LEFT + block.text[at:].strip()
