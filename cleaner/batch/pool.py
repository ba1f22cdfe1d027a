"""Many processes, one stream of results: order kept, work bounded, a crash costs one record."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Final

from cleaner.batch.process import Crash, Piece, Worker, describe_start_failure, guarded
from cleaner.batch.sequence import Chunk, Sequencer, cut

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from cleaner.batch.process import Task
    from cleaner.batch.record import Item

PIECES_AHEAD: Final = 2
"""Pieces per worker, so that none waits while the parent reads or writes."""
CHUNKS_IN_FLIGHT: Final = 8
"""Chunks per worker between the oldest without a result and the newest: what a slow page may hold back."""
POLL_SECONDS: Final = 0.25
"""How often overdue workers are looked for."""
MAX_PAUSE: Final = 5.0
"""Seconds between two looks at the clock: after more than these nobody was at work."""
GRACE: Final = 2.0
"""The chain stops itself at its time limit; a worker that has not by this multiple of it is stuck and killed."""
MAX_IDLE_DEATHS: Final = 3
"""Workers that may end without having begun anything, one after the other."""


@dataclass(frozen=True, slots=True)
class PoolOptions:
    """How to spread the work."""

    jobs: int = 1  # processes; 0: in this one, where nothing guards against a crash or a stuck record
    seconds: float = 30.0  # per record
    ordered: bool = True
    ends_window: Callable[[int], bool] = field(default=lambda count: False)  # noqa: ARG005  whether results before
    # and after `count` items must not mix, though they are unordered

    def __post_init__(self) -> None:
        if self.jobs < 0:
            raise ValueError(f"jobs is {self.jobs}: give a number of processes, or 0 for this one")


def process(task: Task, items: Iterable[Item], options: PoolOptions) -> Generator[tuple[Item, Any], None, None]:
    """Do `task` for each item and yield it with its result, or with a Crash.

    Reads no further ahead than CHUNKS_IN_FLIGHT allows. Raises what the task raises when it starts, and
    BatchError if workers keep dying.
    """
    if options.jobs == 0:
        do = task.start()
        yield from ((item, guarded(do, item)) for item in items)
        return
    pool = _Pool(task, options)
    try:
        yield from pool.run(cut(items, options.ends_window))
    finally:
        pool.close()


class _Pool:
    def __init__(self, task: Task, options: PoolOptions) -> None:
        self._task = task
        self._options = options
        self._workers: list[Worker] = []
        self._again: deque[Piece] = deque()
        self._sequencer = Sequencer(ordered=options.ordered)
        self._idle_deaths = 0
        self._looked = time.monotonic()  # at the clock, the last time
        self._awake = self._looked  # since when the run was not stopped

    def run(self, chunks: Iterator[Chunk]) -> Iterator[tuple[Item, Any]]:
        more = True
        while more or self._sequencer.waiting:
            more = self._feed(chunks) and more
            self._collect()
            for chunk in self._sequencer.ready():
                yield from zip(chunk.items, chunk.results, strict=True)

    def close(self) -> None:
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def _feed(self, chunks: Iterator[Chunk]) -> bool:
        """Give every worker something to do; whether there may be more to give."""
        while True:
            worker = self._free_worker()
            if worker is None:
                return True
            piece = self._again.popleft() if self._again else self._next_piece(chunks)
            if piece is None:
                return self._sequencer.span >= self._limit
            worker.send(piece)

    def _next_piece(self, chunks: Iterator[Chunk]) -> Piece | None:
        if self._sequencer.span >= self._limit:
            return None
        chunk = next(chunks, None)
        if chunk is None:
            return None
        self._sequencer.add(chunk)
        return Piece(chunk.number, tuple(range(len(chunk.items))), chunk.items)

    @property
    def _limit(self) -> int:
        return CHUNKS_IN_FLIGHT * self._options.jobs

    def _free_worker(self) -> Worker | None:
        """The worker with the least to do; started on demand, so that little work starts few."""
        idlest = min(self._workers, key=lambda worker: len(worker.pieces), default=None)
        if (idlest is None or idlest.pieces) and len(self._workers) < self._options.jobs:
            self._workers.append(Worker(self._task))
            return self._workers[-1]
        return idlest if idlest and len(idlest.pieces) < PIECES_AHEAD else None

    def _collect(self) -> None:
        """Wait for an answer, an end, or the time to look at the clock."""
        busy = [worker for worker in self._workers if worker.pieces]
        if not busy:
            return
        answering = wait([worker.connection for worker in busy], POLL_SECONDS)
        for worker in busy:
            if worker.connection not in answering:
                continue
            answer = worker.receive()
            if answer is None:
                self._bury(worker, "the worker died")
            else:
                self._idle_deaths = 0
                self._sequencer.fill(*answer)
        self._kill_overdue()

    def _kill_overdue(self) -> None:
        limit = self._options.seconds * GRACE
        now = time.monotonic()
        if now - self._looked > MAX_PAUSE:
            self._awake = now  # all was stopped, workers and clock-watcher alike: Ctrl-Z, a laptop's lid
        self._looked = now
        for worker in list(self._workers):
            at = worker.at()
            # Twice the same: the worker did not move on between the two looks.
            if at and now - max(at.since, self._awake) > limit and worker.at() == at:
                self._bury(worker, f"not done after {limit:g} s")

    def _bury(self, worker: Worker, reason: str) -> None:
        """Replace a worker: the item it was at is lost, everything else it had is done again."""
        at = worker.at()
        how = worker.end()
        self._workers.remove(worker)
        if at is None:
            self._idle_deaths += 1
            if self._idle_deaths > MAX_IDLE_DEATHS:
                raise describe_start_failure(how)
        else:
            self._idle_deaths = 0
        for number, piece in enumerate(worker.pieces):
            lost = at.item if at and number == 0 else None
            if lost is not None:
                self._sequencer.fill(_part(piece, [lost]), [Crash(f"{reason} ({how})")])
            rest = _part(piece, [index for index in range(len(piece.items)) if index != lost])
            if rest.items:
                self._again.append(rest)


def _part(piece: Piece, indices: list[int]) -> Piece:
    return Piece(
        piece.chunk,
        tuple(piece.positions[index] for index in indices),
        tuple(piece.items[index] for index in indices),
    )
