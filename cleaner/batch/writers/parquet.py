"""Parquet with typed columns. No Parquet file can be added to, so it grows as parts that are joined at the end."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cleaner.batch.coding import decode, encode, fits_int64
from cleaner.batch.extras import import_extra
from cleaner.batch.writers.lines import encode_line
from cleaner.batch.writers.plain import to_row
from cleaner.batch.writers.sink import Mark, part_of, rename_durably, sync_file, sync_folder

if TYPE_CHECKING:
    from pathlib import Path

    from cleaner.batch.task import Encoder

GROUP_ROWS: Final = 500
"""Rows per row group: about 5 MB of articles, so that a reader who wants few rows reads little."""
COMPRESSION: Final = "zstd"


def _schema(*, integer_ids: bool, removals: bool) -> Any:  # noqa: ANN401  pyarrow has no types
    arrow = import_extra("pyarrow")
    text, texts = arrow.string(), arrow.list_(arrow.string())
    removal = {
        **dict.fromkeys(("rule", "category"), text),
        **dict.fromkeys(("start", "end"), arrow.int64()),
        **dict.fromkeys(("text", "why", "field"), text),
        "evidence": texts,
    }
    columns = {
        "id": arrow.int64() if integer_ids else text,
        **dict.fromkeys(("url", "title", "date", "date_precision"), text),
        "authors": texts,
        "source": text,
        **dict.fromkeys(("section", "tags", "captions"), texts),
        **dict.fromkeys(("language", "text"), text),
        "removed_chars": arrow.int64(),
        "warnings": texts,
        **({"removals": arrow.list_(arrow.struct(removal))} if removals else {}),
        "cleaner": arrow.struct({"version": text, "schema": arrow.int64(), "rules": text}),
        "extra": text,  # the fields that passed through, as a JSON object: their types are not ours to guess
    }
    return arrow.schema(list(columns.items()))


class ParquetSink:
    """Writes a part at each mark and joins them when it is published."""

    def __init__(self, path: Path, mark: Mark | None, *, removals: bool) -> None:
        self._path = path
        self._removals = removals
        self._folder = part_of(path)
        self._rows: list[bytes] = []
        self._parts = mark["parts"] if mark else 0
        self._id_types: set[str] = set(mark["id_types"]) if mark else set()
        if mark is None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir()
        else:
            self._forget_later_parts()

    def write(self, data: bytes) -> None:
        """Hold a document until the next mark."""
        self._rows.append(data)

    def mark(self) -> Mark:
        """Write what is held as a part."""
        if self._rows:
            part = self._part(self._parts)
            self._write_part(part)
            sync_file(part)
            sync_folder(self._folder)
            self._parts += 1
            self._rows.clear()
        return {"parts": self._parts, "id_types": sorted(self._id_types)}

    def publish(self) -> None:
        """Join the parts into one file."""
        if not self._folder.exists():
            return  # done before
        parquet = import_extra("pyarrow.parquet")
        schema = _schema(integer_ids=self._id_types == {"int"}, removals=self._removals)
        joined = self._folder / "joined"
        with parquet.ParquetWriter(joined, schema, compression=COMPRESSION) as writer:
            for number in range(self._parts):
                with parquet.ParquetFile(self._part(number)) as part:
                    for group in range(part.num_row_groups):
                        writer.write_table(part.read_row_group(group).cast(schema))
        sync_file(joined)
        rename_durably(joined, self._path)
        shutil.rmtree(self._folder)

    def close(self) -> None:
        """Nothing is open between two marks."""

    def _part(self, number: int) -> Path:
        return self._folder / f"{number:08}.parquet"

    def _forget_later_parts(self) -> None:
        """Take away what was written behind the mark."""
        if self._folder.exists():
            kept = {self._part(number) for number in range(self._parts)}
            for path in self._folder.iterdir():
                if path not in kept:
                    path.unlink()

    def _write_part(self, path: Path) -> None:
        arrow, parquet = import_extra("pyarrow"), import_extra("pyarrow.parquet")
        schema = _schema(integer_ids=False, removals=self._removals)
        with parquet.ParquetWriter(path, schema, compression=COMPRESSION) as writer:
            for first in range(0, len(self._rows), GROUP_ROWS):
                rows = [self._typed(decode(line)) for line in self._rows[first : first + GROUP_ROWS]]
                writer.write_table(arrow.Table.from_pylist(rows, schema=schema))

    def _typed(self, document: dict[str, Any]) -> dict[str, Any]:
        row = to_row(document)
        if row["id"] is not None:
            self._id_types.add("int" if type(row["id"]) is int and fits_int64(row["id"]) else "other")
            row["id"] = row["id"] if isinstance(row["id"], str) else encode(row["id"]).decode()
        row["removals"] = [
            {**removal, "start": removal["span"][0], "end": removal["span"][1]} for removal in row["removals"] or ()
        ]
        row["extra"] = encode(row["extra"]).decode() if row["extra"] else None
        return row


@dataclass(frozen=True, slots=True)
class ParquetTarget:
    """Documents as rows of a Parquet file."""

    removals: bool
    resumable: bool = True

    @property
    def encode(self) -> Encoder:
        """The worker's part: plain JSON, which costs the parent little to take in."""
        return encode_line

    def open(self, path: Path, mark: Mark | None) -> ParquetSink:
        """Begin or go on."""
        import_extra("pyarrow")
        return ParquetSink(path, mark, removals=self.removals)
