"""How a command ends that cannot do what it is asked for."""

from __future__ import annotations

from typing import NoReturn

import typer

from cleaner.cli.terminal import Exit, say


def refuse(message: str) -> NoReturn:
    """Say why on stderr and exit with the status of a wrong call."""
    say(message)
    raise typer.Exit(Exit.USAGE)


class Complaints:
    """Says what could not be read on the way, and ends a command that had to pass anything over."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, message: str) -> None:
        """Say it on stderr."""
        self._count += 1
        say(message)

    def end(self) -> None:
        """Exit with the status of an input that failed, if any did."""
        if self._count:
            raise typer.Exit(Exit.FAILED)
