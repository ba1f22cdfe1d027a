"""Inputs of the one-page commands: files and standard input, read whole."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cleaner.cli.terminal import say
from cleaner.compression import MAGICS

if TYPE_CHECKING:
    from cleaner.model import Article

STDIN = "-"
_MAGIC: Final = (b"PAR1", b"WARC/")  # Parquet and WARC, whatever the file is called


def read_source(path: str, *, auto: bool = True) -> bytes | None:
    """The bytes of `path`, decompressed, or of standard input for ``-``; None, with a message, if that is no page.

    `auto`: nobody has said what it is, so a file of records is recognised by its name and its first bytes.
    """
    try:
        source = sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
        if source.startswith(MAGICS):
            source = _decompressed(source)
    except (OSError, ValueError) as error:
        say(f"{path}: {getattr(error, 'strerror', None) or error}")
        return None
    if auto and (source.startswith(_MAGIC) or _is_named_as_records(path)):
        say(f"{path}: not cleaned: it holds records, which `cleaner run {path} -o OUTPUT` reads")
        return None
    return source


def is_page(path: str, article: Article) -> bool:
    """Whether the input could be read as a page at all; False, with a message, if it is binary."""
    from cleaner.intake import BINARY

    if BINARY in article.warnings:
        say(f"{path}: {BINARY}")
        return False
    return True


def _decompressed(source: bytes) -> bytes:
    """Raises ValueError for what breaks off."""
    import io

    from cleaner.batch.readers.streams import Meter, MeteredFile, decompressed

    return b"".join(decompressed(MeteredFile(io.BytesIO(source), Meter())))


def _is_named_as_records(path: str) -> bool:
    if path == STDIN or "." not in Path(path).name:
        return False
    from cleaner.batch.kinds import InputKind
    from cleaner.batch.readers.inputs import kind_by_name

    return kind_by_name(path) in {InputKind.JSON, InputKind.JSONL, InputKind.PARQUET, InputKind.WARC}
