"""Where commands write: what a name asks for, and who is to blame where it fails."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Invoke


def write_rules(folder: Path) -> None:
    """A set of rules that stands alone, as one with the scorer's data does: the built-in ones take long to compile."""
    (folder / "scorer").mkdir(parents=True)
    (folder / "uk.toml").write_text('[pack]\nlanguage = "uk"\n', "utf-8")


def test_a_slash_behind_a_name_means_a_folder(invoke: Invoke, article: Path) -> None:
    assert invoke("run", str(article), "-o", "texts.d/", "-j", "0", "-q").exit_code == 0
    assert [path.name for path in (article.parent / "texts.d").iterdir()] == ["00000001-article.txt"]
    refused = invoke("run", str(article), "-o", "more.d", "-j", "0", "-q")
    assert refused.exit_code == 2
    assert "use .jsonl, .parquet, .sqlite or a folder/" in refused.stderr


def test_a_pipe_is_called_one(invoke: Invoke, article: Path) -> None:
    os.mkfifo("fifo")  # it stands for the devices too, which a defect would replace
    refused = invoke("run", str(article), "-o", "fifo", "-j", "0")
    assert refused.exit_code == 2
    assert refused.stderr == (
        "cleaner: fifo is a device or pipe, which a file would replace; only -o - writes to a stream\n"
    )


@pytest.mark.parametrize("command", [["review"], ["impact", "--after", "own"], ["check", "fixtures"]])
def test_of_a_disk_that_is_full_the_output_is_to_blame(
    invoke: Invoke, article: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    write_rules(article.parent / "own")
    folder = article.parent / "fixtures" / "a" / "b"
    folder.mkdir(parents=True)
    (folder / "expected.json").write_text('{"title": null}', "utf-8")
    (folder / "input.txt").write_text("x", "utf-8")
    monkeypatch.setattr(Path, "write_text", full)
    arguments = ["--junit", "page.x"] if command[0] == "check" else [str(article), "-o", "page.x"]
    failed = invoke(*command, *arguments)
    assert (failed.exit_code, failed.stderr) == (2, "cleaner: page.x: No space left on device\n")


@pytest.mark.parametrize(("option", "value"), [("--port", "80"), ("--port", "0"), ("--fixtures", "elsewhere")])
def test_what_goes_with_serve_is_refused_without(invoke: Invoke, article: Path, option: str, value: str) -> None:
    refused = invoke("review", str(article), option, value)
    assert (refused.exit_code, refused.stderr) == (2, f"cleaner: {option} goes with --serve\n")
    assert not (article.parent / "review.html").exists()


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        (["check", "fixtures"], "cleaner.fixtures.find_fixtures"),
        (["fixture", "list"], "cleaner.fixtures.find_fixtures"),
        (["fixture", "add", "article.txt", "--site", "a"], "cleaner.fixtures.record.record_fixture"),
        (["review", "article.txt"], "cleaner.review.corpus.read_corpus"),
        (["impact", "article.txt", "--after", "own"], "cleaner.review.corpus.read_corpus"),
        (["impact", "article.txt", "--after", "own"], "cleaner.impact.versions.load_version"),
    ],
)
def test_an_error_of_the_program_is_not_shown_as_the_user_s(
    invoke: Invoke, article: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], place: str
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("not enough values to unpack")

    write_rules(article.parent / "own")
    monkeypatch.setattr(place, broken)
    result = invoke(*arguments)
    assert isinstance(result.exception, ValueError)
    assert result.stderr == ""
