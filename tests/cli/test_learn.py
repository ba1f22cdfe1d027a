"""``cleaner learn``, and ``--templates`` of the commands that clean."""

from __future__ import annotations

import errno
import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.templates.test_learn import page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command, Invoke

SLOGAN = "Gulls and anchors for all of us, whatever the weather brings tomorrow, and the day after it."


@pytest.fixture
def crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    pages = [page(number, below=[SLOGAN]) for number in range(7)]
    rows = [{"id": number, "url": one.url, "text": one.source} for number, one in enumerate(pages)]
    path = tmp_path / "crawl.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_what_is_learned_cleans_the_same_crawl(crawl: Path, command: Command) -> None:
    learned = command("learn", str(crawl), "-o", "templates.jsonl")
    assert (learned.code, learned.out) == (0, "")
    assert "7 pages of 1 site: 1 line of 1 of them" in learned.err
    assert json.loads((crawl.parent / "templates.jsonl").read_text("utf-8")) == {
        "host": "paper.example",
        "pages": 7,
        "lines": {SLOGAN.lower(): 7},
    }
    before = command("run", str(crawl), "-o", "-", "-j", "0")
    after = command(
        "run", str(crawl), "-o", "-", "-j", "1", "--templates", "templates.jsonl", "--report", "report.json"
    )
    assert all(SLOGAN in json.loads(line)["text"] for line in before.out.splitlines())
    records = [json.loads(line) for line in after.out.splitlines()]
    assert len(records) == 7
    assert not any(SLOGAN in record["text"] for record in records)
    assert {record["cleaner"]["rules"].count("+") for record in records} == {1}
    report = json.loads((crawl.parent / "report.json").read_text("utf-8"))
    assert report["categories"]["template"]["removed"] == 7 * len(SLOGAN)


def test_explain_says_on_how_many_pages_a_line_stands(crawl: Path, invoke: Invoke) -> None:
    invoke("learn", str(crawl), "-o", "templates.jsonl", "-q")
    (crawl.parent / "one.txt").write_text(str(page(2, below=[SLOGAN]).source), "utf-8")
    shown = invoke("explain", "one.txt", "--url", "https://paper.example/x", "--templates", "templates.jsonl")
    assert "template/line" in shown.stdout
    assert "on 7 of 7 pages" in shown.stdout


def test_standard_output_and_input(crawl: Path, command: Command) -> None:
    learned = command("learn", "-", "-o", "-", "--quiet", input=crawl.read_bytes())
    assert (learned.code, learned.err) == (0, "")
    assert json.loads(learned.out)["pages"] == 7


def test_the_configuration_may_name_the_file(crawl: Path, invoke: Invoke) -> None:
    invoke("learn", str(crawl), "-o", "templates.jsonl", "-q")
    (crawl.parent / "cleaner.toml").write_text('templates = "templates.jsonl"\n', "utf-8")
    (crawl.parent / "one.txt").write_text(str(page(2, below=[SLOGAN]).source), "utf-8")
    assert SLOGAN not in invoke("clean", "one.txt", "--url", "https://paper.example/x").stdout


def test_a_record_that_cannot_be_read_costs_itself_only(crawl: Path, invoke: Invoke) -> None:
    with crawl.open("a", encoding="utf-8") as file:
        file.write('{"id": 8}\nno json\n')
    learned = invoke("learn", str(crawl), "-o", "templates.jsonl")
    assert learned.exit_code == 1
    assert "neither 'html' nor 'text'" in learned.stderr
    assert json.loads((crawl.parent / "templates.jsonl").read_text("utf-8"))["pages"] == 7


def test_too_few_pages_teach_nothing_and_say_so(crawl: Path, invoke: Invoke) -> None:
    crawl.write_text("".join(crawl.read_text("utf-8").splitlines(keepends=True)[:3]), "utf-8")
    learned = invoke("learn", str(crawl), "-o", "templates.jsonl")
    assert (learned.exit_code, (crawl.parent / "templates.jsonl").read_bytes()) == (0, b"")
    assert "fewer than 5 articles" in learned.stderr


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("crawl.jsonl", "is an input"),
        (".", "directory"),
        ("no/such/folder.jsonl", "No such file"),
        ("crawl.jsonl/templates.jsonl", "cleaner: crawl.jsonl/templates.jsonl: Not a directory"),
        ("templates.jsonl.gz", "templates.jsonl.gz: templates are small and not compressed; leave out .gz"),
        ("templates.zst", "leave out .zst"),
        ("fifo", "fifo is a device or pipe"),
    ],
)
def test_places_that_cannot_be_written_are_refused(crawl: Path, invoke: Invoke, output: str, message: str) -> None:
    before = crawl.read_bytes()
    os.mkfifo("fifo")  # and no device of the machine, which a defect would replace
    refused = invoke("learn", str(crawl), "-o", output)
    assert refused.exit_code == 2
    assert message in refused.stderr
    assert crawl.read_bytes() == before


def test_a_disk_that_is_full_is_one_line(crawl: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    failed = invoke("learn", str(crawl), "-o", "templates.jsonl")
    assert (failed.exit_code, failed.stderr) == (1, "cleaner: templates.jsonl: No space left on device\n")


def test_the_rest_of_many_failures_is_counted(crawl: Path, invoke: Invoke) -> None:
    crawl.write_text("no json\n" * 12, "utf-8")
    learned = invoke("learn", str(crawl), "-o", "templates.jsonl")
    assert "\ncleaner: further failures are counted only\n" in learned.stderr
    ran = invoke("run", str(crawl), "-o", "out.jsonl", "-j", "0")
    assert "\ncleaner: further failures are counted only; --errors FILE keeps them all\n" in ran.stderr


def test_a_file_that_is_no_template_is_an_error_with_its_line(crawl: Path, invoke: Invoke) -> None:
    (crawl.parent / "one.txt").write_text(SLOGAN, "utf-8")
    for arguments in (["clean", "one.txt"], ["run", str(crawl), "-o", "out.jsonl"], ["explain", "one.txt"]):
        refused = invoke(*arguments, "--templates", str(crawl))
        assert refused.exit_code == 2
        assert "crawl.jsonl, line 1: " in refused.stderr


def test_a_run_with_other_templates_is_not_gone_on_with(crawl: Path, invoke: Invoke) -> None:
    invoke("learn", str(crawl), "-o", "templates.jsonl", "-q")
    invoke("run", str(crawl), "-o", "out.jsonl", "-j", "0", "--strict", "--checkpoint-every", "2", "--timeout", "9")
    assert (crawl.parent / "out.jsonl").exists()
    crawl.write_text(crawl.read_text("utf-8") + "no json\n", "utf-8")
    stopped = invoke("run", str(crawl), "-o", "new.jsonl", "-j", "0", "--strict")
    assert stopped.exit_code == 1
    refused = invoke("run", str(crawl), "-o", "new.jsonl", "-j", "0", "--resume", "--templates", "templates.jsonl")
    assert refused.exit_code == 2
    assert "changed" in refused.stderr
