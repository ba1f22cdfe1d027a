"""``cleaner run``: millions of articles before they are indexed."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path  # noqa: TC003  typer resolves annotations at run time
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.batch.kinds import OutputKind
from cleaner.cli.arguments import Cleaning, Records, takes
from cleaner.cli.streams import is_of_stdout
from cleaner.cli.terminal import Exit, Output, say

if TYPE_CHECKING:
    from cleaner.batch import Outcome, RunSettings
    from cleaner.options import Options

DEFAULT_TIMEOUT = 30.0


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True, kw_only=True)
class RunArguments(Cleaning, Records):
    """The arguments of ``cleaner run``."""

    output: Annotated[
        str,
        typer.Option("--output", "-o", help="FILE.jsonl[.gz|.zst], .parquet, .sqlite, FOLDER/ for texts, or -."),
    ]
    output_format: Annotated[OutputKind, typer.Option(help="What to write; auto goes by name.")] = OutputKind.AUTO
    id_field: Annotated[str, typer.Option(help="Field with the id, which keeps its type.")] = "id"
    date_field: Annotated[
        str | None, typer.Option(help="Field with the day of crawl or publication: fills in years left out.")
    ] = None
    pass_field: Annotated[
        tuple[str, ...], typer.Option(help="Pass only this further field through. Repeatable; all by default.")
    ] = ()
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="Processes; 0 is this one, unguarded.")] = _cores()
    ordered: Annotated[
        bool, typer.Option("--ordered/--unordered", help="Keep the order of the input, or let slow pages come later.")
    ] = True
    resume: Annotated[bool, typer.Option("--resume", help="Go on where an interrupted run stopped.")] = False
    shard_size: Annotated[int | None, typer.Option(min=1, help="Records per output file.")] = None
    limit: Annotated[int | None, typer.Option(min=0, help="Stop after so many records.")] = None
    sample: Annotated[float, typer.Option(min=0.0, max=1.0, help="Share of the records to take.")] = 1.0
    timeout: Annotated[float, typer.Option(min=0.001, help="Seconds per record.")] = DEFAULT_TIMEOUT
    errors: Annotated[Path | None, typer.Option(help="Write failures there, as JSON Lines.")] = None
    strict: Annotated[bool, typer.Option("--strict", help="Stop at the first failure.")] = False
    report: Annotated[Path | None, typer.Option(help="Write the report there, as JSON; - for standard output.")] = None
    baseline: Annotated[Path | None, typer.Option(help="An earlier report: name the sites that changed since.")] = None
    removals: Annotated[bool, typer.Option(help="Write the ledger of removals with each article.")] = True
    index: Annotated[str, typer.Option(help="Index of bulk requests.")] = "articles"
    checkpoint_every: Annotated[
        int | None, typer.Option(min=1, help="Records between checkpoints.", show_default=False)
    ] = None


@takes(RunArguments)
def run(arguments: RunArguments) -> None:
    """Clean many articles: folders, JSON Lines, Parquet, WARC or a pipe in; files that appear whole out."""
    from cleaner import batch
    from cleaner.batch.report import read_baseline
    from cleaner.cli.progress import OF_RUN, watch

    baseline = read_baseline(arguments.baseline) if arguments.baseline else None
    settings = _settings(arguments)
    try:
        with watch(OF_RUN, quiet=arguments.quiet) as watcher:
            outcome = batch.run(settings, watcher)
        _report(arguments, outcome, baseline)
    except batch.StrictError as error:
        say(f"stopped: {error}")
        raise typer.Exit(Exit.FAILED) from None
    except OSError as error:
        if is_of_stdout(error):
            raise
        say(f"{error.filename or arguments.output}: {error.strerror or error}{_hint(arguments)}")
        raise typer.Exit(Exit.FAILED) from None
    except KeyboardInterrupt:
        say(f"interrupted{_hint(arguments)}")
        raise typer.Exit(Exit.INTERRUPTED) from None
    if outcome.tally.failures:
        raise typer.Exit(Exit.FAILED)


def _hint(arguments: RunArguments) -> str:
    from cleaner.batch.checkpoint import checkpoint_path

    checkpoint = checkpoint_path(arguments.output)
    if checkpoint is None or not checkpoint.exists():
        return ""  # nothing has begun
    return "; nothing unfinished was published, --resume goes on from the last checkpoint"


def _settings(arguments: RunArguments) -> RunSettings:
    from cleaner.batch import RunSettings

    return RunSettings(
        inputs=arguments.inputs,
        output=arguments.output,
        input_kind=arguments.input_format,
        output_kind=arguments.output_format,
        fields=replace(
            arguments.fields(), id=arguments.id_field, date=arguments.date_field, passed=arguments.pass_field or None
        ),
        options=_options(arguments),
        jobs=arguments.jobs,
        ordered=arguments.ordered,
        shard_size=arguments.shard_size,
        resume=arguments.resume,
        limit=arguments.limit,
        sample=arguments.sample,
        errors=arguments.errors,
        report=arguments.report,
        strict=arguments.strict,
        index=arguments.index,
        removals=arguments.removals,
        **({"checkpoint_every": arguments.checkpoint_every} if arguments.checkpoint_every else {}),
    )


def _options(arguments: RunArguments) -> Options:
    options = arguments.options()
    return replace(options, limits=replace(options.limits, max_seconds=arguments.timeout))


def _report(arguments: RunArguments, outcome: Outcome, baseline: dict[str, object] | None) -> None:
    import orjson

    from cleaner.batch.coding import encode
    from cleaner.batch.places import is_stream
    from cleaner.batch.report import make_report, summarise
    from cleaner.batch.writers.sink import write_durably

    report = make_report(outcome, baseline)
    if arguments.report:
        data = encode(report, orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        if is_stream(arguments.report):
            output = Output()
            output.write_bytes(data)
            output.flush()
        else:
            write_durably(arguments.report, data)
    if not arguments.quiet:
        for line in summarise(report):
            say(line)
