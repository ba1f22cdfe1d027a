"""The output of a run: one file or many shards, and the file of failures beside it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from cleaner.batch.coding import encode
from cleaner.batch.writers.lines import AppendSink
from cleaner.batch.writers.sink import same_place
from cleaner.batch.writers.target import compression_of

if TYPE_CHECKING:
    from cleaner.batch.checkpoint import State
    from cleaner.batch.record import Failure
    from cleaner.batch.settings import RunSettings
    from cleaner.batch.writers.sink import Sink, Target


class Output:
    """Writes to the shard whose turn it is; `state` says which, and how far it is safe."""

    def __init__(self, settings: RunSettings, target: Target, state: State) -> None:
        self._settings = settings
        self._target = target
        self._state = state
        self._sink: Sink = target.open(self._path(), state.output)
        self._errors: AppendSink | None = _open_errors(settings.errors, state)

    def begin_record(self) -> None:
        """Make room for one more record: behind a complete shard, that is the next one."""
        if self._state.sealed:
            self._state.shard += 1
            self._state.sealed = False
            self._sink.publish()  # again, if a kill came between
            self._sink = self._target.open(self._path(), None)

    def write(self, data: bytes) -> None:
        """Write one encoded document."""
        self._sink.write(data)

    def fail(self, failure: Failure) -> None:
        """Write one failure."""
        if self._errors is not None:
            self._errors.write(encode(failure.as_json(), orjson.OPT_APPEND_NEWLINE))

    def mark(self) -> None:
        """Make everything safe and note in the state how to come back to here."""
        self._state.output = self._sink.mark()
        self._state.errors = self._errors.mark() if self._errors else None

    def publish_shard(self) -> None:
        """Put the complete shard in its place."""
        self._sink.publish()

    def publish_failures(self) -> None:
        """Put the file of failures in its place."""
        if self._errors is not None:
            self._errors.publish()

    def remove_stale_shards(self) -> None:
        """Take away the further shards of an earlier run that wrote more: they would look like this one's."""
        if self._settings.shard_size is None:
            return
        number = self._state.shard + 2
        stale = []
        while (path := shard_path(Path(self._settings.output), number)).is_file():
            stale.append(path)
            number += 1
        for path in reversed(stale):  # a kill in between leaves no gap behind which others would stay
            path.unlink()

    def close(self) -> None:
        """Let go; what is not published stays for a later `--resume`."""
        self._sink.close()
        if self._errors is not None:
            self._errors.close()

    def _path(self) -> Path:
        path = Path(self._settings.output)
        if self._settings.shard_size is None:
            return path
        return shard_path(path, self._state.shard + 1)


def shard_path(path: Path, number: int) -> Path:
    """The name of a shard; in a folder for shards of files.

    >>> str(shard_path(Path("out/news.jsonl.gz"), 3))
    'out/news-00003.jsonl.gz'
    >>> str(shard_path(Path("texts"), 3))
    'texts/00003'
    """
    if not path.suffix:
        return path / f"{number:05}"
    stem, dot, suffixes = path.name.partition(".")
    return path.with_name(f"{stem}-{number:05}{dot}{suffixes}")


def is_shard(path: Path, candidate: Path) -> bool:
    """Whether `candidate` is named as a shard of the output at `path`.

    >>> is_shard(Path("out/news.jsonl"), Path("out/news-00003.jsonl")), is_shard(Path("texts"), Path("texts/3"))
    (True, False)
    """
    numbers = map(int, re.findall(r"\d{5,}", candidate.name))
    return any(same_place(shard_path(path, number), candidate) for number in numbers)


def _open_errors(path: Path | None, state: State) -> AppendSink | None:
    if path is None:
        return None
    return AppendSink(path, compression_of(path), state.errors)
