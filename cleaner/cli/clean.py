"""``cleaner clean``: pages in, clean articles out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Protocol

import typer

from cleaner.cli.arguments import Page, takes
from cleaner.cli.sources import STDIN, is_page, read_source
from cleaner.cli.terminal import Exit, Output, as_json, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.model import Article
    from cleaner.pipeline import Cleaner


class OutputFormat(StrEnum):
    """How results are printed."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


class InputFormat(StrEnum):
    """What the input is."""

    AUTO = "auto"
    TEXT = "text"
    HTML = "html"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanArguments(Page):
    """The arguments of ``cleaner clean``."""

    paths: Annotated[
        tuple[str, ...], typer.Argument(metavar="[PATH…|-]", help="Files; - is standard input.", show_default=False)
    ] = (STDIN,)
    output_format: Annotated[
        OutputFormat, typer.Option(help="text: headline and body; json: one object, or an array; jsonl: one a line.")
    ] = OutputFormat.TEXT
    input_format: Annotated[InputFormat, typer.Option(help="What the input is; auto looks.")] = InputFormat.AUTO


@takes(CleanArguments)
def clean(arguments: CleanArguments) -> None:
    """Clean articles: the headline and the body on stdout, or everything as JSON."""
    from cleaner.pipeline import Cleaner

    cleaner = Cleaner(arguments.options())
    output = Output()
    printer = _printer(arguments, output)
    failed = False
    for path, article in _articles(arguments, cleaner):
        if article is None:
            failed = True
            continue
        if not arguments.quiet:
            _warn(path, article)
        printer.show(path, article)
        output.flush()
    printer.end()
    output.flush()
    if failed:
        raise typer.Exit(Exit.FAILED)


def _articles(arguments: CleanArguments, cleaner: Cleaner) -> Iterator[tuple[str, Article | None]]:
    """The inputs in order with their articles; None, with a message, for one that is no page."""
    for path in arguments.paths:
        source = read_source(path, auto=arguments.input_format is InputFormat.AUTO)
        if source is None:
            yield path, None
            continue
        article = cleaner.clean(
            source,
            format=arguments.input_format.value,
            url=arguments.url,
            reference_date=arguments.reference_day,
        )
        yield path, article if is_page(path, article) else None


def _warn(path: str, article: Article) -> None:
    for warning in article.warnings:
        say(f"{path}: {warning}")


class _Printer(Protocol):
    def show(self, path: str, article: Article) -> None: ...

    def end(self) -> None: ...


def _printer(arguments: CleanArguments, output: Output) -> _Printer:
    several = len(arguments.paths) > 1
    match arguments.output_format:
        case OutputFormat.TEXT:
            return _Text(output, several=several)
        case OutputFormat.JSON:
            return _Json(output, several=several)
        case OutputFormat.JSONL:
            return _JsonLines(output)


class _Text:
    """Headline, blank line, body; several articles under their names, as head(1) prints them."""

    def __init__(self, output: Output, *, several: bool) -> None:
        self._output = output
        self._several = several
        self._first = True

    def show(self, path: str, article: Article) -> None:
        heading = f"==> {path} <==\n" if self._several else ""
        gap = "" if self._first else "\n"
        parts = [part for part in (article.title, article.text) if part]
        body = "\n\n".join(parts)
        self._output.write(f"{gap}{heading}{body}\n" if body else f"{gap}{heading}")
        self._first = False

    def end(self) -> None:
        pass


class _Json:
    """Indented: an object for one input, an array for several."""

    def __init__(self, output: Output, *, several: bool) -> None:
        self._output = output
        self._several = several
        self._shown = 0

    def show(self, path: str, article: Article) -> None:
        text = as_json(_record(path, article), indent=True)
        self._output.write(("[\n" if self._shown == 0 else ",\n") + text if self._several else text + "\n")
        self._shown += 1

    def end(self) -> None:
        if self._several:
            self._output.write("\n]\n" if self._shown else "[]\n")


class _JsonLines:
    """One object a line."""

    def __init__(self, output: Output) -> None:
        self._output = output

    def show(self, path: str, article: Article) -> None:
        self._output.write(as_json(_record(path, article)) + "\n")

    def end(self) -> None:
        pass


def _record(path: str, article: Article) -> dict[str, Any]:
    from cleaner.render import to_record

    return {"id": path, **to_record(article)}
