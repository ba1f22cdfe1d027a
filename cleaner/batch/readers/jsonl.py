"""JSON Lines: one object a line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.batch.coding import decode
from cleaner.batch.fields import page_of
from cleaner.batch.readers.streams import BrokenStreamError, decompressed, open_metered
from cleaner.batch.record import Failure, Origin, Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaner.batch.fields import FieldNames
    from cleaner.batch.readers.streams import Meter
    from cleaner.batch.record import Item, Page

BOM: Final = b"\xef\xbb\xbf"
MAX_LINE: Final = 1 << 27
"""A line of 128 MiB is no article; it would only fill the memory."""


@dataclass(frozen=True, slots=True)
class JsonLine:
    """A line of JSON; the worker parses it."""

    line: bytes

    @property
    def size(self) -> int:
        """Bytes of the line."""
        return len(self.line)

    def unpack(self, fields: FieldNames) -> Page:
        """Parse the line. Raises ValueError."""
        try:
            record = decode(self.line)
        except ValueError as error:
            raise ValueError(f"not JSON: {error}") from error
        if not isinstance(record, dict):
            raise ValueError(f"not a JSON object but {type(record).__name__}")  # noqa: TRY004  the input's fault
        return page_of(record, fields)


@dataclass(frozen=True, slots=True)
class JsonLines:
    """Reads JSON Lines, plain or compressed."""

    source: str

    def read(self, meter: Meter) -> Iterator[Item]:
        """One record a line, blank ones left out; positions count decompressed bytes."""
        with open_metered(self.source, meter) as file:
            yield from self.items(Lines(decompressed(file)))

    def items(self, lines: Lines) -> Iterator[Item]:
        """The records of these lines."""
        try:
            for offset, line in lines:
                yield self._item(offset, line)
        except BrokenStreamError as error:
            # The last line is cut somewhere; only a whole object counts as a record.
            if is_object(lines.rest):
                yield self._item(lines.offset, lines.rest)
            yield Failure(Origin(self.source, error.offset), str(error))

    def _item(self, offset: int, line: bytes) -> Item:
        origin = Origin(self.source, offset)
        if len(line) > MAX_LINE:
            return Failure(origin, f"a line of more than {MAX_LINE} bytes")
        return Record(origin, JsonLine(line))


class Begun:
    """What is put together of the parts in several pieces; beyond MAX_LINE it is cut, but longer than that still."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self.length = 0  # of all parts, also of those that were cut off

    def hold(self, part: bytes) -> None:
        """Add a part."""
        if self.length <= MAX_LINE:
            self._parts.append(part)
        self.length += len(part)

    def __bytes__(self) -> bytes:
        """All that was kept."""
        return b"".join(self._parts)

    def take(self) -> bytes:
        """All that was kept, to begin anew."""
        whole = bytes(self)
        self._parts.clear()
        self.length = 0
        return whole


class Lines:
    """Splits pieces of bytes into lines with their offsets; what stood behind the last newline stays in `rest`."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self._begun = Begun()
        self.offset = 0  # of the line that `rest` begins

    @property
    def rest(self) -> bytes:
        """The begun line."""
        return bytes(self._begun)

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        """The lines that are not blank; one longer than MAX_LINE comes out cut, but longer than that still."""
        for piece in self._pieces:
            *whole, last = piece.split(b"\n")
            for line in whole:
                self._begun.hold(line)
                yield from self._end(newline=1)
            self._begun.hold(last)
        yield from self._end(newline=0)

    def _end(self, *, newline: int) -> Iterator[tuple[int, bytes]]:
        offset = self.offset
        self.offset += self._begun.length + newline
        line = self._begun.take().removeprefix(BOM)  # also where files were put together, one behind the other
        if line and not line.isspace():
            yield offset, line


def is_object(line: bytes) -> bool:
    """Whether `line` is one whole JSON object."""
    try:
        return isinstance(decode(line), dict)
    except ValueError:
        return False
