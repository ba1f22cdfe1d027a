"""Where a run writes: never over what it reads, nor twice to one place."""

from __future__ import annotations

import errno
import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from cleaner.batch import BatchError, RunSettings, run
from cleaner.batch.kinds import OutputKind
from cleaner.batch.writers.lines import AppendSink
from cleaner.batch.writers.sink import write_durably

if TYPE_CHECKING:
    from pathlib import Path

    from tests.batch.conftest import Cli, Corpus

TEXT = "The harbour board met on Monday and postponed the vote on the bridge until spring."


def settings(source: Path | str, output: Path | str, **options: Any) -> RunSettings:
    return RunSettings(inputs=(str(source),), output=str(output), **{"jobs": 0, **options})


def ids(path: Path) -> list[Any]:
    return [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    "arguments",
    [
        ["-o", "in.jsonl"],
        ["-o", "./in.jsonl"],
        ["-o", "out.jsonl", "--errors", "in.jsonl"],
        ["-o", "out.jsonl", "--report", "in.jsonl"],
        ["-o", "out.jsonl", "--errors", "out.jsonl"],
        ["-o", "out.jsonl", "--report", "./out.jsonl"],
        ["-o", "out.jsonl", "--errors", "e.jsonl", "--report", "e.jsonl"],
        ["-o", "out.jsonl", "--shard-size", "1", "--errors", "out-00002.jsonl"],
        ["-o", "out.jsonl", "--report", "folder"],
        ["-o", "-", "--report", "-"],
        ["-o", "out.jsonl", "--errors", "-"],
        ["-o", "out.jsonl", "--errors", "folder"],
        ["-o", "out.jsonl", "--report", "in.jsonl/report.json"],
        ["-o", "folder", "--output-format", "jsonl"],
        ["-o", "in.jsonl", "--output-format", "text"],
        ["-o", "/", "--output-format", "jsonl"],
        ["-o", ""],
        ["-o", "pipe", "--output-format", "jsonl"],
        ["-o", "out.jsonl", "--errors", "pipe"],
    ],
)
def test_a_place_that_cannot_be_written_or_is_taken_is_refused(
    tmp_path: Path, corpus: Corpus, cli: Cli, arguments: list[str]
) -> None:
    before = corpus(2).read_bytes()
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    done = cli("run", "in.jsonl", "-j", "0", *arguments)
    assert (done.returncode, b"Traceback" in done.stderr) == (2, False), done.stderr
    assert done.stderr.count(b"\n") == 1
    assert (tmp_path / "in.jsonl").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "in.jsonl", "pipe"]


@pytest.mark.parametrize("output", [".", "./", "sub/.."])
def test_the_current_folder_takes_texts(tmp_path: Path, corpus: Corpus, cli: Cli, output: str) -> None:
    corpus(2)
    (tmp_path / "sub").mkdir()
    done = cli("run", "in.jsonl", "-j", "0", "-o", output)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.glob("*.txt")) == ["00000001-0.txt", "00000002-1.txt"]


@pytest.mark.parametrize("output", ["pages/all.jsonl", "pages/texts", "pages"])
def test_a_run_does_not_read_what_it_writes_into_its_input_folder(tmp_path: Path, output: str) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.txt").write_text(TEXT, encoding="utf-8")
    beside = {"errors": tmp_path / "pages" / "errors.jsonl", "report": tmp_path / "pages" / "report.json"}
    beside["report"].write_text("{}", encoding="utf-8")
    for _ in range(2):
        outcome = run(settings(tmp_path / "pages", tmp_path / output, **beside))
        assert outcome.tally.total.documents == 1
        assert outcome.tally.failures == 0
        for path in (tmp_path / output).glob("*-a.txt"):
            path.unlink()


def test_shards_in_the_input_folder_are_not_read_either(tmp_path: Path, corpus: Corpus) -> None:
    corpus(5)
    for _ in range(2):
        outcome = run(settings(tmp_path, tmp_path / "out.jsonl", shard_size=2))
        assert outcome.tally.total.documents == 5


def test_a_file_that_several_arguments_name_is_read_once(tmp_path: Path, corpus: Corpus) -> None:
    source = corpus(3)
    inputs = (str(source), str(tmp_path), str(tmp_path / "*.jsonl"), f"{tmp_path}/./in.jsonl")
    run(RunSettings(inputs=inputs, output=str(tmp_path / "out.jsonl"), jobs=0))
    assert ids(tmp_path / "out.jsonl") == [0, 1, 2]


def test_shards_of_an_earlier_longer_run_do_not_stay(tmp_path: Path, corpus: Corpus) -> None:
    source = corpus(9)
    (tmp_path / "out-12.jsonl").write_text("not ours", encoding="utf-8")
    run(settings(source, tmp_path / "out.jsonl", shard_size=2))
    run(settings(source, tmp_path / "out.jsonl", shard_size=4))
    assert [ids(path) for path in sorted(tmp_path.glob("out-0*.jsonl"))] == [[0, 1, 2, 3], [4, 5, 6, 7], [8]]
    assert (tmp_path / "out-12.jsonl").exists()


@pytest.mark.parametrize("name", ["OUT.JSONL", "Out.Jsonl.GZ", "OUT.SQLITE"])
def test_the_suffix_of_an_output_may_be_in_capitals(tmp_path: Path, corpus: Corpus, name: str) -> None:
    run(settings(corpus(2), tmp_path / name))
    assert (tmp_path / name).read_bytes().startswith({"L": b"{", "Z": b"\x1f\x8b", "E": b"SQLite"}[name[-1]])


def test_failures_beside_texts_survive_an_interruption(tmp_path: Path, corpus: Corpus) -> None:
    class StopError(Exception):
        pass

    class Impatient:
        def update(self, tally: Any, meter: Any) -> None:  # noqa: ARG002
            if tally.total.documents == 8:
                raise StopError

        def fail(self, failure: Any) -> None: ...

    source = corpus(10)
    source.write_bytes(b"not json\n" + source.read_bytes() + b"not json\n")
    chosen = {"errors": tmp_path / "texts" / "errors.jsonl", "checkpoint_every": 3, "output_kind": OutputKind.TEXT}
    with pytest.raises(StopError):
        run(settings(source, tmp_path / "texts", **chosen), Impatient())
    run(settings(source, tmp_path / "texts", resume=True, **chosen))
    assert (tmp_path / "texts" / "errors.jsonl").read_bytes().count(b"\n") == 2


def test_an_output_that_cannot_begin_promises_nothing_to_go_on_with(corpus: Corpus, cli: Cli) -> None:
    done = cli("run", corpus(1), "-o", "in.jsonl/out.jsonl", "-j", "0")
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"--resume" not in done.stderr


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", full)
    path = tmp_path / "report.json"
    with pytest.raises(OSError, match="No space left") as told:
        write_durably(path, b"{}")
    assert told.value.filename == str(path)
    assert not list(tmp_path.iterdir())


def test_a_growing_file_that_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "errors.jsonl"
    sink = AppendSink(path, "", None)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left") as told:
        sink.mark()
    sink.close()
    assert told.value.filename == str(path)


def test_negative_jobs_are_refused(tmp_path: Path, corpus: Corpus) -> None:
    with pytest.raises(ValueError, match="jobs is -1"):
        run(settings(corpus(1), tmp_path / "out.jsonl", jobs=-1))


def test_a_folder_of_nothing_but_the_runs_own_output_is_nothing_to_read(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text("{}", encoding="utf-8")
    with pytest.raises(BatchError, match="nothing to read"):
        run(settings(tmp_path, tmp_path / "out.jsonl"))
