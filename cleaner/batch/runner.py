"""A run from inputs to output. It knows records, results and marks, and nothing of formats."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Final, Protocol

from cleaner.batch.checkpoint import Checkpoint, State, locked
from cleaner.batch.output import Output
from cleaner.batch.places import Places
from cleaner.batch.pool import PoolOptions, process
from cleaner.batch.readers import find_inputs
from cleaner.batch.readers.streams import Meter
from cleaner.batch.record import BatchError, Failure
from cleaner.batch.task import Done, EncodeTask
from cleaner.batch.writers import choose_target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cleaner.batch.process import Crash
    from cleaner.batch.readers import Inputs
    from cleaner.batch.record import Item
    from cleaner.batch.settings import RunSettings
    from cleaner.batch.tally import Tally

_SCRAMBLE: Final = 0x9E3779B97F4A7C15
"""The golden ratio in 64 bits: multiplied by it, consecutive numbers scatter evenly (Knuth, TAOCP 6.4)."""
_WORD: Final = 1 << 64


class StrictError(Exception):
    """A record failed, and the run was to stop at the first."""

    def __init__(self, failure: Failure) -> None:
        origin = failure.origin
        super().__init__(f"{origin.source}, {origin.unit} {origin.position}: {failure.reason}")
        self.failure = failure


class Watcher(Protocol):
    """Receives the progress of a run."""

    def update(self, tally: Tally, meter: Meter) -> None:
        """Called for every record; must be quick."""
        ...

    def fail(self, failure: Failure) -> None:
        """Called for every failure."""
        ...


class Silent:
    """Nobody watches."""

    def update(self, tally: Tally, meter: Meter) -> None:
        """Do nothing."""

    def fail(self, failure: Failure) -> None:
        """Do nothing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run went."""

    tally: Tally
    seconds: float  # of this process, without what earlier ones did before a --resume
    rules: tuple[str, ...]  # ids of all rules that were loaded


def run(settings: RunSettings, watcher: Watcher | None = None) -> Outcome:
    """Clean all records of the inputs into the output.

    Raises BatchError, RuleError and TemplateError for what the user can mend, StrictError for the first failure if the
    run is strict, and OSError where the output cannot be written: then nothing is published, and `resume` goes on.
    """
    from cleaner.pipeline import Cleaner

    began = time.monotonic()
    cleaner = Cleaner(settings.options)
    target = choose_target(settings.output, settings.output_kind, index=settings.index, removals=settings.removals)
    places = Places(settings, target)
    places.check()
    inputs = find_inputs(settings.inputs, settings.input_kind, settings.fields, places.hold)
    if settings.resume and not target.resumable:
        raise BatchError("standard output cannot be gone on with: --resume needs a file")
    checkpoint = Checkpoint(settings.output, settings.identity(inputs.identity(), cleaner.fingerprint))
    task = EncodeTask(settings.options, settings.fields, target.encode, settings.removals)
    with checkpoint.held(), _errors_held(settings.errors):
        state = (checkpoint.load() if settings.resume else None) or State()
        with closing(Output(settings, target, state)) as output:
            progress = _Progress(settings, state, output, checkpoint)
            progress.begin()
            _work(inputs, task, progress, watcher or Silent())
            progress.finish()
    return Outcome(state.tally, time.monotonic() - began, tuple(rule.id for rule in cleaner.rules.rules))


def _errors_held(path: Path | None) -> AbstractContextManager[None]:
    """Keep other runs, whose output is another, away from the same file of failures."""
    return nullcontext() if path is None else locked(path.with_name(f".{path.name}.lock"))


def _work(inputs: Inputs, task: EncodeTask, progress: _Progress, watcher: Watcher) -> None:
    """Take the results of all records that are still to be done."""
    settings, state, meter = progress.settings, progress.state, Meter()
    items = islice(sampled(inputs.read(meter), settings.sample), state.count, settings.limit)
    with closing(process(task, items, _pool_options(progress))) as results:
        for item, result in results:
            done = result if isinstance(result, Done) else Done(failure=_crash(item, result))
            if done.failure is not None:
                watcher.fail(done.failure)
            progress.take(item, done)
            watcher.update(state.tally, meter)


def sampled(items: Iterable[Item], share: float) -> Iterator[Item]:
    """About `share` of the items, chosen by their numbers: the same ones in every run."""
    for number, item in enumerate(items):
        if number * _SCRAMBLE % _WORD < share * _WORD:
            yield item


def _pool_options(progress: _Progress) -> PoolOptions:
    settings = progress.settings
    first = progress.state.count
    return PoolOptions(
        jobs=settings.jobs,
        seconds=settings.options.limits.max_seconds,
        ordered=settings.ordered,
        ends_window=lambda count: progress.is_mark(first + count),
    )


def _crash(item: Item, crash: Crash) -> Failure:
    return replace(item, reason=crash.reason) if isinstance(item, Failure) else Failure(item.origin, crash.reason)


class _Progress:
    """Takes results and saves checkpoints."""

    def __init__(self, settings: RunSettings, state: State, output: Output, checkpoint: Checkpoint) -> None:
        self.state = state
        self.settings = settings
        self._output = output
        self._checkpoint = checkpoint

    def is_mark(self, count: int) -> bool:
        """Whether a checkpoint stands behind `count` records: at fixed numbers, and where a shard ends."""
        in_shard = count % self.settings.shard_size if self.settings.shard_size else count
        return in_shard % self.settings.checkpoint_every == 0

    def take(self, item: Item, done: Done) -> None:
        """Write one result, and a checkpoint if it is time."""
        state = self.state
        self._output.begin_record()
        state.count += 1
        if done.data is not None:
            self._output.write(done.data)
        if done.stats is not None:
            state.tally.add(done.stats, item.origin)
        if done.failure is not None:
            state.tally.failures += 1
            self._output.fail(done.failure)
            if self.settings.strict:
                raise StrictError(done.failure)
        if self.is_mark(state.count):
            size = self.settings.shard_size
            self._save(sealed=size is not None and state.count % size == 0)

    def begin(self) -> None:
        """Save a first checkpoint: from here on, whatever is found beside the output is this run's."""
        if self.state.output is None:
            self._save(sealed=False)

    def finish(self) -> None:
        """Publish, and forget the checkpoint."""
        self._save(sealed=True)
        self._output.publish_failures()
        self._output.remove_stale_shards()
        self._checkpoint.remove()

    def _save(self, *, sealed: bool) -> None:
        """Make everything so far safe, and put a complete shard in its place."""
        self.state.sealed = sealed
        self._output.mark()
        self._checkpoint.save(self.state)
        if sealed:
            self._output.publish_shard()
