"""``cleaner check``: hold the rules to the fixtures."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from cleaner.cli.refusal import refuse, write_or_refuse
from cleaner.cli.terminal import Exit, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from cleaner.fixtures.check import Outcome
    from cleaner.options import Options


_STYLES: Final = {"lost": "red", "leaked": "green", "gap": "dim", "same": ""}


def check(  # noqa: PLR0913  a command's options are its parameters
    fixtures: Annotated[
        list[Path] | None, typer.Argument(help="Folders of fixtures, or single ones.", show_default="fixtures")
    ] = None,
    *,
    rules: Annotated[list[Path] | None, typer.Option(help="Rule folders beside the built-in packs.")] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes at most.")] = os.cpu_count() or 1,
    update: Annotated[bool, typer.Option("--update", help="Accept the new results, after showing them.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="With --update: do not ask.")] = False,
    junit: Annotated[Path | None, typer.Option(help="Write JUnit XML there.")] = None,
    github: Annotated[bool, typer.Option("--github", help="Print GitHub annotations as well.")] = False,
) -> None:
    """Clean every fixture and show what differs; exit 1 on a difference, 2 when there is nothing to check."""
    from cleaner.fixtures import find_fixtures
    from cleaner.fixtures.check import check_all
    from cleaner.options import Options

    if update and os.environ.get("CI"):
        refuse("--update is for people: CI is set, and a check that corrects itself checks nothing")
    if yes and not update:
        refuse("--yes goes with --update")
    options = Options(rules=tuple(rules or ()))
    found = find_fixtures(tuple(fixtures or [Path("fixtures")]))
    outcomes = list(check_all(found, options, jobs))
    _print(outcomes)
    _write_reports(outcomes, junit, github=github)
    failed = [outcome for outcome in outcomes if not outcome.holds]
    if update:
        failed = _update(failed, options, sure=yes)
    raise typer.Exit(Exit.FAILED if failed else Exit.DONE)


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False, soft_wrap=True)


def _print(outcomes: Sequence[Outcome]) -> None:
    from rich.text import Text

    from cleaner.fixtures.report import describe_lines, summary

    console = _console()
    for outcome in outcomes:
        if outcome.holds:
            continue
        console.print(Text(f"{outcome.fixture.name}: {outcome.status}", "bold"))
        for kind, line in describe_lines(outcome):
            console.print(Text(line, _STYLES[kind]))
        console.print()
    console.print(summary(outcomes))


def _write_reports(outcomes: Sequence[Outcome], path: Path | None, *, github: bool) -> None:
    from cleaner.fixtures import report

    if path is not None:
        write_or_refuse(path, report.junit(outcomes))
    if github:
        typer.echo(report.github(outcomes), nl=False)


def _update(failed: Sequence[Outcome], options: Options, *, sure: bool) -> list[Outcome]:
    """Accept what the user agrees to; give back the outcomes that still do not hold."""
    from cleaner.fixtures import FixtureError
    from cleaner.fixtures.check import articles_of
    from cleaner.fixtures.record import accept

    left = []
    for outcome in failed:
        if outcome.error or not (sure or typer.confirm(f"Accept the result of {outcome.fixture.name}?")):
            left.append(outcome)
            continue
        try:
            accept(outcome.fixture, articles_of(outcome.fixture, options))
        except (FixtureError, OSError) as error:  # this one stays as it is; the others are still to be asked about
            say(f"{outcome.fixture.path}: {error.strerror}" if isinstance(error, OSError) else str(error))
            left.append(outcome)
            continue
        typer.echo(f"{outcome.fixture.path}: updated")
    return left
