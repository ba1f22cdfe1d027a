"""docs/add-a-rule.md tells the truth: its files are copied into a folder and used."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Invoke

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "add-a-rule.md"
FENCE = re.compile(r"^```toml\n(?:# (\S+)\n)?(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a reader has who copied every example, one behind the other into the file that it names."""
    monkeypatch.chdir(tmp_path)
    for name, content in FENCE.findall(DOCUMENT.read_text("utf-8")):
        assert name, f"no file is named for:\n{content}"
        (tmp_path / name).parent.mkdir(exist_ok=True)
        with (tmp_path / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{content}")
    return tmp_path / "my-rules"


def test_every_rule_of_the_examples_passes_its_own(folder: Path, invoke: Invoke) -> None:
    rules = tomllib.loads((folder / "uk.toml").read_text("utf-8"))["rule"]
    assert len(rules) >= 5
    for rule in rules:
        result = invoke("rules", "test", "--rules", "my-rules", "--id", rule["id"])
        assert (result.exit_code, result.stdout) == (0, "")
        assert "1 rule, 0 examples failed" in result.stderr
    assert invoke("rules", "lint", "--rules", "my-rules", "--id", "uk/").exit_code == 0


def test_the_first_example_is_a_whole_file(tmp_path: Path, invoke: Invoke) -> None:
    (tmp_path / "rf").mkdir()
    first = FENCE.findall(DOCUMENT.read_text("utf-8"))[0][1]
    (tmp_path / "rf" / "uk.toml").write_text(first, "utf-8")
    assert invoke("rules", "test", "--rules", str(tmp_path / "rf"), "--id", "uk/patrons").exit_code == 0


def test_the_rules_and_names_of_the_examples_are_in_force(folder: Path, invoke: Invoke) -> None:
    text = "Рада ухвалила бюджет на рік.\nПідтримати редакцію\n"
    assert "Підтримати" not in invoke("clean", "-", "--rules", str(folder), input=text).stdout
