"""The built wheel works in a fresh environment, from an empty directory."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEED = next((ROOT / "fixtures" / "seeds").glob("001*"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True)
    return next(folder.glob("article_cleaner-*.whl"))


def test_the_wheel_carries_rules_and_types(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "cleaner/py.typed" in names
    assert "cleaner/packs/uk.toml" in names
    assert any(name.startswith("cleaner/packs/sites/") for name in names)
    assert not any(name.startswith(("tests/", "fixtures/", "rules/")) for name in names)


def test_a_seed_is_cleaned_with_nothing_but_the_wheel(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    python = environment / "bin" / "python"
    subprocess.run([str(python), "-m", "pip", "install", "--quiet", str(wheel)], check=True)
    empty = tmp_path / "empty"
    empty.mkdir()
    command = [str(environment / "bin" / "cleaner"), "clean", "--output-format", "json", str(SEED / "input.txt")]
    done = subprocess.run(command, cwd=empty, capture_output=True, text=True, check=True)
    record = json.loads(done.stdout)
    expected = json.loads((SEED / "expected.json").read_text("utf-8"))
    assert record["title"] == expected["title"]
    assert record["text"] == "\n".join(expected["body"])
    where = [str(python), "-c", "import cleaner; print(cleaner.__file__)"]
    assert str(environment) in subprocess.run(where, cwd=empty, capture_output=True, text=True, check=True).stdout
