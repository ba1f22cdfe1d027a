"""``cleaner review`` and ``cleaner impact`` as a shell sees them."""

import contextlib
import json
import os
import re
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from cleaner.cli.app import app
from cleaner.review.server import ReviewServer

ROOT = Path(__file__).resolve().parents[2]
BODY = "Місто відкрило новий міст через Стрий, повідомила у вівторок вранці речниця міста Ірина Кохан."
MORE = "Новий міст через Стрий будували чотири роки, і за цей час місто двічі міняло підрядника будівництва."
RULES = """[pack]
language = "uk"

[[rule]]
id = "uk/treasury"
category = "related"
why = "The site's name for its list of other stories"
line = '^Зазирніть до скарбнички$'
drops = ["Зазирніть до скарбнички"]
keeps = ["Зазирніть до скарбнички, просять у музеї."]
"""


class Done(NamedTuple):
    code: int
    stdout: str
    stderr: str


def cleaner(folder: Path, *arguments: str) -> Done:
    with contextlib.chdir(folder):
        done = CliRunner().invoke(app, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return Done(done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.txt").write_text(f"{BODY}\nЗазирніть до скарбнички\n{MORE}\n", "utf-8")
    (tmp_path / "texts" / "two.txt").write_text(f"{BODY}\n", "utf-8")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "uk.toml").write_text(RULES, "utf-8")
    return tmp_path


def documents(page: Path) -> list[dict[str, object]]:
    found = re.search(r'id="data">(.*?)</script>', page.read_text("utf-8"), re.DOTALL)
    assert found
    return list(json.loads(found[1])["documents"])


def test_review_writes_a_page_of_a_corpus(corpus: Path) -> None:
    done = cleaner(corpus, "review", "texts", "-o", "page.html", "--rules", "rules")
    assert (done.code, done.stdout) == (0, "page.html\n")
    assert {document["id"] for document in documents(corpus / "page.html")} == {"one.txt", "two.txt"}
    assert "uk/treasury" in (corpus / "page.html").read_text("utf-8")


def test_review_writes_the_same_page_of_a_run_s_results(corpus: Path) -> None:
    assert cleaner(corpus, "run", "texts", "-o", "result.jsonl", "--rules", "rules").code == 0
    done = cleaner(corpus, "review", "result.jsonl", "-o", "page.html")
    assert (done.code, done.stdout) == (0, "page.html\n")
    assert "uk/treasury" in (corpus / "page.html").read_text("utf-8")


def test_review_writes_the_same_page_of_a_run_s_parquet(corpus: Path) -> None:
    text = f"Рада міста відкрила міст\n29 січня, 19:50\n{BODY}\nЗазирніть до скарбнички\n{MORE}\n"
    (corpus / "texts" / "three.txt").write_text(text, "utf-8")
    pages = []
    for name in ("result.jsonl", "result.parquet"):
        assert cleaner(corpus, "run", "texts", "-o", name, "--rules", "rules").code == 0
        done = cleaner(corpus, "review", name, "-o", "page.html")
        assert (done.code, done.stderr) == (0, "")
        pages.append(documents(corpus / "page.html"))
    of_lines, of_parquet = ([document["pieces"] for document in page] for page in pages)
    assert of_parquet == of_lines
    assert any(piece.get("field") == "date" for pieces in of_parquet for piece in pieces if isinstance(piece, dict))  # type: ignore[attr-defined]


def test_review_shows_no_more_than_asked_for(corpus: Path) -> None:
    cleaner(corpus, "review", "texts", "-o", "page.html", "--most", "1")
    assert len(documents(corpus / "page.html")) == 1
    assert "1 of 2 documents" in (corpus / "page.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["review", "nothing"], "nothing to read"),
        (["review", "texts", "-o", "none/page.html"], "none/page.html: No such file"),
        (["review", "texts", "--rules", "missing"], "no such folder of rules"),
        (["impact", "texts", "--before", "no-such", "--after", "rules"], "no-such"),
        (["impact", "texts"], "nothing to compare"),
        (["impact", "nothing", "--after", "rules"], "nothing to read"),
    ],
)
def test_what_makes_no_sense_exits_2_and_says_why(corpus: Path, arguments: list[str], words: str) -> None:
    done = cleaner(corpus, *arguments)
    assert done.code == 2
    assert words in done.stderr


@pytest.mark.parametrize("command", ["review", "impact"])
@pytest.mark.parametrize(("output", "why"), [("none/page.html", "No such file or directory"), ("rules", "Is a dir")])
def test_a_page_that_cannot_be_written_is_refused_before_the_corpus_is_read(
    corpus: Path, command: str, output: str, why: str
) -> None:
    (corpus / "broken.jsonl").write_text("{broken\n", "utf-8")  # whoever reads it, complains of it
    after = ["--after", "rules"] if command == "impact" else []
    done = cleaner(corpus, command, "broken.jsonl", *after, "-o", output)
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"cleaner: {output}: {why}")


def test_the_report_is_printed_whatever_becomes_of_the_page(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device", "page.html")

    monkeypatch.setattr(Path, "write_text", full)
    done = cleaner(corpus, "impact", "texts", "--after", "rules", "-o", "page.html")
    assert (done.code, done.stderr) == (2, "cleaner: page.html: No space left on device\n")
    assert "1 of 2 documents changed" in done.stdout


@pytest.mark.parametrize("command", ["review", "impact"])
def test_a_record_that_failed_ends_it_with_1_behind_all_others(corpus: Path, command: str) -> None:
    (corpus / "texts" / "more.jsonl").write_text(json.dumps({"text": BODY}) + "\n{broken\n", "utf-8")
    done = cleaner(corpus, command, "texts", *(["--after", "rules"] if command == "impact" else []))
    assert done.code == 1
    assert "more.jsonl" in done.stderr
    assert done.stdout.startswith(
        "review.html" if command == "review" else "built-in → rules: 1 of 3 documents changed"
    )


def test_results_are_not_served_because_fixtures_need_the_text(corpus: Path) -> None:
    cleaner(corpus, "run", "texts", "-o", "result.jsonl")
    done = cleaner(corpus, "review", "result.jsonl", "--serve")
    assert done.code == 2
    assert "no longer hold theirs" in done.stderr


def test_a_port_that_is_taken_is_named(corpus: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = cleaner(corpus, "review", "texts", "--serve", "--port", port)
    assert (done.code, done.stderr) == (2, f"cleaner: --port {port}: Address already in use\n")


@pytest.mark.parametrize("serve", [True, False])
def test_documents_that_share_an_id_are_all_shown(
    corpus: Path,
    monkeypatch: pytest.MonkeyPatch,
    serve: bool,  # noqa: FBT001
) -> None:
    records = [json.dumps({"id": "a", "text": text}) for text in (BODY, MORE)]
    (corpus / "dup.jsonl").write_text("\n".join(records), "utf-8")
    if serve:
        pages = []
        monkeypatch.setattr(ReviewServer, "serve_forever", lambda server: pages.append(server.page))
        assert cleaner(corpus, "review", "dup.jsonl", "--serve").code == 0
        (corpus / "page.html").write_bytes(pages[0])
    else:
        assert cleaner(corpus, "review", "dup.jsonl", "-o", "page.html").code == 0
    assert {document["id"] for document in documents(corpus / "page.html")} == {"a", "a (2)"}


def test_impact_reports_as_text(corpus: Path) -> None:
    done = cleaner(corpus, "impact", "texts", "--after", "rules")
    lines = done.stdout.splitlines()
    assert done.code == 0
    assert lines[0] == "built-in → rules: 1 of 2 documents changed; lines: 0 lost, 1 removed, 0 restored"
    before, after = map(int, re.findall(r"\d+", lines[1]))
    assert (lines[1], after) == (f"rules: {before} before, {after} after", before + 1)
    assert "uk/treasury  (1 document; The site's name for its list of other stories)" in done.stdout
    assert "Зазирніть до скарбнички  [one.txt]" in done.stdout


def test_impact_reports_as_json_and_as_a_page(corpus: Path) -> None:
    done = cleaner(corpus, "impact", "texts", "--after", "rules", "--format", "json", "-o", "page.html")
    assert json.loads(done.stdout)["effects"][0]["rule"] == "uk/treasury"
    assert [document["id"] for document in documents(corpus / "page.html")] == ["one.txt"]


def test_serve_prints_where_it_is_and_ends_quietly_on_interrupt(corpus: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "cleaner", "review", "texts", "--serve"]
    with subprocess.Popen(
        command, cwd=corpus, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        url = process.stdout.readline().strip()
        with urllib.request.urlopen(url) as page:
            assert b"one.txt" in page.read()
        process.send_signal(2)
        _, stderr = process.communicate(timeout=10)
    assert process.returncode == 0
    assert "Traceback" not in stderr
