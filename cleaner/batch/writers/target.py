"""Which output a path asks for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cleaner.batch.kinds import OutputKind
from cleaner.batch.record import BatchError
from cleaner.batch.writers.folder import FolderTarget
from cleaner.batch.writers.lines import LinesTarget, PipeTarget, bulk_encoder, encode_line
from cleaner.batch.writers.parquet import ParquetTarget
from cleaner.batch.writers.sqlite import SqliteTarget
from cleaner.compression import COMPRESSIONS

if TYPE_CHECKING:
    from cleaner.batch.writers.sink import Target

STDOUT: Final = "-"


SUFFIXES: Final = {
    ".jsonl": OutputKind.JSONL,
    ".ndjson": OutputKind.JSONL,
    ".json": OutputKind.JSONL,
    ".parquet": OutputKind.PARQUET,
    ".sqlite": OutputKind.SQLITE,
    ".sqlite3": OutputKind.SQLITE,
    ".db": OutputKind.SQLITE,
    "": OutputKind.TEXT,
}
COMPRESSIBLE: Final = (OutputKind.JSONL, OutputKind.BULK)


def choose_target(output: str, kind: OutputKind, *, index: str = "articles", removals: bool = True) -> Target:
    """The target for `output`, a path or ``-``. `index` is for bulk requests, `removals` for Parquet's columns.

    Raises BatchError for a name or a combination that means nothing.
    """
    path = Path(output)
    compression = compression_of(path)
    kind = _kind(output, kind, compression)
    if compression and kind not in COMPRESSIBLE:
        raise BatchError(f"{output}: {kind} output cannot be compressed as a whole")
    encode = bulk_encoder(index) if kind is OutputKind.BULK else encode_line
    if output == STDOUT:
        if kind not in COMPRESSIBLE:
            raise BatchError(f"{kind} output needs a file, not standard output")
        return PipeTarget(encode)
    match kind:
        case OutputKind.PARQUET:
            return ParquetTarget(removals)
        case OutputKind.SQLITE:
            return SqliteTarget()
        case OutputKind.TEXT:
            return FolderTarget()
        case _:
            return LinesTarget(encode, compression)


def compression_of(path: Path) -> str:
    """The suffix of COMPRESSIONS that `path` ends with, "" for none."""
    suffix = path.suffix.lower()
    return suffix if suffix in COMPRESSIONS else ""


def _kind(output: str, kind: OutputKind, compression: str) -> OutputKind:
    if kind is not OutputKind.AUTO:
        return kind
    if output == STDOUT:
        return OutputKind.JSONL
    path = Path(output)
    if output.endswith(os.sep) or path.is_dir():
        return OutputKind.TEXT
    if path.exists() and not path.is_file():
        return OutputKind.JSONL  # a device or pipe: its name says nothing, and its place is refused for what it is
    suffix = (Path(path.stem) if compression else path).suffix.lower()
    if suffix not in SUFFIXES or (compression and not suffix):
        raise BatchError(f"{output}: the name does not say what to write; use .jsonl, .parquet, .sqlite or a folder/")
    return SUFFIXES[suffix]
