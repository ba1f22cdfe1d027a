"""Kills runs at random moments and resumes them until they are done; a program, so that forking is safe.

Arguments: kills, seed, output, then options of ``cleaner run`` as JSON. Rules are loaded once; each attempt is a fork
of this process, so that kills fall on the run itself and not on its start. Prints the number of kills that hit.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

from cleaner.batch import RunSettings, run
from cleaner.pipeline import Cleaner


def attempt(settings: RunSettings, seconds: float | None) -> bool:
    """Run in a fork and kill it after `seconds`; whether it came to its end."""
    pid = os.fork()
    if pid == 0:
        run(settings)
        os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    if status not in (0, signal.SIGKILL):
        raise SystemExit(f"the run failed with {status}")
    return status == 0


def clear(folder: Path) -> None:
    """Take away all that a run wrote, but not the trial."""
    for path in folder.iterdir():
        if path.is_file():
            path.unlink()
        elif path.name != "trial":
            shutil.rmtree(path)


def main() -> None:
    kills, seed, output, options = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), json.loads(sys.argv[4])
    Cleaner().clean("Warm up.")
    chance = random.Random(seed)
    plain = RunSettings(output=str(output), jobs=0, **{**options, "inputs": tuple(options["inputs"])})
    settings = replace(plain, errors=Path(options["errors"]) if options.get("errors") else None)
    # How long a run takes, on this machine and under its load.
    began = time.monotonic()
    trial = output.parent / "trial" / output.name
    trial.parent.mkdir()
    attempt(replace(settings, output=str(trial), errors=None), None)
    whole = time.monotonic() - began
    hits = 0
    for _ in range(kills * 4):
        if hits == kills:
            break
        # Most attempts get far enough to save something, few to the end.
        done = attempt(replace(settings, resume=True), chance.uniform(0.0, whole * 0.35))
        hits += not done
        if done:  # too quick: from the beginning
            clear(output.parent)
    attempt(replace(settings, resume=True), None)
    sys.stdout.write(f"{hits}\n")


if __name__ == "__main__":
    main()
