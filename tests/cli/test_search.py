"""``cleaner search``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command, Invoke

TEXTS = ("США відновили переговори.", "США і Росія відновили переговори.", "Захворюваність на covid-19 падає.")


@pytest.fixture
def crawl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    rows = [{"id": number, "text": text} for number, text in enumerate(TEXTS)]
    path = tmp_path / "crawl.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.fixture
def database(crawl: Path, invoke: Invoke) -> Path:
    path = crawl.with_name("s.sqlite")
    assert invoke("run", str(crawl), "-o", str(path), "-j", "0", "-q").exit_code == 0
    return path


def found(output: str) -> set[int]:
    return {json.loads(line)["id"] for line in output.splitlines()}


def test_a_path_may_begin_with_two_slashes(database: Path, invoke: Invoke) -> None:
    result = invoke("search", f"/{database}", "переговори", "--output-format", "jsonl")
    assert (result.exit_code, found(result.stdout), result.stderr) == (0, {0, 1}, "")


def test_a_limit_beyond_all_numbers_is_none(database: Path, invoke: Invoke) -> None:
    result = invoke("search", str(database), "переговори", "--limit", "9" * 20, "--output-format", "jsonl")
    assert (result.exit_code, found(result.stdout), result.stderr) == (0, {0, 1}, "")


@pytest.mark.parametrize(
    ("query", "words", "ids"),
    [
        ("США -Росія", "США, -Росія", {1}),
        ("США AND", "США, AND", set()),
        ("covid-19", "covid-19", {2}),
        ('"covid', '"covid', {2}),
    ],
)
def test_a_query_that_is_read_as_plain_words_says_so(
    database: Path, invoke: Invoke, query: str, words: str, ids: set[int]
) -> None:
    result = invoke("search", str(database), query, "--output-format", "jsonl")
    assert (result.exit_code, found(result.stdout)) == (0, ids)
    assert result.stderr.startswith("cleaner: the query cannot be read as FTS5 (")
    assert result.stderr.endswith(f"); searched for its words instead: {words}\n")


@pytest.mark.parametrize("query", ["", "(", ";", "— *"])
def test_without_a_word_there_is_nothing_to_search_for(database: Path, invoke: Invoke, query: str) -> None:
    result = invoke("search", str(database), query)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"cleaner: {query!r} has no word in it: there is nothing to search for\n"


def test_a_query_may_be_any_bytes(database: Path, command: Command) -> None:
    result = command("search", str(database), "covid\udcff")
    assert (result.code, "covid-19" in result.out) == (0, True)


def test_the_shards_of_a_file_that_is_not_there_are_named(crawl: Path, invoke: Invoke) -> None:
    invoke("run", str(crawl), "-o", "sx.sqlite", "--shard-size", "1", "-j", "0", "-q")
    invoke("run", str(crawl), "-o", "one.sqlite", "--shard-size", "9", "-j", "0", "-q")
    many = invoke("search", "sx.sqlite", "США")
    assert many.exit_code == 1
    assert many.stderr == "cleaner: sx.sqlite: no such file; there are its shards, sx-00001.sqlite to sx-00003.sqlite\n"
    assert (
        invoke("search", "one.sqlite", "США").stderr == "cleaner: one.sqlite: no such file; there is one-00001.sqlite\n"
    )
    assert invoke("search", "none.sqlite", "США").stderr == "cleaner: none.sqlite: no such file\n"


def test_a_file_that_is_no_database_is_named(crawl: Path, invoke: Invoke) -> None:
    result = invoke("search", str(crawl), "covid-19")
    assert (result.exit_code, result.stderr) == (2, f"cleaner: {crawl}: file is not a database\n")
