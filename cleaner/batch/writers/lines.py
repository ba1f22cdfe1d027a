"""Outputs that only grow at their end: JSON Lines and bulk requests, plain or compressed, and pipes."""

from __future__ import annotations

import hashlib
import os
import sys
import zlib
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Protocol

import orjson

from cleaner.batch.coding import decode, encode
from cleaner.batch.extras import import_extra
from cleaner.batch.record import BatchError
from cleaner.batch.writers.sink import Mark, named_in_errors, part_of, rename_durably
from cleaner.compression import GZIP, ZSTD

if TYPE_CHECKING:
    from pathlib import Path

    from cleaner.batch.task import Encoder

GZIP_LEVEL: Final = 5
"""Two thirds of the time of zlib's usual 6 for 2 % more bytes on article records."""
ZSTD_LEVEL: Final = 3
_GZIP_WINDOW: Final = 31  # zlib's way to say "with a gzip header", which then has no time in it
MAX_ID_BYTES: Final = 512
"""Elasticsearch's own limit for `_id`."""


class _Compressor(Protocol):
    def compress(self, data: bytes) -> bytes: ...

    def flush(self) -> bytes: ...


class _Plain:
    def compress(self, data: bytes) -> bytes:
        return data

    def flush(self) -> bytes:
        return b""


def _compressor(suffix: str) -> _Compressor:
    if suffix == GZIP:
        return zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, _GZIP_WINDOW)
    if suffix == ZSTD:
        compressor: _Compressor = import_extra("zstandard").ZstdCompressor(level=ZSTD_LEVEL).compressobj()
        return compressor
    return _Plain()


class AppendSink:
    """A file that grows; each mark ends a gzip member or zstd frame, so that the file can be cut there."""

    def __init__(self, path: Path, compression: str, mark: Mark | None) -> None:
        self._path = path
        self._compression = compression
        self._compressor = _compressor(compression)
        self._dirty = False
        self._bytes = mark["bytes"] if mark else 0
        self._file: BinaryIO | None = self._open(mark)

    def _open(self, mark: Mark | None) -> BinaryIO | None:
        part = part_of(self._path)
        if mark is None:
            part.parent.mkdir(exist_ok=True)  # shards without a suffix are in a folder
            return part.open("wb")
        if not part.exists():
            return None  # it was published already
        os.truncate(part, mark["bytes"])
        return part.open("ab")

    def write(self, data: bytes) -> None:
        """Append `data`."""
        self._dirty = True
        self._append(self._compressor.compress(data))

    def mark(self) -> Mark:
        """End the member or frame and sync."""
        if self._dirty:
            self._append(self._compressor.flush())
            self._compressor = _compressor(self._compression)
            self._dirty = False
        if self._file is not None:
            with named_in_errors(self._path):
                self._file.flush()
                os.fsync(self._file.fileno())
            self._bytes = self._file.tell()
        return {"bytes": self._bytes}

    def publish(self) -> None:
        """Rename the part."""
        self.close()
        rename_durably(part_of(self._path), self._path)

    def close(self) -> None:
        """Close the part as it is."""
        if self._file is not None:
            file, self._file = self._file, None
            with named_in_errors(self._path):
                file.close()

    def _append(self, data: bytes) -> None:
        if data:
            with named_in_errors(self._path):
                self._opened().write(data)

    def _opened(self) -> BinaryIO:
        if self._file is None:
            raise BatchError(f"{part_of(self._path)}: the unfinished output is gone; start without --resume")
        return self._file


class PipeSink:
    """Standard output: cannot be marked; what is written is gone."""

    def write(self, data: bytes) -> None:
        """Write `data` and hand it over: somebody may be waiting."""
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()

    def mark(self) -> Mark:
        """Nothing to come back to."""
        return {}

    def publish(self) -> None:
        """It is out already."""

    def close(self) -> None:
        """It stays open for whoever opened it."""


@dataclass(frozen=True, slots=True)
class LinesTarget:
    """Documents that are encoded as lines."""

    encode: Encoder
    compression: str = ""  # one of COMPRESSIONS, or ""
    resumable: bool = True

    def open(self, path: Path, mark: Mark | None) -> AppendSink:
        """Open a growing file."""
        return AppendSink(path, self.compression, mark)


@dataclass(frozen=True, slots=True)
class PipeTarget:
    """The same lines to standard output."""

    encode: Encoder
    resumable: bool = False

    def open(self, path: Path, mark: Mark | None) -> PipeSink:  # noqa: ARG002  there is but one
        """Open standard output."""
        return PipeSink()


def encode_line(document: dict[str, Any]) -> bytes:
    """One JSON object and a newline."""
    return encode(document, orjson.OPT_APPEND_NEWLINE)


def encode_bulk(document: dict[str, Any], index: str) -> bytes:
    """An Elasticsearch bulk action and its document; `_id` is the id, else the URL, so that a second run overwrites."""
    action: dict[str, Any] = {"_index": index}
    known = next((name for name in (document["id"], document["url"]) if name not in (None, "")), None)
    if known is not None:
        plain = known if isinstance(known, str) else decode(encode(known))  # a UUID is text in JSON, too
        action["_id"] = _bulk_id(plain if isinstance(plain, str) else encode(plain).decode())
    return encode_line({"index": action}) + encode_line(document)


def _bulk_id(name: str) -> str:
    encoded = name.encode("utf-8", "surrogatepass")
    return name if len(encoded) <= MAX_ID_BYTES else hashlib.sha256(encoded).hexdigest()


def bulk_encoder(index: str) -> Encoder:
    """The encoder for one index."""
    return partial(encode_bulk, index=index)
