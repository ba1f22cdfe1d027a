"""The command line as its users meet it: a process with pipes, and quickly in this process where that is the same."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from typer.testing import CliRunner

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

ARTICLE = """Суд у Зарічному дозволив ремонт мосту

Міська рада Зарічного виграла суд щодо ремонту мосту, повідомила речниця ради Олена Коваль. Роботи почнуться навесні.

Підрядник обіцяє закінчити ремонт до кінця літа. Міст закрили три роки тому, коли інженери знайшли тріщини в опорах.

Читайте також:
У Зарічному відкрили новий парк
Мер Зарічного прозвітував за рік
"""


class Invoke(Protocol):
    def __call__(self, *arguments: str, input: str | bytes | None = None) -> Result: ...  # noqa: A002


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def invoke() -> Invoke:
    from cleaner.cli.app import app  # noqa: PLC0415

    def call(*arguments: str, input: str | bytes | None = None) -> Any:  # noqa: A002
        return CliRunner().invoke(app, list(arguments), input=input)

    return call


@dataclass(frozen=True)
class Process:
    code: int
    out: str
    err: str


class Command(Protocol):
    def __call__(self, *arguments: str, input: bytes = b"", env: dict[str, str] | None = None) -> Process: ...  # noqa: A002


@pytest.fixture
def command() -> Command:
    def call(*arguments: str, input: bytes = b"", env: dict[str, str] | None = None) -> Process:  # noqa: A002
        done = subprocess.run(
            [sys.executable, "-m", "cleaner", *arguments],
            input=input,
            capture_output=True,
            check=False,
            env={**os.environ, **(env or {})},
        )
        return Process(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call
