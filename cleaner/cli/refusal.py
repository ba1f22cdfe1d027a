"""How a command ends that cannot do what it is asked for."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn

import typer

from cleaner.cli.terminal import Exit, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def refuse(message: str) -> NoReturn:
    """Say why on stderr and exit with the status of a wrong call."""
    say(message)
    raise typer.Exit(Exit.USAGE)


def refuse_unwritable(path: Path) -> None:
    """Refuse a file that cannot be written, before the work that is to go there is done.

    It is not opened for that: a command that fails would leave an empty file, or read it among its inputs.
    """
    if path.is_dir():
        refuse(f"{path}: {os.strerror(errno.EISDIR)}")
    place = path if path.exists() else path.parent
    if not place.exists():
        refuse(f"{path}: {os.strerror(errno.ENOENT)}")
    if place != path and not place.is_dir():
        refuse(f"{path}: {os.strerror(errno.ENOTDIR)}")
    if not os.access(place, os.W_OK):
        refuse(f"{path}: {os.strerror(errno.EACCES)}")


@contextmanager
def refusing(place: Path) -> Iterator[None]:
    """Refuse what cannot be read or written on the way; `place` is to blame where the error names no file."""
    try:
        yield
    except OSError as error:
        refuse(f"{error.filename or place}: {error.strerror or error}")


def write_or_refuse(path: Path, text: str) -> None:
    """Write a file that the user asked for; where that fails, name it and not what it was made of."""
    with refusing(path):
        path.write_text(text, encoding="utf-8", errors="backslashreplace")  # a name of a file may be any bytes


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
