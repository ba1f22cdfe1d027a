"""The ``cleaner`` command: its subcommands, its defaults, and how its errors end."""

from __future__ import annotations

import errno
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, Final, cast

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
from cleaner.cli.streams import forget_stdout, is_of_stdout
from cleaner.cli.terminal import Exit, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

USAGE_ERRORS: Final = (
    ("cleaner.rules", "RuleError"),
    ("cleaner.rulecheck.select", "SelectionError"),
    ("cleaner.batch.record", "BatchError"),
    ("cleaner.templates.files", "TemplateError"),
    ("cleaner.fixtures.format", "FixtureError"),
    ("cleaner.review.corpus", "CorpusError"),
    ("cleaner.review.page", "ReviewError"),
    ("cleaner.impact.versions", "VersionError"),
)
_HELP: Final = f"{__name__}.help"


class QuietGroup(TyperGroup):
    """Ends every command alike: what the user can mend is one line on stderr, the rest is the program's own fault."""

    def make_context(self, *arguments: Any, **extra: Any) -> Any:  # noqa: ANN401  typer's own signature
        """Read the options in front of the command; of these, --help and --version print."""
        with _one_line_for_errors():
            return super().make_context(*arguments, **extra)

    def resolve_command(self, ctx: Any, args: Any) -> Any:  # noqa: ANN401  the same
        """Find the command that was asked for, and note whether it is only to print its help."""
        name, command, rest = super().resolve_command(ctx, args)
        ctx.meta[_HELP] = _asks_for_help(rest, ctx.help_option_names) or (isinstance(command, TyperGroup) and not rest)
        return name, command, rest

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  the same
        """Run the command that was asked for."""
        with _one_line_for_errors():
            return super().invoke(ctx)


@contextmanager
def _one_line_for_errors() -> Iterator[None]:
    """End with 2 where a rule, a fixture or the configuration is wrong, with 1 where a file or stream fails.

    A reader that left the pipe is none of these: it has seen enough.
    """
    try:
        yield
    except OSError as error:
        if is_of_stdout(error):
            forget_stdout()
            if error.errno == errno.EPIPE:
                raise typer.Exit(Exit.DONE) from None
        reason = error.strerror or str(error)
        say(f"{error.filename}: {reason}" if error.filename else reason)
        raise typer.Exit(Exit.FAILED) from None
    except Exception as error:
        if not _is_usage(error):
            raise
        say(str(error))
        raise typer.Exit(Exit.USAGE) from None


def _asks_for_help(arguments: Sequence[str], names: Sequence[str]) -> bool:
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return any(name in options for name in names)


def _is_usage(error: Exception) -> bool:
    """Whether the user can mend it: the configuration or the rules are wrong, not the program."""
    if isinstance(error, ConfigError):
        return True
    for module, name in USAGE_ERRORS:
        if module in sys.modules and isinstance(error, getattr(sys.modules[module], name)):
            return True  # a module that is not loaded has raised nothing
    return False


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
    try:
        defaults = find_defaults([ctx.invoked_subcommand] if ctx.invoked_subcommand else [])
    except ConfigError:
        if not ctx.meta[_HELP]:
            raise
        return  # who mends the file may need the help for it
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
