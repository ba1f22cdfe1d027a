"""WARC: the HTML pages among the responses of a crawl."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cleaner.batch.extras import import_extra
from cleaner.batch.readers.streams import STDIN, BrokenStreamError, Meter, decompressed, open_metered
from cleaner.batch.record import Failure, Origin, Page, Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cleaner.batch.fields import FieldNames
    from cleaner.batch.record import Item

HTML_TYPES: Final = frozenset({"text/html", "application/xhtml+xml"})
OK: Final = 200
RECORD_ENDS: Final = (b"\r\n\r\n", b"\n\n")
"""By the standard and as some tools write it."""


@dataclass(frozen=True, slots=True)
class Response:
    """The page of one response."""

    body: bytes
    charset: str | None  # as the server says
    url: str | None
    id: str
    day: date | None  # of the crawl

    @property
    def size(self) -> int:
        """Bytes of the body."""
        return len(self.body)

    def unpack(self, fields: FieldNames) -> Page:  # noqa: ARG002  a response has no fields to name
        """The page, in the server's charset if the bytes agree with it."""
        return Page(self._decoded(), "html", id=self.id, url=self.url, reference_date=self.day)

    def _decoded(self) -> str | bytes:
        try:
            return self.body.decode(self.charset) if self.charset else self.body
        except (LookupError, UnicodeDecodeError):
            return self.body


@dataclass(frozen=True, slots=True)
class WarcResponses:
    """Reads a WARC file, plain, gzip or zstd."""

    source: str

    def read(self, meter: Meter) -> Iterator[Item]:
        """One record for each HTML response with status 200; positions are the WARC records' own."""
        warc = import_extra("fastwarc.warc")
        begun = 0
        with open_metered(self.source, meter) as file:
            archive = warc.ArchiveIterator(file, record_types=warc.WarcRecordType.response, parse_http=False)
            try:
                for record in archive:
                    begun = record.stream_pos
                    yield from self._item(record)
            except (OSError, ValueError) as error:
                yield Failure(Origin(self.source, max(begun, 0)), f"WARC breaks off behind this record: {error}")
                return
        if self.source != STDIN:
            yield from self._check_end(begun)

    def _check_end(self, start: int) -> Iterator[Failure]:
        """Look behind the last response: fastwarc says nothing of a file that ends within a record's head."""
        tail = b""
        with open_metered(self.source, Meter()) as file:
            file.skip(start)
            try:
                for piece in decompressed(file):
                    tail = (tail + piece)[-len(RECORD_ENDS[0]) :]
            except BrokenStreamError as error:
                yield Failure(Origin(self.source, error.offset), str(error))
                return
            if not tail.endswith(RECORD_ENDS):
                yield Failure(Origin(self.source, file.offset), "WARC is truncated: it ends within a record")

    def _item(self, record: Any) -> Iterator[Item]:  # noqa: ANN401  fastwarc has no types
        origin = Origin(self.source, record.stream_pos)
        promised = record.content_length
        content = record.reader.read()
        if len(content) < promised:
            return  # the file is truncated: `_check_end` sees where
        record.set_bytes_content(content)
        record.parse_http(auto_decode="all")
        headers = record.http_headers
        if headers is None or headers.status_code != OK or record.http_content_type not in HTML_TYPES:
            return
        yield Record(
            origin,
            Response(
                body=record.reader.read(),
                charset=record.http_charset,
                url=record.headers.get("WARC-Target-URI"),
                id=record.record_id,
                day=record.record_date.date() if record.record_date else None,
            ),
        )
