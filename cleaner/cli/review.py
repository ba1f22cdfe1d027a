"""``cleaner review``: look at what was removed."""

from __future__ import annotations

import webbrowser
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli.refusal import Complaints, refuse, refuse_unwritable, refusing, write_or_refuse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.pipeline import Cleaner
    from cleaner.review.corpus import Entry
    from cleaner.review.page import Book
    from cleaner.review.server import Desk
    from cleaner.review.sheet import Sheet


def review(  # noqa: PLR0913  a command's options are its parameters
    corpus: Annotated[
        Path, typer.Argument(metavar="RESULT|CORPUS", help="Results (JSON lines with removals), or texts to clean.")
    ],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the page goes.")] = Path("review.html"),
    rules: Annotated[list[Path] | None, typer.Option(help="Rule folders beside the built-in packs.")] = None,
    most: Annotated[int, typer.Option(min=1, help="Documents at most, the most suspicious first.")] = 500,
    serve: Annotated[bool, typer.Option("--serve", help="Serve it on 127.0.0.1, with buttons.")] = False,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="With --serve; 0 takes a free one.", show_default="0")
    ] = None,
    fixtures: Annotated[
        Path | None, typer.Option(help="With --serve: where fixtures go.", show_default="fixtures")
    ] = None,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in a browser.")] = False,
) -> None:
    """Write a page that shows each article beside its source, the worst first; --serve makes fixtures of verdicts."""
    from cleaner.options import Options
    from cleaner.pipeline import Cleaner
    from cleaner.review.corpus import read_corpus, with_ids_of_their_own

    if not serve:
        _refuse_without_serve(port, fixtures)
        refuse_unwritable(output)
    complaints = Complaints()
    cleaner = Cleaner(Options(rules=tuple(rules or ())))
    entries = with_ids_of_their_own(read_corpus(corpus, complaints))
    if serve:
        with refusing(corpus):
            desk = _desk(entries, cleaner, fixtures or Path("fixtures"), most)
        _serve(desk, corpus.name, port or 0, open_browser=open_browser)
    else:
        with refusing(corpus):
            book = _book(_sheets(entries, cleaner), corpus.name, most)
        _write(book, output, open_browser=open_browser)
    complaints.end()


def _refuse_without_serve(port: int | None, fixtures: Path | None) -> None:
    for option, value in (("--port", port), ("--fixtures", fixtures)):
        if value is not None:
            refuse(f"{option} goes with --serve")


def _book(sheets: Iterator[Sheet], name: str, most: int) -> Book:
    from cleaner.review.page import Book, most_suspicious

    counter = count()
    shown = most_suspicious((sheet for sheet, _ in zip(sheets, counter, strict=False)), most)
    return Book(f"Review of {name}", shown, total=next(counter))


def _write(book: Book, output: Path, *, open_browser: bool) -> None:
    from cleaner.review.page import render_page

    write_or_refuse(output, render_page(book))
    typer.echo(output)
    if open_browser:
        webbrowser.open(output.resolve().as_uri())


def _sheets(entries: Iterator[Entry], cleaner: Cleaner) -> Iterator[Sheet]:
    from cleaner.review.result import is_result, sheet_of
    from cleaner.review.sheet import make_sheet

    for entry in entries:
        yield sheet_of(entry) if is_result(entry) else make_sheet(cleaner, entry.text)


def _desk(found: Iterator[Entry], cleaner: Cleaner, fixtures: Path, most: int) -> Desk:
    from cleaner.review.corpus import CorpusError
    from cleaner.review.page import most_suspicious
    from cleaner.review.result import is_result
    from cleaner.review.server import Desk
    from cleaner.review.sheet import make_sheet

    entries = list(found)
    if any(map(is_result, entries)):
        raise CorpusError("--serve writes fixtures of texts; these are results, which no longer hold theirs")
    texts = {entry.text.id: entry.text for entry in entries}
    sheets = most_suspicious([make_sheet(cleaner, text) for text in texts.values()], most)
    return Desk(texts, {sheet.id: sheet for sheet in sheets}, fixtures)


def _serve(desk: Desk, name: str, port: int, *, open_browser: bool) -> None:
    from cleaner.review.server import ReviewServer

    try:
        server = ReviewServer(desk, f"Review of {name}", port)
    except OSError as error:
        refuse(f"--port {port}: {error.strerror or error}")
    with server:
        typer.echo(server.url)
        typer.echo("Fixtures go to " + str(desk.root) + ". Ctrl-C ends it.", err=True)
        if open_browser:
            webbrowser.open(server.url)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            typer.echo("", err=True)
