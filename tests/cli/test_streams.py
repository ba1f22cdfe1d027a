"""Standard streams that are full, closed or that nobody reads."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.templates.test_learn import page

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = "{broken\n" * 12
SENTENCE = "Міська рада Зарічного виграла суд щодо ремонту мосту."


@dataclass(frozen=True)
class Shell:
    code: int
    out: str
    err: str


def shell(folder: Path, line: str) -> Shell:
    """Run `line`, in which `cleaner` is ours; the code is that of its first command."""
    program = f'cleaner() {{ "{sys.executable}" -m cleaner "$@"; }}\n{line}\nexit ${{PIPESTATUS[0]}}'
    done = subprocess.run(["/bin/bash", "-c", program], cwd=folder, capture_output=True, text=True, check=False)
    return Shell(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    (tmp_path / "odd.jsonl").write_text(BROKEN + json.dumps({"text": SENTENCE}) + "\n", "utf-8")
    return tmp_path


@pytest.mark.parametrize("lost", ["2>&1 | head -3", "2> /dev/full", "2>&-"])
def test_lost_messages_do_not_end_a_run(odd: Path, lost: str) -> None:
    done = shell(odd, f"cleaner run odd.jsonl -o out.jsonl -j0 {lost}")
    assert done.code == 1  # because of the records
    assert json.loads((odd / "out.jsonl").read_text("utf-8"))["text"] == SENTENCE
    assert not (odd / ".out.jsonl.part").exists()


def test_a_reader_that_has_seen_enough_ends_a_run_quietly(odd: Path) -> None:
    line = json.dumps({"text": SENTENCE}) + "\n"
    (odd / "many.jsonl").write_text(line * 3000, "utf-8")  # more than a pipe holds
    done = shell(odd, "cleaner run many.jsonl -o - -j0 --quiet | head -1")
    assert (done.code, done.out.count("\n"), done.err) == (0, 1, "")


@pytest.mark.parametrize(
    "arguments",
    [
        "clean --quiet article.txt",
        "explain article.txt",
        "rules list --language lv",
        "run article.txt -o - --quiet -j0",
        "--help",
        "clean --help",
    ],
)
@pytest.mark.parametrize(
    ("stream", "reason"), [("> /dev/full", "No space left on device"), (">&-", "Bad file descriptor")]
)
def test_an_output_that_fails_is_one_line(article: Path, arguments: str, stream: str, reason: str) -> None:
    done = shell(article.parent, f"cleaner {arguments} {stream}")
    assert (done.code, done.err) == (1, f"cleaner: standard output: {reason}\n")


def test_templates_to_a_full_output_are_a_failure(odd: Path) -> None:
    pages = [page(number, below=["Gulls and anchors for all of us."]) for number in range(7)]
    lines = [json.dumps({"url": one.url, "text": one.source}) for one in pages]
    (odd / "crawl.jsonl").write_text("\n".join(lines), "utf-8")
    done = shell(odd, "cleaner learn crawl.jsonl -o - --quiet > /dev/full")
    assert (done.code, done.err) == (1, "cleaner: standard output: No space left on device\n")


@pytest.mark.parametrize("arguments", ["clean", "clean -", "explain", "run - -o out.jsonl -j0 --quiet"])
def test_an_input_that_is_closed_is_one_line(tmp_path: Path, arguments: str) -> None:
    done = shell(tmp_path, f"cleaner {arguments} <&-")
    assert (done.code, done.out) == (1, "")
    assert done.err in {"cleaner: -: Bad file descriptor\n", "cleaner: -, offset 0: Bad file descriptor\n"}


def test_without_any_stream_files_are_written_as_ever(odd: Path) -> None:
    done = shell(odd, "cleaner run odd.jsonl -o out.jsonl --errors errors.jsonl -j1 <&- >&- 2>&-")
    assert done.code == 1
    assert json.loads((odd / "out.jsonl").read_text("utf-8"))["text"] == SENTENCE
    assert len((odd / "errors.jsonl").read_text("utf-8").splitlines()) == 12
