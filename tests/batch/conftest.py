"""Small corpora of own wording, and `cleaner run` as a process."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HERE = Path(__file__).resolve().parent
SUBJECTS = ("The harbour board", "A county court", "The ferry company", "Residents of Oldmarsh", "The school council")
VERBS = ("approved", "postponed", "criticised", "published", "rejected")
OBJECTS = ("a plan to widen the bridge", "the new timetable", "a report on flooding", "the budget for repairs")
ENDS = ("after a long debate on Monday.", "although nobody had asked for it.", "and promised more details in spring.")


def make_article(number: int) -> str:
    """An article as a scraper leaves it: glued date, headline, body, teasers."""
    chance = random.Random(number)

    def sentence() -> str:
        return " ".join(map(chance.choice, (SUBJECTS, VERBS, OBJECTS, ENDS)))

    body = [" ".join(sentence() for _ in range(chance.randint(2, 4))) for _ in range(chance.randint(3, 6))]
    headline = f"Vote number {number} keeps Oldmarsh busy"
    related = ["Read also:", "Ferry late again", "Market day moved"]
    return "\n".join([f" date 2026-02-{number % 27 + 1:02} {headline}", "", *body, "", *related])


def make_records(count: int) -> list[dict[str, Any]]:
    return [
        {
            "id": number,
            "url": f"https://paper{number % 3}.example/{number}",
            "text": make_article(number),
            "desk": "local",
        }
        for number in range(count)
    ]


def to_lines(records: Sequence[object]) -> bytes:
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)


@pytest.fixture
def article_text() -> Callable[[int], str]:
    return make_article


class Corpus(Protocol):
    def __call__(self, count: int) -> Path: ...


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    def make(count: int) -> Path:
        path = tmp_path / "in.jsonl"
        path.write_bytes(to_lines(make_records(count)))
        return path

    return make


class Cli(Protocol):
    def __call__(self, *arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]: ...


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    def call(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
        how = {"capture_output": True, "cwd": tmp_path, "env": os.environ, **options}
        return subprocess.run([sys.executable, "-m", "cleaner", *map(str, arguments)], check=False, **how)

    return call
