"""Rules: their format, their loading, and the engine that runs them on a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.rules import programs, snapshot
from cleaner.rules.errors import Problem, RuleError
from cleaner.rules.files import builtin_folder, read_folder
from cleaner.rules.lexicon import Lexicon
from cleaner.rules.rule import Rule, Stage
from cleaner.rules.ruleset import RuleSet

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = [
    "Lexicon",
    "Problem",
    "Rule",
    "RuleError",
    "RuleSet",
    "Stage",
    "builtin_folder",
    "load_rules",
    "read_folder",
]


def load_rules(folders: Sequence[Path] = ()) -> RuleSet:
    """The built-in packs and those of `folders`, which override by id.

    Raises `RuleError`; its `problems` name file, rule, field and line.
    """
    paths = (builtin_folder(), *folders)
    files = [read_folder(path) for path in paths]
    key = snapshot.key_of(files)
    places = snapshot.places([path.resolve() for path in paths])
    for place in places:
        programs.look_into(programs.beside(place), key)
    for place in places:
        known = snapshot.read(place, key)
        if known is not None:
            return known
    # pydantic and tomllib only where there is something to validate
    from cleaner.rules.load import compile_files  # noqa: PLC0415

    # The built-in packs are read from their snapshot: validating them takes seconds, which an author of rules would
    # wait for after each change of a folder of their own.
    rules = compile_files(files[1:], load_rules()) if folders else compile_files(files)
    # programs first: with a snapshot nobody would look for what is missing beside it
    if places and programs.write(programs.beside(places[-1]), key, rules):
        snapshot.write(places[-1], key, rules)
    return rules
