"""What a configuration may say; checked as a whole, so that a typing error does not pass unnoticed.

README.md has a table of it.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003  pydantic resolves annotations at run time
from pathlib import Path
from typing import Any, Literal, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cleaner.cli.config import ConfigError
from cleaner.cli.learn import LearnArguments
from cleaner.cli.run import RunArguments
from cleaner.model import Category  # noqa: TC001  the same
from cleaner.options import Aggressiveness  # noqa: TC001  the same
from cleaner.read.sniff import Format  # noqa: TC001  the same
from cleaner.rules.schema import said


def _dashed(name: str) -> str:
    return name.replace("_", "-")


def _from_least_of(arguments: type, name: str) -> Any:  # noqa: ANN401  as pydantic's own Field
    """A number that may be as small as the option of that name, which alone says how small."""
    (option,) = get_type_hints(arguments, include_extras=True)[name].__metadata__
    return Field(default=None, ge=option.min)


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", alias_generator=_dashed, populate_by_name=True)


class _Shared(_Table):
    aggressiveness: Aggressiveness | None = None
    keep: list[Category] | None = None
    rules: list[Path] | None = None
    templates: Path | None = None
    quiet: bool | None = None


class CleanTable(_Shared):
    """``[tool.cleaner.clean]``; ``explain`` takes the same."""

    input_format: Format | None = None
    output_format: Literal["text", "json", "jsonl"] | None = None
    reference_date: date | None = None


class _Fields(_Table):
    text_field: str | None = None
    html_field: str | None = None
    url_field: str | None = None


class LearnTable(_Fields):
    """``[tool.cleaner.learn]``: it does not clean, and takes nothing of what the other commands share but `quiet`."""

    pages: int | None = _from_least_of(LearnArguments, "pages")
    quiet: bool | None = None


class RunTable(_Shared, _Fields):
    """``[tool.cleaner.run]``."""

    jobs: int | None = _from_least_of(RunArguments, "jobs")
    date_field: str | None = None
    id_field: str | None = None
    pass_field: list[str] | None = None
    shard_size: int | None = _from_least_of(RunArguments, "shard_size")
    timeout: float | None = _from_least_of(RunArguments, "timeout")
    errors: Path | None = None
    report: Path | None = None
    baseline: Path | None = None
    removals: bool | None = None
    index: str | None = None


class Defaults(_Shared):
    """``[tool.cleaner]``: for every command that has such an option, or for one of them in a table of its own."""

    clean: CleanTable = CleanTable()
    explain: CleanTable = CleanTable()
    learn: LearnTable = LearnTable()
    run: RunTable = RunTable()

    def for_command(self, name: str) -> dict[str, Any]:
        """The defaults of one command, by parameter name; it takes of them what it knows."""
        commands = set(type(self).model_fields) - set(_Shared.model_fields)
        shared = self.model_dump(mode="json", exclude_none=True, exclude=commands)
        own: _Table | None = getattr(self, name) if name in commands else None
        return {**shared, **(own.model_dump(mode="json", exclude_none=True) if own else {})}


def read_table(path: Path, table: dict[str, Any]) -> Defaults:
    """Check the table of `path`; its paths are relative to the file. Raises ConfigError."""
    try:
        defaults = Defaults.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise ConfigError(f"{path}: {key}: {said(Defaults, first)}") from error
    for each in (defaults, defaults.clean, defaults.explain, defaults.learn, defaults.run):
        _anchor(each, path.parent)
    return defaults


def _anchor(table: _Table, folder: Path) -> None:
    """Make the paths of `table` those that they are from `folder`."""
    for name in type(table).model_fields:
        value = getattr(table, name)
        if isinstance(value, Path):
            setattr(table, name, folder / value)
        elif name == "rules" and value is not None:
            setattr(table, name, [folder / path for path in value])
