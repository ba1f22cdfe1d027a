"""``cleaner learn``: what sites print on all their pages, from their pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from cleaner.cli.arguments import Records, takes
from cleaner.cli.refusal import refuse, refuse_unwritable
from cleaner.cli.terminal import Exit, Output, say
from cleaner.templates.learn import FEWEST, PAGES
from cleaner.words import counted

if TYPE_CHECKING:
    from cleaner.batch.learning import Learned
    from cleaner.batch.readers.streams import Meter
    from cleaner.batch.tally import Tally

STDOUT: Final = "-"


@dataclass(frozen=True, kw_only=True)
class LearnArguments(Records):
    """The arguments of ``cleaner learn``."""

    output: Annotated[str, typer.Option("--output", "-o", help="FILE.jsonl, for --templates; - is standard output.")]
    pages: Annotated[int, typer.Option(min=FEWEST, help="Pages of one site that are compared, at most.")] = PAGES
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No messages but errors.")] = False


@takes(LearnArguments)
def learn(arguments: LearnArguments) -> None:
    """Learn the lines that each site prints on many of its pages, for --templates of the other commands."""
    from cleaner.batch.learning import LearnSettings
    from cleaner.batch.learning import learn as learn_from
    from cleaner.cli.progress import Wording, watch
    from cleaner.templates.files import encode_templates

    path = None if arguments.output == STDOUT else Path(arguments.output)
    if path is not None:
        _check(path)
    settings = LearnSettings(
        inputs=arguments.inputs,
        input_kind=arguments.input_format,
        fields=arguments.fields(),
        pages=arguments.pages,
        output=path,
    )
    with watch(Wording(_progress), quiet=arguments.quiet) as watcher:
        learned = learn_from(settings, watcher)
    _write(encode_templates(learned.templates), path)
    if not arguments.quiet:
        say(_summary(learned))
    if learned.tally.failures:
        raise typer.Exit(Exit.FAILED)


def _check(path: Path) -> None:
    """Refuse a place, or a name, that the templates cannot have."""
    from cleaner.batch.writers.target import compression_of

    refuse_unwritable(path)
    if path.exists() and not path.is_file():
        refuse(f"{path} is a device or pipe, which a file would replace; only -o - writes to a stream")
    if compression := compression_of(path):
        refuse(f"{path}: templates are small and not compressed; leave out {compression}")


def _write(data: bytes, path: Path | None) -> None:
    from cleaner.batch.writers.sink import write_durably

    if path is None:
        output = Output()
        output.write_bytes(data)
        output.flush()
        return
    try:
        write_durably(path, data)
    except OSError as error:
        say(f"{path}: {error.strerror or error}")
        raise typer.Exit(Exit.FAILED) from None


def _progress(tally: Tally, meter: Meter, first: int, seconds: float) -> str:
    documents = tally.total.documents
    parts = [counted(documents, "page"), f"{(documents - first) / seconds if seconds else 0:.0f}/s"]
    if meter.total:
        parts.append(f"{min(meter.done / meter.total, 1):.0%} of the input")
    return ", ".join([*parts, f"{tally.failures} failed"])


def _summary(learned: Learned) -> str:
    known = learned.templates.by_host
    lines = sum(len(template.lines) for template in known.values())
    few = f"; of the others there are fewer than {FEWEST} articles, or nothing that their pages share"
    pages, sites = counted(learned.tally.total.documents, "page"), counted(learned.sites, "site")
    told = f"{pages} of {sites}: {counted(lines, 'line')} of {len(known)} of them"
    return told + (few if learned.sites > len(known) else "")
