"""A run that is killed goes on where it was: nothing lost, nothing doubled, byte for byte the same."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cleaner.batch import BatchError, RunSettings, run
from cleaner.batch.kinds import InputKind

if TYPE_CHECKING:
    from tests.batch.conftest import Cli, Corpus

DRIVER = Path(__file__).parent / "kill_driver.py"
KILLS = 20
DOCUMENTS = 80


def tree(path: Path) -> dict[str, bytes]:
    """All files at or below `path`, hidden ones too, and those beside it that share its stem."""
    if path.is_dir():
        return {str(file.relative_to(path)): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()}
    stem = path.name.partition(".")[0]
    return {
        file.name: file.read_bytes() for file in sorted(path.parent.glob("*")) if file.is_file() and stem in file.name
    }


@pytest.mark.parametrize(
    ("output", "options"),
    [
        ("out.jsonl", {}),
        ("out.jsonl.gz", {}),
        ("out.jsonl.zst", {"shard_size": 25}),
        ("out.parquet", {}),
        ("out.sqlite", {}),
        ("texts", {}),
    ],
)
def test_killed_at_twenty_random_moments_it_still_writes_the_same(
    tmp_path: Path, corpus: Corpus, output: str, options: dict[str, Any]
) -> None:
    source = corpus(DOCUMENTS)
    with source.open("ab") as file:
        file.write(b"not json\n" * 3)
    options = {"inputs": [str(source)], "checkpoint_every": 7, **options}
    folders = [tmp_path / name for name in ("straight", "killed")]
    for folder in folders:
        folder.mkdir()
    straight, killed = (folder / output for folder in folders)
    errors = [folder / "errors.jsonl" for folder in folders]
    run(RunSettings(output=str(straight), errors=errors[0], jobs=0, **{**options, "inputs": (str(source),)}))
    done = subprocess.run(
        [sys.executable, DRIVER, str(KILLS), "1", killed, json.dumps({**options, "errors": str(errors[1])})],
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(done.stdout) >= KILLS // 2, "too few kills hit the run to mean anything"
    assert tree(killed) == tree(straight)
    assert errors[1].read_bytes() == errors[0].read_bytes()
    assert errors[0].read_bytes().count(b"\n") == 3
    assert not [path for path in folders[1].iterdir() if path.name.startswith(".")]


def test_the_command_itself_killed_with_its_workers_at_work_goes_on(tmp_path: Path, corpus: Corpus, cli: Cli) -> None:
    source = corpus(400)
    assert cli("run", source, "-o", "straight.jsonl", "-j", "2", "--checkpoint-every", "20").returncode == 0
    chance = random.Random(2)
    command = [sys.executable, "-m", "cleaner", "run", str(source), "-o", "killed.jsonl", "--resume", "-q"]
    command += ["--checkpoint-every", "20", "-j", "2"]
    for _ in range(3):
        process = subprocess.Popen(command, cwd=tmp_path, env=os.environ)
        _wait_for(lambda process=process: (tmp_path / ".killed.jsonl.part").exists() or process.poll() is not None)
        time.sleep(chance.uniform(0.1, 0.8))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert (tmp_path / "killed.jsonl").exists() or (tmp_path / ".killed.jsonl.part").exists()
    assert subprocess.run(command, cwd=tmp_path, env=os.environ, check=False).returncode == 0
    assert (tmp_path / "killed.jsonl").read_bytes() == (tmp_path / "straight.jsonl").read_bytes()


def _wait_for(condition: Any) -> None:
    deadline = time.monotonic() + 30
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)


def test_nothing_appears_under_its_name_before_it_is_whole(tmp_path: Path, corpus: Corpus) -> None:
    class StopError(Exception):
        pass

    class Impatient:
        def update(self, tally: Any, meter: Any) -> None:  # noqa: ARG002
            if tally.total.documents == 30:
                raise StopError

        def fail(self, failure: Any) -> None: ...

    settings = RunSettings(inputs=(str(corpus(50)),), output=str(tmp_path / "out.jsonl"), jobs=0, checkpoint_every=10)
    with pytest.raises(StopError):
        run(settings, Impatient())
    assert not (tmp_path / "out.jsonl").exists()
    assert (tmp_path / ".out.jsonl.checkpoint").exists()


def test_a_checkpoint_of_other_inputs_or_settings_is_refused(tmp_path: Path, corpus: Corpus) -> None:
    def settings(**changes: Any) -> RunSettings:
        options: dict[str, Any] = {"inputs": (str(source),), "output": str(tmp_path / "out.jsonl"), "jobs": 0}
        return RunSettings(**{**options, "resume": True, **changes})

    source = corpus(5)
    (tmp_path / ".out.jsonl.checkpoint").write_bytes(b'{"identity": "another", "state": {}}')
    with pytest.raises(BatchError, match="changed since"):
        run(settings())
    for other in (settings(input_kind=InputKind.TEXT), settings(limit=3), settings(removals=False)):
        assert other.identity("", "") != settings().identity("", "")
    (tmp_path / ".out.jsonl.checkpoint").write_bytes(b"{")
    with pytest.raises(BatchError, match="not a checkpoint"):
        run(settings())
    run(settings(resume=False))
    assert (tmp_path / "out.jsonl").exists()
    assert not (tmp_path / ".out.jsonl.checkpoint").exists()


def test_two_runs_do_not_write_to_the_same_output_at_once(tmp_path: Path, corpus: Corpus) -> None:
    settings = RunSettings(inputs=(str(corpus(3)),), output=str(tmp_path / "out.jsonl"), jobs=0)

    class Rival:
        refused = 0

        def update(self, tally: Any, meter: Any) -> None:  # noqa: ARG002
            with pytest.raises(BatchError, match="another run writes there"):
                run(settings)
            self.refused += 1

        def fail(self, failure: Any) -> None: ...

    rival = Rival()
    run(settings, rival)
    assert rival.refused == 3
    run(settings)


def test_ctrl_c_ends_it_with_a_hint_and_no_traceback(tmp_path: Path, corpus: Corpus) -> None:
    command = [sys.executable, "-m", "cleaner", "run", str(corpus(3000)), "-o", "out.jsonl", "-j", "2"]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True)
    _wait_for((tmp_path / ".out.jsonl.part").exists)
    time.sleep(0.5)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal sends it: to the workers, too
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"--resume goes on" in said
    assert b"Traceback" not in said


def test_standard_output_cannot_be_resumed(corpus: Corpus) -> None:
    with pytest.raises(BatchError, match="--resume needs a file"):
        run(RunSettings(inputs=(str(corpus(1)),), output="-", resume=True, jobs=0))


def test_resuming_a_finished_run_does_it_again_and_comes_to_the_same(tmp_path: Path, corpus: Corpus) -> None:
    output = tmp_path / "out.jsonl"
    settings = RunSettings(inputs=(str(corpus(20)),), output=str(output), jobs=0, resume=True)
    run(settings)
    first = output.read_bytes()
    run(settings)
    assert output.read_bytes() == first


def test_unordered_runs_lose_and_double_nothing_either(tmp_path: Path, corpus: Corpus, cli: Cli) -> None:
    source = corpus(150)
    done = cli(
        "run", source, "-o", "out.jsonl", "--unordered", "-j", "2", "--shard-size", "40", "--checkpoint-every", "15"
    )
    assert done.returncode == 0
    shards = sorted(tmp_path.glob("out-*.jsonl"))
    ids = [[json.loads(line)["id"] for line in shard.read_text(encoding="utf-8").splitlines()] for shard in shards]
    assert [sorted(shard) for shard in ids] == [list(range(start, min(start + 40, 150))) for start in range(0, 150, 40)]
