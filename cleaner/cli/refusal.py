"""How a command ends that cannot do what it is asked for."""

from __future__ import annotations

from typing import NoReturn

import typer

from cleaner.cli.terminal import Exit, say


def refuse(message: str) -> NoReturn:
    """Say why on stderr and exit with the status of a wrong call."""
    say(message)
    raise typer.Exit(Exit.USAGE)
