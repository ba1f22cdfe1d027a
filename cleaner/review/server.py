"""The review page on 127.0.0.1, with buttons that write fixtures.

The server answers this machine only. A page of another site that is open in the same browser can send requests here
too, so every request must name this host (against DNS rebinding), and those that write must also come from our own
page: same origin, and with the token that only the page knows.
"""

from __future__ import annotations

import hmac
import json
import secrets
from dataclasses import asdict, dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel, ConfigDict, ValidationError

from cleaner.fixtures import FixtureError
from cleaner.fixtures.format import CallOptions, Facts
from cleaner.fixtures.record import Place, add_fixture, expect
from cleaner.read.encoding import decode
from cleaner.read.sniff import kind_of
from cleaner.review.page import Book, render_page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cleaner.fixtures import Fixture
    from cleaner.review.sheet import Sheet, Text

HOST: Final = "127.0.0.1"
MAX_MESSAGE: Final = 5_000_000  # bytes: a correction holds one article
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class _Message(BaseModel):
    """What a button sends."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    site: str | None = None
    name: str | None = None
    fields: Facts = Facts()


@dataclass(frozen=True, slots=True)
class Desk:
    """What the server works on: the texts under review with their sheets, and where fixtures go."""

    texts: Mapping[str, Text]  # by id
    sheets: Mapping[str, Sheet]
    root: Path

    def accept(self, message: _Message) -> Fixture:
        """Write a document's result as a fixture, with the reader's corrections.

        Raises `FixtureError` for a document that does not exist, and where a fixture stands already.
        """
        text, sheet = self.texts.get(message.id), self.sheets.get(message.id)
        if text is None or sheet is None:
            raise FixtureError(f"no document {message.id!r} here")
        known = text.known and _given(asdict(text.known))
        options = CallOptions.model_validate(
            _given({"url": text.url, "reference_date": text.reference_date, "known": known})
        )
        place = Place(self.root, message.site or sheet.site or "untitled", message.name or sheet.name)
        decoded = decode(text.source).text
        kind = kind_of(decoded, text.format)
        source = text.source if kind == "html" else decoded
        return add_fixture(place, source, expect(sheet.article, options, message.fields.given()), kind)


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


class ReviewServer(ThreadingHTTPServer):
    """Serves one review page; `url` is where. Port 0 takes any that is free."""

    daemon_threads = True

    def __init__(self, desk: Desk, title: str, port: int = 0) -> None:
        super().__init__((HOST, port), _Handler)
        self.desk = desk
        self.token = secrets.token_urlsafe(32)
        self.hosts = frozenset(f"{name}:{self.server_port}" for name in (HOST, "localhost"))
        self.page = render_page(Book(title, tuple(desk.sheets.values())), self.token).encode("utf-8")

    @property
    def url(self) -> str:
        """The address of the page."""
        return f"http://{HOST}:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer
    server_version = "cleaner"
    sys_version = ""
    timeout = 30  # seconds that a silent connection may hold its thread

    def do_GET(self) -> None:
        if self.headers.get("Host") not in self.server.hosts:
            self._answer(HTTPStatus.FORBIDDEN, {"error": "this server answers to its own address only"})
        elif self.path == "/":
            self._send(HTTPStatus.OK, "text/html; charset=utf-8", self.server.page)
        else:
            self._answer(HTTPStatus.NOT_FOUND, {"error": "there is one page here: /"})

    def do_POST(self) -> None:
        refusal = self._refusal()
        if refusal:
            self._answer(HTTPStatus.FORBIDDEN, {"error": refusal})
            return
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > MAX_MESSAGE:
            self._answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {"error": f"at most {MAX_MESSAGE} bytes"})
            return
        try:
            message = _Message.model_validate_json(self.rfile.read(int(length)))
            made = self.server.desk.accept(message)
        except ValidationError as error:
            self._answer(HTTPStatus.BAD_REQUEST, {"error": str(error.errors(include_url=False)[0]["msg"])})
        except (FixtureError, OSError) as error:
            self._answer(HTTPStatus.CONFLICT, {"error": str(error)})
        else:
            self._answer(HTTPStatus.CREATED, {"path": str(made.path), "name": made.name})

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401  the base class's names
        """Say nothing: stderr is for the person who started it."""

    def _refusal(self) -> str:
        """Why this request may not write; empty when it may."""
        headers = self.headers
        if headers.get("Host") not in self.server.hosts:
            return "this server answers to its own address only"
        if headers.get("Origin") not in {f"http://{host}" for host in self.server.hosts}:
            return "the request comes from another site"
        if not hmac.compare_digest(headers.get("X-Cleaner-Token", "").encode(), self.server.token.encode()):
            return "the request does not carry the token of this page; load it again"
        if headers.get_content_type() != "application/json":
            return "the request is not JSON"
        if self.path not in {"/accept", "/correct"}:
            return "there is nothing to write there"
        return ""

    def _answer(self, status: HTTPStatus, message: Mapping[str, str]) -> None:
        if status >= HTTPStatus.BAD_REQUEST:
            self.close_connection = True  # its body may be unread
        self._send(status, "application/json", json.dumps(message, ensure_ascii=False).encode("utf-8", "replace"))

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        for name, value in ({"Content-Type": kind, "Content-Length": str(len(content))} | _HEADERS).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)
