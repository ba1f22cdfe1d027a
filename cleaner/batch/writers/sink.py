"""What the runner knows of an output: it can be written, marked, and published whole."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cleaner.batch.task import Encoder

Mark = dict[str, Any]
"""JSON-ready: where a sink stood when all before it was safe on the disk."""


class Sink(Protocol):
    """One output file, or folder of files, on its way."""

    def write(self, data: bytes) -> None:
        """Take one encoded document."""
        ...

    def mark(self) -> Mark:
        """Bring all that was written safely to the disk, and say how to come back to here."""
        ...

    def publish(self) -> None:
        """Put the output, which ends at the last mark, in its place. Doing it twice does no harm."""
        ...

    def close(self) -> None:
        """Let go of everything, without publishing."""
        ...


class Target(Protocol):
    """A kind of output."""

    @property
    def resumable(self) -> bool:
        """Whether a sink can go on at a mark."""
        ...

    @property
    def encode(self) -> Encoder:
        """What workers make of a document."""
        ...

    def open(self, path: Path, mark: Mark | None) -> Sink:
        """Begin the output that will stand at `path`, or go on where `mark` was made."""
        ...


def part_of(path: Path) -> Path:
    """Where the output grows until it is whole: beside it, so that the rename stays on one disk."""
    return path.with_name(f".{path.name}.part")


def same_place(one: Path, other: Path) -> bool:
    """Whether two paths lead to one place, which need not be there."""
    # Names first: most differ in them, and a folder may hold millions.
    alike = one.name == other.name or not one.name or not other.name or ".." in {one.name, other.name}
    return alike and os.path.realpath(one) == os.path.realpath(other)


def rename_durably(part: Path, path: Path) -> None:
    """Put `part` in the place of `path` at once, if it is still to be done."""
    if part.exists():
        part.replace(path)
        sync_folder(path.parent)


@contextmanager
def named_in_errors(path: Path) -> Iterator[None]:
    """Let an OSError say which file it was: of a full disk a write knows no name, and there are several files."""
    try:
        yield
    except OSError as error:
        error.filename = str(path)
        raise


def sync_file(path: Path) -> None:
    """Bring a closed file to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Bring names to the disk: a rename is durable with its folder."""
    sync_file(folder)


def write_durably(path: Path, data: bytes) -> None:
    """Write a small file whole or not at all. Raises OSError with its name."""
    part = path.with_name(f"{path.name}.new")
    try:
        with named_in_errors(path), part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        rename_durably(part, path)
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise
