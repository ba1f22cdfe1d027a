"""Progress of a run: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.cli.terminal import say
from cleaner.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.progress import Progress

    from cleaner.batch.readers.streams import Meter
    from cleaner.batch.record import Failure
    from cleaner.batch.runner import Watcher
    from cleaner.batch.tally import Tally

    Describe = Callable[[Tally, Meter, int, float], str]

LINE_SECONDS: Final = 10.0
BAR_SECONDS: Final = 0.2
SHOWN_FAILURES: Final = 10
"""Failures shown one by one; the file of failures has them all."""
_WORK: Final = 1000  # the bar's own unit, per mille of the input
_MINUTE: Final = 60


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said of a command of many pages."""

    describe: Describe  # its progress, in one line
    further: str = ""  # where the failures are that are not shown


@contextmanager
def watch(wording: Wording, *, quiet: bool) -> Iterator[Watcher]:
    """Watch a command of many pages on stderr."""
    if quiet:
        yield Lines(wording, interval=None)
    elif sys.stderr.isatty():
        with _bar() as bar:
            yield Bar(wording, bar)
    else:
        yield Lines(wording, interval=LINE_SECONDS)


class Lines:
    """One line every so many seconds, and the first failures."""

    def __init__(self, wording: Wording, *, interval: float | None) -> None:
        self._wording = wording
        self._interval = interval
        self._began = self._last = time.monotonic()
        self._first: int | None = None  # documents that an earlier, interrupted run had done
        self._failures = 0

    def update(self, tally: Tally, meter: Meter) -> None:
        """Show a line if it is time."""
        if self._first is None:
            self._first = tally.total.documents
        now = time.monotonic()
        if self._interval is not None and now - self._last >= self._interval:
            self._last = now
            self._show(self._wording.describe(tally, meter, self._first, now - self._began), meter)

    def fail(self, failure: Failure) -> None:
        """Show the first failures."""
        self._failures += 1
        if self._failures <= SHOWN_FAILURES:
            origin = failure.origin
            say(f"{origin.source}, {origin.unit} {origin.position}: {failure.reason}")
        elif self._failures == SHOWN_FAILURES + 1:
            say(f"further failures are counted only{self._wording.further}")

    def _show(self, line: str, meter: Meter) -> None:  # noqa: ARG002  a line has no bar
        say(line)


class Bar(Lines):
    """The same line, behind a bar."""

    def __init__(self, wording: Wording, bar: Progress) -> None:
        super().__init__(wording, interval=BAR_SECONDS)
        self._bar = bar
        self._task = bar.add_task("", total=None)

    def _show(self, line: str, meter: Meter) -> None:
        self._bar.update(self._task, description=line)
        if meter.total:
            self._bar.update(self._task, total=_WORK, completed=_WORK * meter.done // meter.total)


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    return Progress(BarColumn(), TextColumn("{task.description}"), console=Console(stderr=True), transient=True)


def describe(tally: Tally, meter: Meter, first: int, seconds: float) -> str:
    """Rate, time left, failures and share removed, in one line."""
    documents = tally.total.documents
    rate = (documents - first) / seconds if seconds else 0.0
    parts = [counted(documents, "document"), f"{rate:.0f}/s"]
    if meter.total and 0 < meter.done <= meter.total:
        left = seconds * (meter.total - meter.done) / meter.done
        parts.append(f"{int(left) // _MINUTE}:{int(left) % _MINUTE:02} left")
    parts.append(f"{tally.failures} failed")
    parts.append(f"{tally.total.share_removed:.0%} removed")
    return ", ".join(parts)


OF_RUN: Final = Wording(describe, "; --errors FILE keeps them all")
