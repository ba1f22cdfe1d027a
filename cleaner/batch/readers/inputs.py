"""Finding the inputs and reading them one after the other."""

from __future__ import annotations

import glob
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from cleaner.batch.kinds import InputKind
from cleaner.batch.readers.files import PageFile
from cleaner.batch.readers.json import JsonFile
from cleaner.batch.readers.jsonl import JsonLines
from cleaner.batch.readers.parquet import ParquetRows
from cleaner.batch.readers.streams import STDIN, BrokenStreamError, Meter, decompressed, open_metered
from cleaner.batch.readers.warc import WarcResponses
from cleaner.batch.record import BatchError, Failure, Origin
from cleaner.compression import COMPRESSIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cleaner.batch.fields import FieldNames
    from cleaner.batch.record import Item
    from cleaner.read.sniff import Format


KINDS: Final = {
    ".txt": InputKind.TEXT,
    ".text": InputKind.TEXT,
    ".md": InputKind.MARKDOWN,
    ".markdown": InputKind.MARKDOWN,
    ".html": InputKind.HTML,
    ".htm": InputKind.HTML,
    ".xhtml": InputKind.HTML,
    ".json": InputKind.JSON,
    ".jsonl": InputKind.JSONL,
    ".ndjson": InputKind.JSONL,
    ".parquet": InputKind.PARQUET,
    ".warc": InputKind.WARC,
}
PAGES: Final[dict[InputKind, Format]] = {
    InputKind.AUTO: "auto",
    InputKind.HTML: "html",
    InputKind.MARKDOWN: "markdown",
    InputKind.TEXT: "text",
}
_HEAD: Final = 512


class Reader(Protocol):
    """Reads one input of one kind."""

    def read(self, meter: Meter) -> Iterator[Item]:
        """The records in order; breaks and damages as failures. Raises OSError if it cannot be opened."""
        ...


@dataclass(frozen=True, slots=True)
class Inputs:
    """All inputs of a run, in order."""

    paths: tuple[str, ...]
    kind: InputKind
    fields: FieldNames

    def read(self, meter: Meter) -> Iterator[Item]:
        """The records of all inputs; one that cannot be opened is a failure like any other."""
        meter.total = self._total()
        for path in self.paths:
            try:
                yield from self._reader(path).read(meter)
            except OSError as error:
                yield Failure(Origin(path, 0), error.strerror or str(error))

    def _reader(self, path: str) -> Reader:
        kind = self.kind if self.kind is not InputKind.AUTO else kind_by_name(path) or _kind_by_content(path)
        match kind:
            case InputKind.JSON:
                return JsonFile(path)
            case InputKind.JSONL:
                return JsonLines(path)
            case InputKind.WARC:
                return WarcResponses(path)
            case InputKind.PARQUET if path == STDIN:
                raise BatchError("Parquet cannot be read from a pipe: what its bytes mean stands at its end")
            case InputKind.PARQUET:
                return ParquetRows(path, self.fields.columns())
            case InputKind.TEXT if self.kind is InputKind.AUTO:
                return PageFile(path)  # its name says little: what somebody extracted may be Markdown
            case _:
                return PageFile(path, PAGES[kind])

    def _total(self) -> int | None:
        return None if STDIN in self.paths else sum(_size(path) for path in self.paths)

    def identity(self) -> str:
        """Changes when an input does: names, sizes and times of change. Standard input is believed to be the same."""
        digest = hashlib.sha256()
        for path in self.paths:
            digest.update(f"{path}\0{_size(path)}\0{_changed(path)}\n".encode("utf-8", "surrogateescape"))
        return digest.hexdigest()


def find_inputs(
    arguments: Sequence[str], kind: InputKind, fields: FieldNames, is_output: Callable[[str], bool] | None = None
) -> Inputs:
    """Find the files that `arguments` name: files, folders (all below, by name), patterns, ``-``.

    A file that several of them name is read once; in folders and behind patterns, what `is_output` is left out.
    Raises BatchError if an argument names nothing, or an output itself.
    """
    found: dict[str, str] = {}
    for argument in arguments:
        paths = _expand(argument)
        if is_output and argument != STDIN:
            if argument in paths and is_output(argument):
                raise BatchError(f"{argument} is an input, and the run would write there; give its output another name")
            paths = [path for path in paths if not is_output(path)]
        if not paths:
            raise BatchError(f"{argument}: nothing to read there")
        for path in paths:
            found.setdefault(path if path == STDIN else os.path.abspath(path), path)  # noqa: PTH100  see `_walk`
    return Inputs(tuple(found.values()), kind, fields)


def _expand(argument: str) -> list[str]:
    if argument == STDIN or Path(argument).is_file():
        return [argument]
    if Path(argument).is_dir():
        found = list(_walk(argument))
    else:
        found = sorted(path for path in glob.glob(argument, recursive=True) if Path(path).is_file())  # noqa: PTH207
        if not found and Path(argument).exists():
            return [argument]  # a pipe or device
    return found


def _walk(folder: str) -> Iterator[str]:
    """The files below `folder` whose names say what they are, in their order; a pipe would be waited for.

    Links to folders are followed, into each folder once: they may lead in circles. A folder that cannot be looked into
    comes out itself: to read it fails, for the reason that is to be told.
    """
    denied: list[str] = []
    seen: set[tuple[int, int]] = set()
    for parent, folders, names in os.walk(
        folder, onerror=lambda error: denied.append(error.filename), followlinks=True
    ):
        stat = os.stat(parent)  # noqa: PTH116  as below
        if (stat.st_dev, stat.st_ino) in seen:
            folders.clear()
            continue
        seen.add((stat.st_dev, stat.st_ino))
        folders.sort()
        for name in sorted(names):
            path = os.path.join(parent, name)  # noqa: PTH118  see PTH100 above
            if not name.startswith(".") and kind_by_name(name) and Path(path).is_file():
                yield path
    yield from denied


def kind_by_name(path: str) -> InputKind | None:
    """The kind that the name says, None if it says nothing."""
    name = Path(path).name.lower()
    for compression in COMPRESSIONS:
        name = name.removesuffix(compression)
    return KINDS.get(Path(name).suffix)


def _kind_by_content(path: str) -> InputKind:
    if path == STDIN:
        return InputKind.JSONL
    if Path(path).is_dir():
        return InputKind.AUTO  # one that could not be looked into: whoever reads it hears why
    if not Path(path).is_file():  # what is read from a pipe to look at it is gone
        raise BatchError(f"{path} is a pipe or a device: say what it holds, as --input-format jsonl")
    with open_metered(path, Meter()) as file:
        try:
            head = next(decompressed(file), b"")[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
        except BrokenStreamError:
            head = b""
    if head.startswith(b"PAR1"):
        return InputKind.PARQUET
    if head.startswith(b"WARC/"):
        return InputKind.WARC
    return InputKind.JSONL if head.startswith(b"{") else InputKind.AUTO


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


def _changed(path: str) -> int:
    try:
        return Path(path).stat().st_mtime_ns
    except OSError:
        return 0
