"""The command line: it parses, calls and prints, and decides nothing."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the ``cleaner`` command.

    Exit codes, the same for every command: 0 done, 1 some input failed, 2 usage, configuration or rule error.
    """
    try:
        from cleaner.cli.app import app
        from cleaner.cli.streams import open_streams

        open_streams()
        app(prog_name="cleaner")
    except KeyboardInterrupt:  # while modules are loaded; later on the commands see it first
        sys.exit(130)  # `Exit.INTERRUPTED`, which may not be loaded yet
