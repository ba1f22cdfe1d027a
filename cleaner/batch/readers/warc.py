"""WARC: the HTML pages among the responses of a crawl."""

from __future__ import annotations

import io
import re
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cleaner.batch.extras import import_extra
from cleaner.batch.readers.streams import STDIN, BrokenStreamError, Meter, decompressed, open_metered
from cleaner.batch.record import Failure, Origin, Page, Record
from cleaner.compression import GZIP_MAGIC
from cleaner.read.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cleaner.batch.fields import FieldNames
    from cleaner.batch.record import Item

HTML_TYPES: Final = frozenset({"text/html", "application/xhtml+xml"})
OK: Final = 200
RECORD_ENDS: Final = (b"\r\n\r\n", b"\n\n")
"""By the standard and as some tools write it."""
BLANK: Final = b"\xef\xbb\xbf \t\r\n"
DECODINGS: Final = ("all", "transfer", "none")
"""What to undo of an HTTP message, in fastwarc's words: what its headers claim, then less."""
MAX_HEAD: Final = 65_536  # bytes of a head that are looked through
_HEAD_END: Final = re.compile(rb"\r?\n\r?\n")
_LINE_END: Final = re.compile(rb"\r?\n")
_INTERIM: Final = re.compile(rb"HTTP/\d(?:\.\d)? 1\d\d\b")
_DEFLATED: Final = (31, -15)  # gzip; deflate alone, as `zlib.decompress` numbers them
_ENVELOPE: Final = b"WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Response:
    """The page of one response; the worker decodes its body."""

    http: bytes  # the message, head and body, as it was sent
    charset: str | None  # as the server says
    url: str | None
    id: str
    day: date | None  # of the crawl
    truncated: str | None = None  # why the archive holds only the beginning, in its own word

    @property
    def size(self) -> int:
        """Bytes of the message."""
        return len(self.http)

    def unpack(self, fields: FieldNames) -> Page:  # noqa: ARG002  a response has no fields to name
        """The page, in the server's charset if the bytes agree with it. Raises ValueError for a body in no encoding."""
        source, warnings = decode(self._body(), self.charset)
        warnings = (*warnings, *self._cuts())
        return Page(source, "html", id=self.id, url=self.url, reference_date=self.day, warnings=warnings)

    def _cuts(self) -> Iterator[str]:
        """What to say of a page of which only the beginning is there."""
        if self.truncated:
            yield f"the page is cut off: the archive kept its beginning only ({self.truncated})"
        elif _is_cut_off(self.http):
            yield "the page is cut off: its gzip stream has no end"

    def _body(self) -> bytes:
        """The body without its encodings; those that it does not have may stand in the head of plain HTML."""
        reason = ""
        for decoding in DECODINGS:
            try:
                body = _decode(self.http, decoding)
            except OSError as error:
                reason = reason or _brief(error)
                continue
            if not reason or body.lstrip(BLANK)[:1] == b"<":
                return body
        for wbits in _DEFLATED:  # x-gzip, and streams of deflate without a head of their own
            with suppress(zlib.error, OSError):
                if (body := zlib.decompress(_decode(self.http, "transfer"), wbits)).lstrip(BLANK)[:1] == b"<":
                    return body
        raise ValueError(f"the body is not in the encoding that its head names: {reason}")


def _decode(http: bytes, decoding: str) -> bytes:
    """The body of a message. In a record of its own: a bad encoding would end the archive. Raises OSError."""
    warc = import_extra("fastwarc.warc")
    record = next(warc.ArchiveIterator(io.BytesIO(_ENVELOPE % len(http) + http), parse_http=False))
    record.parse_http(auto_decode=decoding)
    body: bytes = record.reader.read()
    return body


def _is_cut_off(http: bytes) -> bool:
    """Whether the body of a message is gzip without its end, of which fastwarc says nothing."""
    head = _HEAD_END.search(http, 0, MAX_HEAD)
    if head is None or not http.startswith(GZIP_MAGIC, head.end()):
        return False
    inflater = zlib.decompressobj(_DEFLATED[0])
    with suppress(zlib.error):
        inflater.decompress(memoryview(http)[head.end() :])
        return not inflater.eof
    return False


def _tidied(http: bytes) -> bytes:
    """A message whose head ends its lines as RFC 9112 says, without the interim answers in front of it."""
    while (end := _HEAD_END.search(http, 0, MAX_HEAD)) and _INTERIM.match(http):
        http = http[end.end() :]
    if end is None or http.count(b"\n", 0, end.end()) == http.count(b"\r\n", 0, end.end()):
        return http
    return b"\r\n".join([*_LINE_END.split(http[: end.start()]), b"", http[end.end() :]])


def _brief(error: Exception) -> str:
    """The reason without what it quotes, which can be the whole page."""
    return str(error).partition(":")[0]


def _is_page(record: Any) -> bool:  # noqa: ANN401  fastwarc has no types
    """Whether a response is HTML, and not that of an error. Media types have no case (RFC 9110)."""
    return record.http_headers.status_code == OK and (record.http_content_type or "").lower() in HTML_TYPES


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
                reason = f"WARC breaks off behind this record: {_brief(error)}"
                yield Failure(Origin(self.source, max(begun, 0)), reason)
                return
        if self._can_reopen() and (failure := self._failure_at_end(begun)):
            # Where the archive is one compressed stream, what stands at that place means nothing by itself.
            failure = self._failure_at_end(0) if begun else failure
            if failure:
                yield failure

    def _can_reopen(self) -> bool:
        return self.source != STDIN and Path(self.source).is_file()

    def _failure_at_end(self, start: int) -> Failure | None:
        """Look behind the last response: fastwarc says nothing of a file that ends within a record's head."""
        tail = b""
        with open_metered(self.source, Meter()) as file:
            file.skip(start)
            try:
                for piece in decompressed(file):
                    tail = (tail + piece)[-len(RECORD_ENDS[0]) :]
            except BrokenStreamError as error:
                return Failure(Origin(self.source, error.offset), str(error))
            if not tail.endswith(RECORD_ENDS):
                return Failure(Origin(self.source, file.offset), "WARC is truncated: it ends within a record")
        return None

    def _item(self, record: Any) -> Iterator[Item]:  # noqa: ANN401  fastwarc has no types
        origin = Origin(self.source, record.stream_pos)
        promised = record.content_length
        content = record.reader.read()
        if len(content) < promised:
            if not self._can_reopen():
                yield Failure(origin, "WARC is truncated: it ends within this record")
            return  # the file is truncated: `_failure_at_end` sees where
        content = _tidied(content)
        record.set_bytes_content(content)
        try:
            record.parse_http(auto_decode="none")
        except OSError as error:
            yield Failure(origin, f"not an HTTP response: {_brief(error)}")
            return
        if not content:
            return  # of a record whose own head is truncated
        if record.http_headers is None or record.http_headers.status_code is None:
            yield Failure(origin, "not an HTTP response: its head has no status")
            return
        if not _is_page(record):
            return
        yield Record(
            origin,
            Response(
                http=content,
                charset=record.http_charset,
                url=record.headers.get("WARC-Target-URI"),
                id=record.record_id,
                day=record.record_date.date() if record.record_date else None,
                truncated=record.headers.get("WARC-Truncated"),
            ),
        )
