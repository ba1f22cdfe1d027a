"""A file of JSON: one object, a list of objects, or lines of them under the wrong name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import orjson

from cleaner.batch.coding import decode, encode
from cleaner.batch.readers.jsonl import BOM, MAX_LINE, JsonLine, JsonLines, Lines
from cleaner.batch.readers.streams import BrokenStreamError, decompressed, open_metered
from cleaner.batch.record import Failure, Origin, Record, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.batch.fields import FieldNames
    from cleaner.batch.readers.streams import Meter
    from cleaner.batch.record import Item, Page


@dataclass(frozen=True, slots=True)
class JsonObject:
    """The one object of a file; without an id of its own it has the file's name."""

    line: JsonLine
    path: str

    @property
    def size(self) -> int:
        """Bytes of the object."""
        return self.line.size

    def unpack(self, fields: FieldNames) -> Page:
        """Parse it. Raises ValueError."""
        page = self.line.unpack(fields)
        return page if page.id is not None else replace(page, id=self.path)


@dataclass(frozen=True, slots=True)
class JsonFile:
    """Reads a file of JSON, plain or compressed, whole; positions in a list count its elements."""

    source: str

    def read(self, meter: Meter) -> Iterator[Item]:
        """The object, or each element of the list."""
        try:
            content = self._content(meter)
        except BrokenStreamError as error:
            yield Failure(Origin(self.source, error.offset), str(error))
            return
        if content is None:
            yield Failure(Origin(self.source, 0), f"a file of more than {MAX_LINE} bytes; lines of JSON have no limit")
            return
        try:
            found = decode(content)
        except orjson.JSONDecodeError as error:
            if b"\n" in content.strip() and content.lstrip()[:1] == b"{":
                yield from JsonLines(self.source).items(Lines(iter((content,))))
            else:
                yield Failure(Origin(self.source, error.pos), f"not JSON: {error.msg}")
            return
        except ValueError as error:
            yield Failure(Origin(self.source, 0), f"not JSON: {error}")
            return
        if not isinstance(found, list):
            yield Record(Origin(self.source, 0), JsonObject(JsonLine(content), self.source))
            return
        for number, element in enumerate(found):
            yield _element(Origin(self.source, number, Unit.ROW), element)

    def _content(self, meter: Meter) -> bytes | None:
        """The decompressed file; None where it is too long to be held."""
        parts, length = [], 0
        with open_metered(self.source, meter) as file:
            for piece in decompressed(file):
                parts.append(piece)
                length += len(piece)
                if length > MAX_LINE:
                    return None
        return b"".join(parts).removeprefix(BOM)


def _element(origin: Origin, value: Any) -> Item:  # noqa: ANN401  any JSON value
    try:
        return Record(origin, JsonLine(encode(value)))
    except (TypeError, RecursionError):
        return Failure(origin, "nested too deeply")
