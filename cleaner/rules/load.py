"""From rule files to a `RuleSet`, with every problem named by file, rule, field and line."""

from __future__ import annotations

import tomllib
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import regex
from pydantic import ValidationError

from cleaner.fold import fold
from cleaner.rules.compile import FieldError, compile_pack, compile_rule
from cleaner.rules.errors import Problem, RuleError, nearest
from cleaner.rules.files import LEXICON, RuleFile, line_of
from cleaner.rules.lexicon import Lexicon
from cleaner.rules.programs import compiled
from cleaner.rules.ruleset import RuleSet
from cleaner.rules.schema import FileModel, LexiconModel, said
from cleaner.rules.snapshot import fingerprint_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from cleaner.rules.rule import Pack, Rule
    from cleaner.rules.schema import RuleModel


class LoadedPack(NamedTuple):
    """One rule file: what its author wrote beside what runs."""

    file: RuleFile
    pack: Pack
    rules: tuple[tuple[RuleModel, Rule], ...]


def compile_files(folders: Sequence[Sequence[RuleFile]], base: RuleSet | None = None) -> RuleSet:
    """The rules of `base` and of all `folders`; a later one overrides an earlier one by id. Raises `RuleError`."""
    packs: dict[str, Pack] = {pack.name: pack for pack in base.packs} if base else {}
    rules: dict[str, Rule] = {rule.id: rule for rule in base.rules} if base else {}
    lexicon = base.lexicon if base else Lexicon()
    heads: list[LoadedPack] = []
    for files in folders:
        for loaded in load_packs(files):
            check_patterns(loaded)
            known = packs.get(loaded.pack.name, loaded.pack)
            packs[loaded.pack.name] = replace(
                known,
                extends=tuple(dict.fromkeys(known.extends + loaded.pack.extends)),
                disable=tuple(dict.fromkeys(known.disable + loaded.pack.disable)),
            )
            rules.update((rule.id, rule) for _, rule in loaded.rules)
            heads.append(loaded)
        lexicon = _merged(lexicon, (file for file in files if file.path.name == LEXICON))
    check_names(heads, rules, packs)
    off = {rule for pack in packs.values() if not pack.is_host for rule in pack.disable}
    ruleset = RuleSet(tuple(rule for rule in rules.values() if rule.id not in off), tuple(packs.values()), lexicon)
    return replace(ruleset, fingerprint=fingerprint_of(ruleset))


def load_packs(files: Iterable[RuleFile]) -> tuple[LoadedPack, ...]:
    """Validate and compile the packs of one folder. Raises `RuleError` with the problems of all its files."""
    packs: list[LoadedPack] = []
    problems: list[Problem] = []
    seen: dict[str, tuple[RuleFile, int]] = {}
    for file in files:
        if file.path.name == LEXICON:
            continue
        try:
            packs.append(_load(file))
        except RuleError as error:
            problems.extend(error.problems)
            continue
        for number, (model, _) in enumerate(packs[-1].rules):
            other, first = seen.setdefault(model.id, (file, number))
            if (other, first) != (file, number):
                place = f"{other.path}:{line_of(other.text, first, ['id'])}"
                line = line_of(file.text, number, ["id"])
                problems.append(Problem(str(file.path), f"the id is taken by {place}", line, model.id, "id"))
    if problems:
        raise RuleError(problems)
    return tuple(packs)


def check_names(packs: Iterable[LoadedPack], rules: Collection[str], names: Collection[str]) -> None:
    """See that all that `packs` disable is among the ids `rules`, and what they extend among the hosts' of `names`.

    Raises `RuleError`: a name that is none would do nothing, without a word, as would that of a language.
    """
    problems: list[Problem] = []
    hosts = [name for name in names if "." in name]
    for loaded in packs:
        lists = (
            ("disable", "rule", loaded.pack.disable, rules),
            ("extends", "pack of a host", loaded.pack.extends, hosts),
        )
        for field, kind, given, known in lists:
            for name in given:
                if name not in known:
                    line = line_of(loaded.file.text, None, [field])
                    message = f"no such {kind}: {name}{nearest(name, known)}"
                    problems.append(Problem(str(loaded.file.path), message, line, None, field))
    if problems:
        raise RuleError(problems)


def check_patterns(loaded: LoadedPack) -> None:
    """Compile every pattern of a pack now. Raises `RuleError` for what `regex` does not take."""
    text = loaded.file.text
    problems: list[Problem] = []
    for number, (_, rule) in enumerate(loaded.rules):
        for field, pattern in rule.fields:
            try:
                compiled(pattern.source)
            except regex.error as error:
                message = f"not a valid pattern: {error}"
                problems.append(Problem(str(loaded.file.path), message, line_of(text, number, [field]), rule.id, field))
    if problems:
        raise RuleError(problems)


def _load(file: RuleFile) -> LoadedPack:
    text, table = _parse(file)
    try:
        model = FileModel.model_validate(table)
    except ValidationError as error:
        raise RuleError(_problems(file, text, table, error)) from None
    try:
        pack = compile_pack(model.pack)
    except FieldError as error:
        raise RuleError(
            [Problem(str(file.path), str(error), line_of(text, None, [error.field]), None, error.field)]
        ) from None
    if pack.name != file.name:
        message = f"a file is named by its pack: {pack.name}.toml"
        raise RuleError([Problem(str(file.path), message, line_of(text, None, ["language", "host"]), None, "pack")])
    rules: list[tuple[RuleModel, Rule]] = []
    problems: list[Problem] = []
    for number, rule in enumerate(model.rule):
        try:
            rules.append((rule, compile_rule(rule, pack, model.pack)))
        except FieldError as error:
            line = line_of(text, number, [error.field])
            problems.append(Problem(str(file.path), str(error), line, rule.id, error.field))
    if problems:
        raise RuleError(problems)
    return LoadedPack(file, pack, tuple(rules))


def _parse(file: RuleFile) -> tuple[str, dict[str, Any]]:
    try:
        text = file.text
        return text, tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise RuleError([Problem(str(file.path), f"not UTF-8: {error}")]) from None
    except tomllib.TOMLDecodeError as error:
        raise RuleError([Problem(str(file.path), f"not valid TOML: {error}")]) from None
    except RecursionError:
        raise RuleError([Problem(str(file.path), "not valid TOML: nested too deep")]) from None


def _problems(file: RuleFile, text: str, table: dict[str, Any], error: ValidationError) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        path = detail["loc"]
        number: int | None = None
        rule: str | None = None
        if len(path) > 1 and path[0] == "rule" and isinstance(path[1], int):
            number, path = path[1], path[2:]
            entry = table["rule"][number]
            rule = str((isinstance(entry, dict) and entry.get("id")) or f"number {number + 1}")
        elif len(path) > 1 and path[0] == "pack":
            path = path[1:]
        field = ".".join(map(str, path)) or None
        yield Problem(str(file.path), said(FileModel, detail), line_of(text, number, path), rule, field)


def _merged(lexicon: Lexicon, files: Iterable[RuleFile]) -> Lexicon:
    found = {field.name: set(getattr(lexicon, field.name)) for field in fields(Lexicon)}
    for file in files:
        text, table = _parse(file)
        for language, names in table.items():
            try:
                model = LexiconModel.model_validate(names)
            except ValidationError as error:
                detail = error.errors(include_url=False)[0]
                path = (language, *detail["loc"])
                field = ".".join(map(str, path))
                message = said(LexiconModel, detail)
                raise RuleError([Problem(str(file.path), message, line_of(text, None, path), None, field)]) from None
            for name, names_found in found.items():
                names_found.update(map(fold, getattr(model, name)))
    return Lexicon(**{name: frozenset(names_found) for name, names_found in found.items()})
