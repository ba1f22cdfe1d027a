"""The reference of all rules, as Markdown: docs/rules.md is its output."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaner.rules.rule import Action, Direction, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.rules.load import LoadedPack

HEAD: Final = """# Rules

Written by `cleaner rules reference > docs/rules.md` from the files in `rules/`; do not edit it here.
`cleaner rules show ID` prints a rule with its patterns and examples, docs/add-a-rule.md says how to add one.
"""


def reference(packs: Sequence[LoadedPack]) -> str:
    """Markdown with one table for each pack: languages first, then sites."""
    ordered = sorted(packs, key=lambda pack: (pack.pack.is_host, pack.pack.name))
    count = sum(len(pack.rules) for pack in ordered)
    parts = [HEAD, f"{count} rules in {len(ordered)} packs.\n"]
    return "\n".join([*parts, *("\n".join(_table(pack)) for pack in ordered)])


def _table(pack: LoadedPack) -> Iterator[str]:
    yield f"## {pack.pack.name}\n"
    if pack.pack.extends:
        yield f"Takes over the rules of {', '.join(pack.pack.extends)}.\n"
    if pack.pack.disable:
        yield f"Switches off {', '.join(pack.pack.disable)}.\n"
    yield "| rule | category | zone | takes | why |"
    yield "|---|---|---|---|---|"
    for _, rule in pack.rules:
        name = rule.id.partition("/")[2]
        zones = ", ".join(rule.zones) or "any"
        yield f"| {name} | {rule.category} | {zones} | {_takes(rule)} | {_cell(rule.why)} |"
    yield ""


def _takes(rule: Rule) -> str:
    """What a match costs the text, in a few words."""
    if rule.action is Action.KEEP:
        return "nothing: protects its line"
    if rule.scope is Scope.TITLE:
        return "its match in the headline"
    if rule.action is Action.TRIM:
        return "its match"
    if rule.action is Action.FIELDS:
        return "fields"
    lines = "its line" if len(rule.steps) < 2 else f"{len(rule.steps)} lines"  # noqa: PLR2004  one line or several
    if rule.extent is None:
        return lines
    ends = [str(end) for end in rule.extent.until]
    ends += ["a line" if rule.extent.line else "", f"{rule.extent.count} lines" if rule.extent.count else ""]
    where = "above" if rule.extent.direction is Direction.UP else "below"
    return f"{lines} and the block {where}, to: {', '.join(filter(None, ends))}"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
