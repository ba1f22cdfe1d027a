"""SQLite with a full-text index, to be searched at once."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cleaner.batch.coding import decode, encode, fits_int64
from cleaner.batch.record import BatchError
from cleaner.batch.writers.lines import encode_line
from cleaner.batch.writers.plain import BEHIND, OWN, to_row
from cleaner.batch.writers.sink import Mark, part_of, rename_durably

if TYPE_CHECKING:
    from pathlib import Path

    from cleaner.batch.task import Encoder

COLUMNS: Final = (*OWN, *BEHIND, "extra")
# `id` has no type, so that it keeps the one it came with; lists and objects are JSON.
SCHEMA: Final = f"CREATE TABLE articles (seq INTEGER PRIMARY KEY, {', '.join(COLUMNS)})"
INSERT: Final = f"INSERT INTO articles VALUES (?, {', '.join('?' for _ in COLUMNS)})"  # noqa: S608  our own names
INDEX: Final = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS articles_fts USING fts5"
    "(title, text, content='articles', content_rowid='seq', tokenize='unicode61 remove_diacritics 2')"
)
FILL_INDEX: Final = "INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')"


class SqliteSink:
    """One transaction per mark; the index is built at the end, in one go."""

    def __init__(self, path: Path, mark: Mark | None) -> None:
        self._path = path
        self._part = part_of(path)
        self._rows = mark["rows"] if mark else 0
        self._connection: sqlite3.Connection | None = None
        if mark is None:
            for leftover in (self._part, self._part.with_name(f"{self._part.name}-journal")):
                leftover.unlink(missing_ok=True)
        if mark is None or self._part.exists():
            self._connection = sqlite3.connect(self._part, isolation_level=None)
        if mark is None:
            self._run(SCHEMA)
        # A kill between the commit and the checkpoint leaves rows that come a second time: they are the same.
        self._there = self._count() if self._connection else 0
        if self._connection:
            self._run("BEGIN")

    def write(self, data: bytes) -> None:
        """Insert one document."""
        self._rows += 1
        if self._rows > self._there:
            self._run(INSERT, (self._rows, *_values(decode(data))))

    def mark(self) -> Mark:
        """Commit; SQLite syncs."""
        if self._connection is not None:
            self._run("COMMIT")
            self._run("BEGIN")
        return {"rows": self._rows}

    def publish(self) -> None:
        """Build the index and rename."""
        if self._connection is not None:
            self._run(INDEX)
            self._run(FILL_INDEX)
            self._run("COMMIT")
        self.close()
        rename_durably(self._part, self._path)

    def close(self) -> None:
        """Roll back to the last mark."""
        if self._connection is not None:
            connection, self._connection = self._connection, None
            connection.close()

    def _count(self) -> int:
        row = self._run("SELECT count(*) FROM articles").fetchone()
        return int(row[0])

    def _run(self, statement: str, values: tuple[Any, ...] = ()) -> sqlite3.Cursor:
        if self._connection is None:
            raise BatchError(f"{self._part}: the unfinished output is gone; start without --resume")
        try:
            return self._connection.execute(statement, values)
        except sqlite3.OperationalError as error:
            raise OSError(f"{self._path}: {error}") from error  # a full disk, above all


def _values(document: dict[str, Any]) -> list[object]:
    row = to_row(document)
    return [value if _fits(value) else encode(value).decode() for value in map(row.get, COLUMNS)]


def _fits(value: object) -> bool:
    """Whether a column holds `value` as it is; anything else, an integer beyond 64 bits too, is text."""
    return value is None or (fits_int64(value) if isinstance(value, int) else isinstance(value, (str, float)))


@dataclass(frozen=True, slots=True)
class SqliteTarget:
    """Documents as rows of a database."""

    resumable: bool = True

    @property
    def encode(self) -> Encoder:
        """The worker's part: plain JSON."""
        return encode_line

    def open(self, path: Path, mark: Mark | None) -> SqliteSink:
        """Begin or go on."""
        return SqliteSink(path, mark)
