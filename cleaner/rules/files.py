"""Where rule files are, and what a folder of them holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cleaner.rules.errors import Problem, RuleError

if TYPE_CHECKING:
    from collections.abc import Sequence

LEXICON: Final = "lexicon.toml"
_PACKAGE: Final = Path(__file__).parent.parent
_RULE: Final = re.compile(r"^[ \t]*\[\[[ \t]*rule[ \t]*\]\]", re.MULTILINE)
_TABLE: Final = re.compile(r"^[ \t]*\[\[?(?:[^\]\n]*\.)?[ \t]*\"?(?P<name>[\w-]+)\"?[ \t]*\]\]?", re.MULTILINE)
_STRING: Final = re.compile(
    r"""(?P<long>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5})|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|\#[^\n]*""", re.DOTALL
)
_SIGN: Final = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A file's name as messages show it, and its bytes."""

    path: Path
    data: bytes

    @property
    def name(self) -> str:
        """The name of the pack it must hold: its stem (a host's dots included)."""
        return self.path.name.removesuffix(".toml")

    @property
    def text(self) -> str:
        """Its text, without the byte order mark that editors on Windows write. Raises UnicodeDecodeError."""
        return self.data.decode("utf-8-sig")


def builtin_folder() -> Path:
    """The packs of the wheel, or the `rules/` of a source checkout."""
    packs = _PACKAGE / "packs"
    return packs if packs.is_dir() else _PACKAGE.parent / "rules"


def scorer_folder() -> Path:
    """The scorer's data: weights, and the words it knows."""
    return builtin_folder() / "scorer"


def read_folder(folder: Path) -> tuple[RuleFile, ...]:
    """All rule files of `folder`: its own `*.toml` and those in `sites/`, in a fixed order.

    Raises `RuleError` if the folder is missing or holds no rule file, or if anything cannot be read.
    """
    if not folder.is_dir():
        raise RuleError([Problem(str(folder), "no such folder of rules")])
    sites = folder / "sites"
    try:
        paths = [*_rule_files(folder), *(_rule_files(sites) if sites.exists() else ())]
        files = tuple(RuleFile(path, path.read_bytes()) for path in paths)
    except OSError as error:
        raise RuleError([Problem(str(folder), f"cannot be read: {error}")]) from error
    if not files:
        raise RuleError([Problem(str(folder), "holds no rules: neither *.toml nor sites/*.toml")])
    return files


def _rule_files(folder: Path) -> list[Path]:
    # not glob, which passes over a folder that it may not read
    return sorted(path for path in folder.iterdir() if path.name.endswith(".toml"))


def rule_tables(text: str) -> list[int]:
    """Where the `[[rule]]` tables of a rule file begin."""
    return [match.start() for match in _RULE.finditer(_without_long_strings(text))]


def line_of(text: str, rule: int | None, path: Sequence[str | int]) -> int | None:
    """The 1-based line of a key in a rule file: `rule` counts its `[[rule]]` tables, `path` leads from there.

    tomllib keeps no positions, so they are looked up in the text: the header of the n-th table, then the key in it, or
    the header of a table of its own and the key in that.
    """
    tables = rule_tables(text)
    if rule is not None and rule >= len(tables):
        return None
    start = 0 if rule is None else tables[rule]
    end = next((table for table in tables if table > start or rule is None), len(text))
    text = _without_long_strings(text)
    for number, name in enumerate(path):
        if not isinstance(name, str):
            continue
        key = re.compile(rf"^[ \t]*\"?{re.escape(name)}\"?[ \t]*[=.]", re.MULTILINE).search(text, start, end)
        if key is not None:
            start = key.start()
            break  # what is inside its value stands there, too
        headers = [match.start() for match in _TABLE.finditer(text, start, end) if match["name"] == name]
        if not headers:
            break
        which = next((part for part in path[number + 1 : number + 2] if isinstance(part, int)), 0)
        start = headers[min(which, len(headers) - 1)]
        end = next((match.start() for match in _TABLE.finditer(text, start + 1, end)), end)
    leading = len(text[start:end]) - len(text[start:end].lstrip())
    return text.count("\n", 0, start + leading) + 1


def _without_long_strings(text: str) -> str:
    """The text with blanks for its strings of several lines, in which a line may look like a header or a key."""
    return _STRING.sub(lambda match: _SIGN.sub(" ", match[0]) if match["long"] else match[0], text)
