"""``cleaner learn``: what sites print on all their pages, from their pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from cleaner.cli.arguments import Records, takes
from cleaner.cli.refusal import refuse_unwritable
from cleaner.cli.terminal import Exit, Output, say
from cleaner.templates.learn import FEWEST, PAGES

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
    from cleaner.batch.writers.sink import write_durably
    from cleaner.cli.progress import watch
    from cleaner.templates.files import encode_templates

    path = None if arguments.output == STDOUT else Path(arguments.output)
    if path is not None:
        refuse_unwritable(path)
    settings = LearnSettings(
        inputs=arguments.inputs,
        input_kind=arguments.input_format,
        fields=arguments.fields(),
        pages=arguments.pages,
        output=path,
    )
    with watch(quiet=arguments.quiet, describe=_progress) as watcher:
        learned = learn_from(settings, watcher)
    data = encode_templates(learned.templates)
    if path is None:
        Output().write_bytes(data)
    else:
        write_durably(path, data)
    if not arguments.quiet:
        say(_summary(learned))
    if learned.tally.failures:
        raise typer.Exit(Exit.FAILED)


def _progress(tally: Tally, meter: Meter, first: int, seconds: float) -> str:
    documents = tally.total.documents
    parts = [f"{documents} pages", f"{(documents - first) / seconds if seconds else 0:.0f}/s"]
    if meter.total:
        parts.append(f"{min(meter.done / meter.total, 1):.0%} of the input")
    return ", ".join([*parts, f"{tally.failures} failed"])


def _summary(learned: Learned) -> str:
    known = learned.templates.by_host
    lines = sum(len(template.lines) for template in known.values())
    few = f"; of the others there are fewer than {FEWEST} articles, or nothing that their pages share"
    told = f"{learned.tally.total.documents} pages of {learned.sites} sites: {lines} lines of {len(known)} of them"
    return told + (few if learned.sites > len(known) else "")
