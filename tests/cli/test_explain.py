"""``cleaner explain``."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cleaner import Cleaner
from cleaner.cli.explain import explain_lines
from cleaner.read.text import read_text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Invoke


def test_every_line_has_its_verdict(invoke: Invoke, article: Path) -> None:
    lines = [
        json.loads(line) for line in invoke("explain", "--output-format", "jsonl", str(article)).stdout.splitlines()
    ]
    assert [(line["line"], line["verdict"]) for line in lines] == [
        (1, "field"),
        (3, "keep"),
        (5, "keep"),
        (7, "drop"),
        (8, "drop"),
        (9, "drop"),
    ]


def numbers(invoke: Invoke, text: bytes) -> list[int]:
    shown = invoke("explain", "--quiet", "--output-format", "jsonl", "-", input=text).stdout
    return [json.loads(line)["line"] for line in shown.splitlines()]


@pytest.mark.parametrize("line_break", ["\n", "\r", "\r\n", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"])
def test_lines_are_numbered_whatever_ends_them(invoke: Invoke, line_break: str) -> None:
    text = line_break.join(["Міст відкрили.", "Роботи скінчилися.", "", "Люди раділи.", ""])
    assert numbers(invoke, text.encode()) == [1, 2, 4]


def test_every_break_that_the_reader_of_texts_knows_is_counted() -> None:
    article = Cleaner().clean("A.")
    breaks = [char for char in map(chr, range(sys.maxunicode + 1)) if len(read_text(f"A.{char}B.").lines) > 1]
    assert "\r" in breaks
    for char in breaks:
        assert [line.number for line in explain_lines(read_text(f"A.{char}B."), article)] == [1, 2], repr(char)


def test_a_dropped_line_names_its_rule_and_the_reason(invoke: Invoke, article: Path) -> None:
    lines = json.loads(invoke("explain", "--output-format", "json", str(article)).stdout)
    assert lines[3]["removals"][0]["rule"]
    assert lines[3]["removals"][0]["why"]
    text = invoke("explain", str(article)).stdout
    assert f"{lines[3]['removals'][0]['rule']} (related): {lines[3]['removals'][0]['why']}" in text


def test_a_trimmed_line_shows_the_part_that_went(invoke: Invoke, article: Path) -> None:
    text = " date 2026-02-06 " + article.read_text(encoding="utf-8")
    lines = json.loads(invoke("explain", "--output-format", "json", "-", input=text).stdout)
    assert lines[0]["removals"][0]["field"] == "date"


def test_control_characters_of_a_page_do_not_reach_the_terminal(invoke: Invoke, article: Path) -> None:
    text = article.read_text(encoding="utf-8").replace("Міська", "\x1b]0;gotcha\x07Міська")
    assert "\x1b" not in invoke("explain", "-", input=text).stdout


def test_a_pipe_gets_no_colour(invoke: Invoke, article: Path) -> None:
    assert "\x1b[" not in invoke("explain", str(article)).stdout


def test_an_unreadable_file_ends_with_1(invoke: Invoke, article: Path) -> None:  # noqa: ARG001  its folder
    assert invoke("explain", "missing.txt").exit_code == 1


@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_a_terminal_gets_colour_unless_it_declines(article: Path, variables: dict[str, str], *, coloured: bool) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    assert ("\x1b[" in _on_a_terminal([str(article)], {**environment, "TERM": "xterm", **variables})) is coloured


def test_a_terminal_without_the_letters_gets_escapes(article: Path) -> None:
    text = _on_a_terminal([str(article)], {**os.environ, "PYTHONIOENCODING": "ascii", "NO_COLOR": "1"})
    assert "\\u0421\\u0443\\u0434" in text


def _on_a_terminal(arguments: list[str], environment: dict[str, str]) -> str:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "cleaner", "explain", *arguments],
        stdout=theirs,
        env=environment,
        stdin=subprocess.DEVNULL,
    )
    os.close(theirs)
    shown = b""
    try:
        while data := os.read(ours, 4096):
            shown += data
    except OSError:
        pass  # how a terminal says that the other side is gone
    os.close(ours)
    assert process.wait() == 0
    return shown.decode()
