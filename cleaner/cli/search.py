"""``cleaner search``: a look into a SQLite output."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from itertools import count, takewhile
from pathlib import Path  # noqa: TC003  typer resolves annotations at run time
from typing import TYPE_CHECKING, Annotated, Any, Final
from urllib.parse import quote

import typer

from cleaner.cli.arguments import takes
from cleaner.cli.clean import OutputFormat
from cleaner.cli.refusal import refuse
from cleaner.cli.terminal import Exit, Output, as_json, printable, say, use_colour

if TYPE_CHECKING:
    from collections.abc import Iterator

# The marks around a hit are control characters, which no article has: `printable` takes them out of titles.
_OPEN: Final = "\x01"
_CLOSE: Final = "\x02"
_QUERY: Final = (
    "SELECT a.id, a.url, a.date, a.title, snippet(articles_fts, 1, ?, ?, '…', 24) AS snippet"
    " FROM articles_fts JOIN articles a ON a.seq = articles_fts.rowid"
    " WHERE articles_fts MATCH ? ORDER BY rank LIMIT ?"
)
BEST: Final = 10
MOST: Final = (1 << 63) - 1
"""Results that SQLite can count; more than these are all there are, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchArguments:
    """The arguments of ``cleaner search``."""

    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `cleaner run -o FILE.sqlite` wrote.")]
    query: Annotated[str, typer.Argument(metavar="QUERY", help='Words; "a phrase"; OR, NOT, word* as in FTS5.')]
    limit: Annotated[int, typer.Option(min=1, help="Results at most.")] = BEST
    output_format: Annotated[OutputFormat, typer.Option(help="text for people, json an array, jsonl one a line.")] = (
        OutputFormat.TEXT
    )


@takes(SearchArguments)
def search(arguments: SearchArguments) -> None:
    """Search the articles of a SQLite output, best matches first."""
    if not arguments.file.is_file():
        say(f"{arguments.file}: no such file{_shards(arguments.file)}")
        raise typer.Exit(Exit.FAILED)
    try:
        hits = _find(arguments)
    except sqlite3.DatabaseError as error:
        say(f"{arguments.file}: {error}")
        raise typer.Exit(Exit.USAGE) from None
    output = Output()
    match arguments.output_format:
        case OutputFormat.TEXT:
            for hit in hits:
                output.write(_as_text(hit))
        case OutputFormat.JSON:
            output.write(as_json([_plain(hit) for hit in hits], indent=True) + "\n")
        case OutputFormat.JSONL:
            for hit in hits:
                output.write(as_json(_plain(hit)) + "\n")
    output.flush()


def _find(arguments: SearchArguments) -> list[dict[str, Any]]:
    """The best hits of the query; of one that FTS5 cannot read (covid-19, C++), those of its words, with a message."""
    query = arguments.query.encode("utf-8", "replace").decode()  # an argument may be any bytes
    words = [word for word in query.split() if any(map(str.isalnum, word))]
    if not words:
        refuse(f"{query!r} has no word in it: there is nothing to search for")
    try:
        return list(_matches(arguments, query))
    except sqlite3.OperationalError as error:
        plain = " ".join('"' + word.replace('"', '""') + '"' for word in words)
        hits = list(_matches(arguments, plain))  # raises the same again if it is the file that is wrong
        say(f"the query cannot be read as FTS5 ({error}); searched for its words instead: {', '.join(words)}")
        return hits


def _matches(arguments: SearchArguments, query: str) -> Iterator[dict[str, Any]]:
    # Between the first slashes stands the machine, none here; else a path that begins with two would name one.
    address = f"file://{quote(os.fsencode(arguments.file.absolute()))}?mode=ro"
    connection = sqlite3.connect(address, uri=True)
    try:
        connection.row_factory = sqlite3.Row
        for row in connection.execute(_QUERY, (_OPEN, _CLOSE, query, min(arguments.limit, MOST))):
            yield dict(row)
    finally:
        connection.close()


def _shards(path: Path) -> str:
    """What to say of a file that is not there, but whose shards are."""
    from cleaner.batch.output import shard_path

    numbers = takewhile(lambda number: shard_path(path, number).is_file(), count(1))
    names = [str(shard_path(path, number)) for number in numbers]
    if not names:
        return ""
    return f"; there is {names[0]}" if len(names) == 1 else f"; there are its shards, {names[0]} to {names[-1]}"


def _as_text(hit: dict[str, Any]) -> str:
    head = "  ".join(printable(str(hit[name])) for name in ("id", "date", "title") if hit[name] is not None)
    before, after = ("\033[1m", "\033[0m") if use_colour() else ("", "")
    words = hit["snippet"].replace("\n", " ").split(_OPEN)
    marked = [printable(words[0])]
    for part in words[1:]:
        hit_word, _, rest = part.partition(_CLOSE)
        marked.append(f"{before}{printable(hit_word)}{after}{printable(rest)}")
    return f"{head}\n    {''.join(marked)}\n"


def _plain(hit: dict[str, Any]) -> dict[str, Any]:
    return {**hit, "snippet": hit["snippet"].replace(_OPEN, "").replace(_CLOSE, "")}
