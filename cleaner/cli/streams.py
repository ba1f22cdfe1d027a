"""The standard streams as a command needs them, whatever the shell has made of them."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, Final, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

STDOUT: Final = "standard output"
"""What errors of standard output give as the name of the file."""


class _Stdout(io.FileIO):
    """Standard output whose errors name it: another pipe that breaks, or another disk that is full, is not this one."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except OSError as error:
            raise OSError(error.errno, error.strerror, STDOUT) from None


class _Stderr(io.FileIO):
    """Standard error that never fails: a message that nobody can read is lost, and the work goes on."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            written: int | None = super().write(data)
        except OSError:
            written = None
        return memoryview(data).nbytes if written is None else written


def open_streams() -> None:
    """Open the standard streams anew, so that their errors are the same for everything that reads and writes there.

    In the place of a closed one stands a descriptor that refuses its use (gnulib's stdopen), except for messages: a
    file that is opened later would take its number, and get what is meant for the stream.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_WRONLY), encoding="utf-8")
    sys.stdout = _writer(_Stdout(_descriptor(sys.stdout, os.O_RDONLY), "w", closefd=False), sys.stdout)
    sys.stderr = _writer(_Stderr(_descriptor(sys.stderr, os.O_WRONLY), "w", closefd=False), sys.stderr)


def is_of_stdout(error: OSError) -> bool:
    """Whether it is standard output that could not be written."""
    return bool(error.filename == STDOUT)


def forget_stdout() -> None:
    """Point standard output at nothing, or the interpreter's last flush would complain again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _descriptor(stream: TextIO | None, flags: int) -> int:
    return os.open(os.devnull, flags) if stream is None else stream.fileno()


def _writer(raw: io.FileIO, old: TextIO | None) -> io.TextIOWrapper:
    """A text stream over `raw` that encodes and flushes as the `old` one did."""
    known = old if isinstance(old, io.TextIOWrapper) else None
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=known.encoding if known else "utf-8",
        errors=known.errors if known else "backslashreplace",
        newline="\n",
        line_buffering=known.line_buffering if known else True,
        write_through=known.write_through if known else False,
    )
