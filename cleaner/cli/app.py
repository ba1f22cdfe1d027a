"""The ``cleaner`` command: its subcommands, its defaults, and how its errors end."""

from __future__ import annotations

import errno
import os
import sys
from typing import Annotated, Any, Final, cast

import typer
from typer.core import TyperGroup

from cleaner.cli import fixture, rules
from cleaner.cli.check import check
from cleaner.cli.clean import clean
from cleaner.cli.config import ConfigError, find_defaults
from cleaner.cli.explain import explain
from cleaner.cli.impact import impact
from cleaner.cli.learn import learn
from cleaner.cli.review import review
from cleaner.cli.run import run
from cleaner.cli.search import search
from cleaner.cli.terminal import Exit, say

USAGE_ERRORS: Final = (
    ("cleaner.rules", "RuleError"),
    ("cleaner.rulecheck.select", "SelectionError"),
    ("cleaner.batch.record", "BatchError"),
    ("cleaner.templates.files", "TemplateError"),
)


class QuietGroup(TyperGroup):
    """Ends every command alike: a rule or configuration error with 2, a reader that left the pipe without a word."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  typer's own signature
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if error.errno != errno.EPIPE:
                raise
            _forget_stdout()
            raise typer.Exit(Exit.DONE) from None
        except ValueError as error:
            if not _is_usage(error):
                raise
            say(str(error))
            raise typer.Exit(Exit.USAGE) from None


def _is_usage(error: Exception) -> bool:
    """Whether the user can mend it: the configuration or the rules are wrong, not the program."""
    if isinstance(error, ConfigError):
        return True
    for module, name in USAGE_ERRORS:
        if module in sys.modules and isinstance(error, getattr(sys.modules[module], name)):
            return True  # a module that is not loaded has raised nothing
    return False


def _forget_stdout() -> None:
    """Point stdout at nothing, or the interpreter's last flush would complain about the closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


app = typer.Typer(
    cls=QuietGroup,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help: rich would cost more than everything else that --help does
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(asked: bool) -> None:  # noqa: FBT001  typer's own signature
    if asked:
        from cleaner.version import __version__

        typer.echo(f"cleaner {__version__}")
        raise typer.Exit


@app.callback()
def root(
    ctx: typer.Context,
    *,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Remove the site around scraped news articles and keep a ledger of every removal.

    Defaults come from [tool.cleaner] in pyproject.toml or from cleaner.toml, looked for from here upwards.
    Exit codes: 0 done, 1 some input failed, 2 usage, configuration or rule error.
    """
    defaults = find_defaults([ctx.invoked_subcommand] if ctx.invoked_subcommand else [])
    ctx.default_map = {name: {**_of_group(ctx, name, values), **values} for name, values in defaults.items()}


def _of_group(ctx: typer.Context, name: str, values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The defaults of a group for each of its own commands; nothing for a plain command."""
    command = cast("TyperGroup", ctx.command).commands[name]
    return dict.fromkeys(getattr(command, "commands", ()), values)


app.command()(clean)
app.command()(explain)
app.command()(run)
app.command()(learn)
app.command()(search)
app.command()(check)
app.command()(impact)
app.command()(review)
app.add_typer(fixture.app, name="fixture")
app.add_typer(rules.app, name="rules")
