"""Writes a new rule from a line to drop and a line to keep."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.rulecheck.examples import check_rule
from cleaner.rules.errors import Problem, RuleError
from cleaner.rules.files import RuleFile
from cleaner.rules.load import load_packs

if TYPE_CHECKING:
    from pathlib import Path

    from cleaner.model import Category, Zone

_SPECIAL: Final = re.compile(r"[\\.^$*+?{}\[\]|()]")
_NUMBER: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Draft:
    """What the author was asked."""

    id: str  # "uk/related-block" or "press.lv/slogan"
    category: Category
    why: str
    drop: str
    keep: str
    zones: tuple[Zone, ...] = ()


def write_rule(folder: Path, draft: Draft) -> Path:
    """Append the rule to its pack in `folder`, a new file if need be; the file's path.

    Raises `RuleError`, and writes nothing, if the pack would not load or the new rule's examples would fail.
    """
    pack, _, name = draft.id.partition("/")
    if not name:
        raise RuleError([Problem(str(folder), "an id is a pack and a name: uk/related-block", None, draft.id, "id")])
    is_host = "." in pack
    path = folder / "sites" / f"{pack}.toml" if is_host else folder / f"{pack}.toml"
    old = path.read_text("utf-8") if path.exists() else f'[pack]\n{"host" if is_host else "language"} = "{pack}"\n'
    text = f"{old.rstrip()}\n\n{entry(draft)}"
    (loaded,) = load_packs([RuleFile(path, text.encode())])
    failures = [failure for pair in loaded.rules if pair[1].id == draft.id for failure in check_rule(*pair)]
    if failures:
        raise RuleError(
            [Problem(str(path), f"{failure.message}: {failure.example!r}", None, draft.id) for failure in failures]
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def entry(draft: Draft) -> str:
    """The rule as TOML: its line word for word, but for numbers, which may be any."""
    zones = f"zone = {json.dumps(list(draft.zones))}\n" if draft.zones else ""
    return (
        "[[rule]]\n"
        f"id = {_quoted(draft.id)}\n"
        f'category = "{draft.category}"\n'
        f"why = {_quoted(draft.why)}\n"
        f"{zones}"
        f"line = {_literal(pattern_of(draft.drop))}\n"
        f"drops = [{_quoted(draft.drop)}]\n"
        f"keeps = [{_quoted(draft.keep)}]\n"
    )


def pattern_of(line: str) -> str:
    r"""A pattern for `line`: its words as they are, any number for a number.

    >>> pattern_of("Просмотров: 1204 (за день)")
    'Просмотров: \\d{1,6} \\(за день\\)'
    """
    escaped = _SPECIAL.sub(r"\\\g<0>", " ".join(line.split()))
    return _NUMBER.sub(lambda match: rf"\d{{1,{max(6, len(match[0]))}}}", escaped)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _literal(text: str) -> str:
    """A TOML literal string, which leaves backslashes alone; a basic string where an apostrophe forbids it."""
    return _quoted(text) if "'" in text else f"'{text}'"
