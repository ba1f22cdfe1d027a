"""Parquet: row group by row group, only the columns that are needed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cleaner.batch.extras import import_extra
from cleaner.batch.fields import page_of
from cleaner.batch.record import Failure, Origin, Record, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.batch.fields import FieldNames
    from cleaner.batch.readers.streams import Meter
    from cleaner.batch.record import Item, Page

BATCH_ROWS: Final = 64
_UNFIT: Final = (ValueError, OverflowError, LookupError, NotImplementedError)
"""What pyarrow raises for a value that Python's type for it cannot hold, and for a cast that it does not know."""
_CELL_BYTES: Final = 50
"""About what a column that is no text costs; only used to cut chunks."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as a dict."""

    values: dict[str, Any]

    @property
    def size(self) -> int:
        """About the bytes of the row: its texts."""
        return sum(len(v) if isinstance(v, (str, bytes)) else _CELL_BYTES for v in self.values.values())

    def unpack(self, fields: FieldNames) -> Page:
        """The page of the row. Raises ValueError."""
        return page_of(self.values, fields)


@dataclass(frozen=True, slots=True)
class ParquetRows:
    """Reads a Parquet file; a row group that is damaged costs its rows only."""

    source: str
    columns: frozenset[str] | None

    def read(self, meter: Meter) -> Iterator[Item]:
        """One record a row; positions are row numbers in the file."""
        arrow = import_extra("pyarrow")
        parquet = import_extra("pyarrow.parquet")
        size, begun = Path(self.source).stat().st_size, meter.done
        try:
            file = parquet.ParquetFile(self.source, pre_buffer=False, buffer_size=1 << 20)
        except (arrow.ArrowException, OSError) as error:
            # All that says what the bytes mean stands at the end of the file: without it nothing can be read.
            yield Failure(Origin(self.source, size), f"not a whole Parquet file: {error}")
            return
        with file:
            first = 0
            for group in range(file.num_row_groups):
                for item in self._read_group(file, group, first):
                    yield item
                    meter.done = begun + size * item.origin.position // file.metadata.num_rows
                first += file.metadata.row_group(group).num_rows
        meter.done = begun + size

    def _read_group(self, file: Any, group: int, first: int) -> Iterator[Item]:  # noqa: ANN401  pyarrow has no types
        row = first
        names = [name for name in file.schema_arrow.names if self.columns is None or name in self.columns]
        try:
            for batch in file.iter_batches(BATCH_ROWS, row_groups=[group], columns=names, use_threads=False):
                for values in _rows(batch):
                    yield Record(Origin(self.source, row, Unit.ROW), Row(values))
                    row += 1
        except (ValueError, OSError) as error:  # ArrowInvalid is a ValueError
            reason = f"row group {group} is damaged from row {row} on: {error}"
            yield Failure(Origin(self.source, row, Unit.ROW), reason)


def _rows(batch: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401  the same
    try:
        yield from batch.to_pylist()
    except _UNFIT:
        columns = {name: [_value(cell) for cell in batch.column(name)] for name in batch.schema.names}
        yield from ({name: cells[row] for name, cells in columns.items()} for row in range(batch.num_rows))


def _value(cell: Any) -> Any:  # noqa: ANN401  the same
    """A cell as Python's own type, else as text: Python's years end at 9999 and its times at microseconds."""
    with suppress(*_UNFIT):
        return cell.as_py()
    arrow = import_extra("pyarrow")
    if isinstance(cell, arrow.StructScalar):
        return {name: _value(cell[name]) for name in cell}
    if isinstance(cell, arrow.ListScalar):
        return [_value(inner) for inner in cell.values]
    for kind in (arrow.string(), arrow.int64(), arrow.binary()):
        with suppress(*_UNFIT):
            return cell.cast(kind).as_py()
    return None
