"""A file of JSON: one object, a list of objects, or lines of them under the wrong name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

import orjson

from cleaner.batch.coding import decode
from cleaner.batch.readers.elements import Elements
from cleaner.batch.readers.jsonl import BOM, MAX_LINE, JsonLine, JsonLines, Lines, is_object
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
    """Reads a file of JSON, plain or compressed: a list as it comes, anything else whole."""

    source: str

    def read(self, meter: Meter) -> Iterator[Item]:
        """The object, or each element of the list, whose positions count them."""
        try:
            with open_metered(self.source, meter) as file:
                pieces = decompressed(file)
                head = _head(pieces)
                if head.lstrip()[:1] == b"[":
                    yield from self._list(Elements(chain((head,), pieces)))
                    return
                content = _whole(head, pieces)
        except BrokenStreamError as error:
            yield Failure(Origin(self.source, error.offset), str(error))
            return
        if content is None:
            yield Failure(Origin(self.source, 0), f"a file of more than {MAX_LINE} bytes; lists of JSON have no limit")
            return
        yield from self._object(content)

    def _list(self, elements: Elements) -> Iterator[Item]:
        number, broken = 0, None
        try:
            for number, element in enumerate(elements, start=1):
                yield self._element(number - 1, element)
        except BrokenStreamError as error:
            broken = Failure(Origin(self.source, error.offset), str(error))
        rest = elements.rest.strip()
        if not elements.closed and is_object(rest):  # whole: only the bracket behind it is lost
            yield self._element(number, rest)
            number += 1
        if broken:
            yield broken
        elif rest or not elements.closed:
            what = "more stands behind the list" if elements.closed else "the list breaks off here"
            yield Failure(Origin(self.source, number, Unit.ROW), f"not JSON: {what}")

    def _element(self, number: int, element: bytes) -> Item:
        origin = Origin(self.source, number, Unit.ROW)
        if len(element) > MAX_LINE:
            return Failure(origin, f"an element of more than {MAX_LINE} bytes")
        return Record(origin, JsonLine(element))

    def _object(self, content: bytes) -> Iterator[Item]:
        try:
            decode(content)
        except orjson.JSONDecodeError as error:
            if b"\n" in content.strip() and content.lstrip()[:1] == b"{":
                yield from JsonLines(self.source).items(Lines(iter((content,))))
            else:
                yield Failure(Origin(self.source, error.pos), f"not JSON: {error.msg}")
        except ValueError as error:
            yield Failure(Origin(self.source, 0), f"not JSON: {error}")
        else:
            yield Record(Origin(self.source, 0), JsonObject(JsonLine(content), self.source))


def _head(pieces: Iterator[bytes]) -> bytes:
    """The content as far as what is not blank."""
    head = b""
    for piece in pieces:
        head = (head + piece).removeprefix(BOM)
        if not head.isspace():
            break
    return head


def _whole(head: bytes, pieces: Iterator[bytes]) -> bytes | None:
    """The content; None where it is too long to be held."""
    parts, length = [head], len(head)
    for piece in pieces:
        parts.append(piece)
        length += len(piece)
        if length > MAX_LINE:
            return None
    return b"".join(parts)
