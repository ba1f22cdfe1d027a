"""Writes a new rule from a line to drop and a line to keep."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cleaner.rulecheck.examples import check_rule
from cleaner.rules.errors import Problem, RuleError
from cleaner.rules.files import LEXICON, RuleFile, builtin_folder
from cleaner.rules.load import load_packs

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def write_rule(folder: Path, draft: Draft, beside: Sequence[Path] = ()) -> Path:
    """Append the rule to its pack in `folder`, a new file if need be; the file's path.

    Raises `RuleError`, and writes nothing, if the pack would not load, the new rule's examples would fail, or a rule of
    the built-in packs or of the folders `beside` has its id: that one would be replaced.
    """
    pack, _, name = draft.id.partition("/")
    if not name or f"{pack}.toml" == LEXICON:
        raise RuleError([Problem(str(folder), "an id is a pack and a name: uk/related-block", None, draft.id, "id")])
    place = Path("sites", f"{pack}.toml") if "." in pack else Path(f"{pack}.toml")
    path = folder / place
    try:
        for other in (builtin_folder(), *beside):
            _check_free(draft.id, other / place, path)
        data = _with_entry(path, draft)
    except OSError as error:
        raise _unusable(path, error) from error
    (loaded,) = load_packs([RuleFile(path, data)])
    failures = [failure for pair in loaded.rules if pair[1].id == draft.id for failure in check_rule(*pair)]
    if failures:
        raise RuleError(
            [Problem(str(path), f"{failure.message}: {failure.example!r}", None, draft.id) for failure in failures]
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise _unusable(path, error) from error
    return path


def _check_free(id_: str, other: Path, path: Path) -> None:
    """See that the pack `other` has no rule `id_`, unless it is the very file to write to. Raises `RuleError`."""
    if not other.exists() or other.resolve() == path.resolve():
        return
    (loaded,) = load_packs([RuleFile(other, other.read_bytes())])
    if any(rule.id == id_ for _, rule in loaded.rules):
        raise RuleError([Problem(str(path), f"the rule of this id in {other} would be replaced", None, id_, "id")])


def _with_entry(path: Path, draft: Draft) -> bytes:
    """What the file is to hold: as it is, with its own ends of lines, and the rule behind it."""
    pack = path.name.removesuffix(".toml")
    head = f'[pack]\n{"host" if "." in pack else "language"} = "{pack}"\n'
    old = path.read_bytes() if path.exists() else head.encode()
    end = b"\r\n" if b"\r\n" in old else b"\n"
    return old.rstrip() + 2 * end + entry(draft).encode().replace(b"\n", end)


def _unusable(path: Path, error: OSError) -> RuleError:
    return RuleError([Problem(str(path), f"cannot be used: {error.strerror}")])


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
