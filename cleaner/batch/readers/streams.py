"""Bytes of a file, decompressed on the way; where a stream breaks off, all before it is still handed over."""

from __future__ import annotations

import sys
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Protocol

from cleaner.batch.extras import import_extra
from cleaner.compression import GZIP_MAGIC, MAGICS, ZSTD_MAGICS

if TYPE_CHECKING:
    from collections.abc import Iterator

STDIN: Final = "-"
READ_SIZE: Final = 1 << 16
_GZIP_WINDOW: Final = 31  # zlib's way to say "with a gzip header"
_ZSTD_WINDOW: Final = 1 << 31
"""As `zstd --long=31` writes it, which large dumps use; smaller by default."""


class BrokenStreamError(ValueError):
    """A stream breaks off; the message says why."""

    def __init__(self, offset: int, reason: str) -> None:
        super().__init__(reason)
        self.offset = offset  # in the file, not in what it decompresses to


@dataclass(slots=True)
class Meter:
    """How far the inputs have been read; None as total when nobody knows."""

    total: int | None = 0
    done: int = 0


class MeteredFile:
    """A binary file that reports what was read of it."""

    def __init__(self, file: BinaryIO, meter: Meter) -> None:
        self._file = file
        self._meter = meter
        self._head = b""
        self.offset = 0

    def read(self, size: int = READ_SIZE) -> bytes:
        """Read up to `size` bytes, empty at the end."""
        if self._head:
            data, self._head = self._head[:size], self._head[size:]
        else:
            data = self._file.read(size)
            self._meter.done += len(data)
        self.offset += len(data)
        return data

    def skip(self, offset: int) -> None:
        """Go on at `offset` of a file that was just opened."""
        self._file.seek(offset)
        self.offset = offset

    def tell(self) -> int:
        """Bytes read so far; fastwarc asks."""
        return self.offset

    def peek(self, size: int) -> bytes:
        """The next `size` bytes, or fewer at the end; they stay to be read."""
        while len(self._head) < size and (data := self._file.read(size - len(self._head))):
            self._meter.done += len(data)
            self._head += data
        return self._head[:size]


@contextmanager
def open_metered(path: str, meter: Meter) -> Iterator[MeteredFile]:
    """Open `path`, or standard input for ``-``."""
    if path == STDIN:
        yield MeteredFile(sys.stdin.buffer, meter)
    else:
        with open(path, "rb") as file:  # noqa: PTH123  `path` is text all the way: it goes into messages as it came
            yield MeteredFile(file, meter)


def decompressed(file: MeteredFile) -> Iterator[bytes]:
    """The content of `file` in pieces, decompressed if it is gzip or zstd by its first bytes.

    Raises BrokenStreamError behind the last piece that could be read.
    """
    head = file.peek(max(map(len, MAGICS)))
    if head.startswith(GZIP_MAGIC):
        yield from _inflate(file, _Gzip())
    elif head.startswith(ZSTD_MAGICS):
        yield from _inflate(file, _Zstd())
    else:
        while data := file.read():
            yield data


class _Codec(Protocol):
    name: str
    ended: bool  # at the end of a member: the stream may stop here

    def feed(self, data: bytes) -> Iterator[bytes]: ...


def _inflate(file: MeteredFile, codec: _Codec) -> Iterator[bytes]:
    while data := file.read():
        start = file.offset - len(data)
        try:
            yield from codec.feed(data)
        except ValueError as error:
            raise BrokenStreamError(start, f"{codec.name} stream is damaged: {error}") from error
    if not codec.ended:
        raise BrokenStreamError(file.offset, f"{codec.name} stream is truncated")


class _Gzip:
    """Members one after the other; zero padding between them is legal."""

    name = "gzip"

    def __init__(self) -> None:
        self.ended = True
        self._inflater = zlib.decompressobj(_GZIP_WINDOW)

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self.ended:
                data = data.lstrip(b"\0")
                if not data:
                    return
                self._inflater = zlib.decompressobj(_GZIP_WINDOW)
                self.ended = False
            try:
                out = self._inflater.decompress(data, READ_SIZE)
            except zlib.error as error:
                raise ValueError(str(error)) from error
            self.ended = self._inflater.eof
            data = self._inflater.unused_data if self.ended else self._inflater.unconsumed_tail
            if out:
                yield out


class _Zstd:
    """Frames one after the other."""

    name = "zstd"

    def __init__(self) -> None:
        self.ended = True
        self._zstandard = import_extra("zstandard")
        self._inflater = self._open()

    def _open(self) -> Any:  # noqa: ANN401  the package has no types for it
        return self._zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self.ended:
                self._inflater = self._open()
                self.ended = False
            try:
                out = self._inflater.decompress(data)
            except self._zstandard.ZstdError as error:
                raise ValueError(str(error)) from error
            self.ended = self._inflater.eof
            data = self._inflater.unused_data if self.ended else b""
            if out:
                yield out
