"""``cleaner rules``: look at the rules, test and check them, write new ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path  # noqa: TC003  typer resolves annotations at run time
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli.arguments import takes
from cleaner.cli.terminal import Exit, Output, say
from cleaner.model import Category  # noqa: TC001  the same

if TYPE_CHECKING:
    from cleaner.rulecheck.select import Selection

app = typer.Typer(no_args_is_help=True, help="Look at the rules, test and check them, write new ones.")


@app.callback()
def rules() -> None:
    """Look at the rules, test and check them, write new ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Which rules a command is about."""

    rules: Annotated[
        tuple[Path, ...],
        typer.Option(metavar="FOLDER", help="Further rule folder beside the built-in packs. Repeatable."),
    ] = ()
    language: Annotated[
        tuple[str, ...], typer.Option(metavar="CODE", help="Only this language's rules. Repeatable.")
    ] = ()
    site: Annotated[tuple[str, ...], typer.Option(metavar="HOST", help="Only this site's rules. Repeatable.")] = ()
    category: Annotated[tuple[Category, ...], typer.Option(help="Only rules of this category. Repeatable.")] = ()
    id: Annotated[tuple[str, ...], typer.Option(metavar="ID", help="Only this rule, or pack. Repeatable.")] = ()

    def selection(self) -> Selection:
        """The same for the library."""
        from cleaner.rulecheck.select import Selection

        return Selection(self.rules, self.language, self.site, self.category, self.id)


@app.command()
@takes(Chosen)
def test(chosen: Chosen) -> None:
    """Run the examples of the rules; exit 1 if one does not show what it should."""
    from cleaner.rulecheck.examples import check_packs

    packs = chosen.selection().packs()
    failures = check_packs(packs)
    output = Output()
    for failure in failures:
        output.write(f"{failure}\n")
    output.flush()
    say(f"{sum(len(pack.rules) for pack in packs)} rules, {len(failures)} examples fail")
    if failures:
        raise typer.Exit(Exit.FAILED)
