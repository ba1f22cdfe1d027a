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
_HEADER: Final = re.compile(r"^\s*\[\[\s*rule\s*\]\]", re.MULTILINE)


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

    Raises `RuleError` if the folder is missing or a file cannot be read.
    """
    if not folder.is_dir():
        raise RuleError([Problem(str(folder), "no such folder of rules")])
    paths = [*sorted(folder.glob("*.toml")), *sorted(folder.glob("sites/*.toml"))]
    try:
        return tuple(RuleFile(path, path.read_bytes()) for path in paths)
    except OSError as error:
        raise RuleError([Problem(str(folder), f"cannot be read: {error}")]) from error


def line_of(text: str, rule: int | None, path: Sequence[str | int]) -> int | None:
    """The 1-based line of a key in a rule file: `rule` counts its `[[rule]]` tables, `path` leads from there.

    tomllib keeps no positions, so they are looked up in the text: the header of the n-th table, then the key in it.
    """
    headers = [match.start() for match in _HEADER.finditer(text)]
    start, end = 0, headers[0] if headers else len(text)
    if rule is not None:
        if rule >= len(headers):
            return None
        start = headers[rule]
        end = headers[rule + 1] if rule + 1 < len(headers) else len(text)
    for name in [part for part in path if isinstance(part, str)][:1]:
        match = re.compile(rf"^[ \t]*\"?{re.escape(name)}\"?[ \t]*[=.]", re.MULTILINE).search(text, start, end)
        if match is not None:
            start = match.start()
    leading = len(text[start:end]) - len(text[start:end].lstrip())
    return text.count("\n", 0, start + leading) + 1
