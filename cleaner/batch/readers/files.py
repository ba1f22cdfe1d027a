"""A file that is one page, HTML or text, perhaps compressed; the worker reads it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.batch.readers.streams import STDIN, BrokenStreamError, Meter, decompressed, open_metered
from cleaner.batch.record import Given, Origin, Page, Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.batch.fields import FieldNames
    from cleaner.batch.record import Item
    from cleaner.read.sniff import Format


@dataclass(frozen=True, slots=True)
class WholeFile:
    """A page in a file of its own."""

    path: str
    format: Format
    size: int

    def unpack(self, fields: FieldNames) -> Page:  # noqa: ARG002  a file has no fields
        """Read the file; of a broken one, what can be read. Raises OSError."""
        source, broken = read_page(self.path)
        return Page(source, self.format, id=self.path, broken=broken)


@dataclass(frozen=True, slots=True)
class PageFile:
    """Reads a file as one page."""

    source: str
    format: Format = "auto"

    def read(self, meter: Meter) -> Iterator[Item]:
        """The one record."""
        origin = Origin(self.source, 0)
        if self.source == STDIN:
            source, broken = read_page(self.source)
            yield Record(origin, Given(Page(source, self.format, id=self.source, broken=broken)))
            return
        size = Path(self.source).stat().st_size
        meter.done += size
        yield Record(origin, WholeFile(self.source, self.format, size))


def read_page(path: str) -> tuple[bytes, str | None]:
    """The content of `path` as far as it can be read, and why it cannot be read further."""
    parts: list[bytes] = []
    with open_metered(path, Meter()) as file:
        try:
            parts.extend(decompressed(file))
        except BrokenStreamError as error:
            return b"".join(parts), f"{error} at byte {error.offset}"
    return b"".join(parts), None
