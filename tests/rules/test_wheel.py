"""The wheel's snapshot is the one that its packs ask for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cleaner.rules import builtin_folder, load_rules, programs, read_folder, snapshot

ROOT = Path(__file__).parents[2]
SCRIPT = "import sys, pathlib; from hatch_build import write_snapshot; write_snapshot(*map(pathlib.Path, sys.argv[1:]))"


def test_the_build_hook_writes_the_snapshot_of_the_packs(tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    target = tmp_path / "snapshot.json"
    subprocess.run([sys.executable, "-c", SCRIPT, ROOT, target], cwd=ROOT, check=True)
    files = [read_folder(builtin_folder())]
    compiled = load_rules()
    assert snapshot.read(target, snapshot.key_of(files)) == compiled
    assert snapshot.places([builtin_folder()])[0].name == snapshot.NAME
    programs.look_into(programs.beside(target), snapshot.key_of(files))
    assert all(programs.find(rule.patterns[0].source) for rule in compiled.rules if rule.patterns)
