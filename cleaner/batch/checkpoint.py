"""How far a run has come, saved so that a kill at any moment loses and doubles nothing."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from cleaner.batch.coding import encode
from cleaner.batch.record import BatchError
from cleaner.batch.tally import Tally
from cleaner.batch.writers.sink import Mark, write_durably
from cleaner.batch.writers.target import STDOUT

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file `path` meanwhile. Raises BatchError if another process does.

    The lock is the operating system's: it goes with the process, however that ends.
    """
    with path.open("wb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BatchError(f"{path}: another run writes there at the moment") from None
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


@dataclass(slots=True)
class State:
    """What is needed to go on."""

    count: int = 0  # records whose results are safe
    shard: int = 0  # the output file that is being written
    sealed: bool = False  # it is complete, and may or may not be in its place already
    output: Mark | None = None
    errors: Mark | None = None
    tally: Tally = field(default_factory=Tally)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> State:
        """The state that was saved."""
        return cls(**{**data, "tally": Tally.from_json(data["tally"])})


def checkpoint_path(output: str) -> Path | None:
    """The file beside the output; None for standard output."""
    if output == STDOUT:
        return None
    path = Path(output)
    if path.name in {"", ".."}:
        path = Path(os.path.abspath(path))  # noqa: PTH100  of "." and "..", which have no name to put it beside
    return path.with_name(f".{path.name}.checkpoint")


class Checkpoint:
    """The file beside the output; none for standard output, which nobody can go on with."""

    def __init__(self, output: str, identity: str) -> None:
        self._path = checkpoint_path(output)
        self._identity = identity

    def load(self) -> State | None:
        """The saved state, None if there is none. Raises BatchError if it is another run's."""
        if self._path is None or not self._path.exists():
            return None
        try:
            saved = orjson.loads(self._path.read_bytes())
            if saved["identity"] != self._identity:
                raise BatchError(f"{self._path}: inputs, settings or rules changed since; start without --resume")
            return State.from_json(saved["state"])
        except (orjson.JSONDecodeError, KeyError, TypeError) as error:
            raise BatchError(f"{self._path} is not a checkpoint of this version: {error}") from error

    def save(self, state: State) -> None:
        """Save, durably."""
        if self._path is not None:
            write_durably(self._path, encode({"identity": self._identity, "state": asdict(state)}))

    def remove(self) -> None:
        """The run is over."""
        if self._path is not None:
            self._path.unlink(missing_ok=True)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other runs away from the same output meanwhile. Raises BatchError if one is there already."""
        if self._path is None:
            yield
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with locked(self._path.with_suffix(".lock")):
            yield
