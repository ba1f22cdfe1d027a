"""What flows through a run: records in, finished documents or failures out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cleaner.batch.fields import FieldNames
    from cleaner.model import Known
    from cleaner.read.sniff import Format


class BatchError(ValueError):
    """The run cannot be done as asked: the user can mend it; the message says how."""


class Unit(StrEnum):
    """How a position in an input counts."""

    OFFSET = "offset"  # bytes; in a compressed input of the decompressed stream, but of the file for a break
    ROW = "row"  # from 0


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record stands."""

    source: str  # the path as found, "-" for standard input
    position: int
    unit: Unit = Unit.OFFSET


@dataclass(frozen=True, slots=True)
class Page:
    """One document, unpacked and ready to be cleaned."""

    source: str | bytes
    format: Format = "auto"
    id: Any = None  # keeps the JSON type that it came with
    url: str | None = None
    reference_date: date | None = None
    known: Known | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)  # fields of the record that pass through
    warnings: tuple[str, ...] = ()  # of the fields of the record that cannot be used
    broken: str | None = None  # why `source` is only what could be read of the document


class Payload(Protocol):
    """What a reader hands over: raw, small and picklable; the work of unpacking it is a worker's."""

    @property
    def size(self) -> int:
        """About how many bytes it holds; chunks are cut by it."""
        ...

    def unpack(self, fields: FieldNames) -> Page:
        """Unpack the page. Raises ValueError or OSError, whose message is the reason."""
        ...


@dataclass(frozen=True, slots=True)
class Record:
    """One record of an input."""

    origin: Origin
    payload: Payload


@dataclass(frozen=True, slots=True)
class Failure:
    """A record that could not be read or cleaned, or the place where an input breaks off."""

    origin: Origin
    reason: str

    def as_json(self) -> dict[str, Any]:
        """The line of the error file."""
        return {"source": self.origin.source, self.origin.unit.value: self.origin.position, "reason": self.reason}


Item = Record | Failure
"""What a reader yields, in the order of the input."""


@dataclass(frozen=True, slots=True)
class Given:
    """A page that the caller holds already."""

    page: Page

    @property
    def size(self) -> int:
        """Characters of a text count as bytes: close enough to cut chunks by."""
        return len(self.page.source)

    def unpack(self, fields: FieldNames) -> Page:  # noqa: ARG002  it has no fields to name
        """The page itself."""
        return self.page
