"""Cleaning many pages from Python, with the guarantees of `cleaner run`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.batch.pool import PoolOptions, process
from cleaner.batch.process import Crash
from cleaner.batch.record import Given, Origin, Page, Record, Unit
from cleaner.batch.task import ArticleTask, Cleaned
from cleaner.options import Options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def clean_many(
    sources: Iterable[str | bytes | Page], options: Options | None = None, *, jobs: int = 1, ordered: bool = True
) -> Iterator[Cleaned]:
    """Clean `sources` in `jobs` processes and yield one result for each, in their order unless `ordered` is False.

    Sources are read only a little further than results are taken. A page that crashes its process, or takes far
    longer than ``options.limits.max_seconds``, costs itself only: its result has a `failure` instead of an article.
    With ``jobs=0`` everything happens in this process, where nothing guards against that. Like all that starts
    processes, call it from under ``if __name__ == "__main__":`` in a script. Raises RuleError for bad rules.
    """
    chosen = options or Options()
    pool = PoolOptions(jobs=jobs, seconds=chosen.limits.max_seconds, ordered=ordered)
    for item, result in process(ArticleTask(chosen), _records(sources), pool):
        index = item.origin.position
        if isinstance(result, Crash):
            yield Cleaned(index, None, result.reason)
        else:
            yield Cleaned(index, result)


def _records(sources: Iterable[str | bytes | Page]) -> Iterator[Record]:
    for index, source in enumerate(sources):
        page = source if isinstance(source, Page) else Page(source)
        yield Record(Origin("", index, Unit.ROW), Given(page))
