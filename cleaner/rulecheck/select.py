"""Choosing rules: by pack, category or id, from the built-in packs and further folders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner.rules.files import builtin_folder, read_folder
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
        """All packs of all folders with the rules that are wanted. Raises `RuleError`."""
        loaded = [pack for folder in (builtin_folder(), *self.folders) for pack in load_packs(read_folder(folder))]
        return tuple(
            LoadedPack(pack.file, pack.pack, wanted)
            for pack in loaded
            if self._wants_pack(pack)
            and (wanted := tuple((model, rule) for model, rule in pack.rules if self._wants_rule(rule)))
        )

    def _wants_pack(self, pack: LoadedPack) -> bool:
        if not (self.languages or self.sites):
            return True
        return pack.pack.name in (self.sites if pack.pack.is_host else self.languages)

    def _wants_rule(self, rule: Rule) -> bool:
        if self.categories and rule.category not in self.categories:
            return False
        return not self.ids or any(
            rule.id == wanted or rule.id.startswith(f"{wanted.rstrip('/')}/") for wanted in self.ids
        )
