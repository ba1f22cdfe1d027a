"""Many processes: order, back-pressure, and what a crash costs."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))  # workers find the tasks by name; they get our path
import pool_tasks

from cleaner.batch.pool import CHUNKS_IN_FLIGHT, PoolOptions, process
from cleaner.batch.process import Crash
from cleaner.batch.record import BatchError, Given, Origin, Page, Record, Unit
from cleaner.batch.sequence import CHUNK_ITEMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def records(orders: Iterable[str]) -> Iterator[Record]:
    for number, order in enumerate(orders):
        yield Record(Origin("test", number, Unit.ROW), Given(Page(order)))


def results(orders: Iterable[str], **options: Any) -> list[Any]:
    return [result for _, result in process(pool_tasks.Obey(), records(orders), PoolOptions(**options))]


@pytest.mark.parametrize("jobs", [0, 1, 2])
def test_results_come_in_order_with_their_items(jobs: int) -> None:
    orders = [f"sleep {0.02 if number % 50 == 0 else 0}" if number % 9 == 0 else str(number) for number in range(300)]
    done = list(process(pool_tasks.Obey(), records(orders), PoolOptions(jobs=jobs)))
    assert [result for _, result in done] == orders
    assert [item.origin.position for item, _ in done] == list(range(300))


def test_no_items_no_results_and_no_processes() -> None:
    assert results([], jobs=2) == []


@pytest.mark.parametrize("jobs", [0, 2])
def test_an_exception_costs_its_item_only(jobs: int) -> None:
    assert results(["a", "raise oh no", "exhaust", "b"], jobs=jobs) == [
        "a",
        Crash("RuntimeError: oh no"),
        Crash("MemoryError: "),
        "b",
    ]


def test_a_worker_that_is_killed_costs_its_item_only() -> None:
    orders = ["die" if number in (7, 8, 120) else str(number) for number in range(200)]
    done = results(orders, jobs=2)
    assert [result for result in done if not isinstance(result, Crash)] == [o for o in orders if o != "die"]
    assert [number for number, result in enumerate(done) if isinstance(result, Crash)] == [7, 8, 120]
    assert done[7] == Crash("the worker died (signal SIGKILL)")


def test_an_item_that_never_ends_is_given_up() -> None:
    orders = ["a", "sleep 60", "b"]
    began = time.monotonic()
    assert results(orders, jobs=1, seconds=0.2) == ["a", Crash("not done after 0.4 s (signal SIGKILL)"), "b"]
    assert time.monotonic() - began < 20


def test_a_slow_item_does_not_hold_up_the_others_when_order_does_not_matter(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    orders = [f"wait {gate}", *map(str, range(200))]
    seen = []
    for _, result in process(pool_tasks.Obey(), records(orders), PoolOptions(jobs=2, ordered=False)):
        seen.append(result)
        if len(seen) == 100:
            gate.touch()
    assert sorted(seen) == sorted(orders)
    assert seen.index(orders[0]) >= 100


def test_unordered_results_do_not_cross_the_end_of_a_window(tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    orders = [f"wait {gate}", *map(str, range(1, 200))]
    threading.Timer(1.0, gate.touch).start()
    options = PoolOptions(jobs=2, ordered=False, ends_window=lambda count: count % 70 == 0)
    seen = [item.origin.position for item, _ in process(pool_tasks.Obey(), records(orders), options)]
    assert sorted(seen[:70]) == list(range(70))
    assert sorted(seen[70:140]) == list(range(70, 140))


def test_items_are_read_only_as_far_ahead_as_results_are_taken() -> None:
    read = 0

    def counted() -> Iterator[str]:
        nonlocal read
        for number in range(100_000):
            read = number + 1
            yield str(number)

    stream = process(pool_tasks.Obey(), records(counted()), PoolOptions(jobs=1))
    for _ in range(10):
        next(stream)
    time.sleep(0.3)
    next(stream)
    assert read <= (CHUNKS_IN_FLIGHT + 2) * CHUNK_ITEMS
    stream.close()


def test_large_items_do_not_lock_parent_and_worker_against_each_other() -> None:
    orders = ["x" * 3_000_000 for _ in range(8)]
    assert results(orders, jobs=1) == orders


def test_a_task_that_does_not_start_says_why() -> None:
    with pytest.raises(ValueError, match="no rules today"):
        list(process(pool_tasks.RefuseToStart("raise"), records(["a"]), PoolOptions(jobs=2)))


def test_workers_that_die_at_once_end_the_run() -> None:
    with pytest.raises(BatchError, match="end before they begin"):
        list(process(pool_tasks.RefuseToStart("die"), records(["a"]), PoolOptions(jobs=1)))


def test_closing_early_leaves_no_process_behind() -> None:
    stream = process(pool_tasks.Obey(), records(["a"] * 1000), PoolOptions(jobs=2))
    next(stream)
    before = set(_children())
    assert before
    stream.close()
    assert not set(_children()) & before


def _children() -> list[int]:
    """Worker processes of this one; the tracker that multiprocessing keeps is none."""
    import multiprocessing  # noqa: PLC0415

    return [child.pid for child in multiprocessing.active_children() if child.pid]


def test_workers_end_when_their_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "import sys, time\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "import pool_tasks, multiprocessing\n"
        "from cleaner.batch.pool import PoolOptions, process\n"
        "from cleaner.batch.record import Given, Origin, Page, Record\n"
        "if __name__ == '__main__':\n"
        "    items = (Record(Origin('t', 0), Given(Page('a'))) for _ in range(10**9))\n"
        "    for _ in process(pool_tasks.Obey(), items, PoolOptions(jobs=2)):\n"
        "        print(*[child.pid for child in multiprocessing.active_children()], flush=True)\n"
        "        time.sleep(60)\n"
    )
    import subprocess  # noqa: PLC0415

    parent = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    workers = [int(pid) for pid in parent.stdout.readline().split()]
    assert len(workers) == 2
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 20
    while any(map(_alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_alive, workers))


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    except OSError:
        os.kill(pid, 0)
        return True
    return state != "Z"
