"""The texts that a review or an impact report looks at: folders, single files, fixtures, JSON lines."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cleaner.fixtures.format import EXPECTED, INPUTS, FixtureError, read_fixture
from cleaner.review.sheet import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.pipeline import Format

_FORMATS: Final[dict[str, Format]] = {".txt": "text", ".html": "html", ".htm": "html"}
_LINES: Final = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")


class CorpusError(ValueError):
    """A corpus that cannot be read; the message names the file."""


def read_corpus(path: Path) -> Iterator[Text]:
    """Every text in `path`: a file, a folder of files (fixtures among them, with their options), or JSON lines.

    Of a record, ``html`` or ``text`` is the source; ``url``, ``id`` and ``reference_date`` are used where they stand.

    Raises `CorpusError` where there is nothing to read.
    """
    if is_lines(path):
        yield from (_from_record(record, f"{path.name}:{number}") for number, record in read_records(path))
        return
    if path.is_file():
        yield _from_file(path, path.parent)
        return
    files = [file for file in sorted(path.rglob("*")) if file.suffix in _FORMATS and file.is_file()]
    if not files:
        raise CorpusError(f"{path}: no .txt or .html file there")
    yield from (_from_file(file, path) for file in files)


def is_lines(path: Path) -> bool:
    """Whether `path` is a file of JSON lines, by its name."""
    return path.name.endswith(_LINES)


def read_records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The records of a file of JSON lines, numbered from 1. Raises `CorpusError` for a line that is no JSON object."""
    opener = gzip.open if path.name.endswith(".gz") else Path.open
    with opener(path, "rb") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
            except ValueError as error:
                raise CorpusError(f"{path}:{number}: {error}") from error
            if not isinstance(record, dict):
                raise CorpusError(f"{path}:{number}: no JSON object")
            yield number, record


def _from_file(file: Path, root: Path) -> Text:
    if file.name in INPUTS and (file.parent / EXPECTED).is_file():
        return _from_fixture(file)
    name = str(file.relative_to(root)) if file != root else file.name
    site = file.parent.name if file.parent != root else None
    return Text(name, file.read_bytes(), _FORMATS.get(file.suffix, "auto"), site=site)


def _from_fixture(file: Path) -> Text:
    try:
        fixture = read_fixture(file.parent)
    except FixtureError as error:
        raise CorpusError(str(error)) from error
    options = fixture.expected.options
    site = fixture.name.partition("/")[0]
    form = fixture.input_format(options)
    return Text(fixture.name, fixture.source(), form, options.url, options.reference_date, site)


def _from_record(record: dict[str, Any], place: str) -> Text:
    for name, form in (("html", "html"), ("text", "text")):
        source = record.get(name)
        if isinstance(source, str):
            return Text(
                str(record.get("id") or record.get("url") or place),
                source,
                "html" if form == "html" else "text",
                _string(record, "url"),
                _day(record.get("reference_date")),
            )
    raise CorpusError(f"{place}: neither html nor text in the record")


def _string(record: dict[str, Any], name: str) -> str | None:
    value = record.get(name)
    return value if isinstance(value, str) else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
