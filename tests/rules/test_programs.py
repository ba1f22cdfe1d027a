"""Compiled patterns kept between runs."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
import regex

from cleaner.rules import load_rules, programs
from cleaner.rules.ruleset import RuleSet

KEY = "key"
COUNT = """
import sys
import regex
from cleaner import clean
made = []
real = regex.compile
regex.compile = lambda *arguments, **options: made.append(arguments) or real(*arguments, **options)
clean("Рада ухвалила бюджет міста, повідомив мер у середу.\\n\\nЧитайте також:\\nТарифи зростуть", format="text")
print(len(made), len({'pydantic', 'cleaner.rules.load'} & {*sys.modules}))
"""


@pytest.fixture
def rules() -> RuleSet:
    every = load_rules()
    return RuleSet(every.rules[:20], every.packs, every.lexicon)


@pytest.fixture
def kept(tmp_path: Path, rules: RuleSet, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(programs, "_places", {})
    path = tmp_path / "rules.programs"
    assert programs.write(path, KEY, rules)
    return path


def test_what_was_kept_matches_as_what_is_compiled(kept: Path, rules: RuleSet) -> None:
    programs.look_into(kept, KEY)
    for rule in rules.rules:
        for pattern in rule.patterns:
            found = programs.find(pattern.source)
            assert found is not None
            assert (found.pattern, found.flags) == (pattern.source, regex.compile(pattern.source).flags)
            assert found.groupindex == regex.compile(pattern.source).groupindex


def test_a_pattern_that_no_file_has_is_compiled(kept: Path) -> None:
    programs.look_into(kept, KEY)
    assert programs.find("ніде такого немає") is None
    assert programs.compiled("ніде такого немає").fullmatch("ніде такого немає")


def test_a_file_of_other_rules_or_of_another_version_is_not_used(kept: Path, rules: RuleSet) -> None:
    source = rules.rules[0].patterns[0].source
    programs.look_into(kept, "another")
    assert programs.find(source) is None
    (key, version), found = pickle.loads(kept.read_bytes())
    other = kept.with_name("other.programs")
    other.write_bytes(pickle.dumps(((key, version + "0"), found)))
    programs.look_into(other, KEY)
    assert programs.find(source) is None


@pytest.mark.parametrize("cut", [0, 1, 40, -1])
def test_a_damaged_file_costs_nothing_but_time(kept: Path, rules: RuleSet, cut: int) -> None:
    damaged = kept.with_name(f"damaged{cut}.programs")
    damaged.write_bytes(kept.read_bytes()[:cut])
    programs.look_into(damaged, KEY)
    assert programs.find(rules.rules[0].patterns[0].source) is None


class Evil:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("made-by-a-pickle",)


def test_a_file_calls_no_function_but_the_one_of_patterns(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for number, content in enumerate(
        (Evil(), ((KEY, regex.__version__), {"evil": pickle.dumps(Evil())}), ((KEY, regex.__version__), [Evil()]))
    ):
        path = kept.with_name(f"evil{number}.programs")
        path.write_bytes(pickle.dumps(content))
        programs.look_into(path, KEY)
        assert programs.find("evil") is None
    assert not Path("made-by-a-pickle").exists()


def test_the_second_run_validates_and_compiles_no_rule(tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}

    def work() -> list[int]:
        """How many patterns a run compiles, and how many of the modules that validate rules it loads."""
        run = [sys.executable, "-c", COUNT]
        done = subprocess.run(run, env=environment, capture_output=True, text=True, check=True)
        return [int(count) for count in done.stdout.split()]

    compiled, loaded = work()
    assert (compiled > 1000, loaded) == (True, 2)
    compiled, loaded = work()
    assert (compiled < 10, loaded) == (True, 0)
