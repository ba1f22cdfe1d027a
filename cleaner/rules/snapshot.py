"""Compiled rules as one JSON file: validating the TOML of all packs takes seconds, reading this a few milliseconds.

A snapshot holds the key of what it was made from: the bytes of every rule file and of the code that compiles them. One
with another key is not used. The wheel carries the snapshot of its packs; for a source checkout and for folders of
a user's own it is kept in the user's cache folder, where failing to write it costs nothing but time.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cleaner.model import Category, Zone
from cleaner.rules.lexicon import Lexicon
from cleaner.rules.rule import (
    Action,
    BlockEnd,
    Direction,
    Extent,
    Kind,
    Loose,
    MarkupCondition,
    Near,
    Pack,
    Pattern,
    Rule,
    Scope,
    Side,
    Stage,
    Step,
)
from cleaner.rules.ruleset import RuleSet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.rules.files import RuleFile

NAME: Final = "snapshot.json"
_DIGEST: Final = 16  # bytes: 128 bits never collide by chance


def key_of(folders: Sequence[Sequence[RuleFile]]) -> str:
    """The key of the rules that `folders` give: a digest of their files and of the code that compiles them."""
    digest = hashlib.blake2b(digest_size=_DIGEST)
    here = Path(__file__).parent
    for code in (*sorted(here.glob("*.py")), here.parent / "model.py", here.parent / "fold.py"):
        digest.update(code.read_bytes())
    for files in folders:
        digest.update(b"\0folder")
        for file in files:
            digest.update(f"\0{file.path.name}\0{len(file.data)}\0".encode())
            digest.update(file.data)
    return digest.hexdigest()


def places(folders: Sequence[Path]) -> tuple[Path, ...]:
    """Where a snapshot of `folders` may be, the wheel's own first; the last place is writable if any is."""
    name = hashlib.blake2b("\0".join(map(str, folders)).encode(), digest_size=8).hexdigest()
    cache = _cache_folder()
    shipped = [folders[0] / NAME] if len(folders) == 1 else []
    return (*shipped, *([cache / f"rules-{name}.json"] if cache else []))


def _cache_folder() -> Path | None:
    given = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        return (Path(given) if given else Path.home() / ".cache") / "cleaner"
    except RuntimeError:  # nobody's home
        return None


def read(path: Path, key: str) -> RuleSet | None:
    """The rules in the snapshot at `path`, or None if there is none, it is damaged, or has another key."""
    try:
        data = json.loads(path.read_bytes())
        return decode(data["rules"]) if data["key"] == key else None
    except (OSError, ValueError, TypeError, KeyError, IndexError):
        return None


def write(path: Path, key: str, rules: RuleSet) -> bool:
    """Put a snapshot at `path`; False if that cannot be done."""
    return put(path, _dump({"key": key, "rules": encode(rules)}))


def put(path: Path, data: bytes) -> bool:
    """Write a file in one step, so that a reader sees all of it or none; False if that cannot be done."""
    import tempfile  # noqa: PLC0415  6 ms that only the first run after a change pays

    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}")
    except OSError:
        return False
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        return False
    return True


def fingerprint_of(rules: RuleSet) -> str:
    """A digest of the content alone: the same rules have the same, wherever they came from."""
    data = encode(rules)
    data["fingerprint"] = ""
    return hashlib.blake2b(_dump(data), digest_size=_DIGEST // 2).hexdigest()


def _dump(data: dict[str, Any]) -> bytes:
    # json, not orjson: importing orjson costs more than it saves on one file of this size
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def encode(rules: RuleSet) -> dict[str, Any]:
    """The JSON form: rows in the order of the dataclasses' fields."""
    return {
        "fingerprint": rules.fingerprint,
        "lexicon": {field.name: sorted(getattr(rules.lexicon, field.name)) for field in fields(Lexicon)},
        "packs": [[pack.name, pack.is_host, pack.extends, pack.disable] for pack in rules.packs],
        "rules": [_rule_row(rule) for rule in rules.rules],
    }


def decode(data: dict[str, Any]) -> RuleSet:
    """The rules of a JSON form."""
    return RuleSet(
        rules=tuple(map(_rule, data["rules"])),
        packs=tuple(Pack(name, host, tuple(more), tuple(off)) for name, host, more, off in data["packs"]),
        lexicon=Lexicon(**{name: frozenset(names) for name, names in data["lexicon"].items()}),
        fingerprint=data["fingerprint"],
    )


def _rule_row(rule: Rule) -> list[Any]:
    near = rule.near and [_pattern_row(rule.near.pattern), rule.near.side, rule.near.within]
    markup = rule.markup and _markup_row(rule.markup)
    return [
        rule.id,
        rule.pack,
        rule.category,
        rule.why,
        [[_pattern_row(step.pattern), step.optional] for step in rule.steps],
        rule.action,
        rule.scope,
        rule.stage,
        rule.zones,
        near,
        rule.extent and _extent_row(rule.extent),
        markup,
        rule.min_chars,
        rule.max_chars,
    ]


def _pattern_row(pattern: Pattern) -> list[Any]:
    return [
        pattern.source,
        pattern.kind,
        pattern.case,
        pattern.literals,
        pattern.offsets,
        pattern.loose,
        pattern.min_chars,
        pattern.max_chars,
    ]


def _markup_row(markup: MarkupCondition) -> list[Any]:
    return [markup.tags, markup.hints and _pattern_row(markup.hints), markup.min_link_density]


def _extent_row(extent: Extent) -> list[Any]:
    line = extent.line and _pattern_row(extent.line)
    return [extent.until, line, extent.inclusive, extent.count, extent.direction, extent.max_lines]


def _rule(row: list[Any]) -> Rule:
    rule, pack, category, why, steps, action, scope, stage, zones, near, extent, markup, low, high = row
    return Rule(
        id=rule,
        pack=pack,
        category=Category(category),
        why=why,
        steps=tuple(Step(_pattern(step), optional) for step, optional in steps),
        action=Action(action),
        scope=Scope(scope),
        stage=Stage(stage),
        zones=tuple(map(Zone, zones)),
        near=Near(_pattern(near[0]), Side(near[1]), near[2]) if near else None,
        extent=_extent(extent) if extent else None,
        markup=_markup(markup) if markup else None,
        min_chars=low,
        max_chars=high,
    )


def _pattern(row: list[Any]) -> Pattern:
    source, kind, case, literals, (first, last), loose, low, high = row
    return Pattern(
        source, Kind(kind), case, tuple(literals), (first, last), tuple(Loose(*door) for door in loose), low, high
    )


def _markup(row: list[Any]) -> MarkupCondition:
    tags, hints, density = row
    return MarkupCondition(tuple(tags), _pattern(hints) if hints else None, density)


def _extent(row: list[Any]) -> Extent:
    until, line, inclusive, count, direction, max_lines = row
    end = _pattern(line) if line else None
    return Extent(tuple(map(BlockEnd, until)), end, inclusive, count, Direction(direction), max_lines)
