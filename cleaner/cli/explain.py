"""``cleaner explain``: each line of the source with its verdict, the rule that decided and why."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar

import typer

from cleaner.cli.arguments import Page, takes
from cleaner.cli.clean import InputFormat, OutputFormat
from cleaner.cli.sources import STDIN, is_page, read_source
from cleaner.cli.terminal import Exit, Output, as_json, printable, say, use_colour

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cleaner.model import Article, Block, Document, Removal, Span

_Item = TypeVar("_Item")

KEEP: Final = "keep"
DROP: Final = "drop"
FIELD: Final = "field"
TRIM: Final = "trim"  # a part of the line was taken, the rest stays
COLOURS: Final = {
    KEEP: typer.colors.GREEN,
    DROP: typer.colors.RED,
    FIELD: typer.colors.CYAN,
    TRIM: typer.colors.YELLOW,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainArguments(Page):
    """The arguments of ``cleaner explain``."""

    path: Annotated[str, typer.Argument(metavar="PATH|-", help="A file; - is standard input.", show_default=False)] = (
        STDIN
    )
    output_format: Annotated[
        OutputFormat, typer.Option(help="text: for people; json: an array; jsonl: one line of the source a line.")
    ] = OutputFormat.TEXT
    input_format: Annotated[InputFormat, typer.Option(help="What the input is; auto looks.")] = InputFormat.AUTO


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source and what was taken from it."""

    number: int  # counts every line of the source from 1, blank ones too
    verdict: str
    text: str
    removals: tuple[Removal, ...]


@takes(ExplainArguments)
def explain(arguments: ExplainArguments) -> None:
    """Show each line of the source with its verdict, rule id and reason."""
    source = read_source(arguments.path, auto=arguments.input_format is InputFormat.AUTO)
    if source is None:
        raise typer.Exit(Exit.FAILED)
    from cleaner.pipeline import Cleaner

    trace = Cleaner(arguments.options()).trace(
        source,
        format=arguments.input_format.value,
        url=arguments.url,
        reference_date=arguments.reference_day,
    )
    if not is_page(arguments.path, trace.article):
        raise typer.Exit(Exit.FAILED)
    output = Output()
    _print(list(explain_lines(trace.document, trace.article)), arguments.output_format, output)
    output.flush()
    if not arguments.quiet:
        for warning in trace.article.warnings:
            say(f"{arguments.path}: {warning}")


def explain_lines(document: Document, article: Article) -> Iterator[Line]:
    """Every non-blank line of `document` in order, with the removals of `article` that touch it."""
    removals = sorted(article.removals, key=lambda removal: removal.span)
    body = sorted(span for paragraph in article.paragraphs for span in paragraph.spans)
    taken_in_step = _in_step(document.lines, removals, attrgetter("span"))
    kept_in_step = _in_step(document.lines, body, lambda span: span)
    breaks, position = 0, 0
    for block, touching, kept in zip(document.lines, taken_in_step, kept_in_step, strict=True):
        breaks += _breaks(document.source[position : block.start])
        position = block.start
        yield Line(breaks + 1, _verdict(touching, kept=bool(kept)), block.text, touching)


def _breaks(text: str) -> int:
    """The line breaks of `text`: `str.splitlines` knows the same ones as `cleaner.read.text`."""
    return len(f"{text}.".splitlines()) - 1


def _in_step(
    lines: Sequence[Block], items: Sequence[_Item], span_of: Callable[[_Item], Span]
) -> Iterator[tuple[_Item, ...]]:
    """For each line the items that touch it, in their order; lines and items are sorted by place."""
    waiting, open_items = deque(items), list[_Item]()
    for line in lines:
        while waiting and span_of(waiting[0]).start < line.end:
            open_items.append(waiting.popleft())
        open_items = [item for item in open_items if span_of(item).end > line.start]
        yield tuple(open_items)


def _verdict(removals: tuple[Removal, ...], *, kept: bool) -> str:
    if not removals:
        return KEEP
    if kept:
        return TRIM
    return FIELD if all(removal.field for removal in removals) else DROP


def _print(lines: list[Line], style: OutputFormat, output: Output) -> None:
    match style:
        case OutputFormat.TEXT:
            colour = use_colour()
            width = len(str(lines[-1].number)) if lines else 1
            for line in lines:
                output.write(_as_text(line, width, colour=colour))
        case OutputFormat.JSON:
            output.write(as_json([_as_record(line) for line in lines], indent=True) + "\n")
        case OutputFormat.JSONL:
            for line in lines:
                output.write(as_json(_as_record(line)) + "\n")


def _as_text(line: Line, width: int, *, colour: bool) -> str:
    """One line for the verdict and the text, one under it for each removal."""
    verdict = typer.style(f"{line.verdict:5}", fg=COLOURS[line.verdict], bold=True) if colour else f"{line.verdict:5}"
    rows = [f"{line.number:{width}}  {verdict}  {printable(line.text)}"]
    for removal in line.removals:
        kind = f"{removal.category}→{removal.field}" if removal.field else str(removal.category)
        part = f" took {printable(removal.text)!r}" if line.verdict == TRIM else ""
        because = f"; {', '.join(removal.evidence)}" if removal.evidence else ""
        note = f"{removal.rule} ({kind}){part}: {removal.why}{because}"
        indent = " " * (width + 9)
        rows.append(indent + (typer.style(note, dim=True) if colour else note))
    return "\n".join(rows) + "\n"


def _as_record(line: Line) -> dict[str, Any]:
    return {
        "line": line.number,
        "verdict": line.verdict,
        "text": line.text,
        "removals": [
            {
                "rule": removal.rule,
                "category": removal.category,
                "field": removal.field,
                "value": removal.value,
                "text": removal.text,
                "why": removal.why,
                "evidence": list(removal.evidence),
            }
            for removal in line.removals
        ],
    }
