"""A folder of text files, one per document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cleaner.batch.record import BatchError
from cleaner.batch.writers.sink import Mark, part_of, sync_file, sync_folder

if TYPE_CHECKING:
    from cleaner.batch.task import Encoder

MAX_NAME: Final = 80
"""Characters of a name."""
MAX_BYTES: Final = 200
"""Bytes of a name: with a number, a dot and two suffixes it fits the 255 bytes of most file systems."""
_NO_NAME: Final = re.compile(r"[^\w.-]+")
_OURS: Final = re.compile(r"(\d{8,})-.*\.txt")
_BEGUN: Final = re.compile(rf"\.{_OURS.pattern}\.part")
_SEPARATOR: Final = b"\0"


def encode_text(document: dict[str, Any]) -> bytes:
    """The name for the file, a separator, and its content: headline, blank line, body."""
    known = next((document[name] for name in ("id", "url") if document[name] is not None), "")
    name = _NO_NAME.sub("-", Path(str(known)).name.removesuffix(".txt"))[:MAX_NAME].strip("-.")
    text = "\n\n".join(part for part in (document["title"], document["text"]) if part)
    cut = name.encode("utf-8", "replace")[:MAX_BYTES].decode("utf-8", "ignore")
    return (cut or "article").encode() + _SEPARATOR + f"{text}\n".encode("utf-8", "replace")


def is_text(name: str) -> bool:
    """Whether a file in the folder is named as one of ours."""
    return _OURS.fullmatch(name) is not None


class FolderSink:
    """Files named by number and id: no two are alike, and they sort in the order of the input."""

    def __init__(self, folder: Path, mark: Mark | None) -> None:
        self._folder = folder
        self._written = mark["files"] if mark else 0
        self._pending: list[Path] = []
        folder.mkdir(parents=True, exist_ok=True)
        self._tidy(fresh=mark is None)

    def write(self, data: bytes) -> None:
        """Write one file under a temporary name."""
        name, _, text = data.partition(_SEPARATOR)
        self._written += 1
        path = self._folder / f"{self._written:08}-{name.decode()}.txt"
        part_of(path).write_bytes(text)
        self._pending.append(path)

    def mark(self) -> Mark:
        """Sync the files since the last mark and give them their names."""
        for path in self._pending:
            sync_file(part_of(path))
        for path in self._pending:
            part_of(path).replace(path)
        sync_folder(self._folder)
        self._pending.clear()
        return {"files": self._written}

    def publish(self) -> None:
        """Every file is in its place already."""

    def close(self) -> None:
        """Nothing stays open."""

    def _tidy(self, *, fresh: bool) -> None:
        """Take away what was written behind the mark; refuse to mix with another run's files."""
        for path in self._folder.iterdir():
            ours = _OURS.fullmatch(path.name)
            if ours and fresh:
                raise BatchError(f"{self._folder} holds articles already: only an interrupted run can be gone on with")
            if (ours and int(ours[1]) > self._written) or _BEGUN.fullmatch(path.name):
                path.unlink()


@dataclass(frozen=True, slots=True)
class FolderTarget:
    """Documents as text files."""

    resumable: bool = True

    @property
    def encode(self) -> Encoder:
        """Name and content."""
        return encode_text

    def open(self, path: Path, mark: Mark | None) -> FolderSink:
        """Begin or go on."""
        return FolderSink(path, mark)
