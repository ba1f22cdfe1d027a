"""Settings are right or refused where they are made, not somewhere in the run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cleaner.batch import RunSettings
from cleaner.batch.kinds import InputKind, OutputKind
from cleaner.batch.learning import LearnSettings


def settings(**changes: Any) -> RunSettings:
    return RunSettings(**{"inputs": ("in.jsonl",), "output": "out.jsonl", **changes})


@pytest.mark.parametrize("inputs", ["in.jsonl", Path("in.jsonl"), ["in.jsonl"], (Path("in.jsonl"),)])
def test_inputs_may_be_one_or_several_names_or_paths(inputs: Any) -> None:
    assert settings(inputs=inputs).inputs == ("in.jsonl",)
    assert LearnSettings(inputs=inputs).inputs == ("in.jsonl",)


def test_places_may_be_names_or_paths() -> None:
    chosen = settings(output=Path("out.jsonl"), errors="errors.jsonl", report="report.json")
    assert (chosen.output, chosen.errors, chosen.report) == ("out.jsonl", Path("errors.jsonl"), Path("report.json"))
    assert LearnSettings(inputs=("in.jsonl",), output="templates.jsonl").output == Path("templates.jsonl")  # type: ignore[arg-type]


def test_kinds_may_be_given_by_name() -> None:
    chosen = settings(input_kind="warc", output_kind="bulk")
    assert (chosen.input_kind, chosen.output_kind) == (InputKind.WARC, OutputKind.BULK)


def test_the_same_settings_in_other_types_are_the_same_run() -> None:
    named = settings(inputs="in.jsonl", output_kind="jsonl", errors="e.jsonl")
    typed = settings(inputs=("in.jsonl",), output_kind=OutputKind.JSONL, errors=Path("e.jsonl"))
    assert named == typed
    assert named.identity("", "") == typed.identity("", "")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"output_kind": "xx"}, "output_kind: 'xx' is none of auto, jsonl, parquet"),
        ({"input_kind": "xx"}, "input_kind: 'xx' is none of auto, text, html"),
        ({"checkpoint_every": 0}, "checkpoint_every is 0, and must be 1 or more"),
        ({"shard_size": 0}, "shard_size is 0, and must be 1 or more"),
        ({"limit": -1}, "limit is -1, and must be 0 or more"),
        ({"jobs": -1}, "jobs is -1, and must be 0 or more"),
        ({"sample": 1.5}, "sample is 1.5, and must be from 0 to 1"),
        ({"sample": float("nan")}, "sample is nan"),
    ],
)
def test_a_value_that_means_nothing_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        settings(**change)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"inputs": 5}, "inputs: int"),
        ({"inputs": (5,)}, "inputs: int"),
        ({"output": None}, "output: NoneType"),
        ({"errors": 5}, "errors: int"),
        ({"limit": "5"}, "limit: str"),
        ({"limit": True}, "limit: bool"),
        ({"checkpoint_every": None}, "checkpoint_every: NoneType"),
        ({"shard_size": 2.5}, "shard_size: float"),
        ({"sample": "all"}, "sample: str"),
        ({"fields": {"text": "body"}}, "fields: dict"),
        ({"options": {}}, "options: dict"),
    ],
)
def test_a_value_of_another_type_is_refused(change: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        settings(**change)
