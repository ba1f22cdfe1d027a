"""Inputs of the one-page commands: files and standard input, read whole."""

from __future__ import annotations

import sys
from pathlib import Path

from cleaner.cli.terminal import say

STDIN = "-"


def read_source(path: str) -> bytes | None:
    """The bytes of `path`, or of standard input for ``-``; None, with a message, if it cannot be read."""
    try:
        return sys.stdin.buffer.read() if path == STDIN else Path(path).read_bytes()
    except OSError as error:
        say(f"{path}: {error.strerror or error}")
        return None
