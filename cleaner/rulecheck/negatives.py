"""The negative corpus: sentences that look like chrome and are body, one a line, one file a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaner.rules.errors import Problem, RuleError
from cleaner.rules.files import builtin_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FOLDER: Final = "negatives"


def read_negatives(folders: Sequence[Path] = ()) -> tuple[str, ...]:
    """The sentences of the built-in corpus and of `folders` of rules; ``#`` opens a comment line.

    Raises `RuleError` for a file that cannot be read.
    """
    files = [file for folder in (builtin_folder(), *folders) for file in sorted((folder / FOLDER).glob("*.txt"))]
    lines = [line.strip() for file in files for line in _read(file).splitlines()]
    return tuple(line for line in lines if line and not line.startswith("#"))


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError([Problem(str(file), f"cannot be read: {error}")]) from error
