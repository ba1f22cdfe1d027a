"""Cleaning many pages from Python, with the guarantees of `cleaner run`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cleaner.batch.pool import PoolOptions, process
from cleaner.batch.process import Crash
from cleaner.batch.record import Failure, Given, Origin, Page, Record, Unit
from cleaner.batch.task import ArticleTask, Cleaned
from cleaner.options import Options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaner.batch.record import Item


def clean_many(
    sources: Iterable[str | bytes | Page], options: Options | None = None, *, jobs: int = 1, ordered: bool = True
) -> Iterator[Cleaned]:
    """Clean `sources` in `jobs` processes and yield one result for each, in their order unless `ordered` is False.

    Sources are read only a little further than results are taken. A page that crashes its process, or takes far
    longer than ``options.limits.max_seconds``, costs itself only: its result has a `failure` instead of an article.
    So does a source of a wrong type. With ``jobs=0`` everything happens in this process, where nothing guards against
    crashes. Like all that starts processes, call it from under ``if __name__ == "__main__":`` in a script.

    Raises TypeError if `sources` is one source or no iterable, ValueError for negative `jobs`, and with the first
    result RuleError for bad rules.
    """
    if isinstance(sources, (str, bytes, Page)):
        raise TypeError(f"sources is one {type(sources).__name__}: give an iterable of them, or call clean()")
    chosen = options or Options()
    pool = PoolOptions(jobs=jobs, seconds=chosen.limits.max_seconds, ordered=ordered)
    return _results(process(ArticleTask(chosen), _items(iter(sources)), pool))


def _results(done: Iterable[tuple[Item, Any]]) -> Iterator[Cleaned]:
    for item, result in done:
        index = item.origin.position
        if isinstance(item, Failure):
            yield Cleaned(index, None, item.reason)
        elif isinstance(result, Crash):
            yield Cleaned(index, None, result.reason)
        else:
            yield Cleaned(index, result)


def _items(sources: Iterator[str | bytes | Page]) -> Iterator[Item]:
    for index, source in enumerate(sources):
        origin = Origin("", index, Unit.ROW)
        page = source if isinstance(source, Page) else Page(source)
        if isinstance(page.source, (str, bytes)):
            # A text of another library's may hang on a whole tree, and what else a page carries is not asked for.
            plain = str(page.source) if isinstance(page.source, str) else bytes(page.source)
            yield Record(origin, Given(replace(page, source=plain, extra={})))
        else:
            yield Failure(origin, f"{type(page.source).__name__} is no source: give str, bytes or Page")
