"""``cleaner impact``: what a change of the rules changes on a corpus."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from cleaner.cli.refusal import Complaints, refuse, refuse_unwritable, refusing, write_or_refuse
from cleaner.cli.terminal import Output, as_json, printable
from cleaner.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.impact.tally import Effect, Impact

_WIDTH: Final = 110  # characters of an example: one terminal line


class Form(StrEnum):
    """How the report is printed."""

    TEXT = "text"
    JSON = "json"


def impact(  # noqa: PLR0913  a command's options are its parameters
    corpus: Annotated[Path, typer.Argument(help="Folder of texts and pages, or a file of JSON lines.")],
    *,
    before: Annotated[str, typer.Option(help="Rules as they were: folder, git revision, or built-in.")] = "built-in",
    after: Annotated[str, typer.Option(help="Rules as they would be: the same.")] = "built-in",
    rules_path: Annotated[Path, typer.Option(help="Where a git revision holds the rules.")] = Path("rules"),
    form: Annotated[Form, typer.Option("--format", help="text or json.")] = Form.TEXT,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write a review page as well.")] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes at most.")] = os.cpu_count() or 1,
) -> None:
    """Clean CORPUS under both sets of rules and report lines lost, removed and restored, by rule, largest first."""
    from cleaner.impact.tally import measure
    from cleaner.impact.versions import load_version
    from cleaner.review.corpus import read_corpus

    if before == after:
        refuse("--before and --after are the same rules: there is nothing to compare")
    if output is not None:
        refuse_unwritable(output)
    complaints = Complaints()
    with refusing(corpus):
        versions = load_version(before, rules_path), load_version(after, rules_path)
        report = measure(*versions, (entry.text for entry in read_corpus(corpus, complaints)), jobs)
    _print(report, form)  # before the page: it stands whatever becomes of that
    if output is not None:
        _write_page(report, output)
    complaints.end()


def _write_page(report: Impact, output: Path) -> None:
    from cleaner.review.page import Book, render_page

    book = Book(f"{report.before} → {report.after}", tuple(report.sheets), impact=True, total=report.changed)
    write_or_refuse(output, render_page(book))


def _print(report: Impact, form: Form) -> None:
    output = Output()
    lines = [as_json(report.as_json(), indent=True)] if form is Form.JSON else _lines(report)
    output.write("".join(f"{line}\n" for line in lines))
    output.flush()


def _lines(report: Impact) -> Iterator[str]:
    from cleaner.review.sheet import Change

    totals = ", ".join(f"{report.lines(change)} {change}" for change in Change)
    yield f"{report.before} → {report.after}: {report.changed} of {report.documents} documents changed; lines: {totals}"
    yield "rules: {} before, {} after".format(*report.rules)
    if report.fields:
        yield "fields: " + ", ".join(f"{name} in {count}" for name, count in report.fields.most_common())
    for effect in report.largest():
        yield ""
        yield from _effect_lines(effect)


def _effect_lines(effect: Effect) -> Iterator[str]:
    documents = counted(effect.documents, "document")
    yield f"{effect.lines:6} {effect.change:8} {effect.rule}  ({documents}; {effect.why})"
    for document, text in effect.examples:
        shown = text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"
        yield f"       {printable(shown)}  [{document}]"
