"""Where a run writes: never over what it reads, nor twice to one place."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.batch.output import is_shard
from cleaner.batch.record import BatchError
from cleaner.batch.writers.folder import FolderTarget, is_text
from cleaner.batch.writers.sink import same_place
from cleaner.batch.writers.target import STDOUT

if TYPE_CHECKING:
    from cleaner.batch.settings import RunSettings
    from cleaner.batch.writers.sink import Target


@dataclass(frozen=True, slots=True)
class Places:
    """The output, the file of failures and the report of one run."""

    settings: RunSettings
    target: Target

    def check(self) -> None:
        """Raise BatchError for places that cannot be written, or that are the same."""
        self._check_output()
        settings = self.settings
        if settings.report and is_stream(settings.report) and settings.output == STDOUT:
            raise BatchError("--report -: standard output has the articles already; give the report a file")
        if settings.errors and is_stream(settings.errors):
            raise BatchError("--errors -: failures need a file; messages on standard error name them, too")
        for option, path in (("errors", settings.errors), ("report", settings.report)):
            if path is not None and not is_stream(path):
                _check_file(option, path)
                if self._is_output(path):
                    raise BatchError(f"{path}: would be both the output and --{option}; give one another name")
        if settings.errors and settings.report and same_place(settings.errors, settings.report):
            raise BatchError(f"{settings.report}: would be both --errors and --report; give one another name")

    def hold(self, path: str) -> bool:
        """Whether the run writes at `path`."""
        candidate = Path(path)
        others = (self.settings.errors, self.settings.report)
        return self._is_output(candidate) or any(other and same_place(other, candidate) for other in others)

    def _check_output(self) -> None:
        output, folder = self.settings.output, isinstance(self.target, FolderTarget)
        if output == STDOUT:
            return
        path = Path(output)
        if not output or not Path(os.path.abspath(output)).name:  # noqa: PTH100  Path keeps "..", which names nothing
            raise BatchError(f"{output!r} names no output; give a file or a folder")
        if folder and path.exists() and not path.is_dir():
            raise BatchError(f"{output}: texts need a folder, and this is none")
        if not folder and self.settings.shard_size is None:
            _check_replaceable(output, path)

    def _is_output(self, candidate: Path) -> bool:
        if self.settings.output == STDOUT:
            return False
        output = Path(self.settings.output)
        if isinstance(self.target, FolderTarget):
            if not is_text(candidate.name):
                return False
            candidate = candidate.parent
        if self.settings.shard_size is not None:
            return is_shard(output, candidate)
        return same_place(output, candidate)


def is_stream(path: Path) -> bool:
    """Whether a report that is to go to `path` goes to standard output."""
    return str(path) == STDOUT


def _check_replaceable(name: str, path: Path) -> None:
    """Refuse what a finished file must not be renamed over: as root, even a device would be gone."""
    if path.is_dir():
        raise BatchError(f"{name} is a folder; name a file in it")
    if path.exists() and not path.is_file():
        raise BatchError(f"{name} is a device or pipe, which a file would replace; only -o - writes to a stream")


def _check_file(option: str, path: Path) -> None:
    _check_replaceable(f"--{option} {path}", path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BatchError(f"--{option} {path}: {error.strerror}") from error
    if not os.access(path.parent, os.W_OK):
        raise BatchError(f"--{option} {path}: the folder cannot be written to")
