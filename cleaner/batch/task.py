"""What a worker does with a record: unpack, clean, encode, count."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from cleaner.batch.fields import FieldNames, merge
from cleaner.batch.record import Failure, Page, Record
from cleaner.batch.tally import Stats, measure
from cleaner.intake import BINARY

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleaner.batch.record import Item
    from cleaner.model import Article
    from cleaner.options import Options
    from cleaner.pipeline import Cleaner


class Encoder(Protocol):
    """Turns a finished document into the bytes that a sink takes; runs in the worker, so it must pickle."""

    def __call__(self, document: dict[str, Any]) -> bytes:
        """Encode one document."""
        ...


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a record: its output, its failure, or both if only a part of it could be read."""

    data: bytes | None = None
    stats: Stats | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class EncodeTask:
    """Cleans records for `cleaner run`; picklable, so that each worker starts its own."""

    options: Options
    fields: FieldNames
    encode: Encoder
    removals: bool = True  # whether the ledger goes into the output

    def start(self) -> Callable[[Item], Done]:
        """Load the rules, once per worker."""
        from cleaner.pipeline import Cleaner

        cleaner = Cleaner(self.options)
        return lambda item: self._do(item, cleaner)

    def _do(self, item: Item, cleaner: Cleaner) -> Done:
        if isinstance(item, Failure):
            return Done(failure=item)
        began = time.perf_counter()
        try:
            page = item.payload.unpack(self.fields)
        except (ValueError, OSError) as error:
            return Done(failure=Failure(item.origin, str(error)))
        article = clean_page(cleaner, page)
        if BINARY in article.warnings:
            return Done(failure=Failure(item.origin, BINARY))
        try:
            data = self.encode(self._document(page, article))
        except TypeError as error:  # a field that passes through is nested too deeply
            return Done(failure=Failure(item.origin, f"the record cannot be written: {error}"))
        stats = replace(measure(article, page.url), seconds=time.perf_counter() - began)
        return Done(data, stats, Failure(item.origin, page.broken) if page.broken else None)

    def _document(self, page: Page, article: Article) -> dict[str, Any]:
        from cleaner.render import to_record

        ours = {"id": page.id, "url": page.url, **to_record(article)}
        ours["removed_chars"] = sum(len(removal.text) for removal in article.removals)
        document = merge(ours, page.extra)
        if not self.removals:
            del document["removals"]  # only now: the name is ours even where it stays empty
        return document


@dataclass(frozen=True, slots=True)
class Cleaned:
    """One result of `clean_many`."""

    index: int  # of the source in the iterable
    article: Article | None
    failure: str | None = None  # why there is no article


@dataclass(frozen=True, slots=True)
class ArticleTask:
    """Cleans pages for `clean_many`."""

    options: Options

    def start(self) -> Callable[[Item], Article | None]:
        """Load the rules, once per worker; a source that is no page has no article."""
        from cleaner.pipeline import Cleaner

        cleaner = Cleaner(self.options)
        return lambda item: clean_page(cleaner, item.payload.unpack(FieldNames())) if isinstance(item, Record) else None


def clean_page(cleaner: Cleaner, page: Page) -> Article:
    """Clean one page with all that its record says of it."""
    article = cleaner.clean(
        page.source,
        format=page.format,
        url=page.url,
        reference_date=page.reference_date,
        known=page.known,
    )
    return replace(article, warnings=(*article.warnings, *page.warnings)) if page.warnings else article
