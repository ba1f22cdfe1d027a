"""The review server answers this machine's own page, and nobody else, and writes fixtures only."""

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleaner import Cleaner
from cleaner.model import Known
from cleaner.review.server import MAX_MESSAGE, Desk, ReviewServer
from cleaner.review.sheet import Text, make_sheet

TEXT = " date 2026-02-06 Місто відкрило новий міст, повідомила мерія у вівторок.\n"


@pytest.fixture
def server(cleaner: Cleaner, tmp_path: Path) -> Iterator[ReviewServer]:
    text = Text("doc", TEXT, "auto", "https://a.example/1", known=Known(title="Новий міст"))
    page = Text("page", b"<html><body><p>" + TEXT.encode() + b"</p></body></html>", "auto", "https://a.example/2")
    desk = Desk({"doc": text, "page": page}, {t.id: make_sheet(cleaner, t) for t in (text, page)}, tmp_path)
    with ReviewServer(desk, "Review") as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def ask(server: ReviewServer, method: str, path: str, body: object = None, **changes: str | None) -> tuple[int, str]:
    headers = {
        "Host": f"127.0.0.1:{server.server_port}",
        "Origin": f"http://127.0.0.1:{server.server_port}",
        "X-Cleaner-Token": server.token,
        "Content-Type": "application/json",
    }
    headers |= {name.replace("_", "-"): value for name, value in changes.items()}  # type: ignore[dict-item]
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    given = {name: value for name, value in headers.items() if value is not None}
    connection.request(method, path, content if method == "POST" else None, given)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def test_it_listens_on_this_machine_only(server: ReviewServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert server.url == f"http://127.0.0.1:{server.server_port}/"


def test_the_page_carries_the_token_and_forbids_frames(server: ReviewServer) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    connection.request("GET", "/")
    answer = connection.getresponse()
    assert server.token in answer.read().decode()
    assert answer.getheader("X-Frame-Options") == "DENY"
    assert answer.getheader("Cache-Control") == "no-store"
    assert answer.getheader("Access-Control-Allow-Origin") is None
    connection.close()


@pytest.mark.parametrize("path", ["/etc/passwd", "/../x", "/accept"])
def test_there_is_one_page(server: ReviewServer, path: str) -> None:
    assert ask(server, "GET", path)[0] == 404


def test_accepting_writes_a_fixture(server: ReviewServer, tmp_path: Path) -> None:
    status, text = ask(server, "POST", "/accept", {"id": "doc"})
    assert status == 201, text
    path = Path(json.loads(text)["path"])
    assert path.is_relative_to(tmp_path / "a.example")
    expected = json.loads(path.read_text("utf-8"))
    assert expected["options"] == {"url": "https://a.example/1", "known": {"title": "Новий міст"}}
    assert expected["title"] == "Новий міст"
    assert expected["body"] == ["Місто відкрило новий міст, повідомила мерія у вівторок."]
    assert (path.parent / "input.txt").read_text("utf-8") == TEXT


def test_a_binary_document_is_no_fixture(server: ReviewServer, cleaner: Cleaner) -> None:
    binary = Text("binary", bytes(range(256)) * 8)
    server.desk = Desk({"binary": binary}, {"binary": make_sheet(cleaner, binary)}, server.desk.root)
    status, text = ask(server, "POST", "/accept", {"id": "binary"})
    assert (status, "looks binary" in text) == (409, True)
    assert not list(server.desk.root.iterdir())


def test_a_page_is_written_as_html(server: ReviewServer) -> None:
    status, text = ask(server, "POST", "/accept", {"id": "page"})
    assert status == 201, text
    assert (Path(json.loads(text)["path"]).parent / "input.html").is_file()


def test_a_correction_replaces_what_it_names(server: ReviewServer, tmp_path: Path) -> None:
    fields = {"title": "Міст", "body": ["Одне речення."], "tags": ["міст"]}
    status, _ = ask(server, "POST", "/correct", {"id": "doc", "site": "b", "name": "c", "fields": fields})
    expected = json.loads((tmp_path / "b" / "c" / "expected.json").read_text("utf-8"))
    assert status == 201
    assert (expected["title"], expected["body"], expected["tags"]) == ("Міст", ["Одне речення."], ["міст"])
    assert expected["language"] == "uk"


def test_a_fixture_cannot_be_written_outside_of_the_folder(server: ReviewServer, tmp_path: Path) -> None:
    message = {"id": "doc", "site": "../../..", "name": "/etc/cron.d/x"}
    status, text = ask(server, "POST", "/correct", message)
    assert status == 201
    assert Path(json.loads(text)["path"]).resolve().is_relative_to(tmp_path)


def test_the_same_fixture_is_not_written_twice(server: ReviewServer) -> None:
    ask(server, "POST", "/accept", {"id": "doc"})
    status, text = ask(server, "POST", "/accept", {"id": "doc"})
    assert status == 409
    assert "already" in json.loads(text)["error"]


@pytest.mark.parametrize(
    "changes",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": None},
        {"X_Cleaner_Token": "wrong"},
        {"X_Cleaner_Token": None},
        {"X_Cleaner_Token": "ключ".encode().decode("latin-1")},
        {"Content_Type": "text/plain"},
    ],
    ids=str,
)
def test_requests_of_other_sites_write_nothing(
    server: ReviewServer, tmp_path: Path, changes: dict[str, str | None]
) -> None:
    status, text = ask(server, "POST", "/accept", {"id": "doc"}, **changes)
    assert status == 403, text
    assert not list(tmp_path.iterdir())


def test_another_host_does_not_get_the_page_either(server: ReviewServer) -> None:
    status, text = ask(server, "GET", "/", Host="evil.example")
    assert status == 403
    assert server.token not in text


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"not json", 400),
        ({"id": "doc", "root": "/"}, 400),
        ({"id": "doc", "fields": {"body": "one string"}}, 400),
        ({"id": "doc", "fields": {"nonsense": "x"}}, 400),
        ({"id": "another"}, 409),
    ],
)
def test_messages_that_make_no_sense_are_refused(
    server: ReviewServer, tmp_path: Path, body: object, status: int
) -> None:
    assert ask(server, "POST", "/accept", body)[0] == status
    assert not list(tmp_path.iterdir())


def test_a_message_has_a_greatest_length(server: ReviewServer) -> None:
    assert ask(server, "POST", "/accept", None, Content_Length=str(MAX_MESSAGE + 1))[0] == 413
    assert ask(server, "POST", "/accept", None, Content_Length="-1")[0] == 413


def test_only_the_two_buttons_exist(server: ReviewServer) -> None:
    assert ask(server, "POST", "/delete", {"id": "doc"})[0] == 403
