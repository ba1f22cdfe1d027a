"""Choosing rules: by pack, category or id, from the built-in packs and further folders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner.rules.files import RuleFile, builtin_folder, read_folder
from cleaner.rules.load import LoadedPack, load_packs

if TYPE_CHECKING:
    from pathlib import Path

    from cleaner.model import Category
    from cleaner.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules a tool works on; nothing given means all."""

    folders: tuple[Path, ...] = ()  # beside the built-in packs
    languages: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    ids: tuple[str, ...] = ()  # whole ids, or beginnings that end with a slash

    def packs(self) -> tuple[LoadedPack, ...]:
        """The packs of all folders with the rules that are wanted; only their files are read. Raises `RuleError`."""
        files = [read_folder(folder) for folder in (builtin_folder(), *self.folders)]
        loaded = [pack for folder in files for pack in load_packs(filter(self._wants_file, folder))]
        return tuple(
            LoadedPack(pack.file, pack.pack, wanted)
            for pack in loaded
            if (wanted := tuple((model, rule) for model, rule in pack.rules if self._wants_rule(rule)))
        )

    def _wants_file(self, file: RuleFile) -> bool:
        if self.ids and file.name not in {wanted.partition("/")[0] for wanted in self.ids}:
            return False
        return not (self.languages or self.sites) or file.name in (*self.sites, *self.languages)

    def _wants_rule(self, rule: Rule) -> bool:
        if self.categories and rule.category not in self.categories:
            return False
        return not self.ids or any(
            rule.id == wanted or rule.id.startswith(f"{wanted.rstrip('/')}/") for wanted in self.ids
        )
