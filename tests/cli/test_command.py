"""What all commands share: help, version, defaults, and how they end."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_type_hints

import pytest
from typer.main import get_command

from cleaner.cli import main
from cleaner.cli.app import app
from cleaner.cli.clean import CleanArguments
from cleaner.cli.config import ConfigError, find_defaults
from cleaner.cli.explain import ExplainArguments
from cleaner.cli.learn import LearnArguments
from cleaner.cli.run import RunArguments
from cleaner.cli.schema import CleanTable, Defaults, LearnTable, RunTable
from cleaner.cli.terminal import Exit
from cleaner.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel
    from typer.core import TyperGroup

    from tests.cli.conftest import Command, Invoke

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS: dict[str, tuple[type, type[BaseModel]]] = {
    "clean": (CleanArguments, CleanTable),
    "explain": (ExplainArguments, CleanTable),
    "learn": (LearnArguments, LearnTable),
    "run": (RunArguments, RunTable),
}
TABLES = {command: table for command, (_, table) in ARGUMENTS.items()}
HEAVY = ("trafilatura", "langdetect", "pyarrow", "numpy", "lxml", "fastwarc", "pydantic")


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom typer.testing import CliRunner\nfrom cleaner.cli.app import app\n"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_version(command: Command) -> None:
    result = command("--version")
    assert (result.code, result.out) == (0, f"cleaner {__version__}\n")


def test_every_command_has_help(invoke: Invoke) -> None:
    names = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    assert {"clean", "explain", "run", "search", "check"} <= set(names)
    for name in names:
        result = invoke(name, "--help")
        assert (result.exit_code, result.stdout.startswith(f"Usage: root {name}")) == (0, True)


def test_a_reader_that_leaves_ends_it_quietly(article: Path) -> None:
    many = " ".join([str(article)] * 200)
    done = subprocess.run(
        f"{sys.executable} -m cleaner clean --quiet {many} | head -1; exit ${{PIPESTATUS[0]}}",
        shell=True,
        executable="/bin/bash",
        capture_output=True,
        check=False,
        env=os.environ,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout


@pytest.mark.parametrize(("name", "header"), [("cleaner.toml", ""), ("pyproject.toml", "[tool.cleaner]\n")])
def test_defaults_come_from_the_nearest_file_above(invoke: Invoke, article: Path, name: str, header: str) -> None:
    (article.parent / name).write_text(f'{header}keep = ["related", "teaser", "zone"]\n', encoding="utf-8")
    below = article.parent / "below"
    below.mkdir()
    os.chdir(below)
    assert "новий парк" in invoke("clean", str(article)).stdout


def test_a_byte_order_mark_is_no_part_of_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "cleaner.toml").write_text("quiet = true\n", encoding="utf-8-sig")
    assert find_defaults(["run"], tmp_path) == {"run": {"quiet": True}}


def test_an_option_beats_the_default(invoke: Invoke, article: Path) -> None:
    (article.parent / "cleaner.toml").write_text('[clean]\noutput-format = "json"\n', encoding="utf-8")
    assert json.loads(invoke("clean", str(article)).stdout)["text"]
    assert invoke("clean", "--output-format", "text", str(article)).stdout.startswith("Суд")


def test_rule_folders_are_found_beside_the_file_that_names_them(tmp_path: Path) -> None:
    (tmp_path / "cleaner.toml").write_text('rules = ["own"]\n[run]\njobs = 3\n', encoding="utf-8")
    below = tmp_path / "below"
    below.mkdir()
    assert find_defaults(["run", "clean"], below) == {
        "run": {"rules": [str(tmp_path / "own")], "jobs": 3},
        "clean": {"rules": [str(tmp_path / "own")]},
    }


def test_all_paths_are_those_from_the_file_that_names_them(tmp_path: Path) -> None:
    (tmp_path / "cleaner.toml").write_text(
        '[run]\nrules = ["a"]\nerrors = "b"\nreport = "../c"\nbaseline = "/d"\njobs = 0\n', encoding="utf-8"
    )
    below = tmp_path / "below"
    below.mkdir()
    assert find_defaults(["run"], below)["run"] == {
        "rules": [str(tmp_path / "a")],
        "errors": str(tmp_path / "b"),
        "report": str(tmp_path / "../c"),
        "baseline": "/d",
        "jobs": 0,
    }


def test_a_pyproject_whose_tools_are_no_table_is_named(invoke: Invoke, article: Path) -> None:
    (article.parent / "pyproject.toml").write_text("tool = 5\n", encoding="utf-8")
    result = invoke("clean", str(article))
    assert result.exit_code == 2
    assert "pyproject.toml: tool is not a table" in result.stderr


def dashed(name: str) -> str:
    return name.replace("_", "-")


def test_the_readme_names_every_key_of_the_configuration() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    text = readme.partition("## Configuration")[2].partition("\n## ")[0]
    named: dict[str, set[str]] = {}
    for tables, keys in re.findall(r"^\| (.*\[.*) \| (.*) \|$", text, re.MULTILINE):
        for table in re.findall(r"top|(?<=\[)\w+(?=\])", tables):
            named.setdefault(table, set()).update(re.findall(r"`(.+?)`", keys))
    known = {name: {dashed(key) for key in table.model_fields} for name, table in TABLES.items()}
    assert named == known | {"top": {dashed(key) for key in Defaults.model_fields} - known.keys()}


def test_a_pyproject_of_something_else_is_passed_by(tmp_path: Path) -> None:
    (tmp_path / "cleaner.toml").write_text("quiet = true\n", encoding="utf-8")
    below = tmp_path / "below"
    below.mkdir()
    (below / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    assert find_defaults(["clean"], below) == {"clean": {"quiet": True}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("keep = [", "cleaner.toml"),
        ("aggresiveness = 'balanced'", "aggresiveness"),
        ("aggressiveness = 'brutal'", "aggressiveness"),
        ("[run]\njobs = -1", "run.jobs"),
        ("[run]\njobs = 'all'", "run.jobs"),
        ("aggresiveness = 'balanced'", r"aggresiveness: no such key; did you mean aggressiveness\?"),
        ("[run]\nbasline = 'x'", r"run.basline: no such key; did you mean baseline\?"),
        (
            "[clean]\nzzz = 1",
            "clean.zzz: no such key; there are aggressiveness, keep, rules, templates, quiet, input-format,",
        ),
    ],
)
def test_a_wrong_configuration_is_named(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "cleaner.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=said):
        find_defaults(["clean"], tmp_path)


def test_a_wrong_configuration_ends_with_2(invoke: Invoke, article: Path) -> None:
    (article.parent / "cleaner.toml").write_text("colour = true\n", encoding="utf-8")
    result = invoke("clean", str(article))
    assert result.exit_code == 2
    assert "cleaner.toml: colour" in result.stderr


def test_a_wrong_configuration_does_not_stand_in_the_way_of_help(invoke: Invoke, article: Path) -> None:
    (article.parent / "cleaner.toml").write_text("colour =\n", encoding="utf-8")
    commands = cast("TyperGroup", get_command(app)).commands
    for name, command in commands.items():
        for path in ([name], *([name, below] for below in getattr(command, "commands", ()))):
            result = invoke(*path, "-h")
            assert (result.exit_code, result.stdout.startswith("Usage: ")) == (0, True)
    for group in ("rules", "fixture"):
        assert "cleaner.toml" not in invoke(group).stderr


def test_a_file_called_as_the_option_for_help_is_none(invoke: Invoke, article: Path) -> None:
    (article.parent / "cleaner.toml").write_text("colour = true\n", encoding="utf-8")
    result = invoke("clean", "--", "--help")
    assert result.exit_code == 2
    assert "cleaner.toml: colour" in result.stderr


def test_a_default_of_the_configuration_is_an_option_of_its_command(invoke: Invoke) -> None:
    for command, table in TABLES.items():
        shown = invoke(command, "--help").stdout
        for name in table.model_fields:
            assert f"--{dashed(name)}" in shown


@pytest.mark.parametrize("key", ["keep = []", "aggressiveness = 'recall'", "rules = []", "templates = 't'"])
def test_learn_takes_no_default_for_an_option_that_it_lacks(tmp_path: Path, key: str) -> None:
    (tmp_path / "cleaner.toml").write_text(f"[learn]\n{key}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"no such key; there are text-field, html-field, url-field, pages, quiet"):
        find_defaults(["learn"], tmp_path)


def numbers() -> Iterator[tuple[str, str, float]]:
    """Every number that the configuration may give, with the least one that the option takes."""
    for command, (arguments, table) in ARGUMENTS.items():
        for name, hint in get_type_hints(arguments, include_extras=True).items():
            if name in table.model_fields and (least := getattr(hint.__metadata__[0], "min", None)) is not None:
                yield command, name, least


@pytest.mark.parametrize(("command", "name", "least"), list(numbers()))
def test_a_number_is_held_to_the_bound_of_its_option(tmp_path: Path, command: str, name: str, least: float) -> None:
    path = tmp_path / "cleaner.toml"
    path.write_text(f"[{command}]\n{dashed(name)} = {least}\n", encoding="utf-8")
    assert find_defaults([command], tmp_path) == {command: {name: least}}
    below = least - 1 if isinstance(least, int) else least / 2
    path.write_text(f"[{command}]\n{dashed(name)} = {below}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=rf"{command}\.{dashed(name)}: .*greater than or equal to {least}"):
        find_defaults([command], tmp_path)


def test_all_numbers_of_the_configuration_are_bounded() -> None:
    assert {name for _, name, _ in numbers()} == {"pages", "jobs", "shard_size", "timeout"}


OWN = """[pack]
language = "uk"
disable = ["uk/related-block"]

[[rule]]
id = "uk/own-promise"
category = "notice"
why = "A promise of the builders"
line = 'Підрядник обіцяє .*'
drops = ["Підрядник обіцяє закінчити."]
keeps = ["Мер обіцяє закінчити."]
"""
USERS = [
    ("clean", "article.txt"),
    ("explain", "article.txt"),
    ("run", "article.txt", "-o", "out.jsonl"),
    ("check", "fixtures"),
    ("review", "article.txt"),
    ("fixture", "add", "article.txt", "--site", "a.example", "--name", "x"),
    ("rules", "list"),
    ("rules", "show", "uk/own-promise"),
    ("rules", "test", "--id", "uk/own-promise"),
    ("rules", "lint", "--id", "uk/own-promise"),
    ("rules", "reference"),
]


@pytest.mark.parametrize("arguments", USERS, ids=" ".join)
def test_rules_of_the_configuration_are_missed_by_every_command_that_uses_rules(
    invoke: Invoke, article: Path, arguments: tuple[str, ...]
) -> None:
    (article.parent / "cleaner.toml").write_text('rules = ["nofolder"]\n', encoding="utf-8")
    (article.parent / "fixtures" / "a" / "b").mkdir(parents=True)
    (article.parent / "fixtures" / "a" / "b" / "expected.json").write_text("{}", encoding="utf-8")
    (article.parent / "fixtures" / "a" / "b" / "input.txt").write_text("x", encoding="utf-8")
    result = invoke(*arguments)
    assert result.exit_code == 2
    assert "nofolder: no such folder of rules" in result.stderr


def test_rules_of_the_configuration_are_in_force_in_every_command(invoke: Invoke, article: Path) -> None:
    (article.parent / "cleaner.toml").write_text('rules = ["own"]\n', encoding="utf-8")
    (article.parent / "own").mkdir()
    (article.parent / "own" / "uk.toml").write_text(OWN, encoding="utf-8")
    assert "Підрядник" not in invoke("clean", str(article)).stdout
    listed = invoke("rules", "list", "--language", "uk").stdout
    assert "uk/own-promise\t" in listed
    assert "uk/related-block\t" not in listed
    assert invoke("review", "article.txt", "-o", "page.html").exit_code == 0
    assert "uk/own-promise" in (article.parent / "page.html").read_text(encoding="utf-8")


def test_ctrl_c_before_a_command_begins_leaves_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cleaner.cli.streams.open_streams", interrupted)
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == Exit.INTERRUPTED
