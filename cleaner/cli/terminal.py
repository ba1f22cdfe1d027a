"""Where output goes: data to stdout as UTF-8, messages to stderr, colour to terminals only."""

from __future__ import annotations

import os
import sys
from enum import IntEnum


class Exit(IntEnum):
    """How a command ends."""

    DONE = 0
    FAILED = 1  # some input failed
    USAGE = 2  # a wrong option, configuration or rule
    INTERRUPTED = 130  # by Ctrl-C, as shells count it


class Output:
    """Standard output for data: UTF-8 in a pipe or file, whatever the terminal speaks on a terminal."""

    def __init__(self) -> None:
        self.is_terminal = sys.stdout.isatty()
        self._encoding = (sys.stdout.encoding or "ascii") if self.is_terminal else "utf-8"

    def write(self, text: str) -> None:
        """Write `text`; what the terminal cannot show comes out as a backslash escape."""
        self.write_bytes(text.encode(self._encoding, "backslashreplace"))

    def write_bytes(self, data: bytes) -> None:
        """Write encoded data and raise BrokenPipeError when nobody reads any more."""
        sys.stdout.buffer.write(data)

    def flush(self) -> None:
        """Hand over all that was written."""
        sys.stdout.buffer.flush()


def use_colour() -> bool:
    """Whether stdout wants colour: a terminal, and no NO_COLOR (https://no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def printable(text: str) -> str:
    """`text` without control characters: a scraped page must not steer the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)


def as_json(value: object, *, indent: bool = False) -> str:
    """`value` as JSON in one line or indented, escaped as `cleaner run` escapes what UTF-8 has no room for."""
    import orjson

    from cleaner.batch.coding import encode

    return encode(value, orjson.OPT_INDENT_2 if indent else 0).decode()


def say(message: str) -> None:
    """Print a message for a person on stderr, on any terminal."""
    encoding = sys.stderr.encoding or "ascii"
    text = f"cleaner: {message}".encode(encoding, "backslashreplace").decode(encoding)
    print(text, file=sys.stderr)  # noqa: T201  this is the one place that does
