"""Choosing rules: by pack, category or id, from the built-in packs and further folders."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from cleaner.rules.errors import nearest
from cleaner.rules.files import LEXICON, RuleFile, builtin_folder, read_folder
from cleaner.rules.load import LoadedPack, check_names, load_packs

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Sequence
    from pathlib import Path

    from cleaner.model import Category
    from cleaner.rules.rule import Rule


LIST: Final = "; `cleaner rules list` shows all"


class SelectionError(ValueError):
    """A pack or a rule is asked for that there is none of; the message names it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules a tool works on; nothing given means all."""

    folders: tuple[Path, ...] = ()  # beside the built-in packs
    languages: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    categories: tuple[Category, ...] = ()
    ids: tuple[str, ...] = ()  # whole ids, or beginnings that end with a slash

    def packs(self) -> tuple[LoadedPack, ...]:
        """The packs of all folders with the rules that are wanted; only the files that matter to them are read.

        A rule that a later folder replaces is not among them. Raises `RuleError`, and `SelectionError` for a language,
        site or id that is not there, or ids none of which is of the other things that are asked for.
        """
        folders = [read_folder(folder) for folder in (builtin_folder(), *self.folders)]
        names = {file.name for folder in folders for file in folder if file.path.name != LEXICON}
        for kind, asked in (("language", self.languages), ("site", self.sites), ("pack", map(_pack_of, self.ids))):
            _look_up(kind, asked, names)
        sites = self._with_extended(folders)
        loaded = _load(folders, partial(self._wants_file, sites))
        ids = _ids(loaded)
        in_reach = {pack.pack.name for pack in loaded}
        _look_up("rule", (id_ for id_ in self.ids if _is_rule(id_) and _pack_of(id_) in in_reach), ids)
        others = {_pack_of(rule) for pack in loaded for rule in pack.pack.disable} - in_reach
        check_names(loaded, ids | _ids(_load(folders, partial(_is_one_of, others))), names)
        last = {rule.id: rule for pack in loaded for _, rule in pack.rules}
        chosen = tuple(
            LoadedPack(pack.file, pack.pack, wanted)
            for pack in loaded
            if (wanted := tuple((model, rule) for model, rule in pack.rules if self._wants_rule(rule, last[rule.id])))
        )
        if not chosen and self.ids and (self.languages or self.sites or self.categories):
            raise SelectionError(f"nothing of {', '.join(self.ids)} is of the language, site or category asked for")
        return chosen

    def _with_extended(self, folders: Sequence[Sequence[RuleFile]]) -> set[str]:
        """The sites that are asked for, and those whose rules they take over."""
        sites, new = set[str](), set(self.sites)
        while new:
            sites |= new
            packs = _load(folders, partial(_is_one_of, new))
            new = {name for pack in packs for name in pack.pack.extends} - sites
        return sites

    def _wants_file(self, sites: Container[str], file: RuleFile) -> bool:
        if self.ids and file.name not in map(_pack_of, self.ids):
            return False
        return not (self.languages or self.sites) or file.name in sites or file.name in self.languages

    def _wants_rule(self, rule: Rule, last: Rule) -> bool:
        """Whether a rule is asked for, and the `last` of its id."""
        if rule is not last or (self.categories and rule.category not in self.categories):
            return False
        return not self.ids or any(
            rule.id == wanted or rule.id.startswith(f"{wanted.rstrip('/')}/") for wanted in self.ids
        )


def _load(folders: Sequence[Sequence[RuleFile]], wants: Callable[[RuleFile], bool]) -> list[LoadedPack]:
    return [pack for folder in folders for pack in load_packs(filter(wants, folder))]


def _is_one_of(names: Container[str], file: RuleFile) -> bool:
    return file.name in names


def _ids(packs: Iterable[LoadedPack]) -> set[str]:
    return {rule.id for pack in packs for _, rule in pack.rules}


def _pack_of(wanted: str) -> str:
    return wanted.partition("/")[0]


def _is_rule(wanted: str) -> bool:
    """Whether an id is that of one rule, not of a pack."""
    return bool(wanted.partition("/")[2])


def _look_up(kind: str, wanted: Iterable[str], known: set[str]) -> None:
    for name in wanted:
        if name not in known:
            raise SelectionError(f"no such {kind}: {name}{nearest(name, sorted(known)) or LIST}")
