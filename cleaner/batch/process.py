"""One worker process: the loop inside it, and the parent's handle on it."""

from __future__ import annotations

import gc
import multiprocessing
import pickle
import queue
import signal
import threading
import time
from collections import deque
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from cleaner.batch.record import BatchError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

    from cleaner.batch.record import Item

_CONTEXT: Final = multiprocessing.get_context("spawn")
"""A fresh interpreter: safe in a caller with threads, and no worker holds another's pipe open."""
_NOBODY: Final = -1.0
_QUEUED: Final = 4
"""Chunks a worker takes in before it has worked them off; the parent sends fewer, so its sends never block."""


class Task(Protocol):
    """What workers do; picklable."""

    def start(self) -> Callable[[Any], Any]:
        """Get ready, once per worker, and give back the function for one item. What it raises ends the run."""
        ...


class Piece(NamedTuple):
    """Items of one chunk that go to a worker together."""

    chunk: int
    positions: tuple[int, ...]  # in the chunk
    items: tuple[Item, ...]


class Crash(NamedTuple):
    """In the place of a result: the item's own exception."""

    reason: str


class _Unready(NamedTuple):
    """In the place of the first message: the task did not start."""

    error: Exception


class At(NamedTuple):
    """What a worker does at the moment."""

    piece: int  # how many pieces it has begun, from 0
    item: int  # in the piece
    since: float  # time.monotonic()


def _serve(connection: Connection, progress: Any, task: Task) -> None:  # noqa: ANN401  ctypes has no type for arrays
    """Work off pieces until the parent closes the pipe."""
    try:
        do = task.start()
    except Exception as error:  # noqa: BLE001  whatever it is, the caller is told
        connection.send(_Unready(error))
        return
    gc.freeze()  # rules are here to stay: searching them for garbage takes a tenth of a worker's time
    pieces: queue.Queue[Piece | None] = queue.Queue(_QUEUED)
    threading.Thread(target=_receive, args=(connection, pieces), daemon=True).start()
    number = 0
    while (piece := pieces.get()) is not None:
        results = []
        for index, item in enumerate(piece.items):
            progress[:] = (number, index, time.monotonic())
            results.append(guarded(do, item))
        progress[:] = (number, _NOBODY, 0.0)
        number += 1
        try:
            connection.send_bytes(pickle.dumps(results, pickle.HIGHEST_PROTOCOL))
        except OSError:
            return


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Let a new process inherit that Ctrl-C, which a terminal sends to all of them, is its parent's to answer."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may change signals
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _receive(connection: Connection, pieces: queue.Queue[Piece | None]) -> None:
    """Empty the pipe at all times, or parent and worker could both wait for the other to read."""
    try:
        while True:
            pieces.put(connection.recv())
    except (EOFError, OSError):
        pieces.put(None)


def guarded(do: Callable[[Item], Any], item: Item) -> Any:  # noqa: ANN401  the task's own result
    """Do it, and give back a Crash where it raises."""
    try:
        return do(item)
    except Exception as error:  # noqa: BLE001  one record must not end the run, whatever is wrong with it
        return Crash(f"{type(error).__name__}: {error}")


class Worker:
    """The parent's handle: a process, its pipe, and the pieces it has not answered."""

    def __init__(self, task: Task) -> None:
        self._progress = _CONTEXT.RawArray("d", (_NOBODY, _NOBODY, 0.0))
        self.connection, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_serve, args=(theirs, self._progress, task), daemon=True)
        with _deaf_to_ctrl_c():
            self._process.start()
        theirs.close()
        self.pieces: deque[Piece] = deque()
        self._answered = 0

    def send(self, piece: Piece) -> None:
        """Hand over a piece; a worker that is gone keeps it unanswered."""
        self.pieces.append(piece)
        with suppress(OSError):  # its end shows in `receive`
            self.connection.send(piece)

    def receive(self) -> tuple[Piece, Sequence[Any]] | None:
        """The next answer; None if the worker is gone. Raises BatchError if the task did not start."""
        try:
            answer = pickle.loads(self.connection.recv_bytes())  # noqa: S301  our own worker's
        except (EOFError, OSError, pickle.UnpicklingError):
            return None
        if isinstance(answer, _Unready):
            raise answer.error
        self._answered += 1
        return self.pieces.popleft(), answer

    def at(self) -> At | None:
        """Where in the first unanswered piece it is; None between two items."""
        number, index, since = self._progress[:]
        if not self.pieces or index == _NOBODY or number != self._answered:
            return None
        return At(int(number), int(index), since)

    def end(self) -> str:
        """Make sure that it has ended; how it did, in words."""
        self.connection.close()
        self._process.kill()
        self._process.join()
        code = self._process.exitcode or 0
        self._process.close()
        return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def describe_start_failure(how: str) -> BatchError:
    """The error for workers that die before they do anything."""
    return BatchError(f"workers end before they begin ({how}); is there enough memory for them?")
