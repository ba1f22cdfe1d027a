"""The texts that a review or an impact report looks at: all that a run reads, and fixtures with their options."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from cleaner.batch.fields import FieldNames
from cleaner.batch.kinds import InputKind
from cleaner.batch.readers import find_inputs
from cleaner.batch.readers.streams import Meter
from cleaner.batch.record import BatchError, Failure
from cleaner.fixtures.check import call_arguments
from cleaner.fixtures.format import EXPECTED, INPUTS, FixtureError, read_fixture
from cleaner.review.sheet import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from cleaner.batch.record import Page

_FIELDS: Final = FieldNames(date="reference_date")


class CorpusError(ValueError):
    """A corpus that cannot be used; the message names it."""


class Entry(NamedTuple):
    """One document of a corpus."""

    text: Text
    fields: Mapping[str, Any]  # what else the record holds; of a result, its ledger is among it


def read_corpus(path: Path, complain: Callable[[str], object]) -> Iterator[Entry]:
    """Every document in `path`: a folder, a page, JSON lines, Parquet, WARC; `complain` hears of those that are broken.

    A fixture comes with its options. The folder that a file lies in counts as its site, where there is no URL.

    Raises `CorpusError` where there is nothing to read.
    """
    try:
        inputs = find_inputs([str(path)], InputKind.AUTO, _FIELDS)
    except BatchError as error:
        raise CorpusError(str(error)) from error
    documents = tuple(name for name in inputs.paths if Path(name).name != EXPECTED)
    for item in replace(inputs, paths=documents).read(Meter()):
        place = f"{item.origin.source}, {item.origin.unit} {item.origin.position}"  # as a run says it
        if isinstance(item, Failure):
            complain(f"{place}: {item.reason}")
            continue
        try:
            page = item.payload.unpack(_FIELDS)
        except (ValueError, OSError) as error:
            complain(f"{place}: {error}")
            continue
        yield Entry(_fixture(Path(item.origin.source)) or _text(page, path, place), page.extra)


def with_ids_of_their_own(entries: Iterable[Entry]) -> Iterator[Entry]:
    """`entries`, with a number behind an id that stood before: the page and its server find documents by their ids."""
    seen: set[str] = set()
    for entry in entries:
        name = entry.text.id
        for number in count(2):
            if name not in seen:
                break
            name = f"{entry.text.id} ({number})"
        seen.add(name)
        yield entry._replace(text=replace(entry.text, id=name))


def _fixture(file: Path) -> Text | None:
    if file.name not in INPUTS or not (file.parent / EXPECTED).is_file():
        return None
    try:
        fixture = read_fixture(file.parent)
    except FixtureError as error:
        raise CorpusError(str(error)) from error
    options = fixture.expected.options
    site = fixture.name.partition("/")[0]
    return Text(fixture.name, fixture.source(), fixture.input_format(options), site=site, **call_arguments(options))


def _text(page: Page, root: Path, place: str) -> Text:
    site = None
    name = page.id if page.id is not None else page.url or place
    if isinstance(name, str) and Path(name).is_relative_to(root) and Path(name) != root:
        relative = Path(name).relative_to(root)
        name, site = str(relative), relative.parent.name or None
    return Text(str(name), page.source, page.format, page.url, page.reference_date, site)
