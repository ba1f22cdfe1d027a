"""The negative corpus: sentences that look like chrome and are body, one a line, one file a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cleaner.rules.files import builtin_folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FOLDER: Final = "negatives"


def read_negatives(folders: Sequence[Path] = ()) -> tuple[str, ...]:
    """The sentences of the built-in corpus and of `folders` of rules; ``#`` opens a comment line."""
    files = [file for folder in (builtin_folder(), *folders) for file in sorted((folder / FOLDER).glob("*.txt"))]
    lines = [line.strip() for file in files for line in file.read_text("utf-8").splitlines()]
    return tuple(line for line in lines if line and not line.startswith("#"))
