"""A rule for the eye: as it is written, and what it does to its examples."""

from __future__ import annotations

import json
import tomllib
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from cleaner.rulecheck.examples import outcomes
from cleaner.rules.files import rule_tables
from cleaner.rules.rule import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.rules.files import RuleFile
    from cleaner.rules.load import LoadedPack
    from cleaner.rules.rule import Rule
    from cleaner.rules.schema import ExampleModel, RuleModel

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
    return _sources(pack.file)[rule.id]


@lru_cache(maxsize=1)
def _sources(file: RuleFile) -> dict[str, str]:
    """The text of each rule of a file, by id; those that are no tables of their own are written as such."""
    text = file.text
    rules = tomllib.loads(text)["rule"]
    starts = rule_tables(text)
    if len(starts) != len(rules):  # rule = [{…}]
        return {rule["id"]: "\n".join(["[[rule]]", *map(_pair, rule.items())]) for rule in rules}
    parts = (_cut(text[start:end]) for start, end in pairwise([*starts, len(text)]))
    return {rule["id"]: part for rule, part in zip(rules, parts, strict=True)}


def _cut(text: str) -> str:
    lines = text.strip().splitlines()
    while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):  # they belong to what follows
        lines.pop()
    return "\n".join(lines)


def _pair(item: tuple[str, Any]) -> str:
    return f"{item[0]} = {_toml(item[1])}"


def _toml(value: Any) -> str:  # noqa: ANN401  whatever TOML holds
    if isinstance(value, dict):
        return "{" + ", ".join(map(_pair, value.items())) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


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
