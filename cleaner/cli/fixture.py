"""``cleaner fixture``: make fixtures of texts that should come out right."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  typer resolves the annotations at run time
from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli.clean import InputFormat
from cleaner.cli.refusal import refusing
from cleaner.cli.sources import read_source
from cleaner.cli.terminal import Exit

app = typer.Typer(no_args_is_help=True, help="Make and list fixtures.")


@app.callback()
def fixture() -> None:
    """Make and list fixtures."""


@app.command()
def add(  # noqa: PLR0913  a command's options are its parameters
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="The scraped page or text; - reads it from stdin.")],
    *,
    site: Annotated[str | None, typer.Option(help="Folder of the site.", show_default="the URL's host")] = None,
    name: Annotated[str | None, typer.Option(help="Folder of this text.", show_default="its headline")] = None,
    url: Annotated[str | None, typer.Option(help="Address of the page: site rules need it.")] = None,
    reference_date: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day it was scraped.")
    ] = None,
    input_format: Annotated[InputFormat, typer.Option(help="What FILE holds; auto looks.")] = InputFormat.AUTO,
    root: Annotated[Path, typer.Option(help="Folder of all fixtures.")] = Path("fixtures"),
    rules: Annotated[list[Path] | None, typer.Option(help="Rule folders beside the built-in packs.")] = None,
) -> None:
    """Clean FILE and write input and result as a fixture, for you to correct."""
    from cleaner.fixtures.format import CallOptions
    from cleaner.fixtures.record import Draft, record_fixture
    from cleaner.options import Options

    given = {"url": url, "reference_date": reference_date and reference_date.date()}
    options = CallOptions.model_validate({key: value for key, value in given.items() if value is not None})
    source = read_source(file, auto=input_format is InputFormat.AUTO)
    if source is None:
        raise typer.Exit(Exit.USAGE)
    with refusing(root):
        draft = Draft(source, options, site=site, name=name, format=input_format.value)
        made = record_fixture(root, draft, Options(rules=tuple(rules or ())))
    typer.echo(made.path)
    typer.echo("It holds today's result. Correct it to what should come out, then run: cleaner check", err=True)


@app.command(name="list")
def list_fixtures(
    roots: Annotated[list[Path] | None, typer.Argument(help="Folders of fixtures.", show_default="fixtures")] = None,
) -> None:
    """Print the name of every fixture, with the reason of those that are known to fail."""
    from cleaner.fixtures import find_fixtures

    for one in find_fixtures(tuple(roots or [Path("fixtures")])):
        reason = one.expected.known_failure
        typer.echo(one.name if reason is None else f"{one.name}\tknown failure: {reason}")
