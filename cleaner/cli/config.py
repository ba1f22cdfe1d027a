"""Defaults of the command line, from ``[tool.cleaner]`` in pyproject.toml or from cleaner.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

OWN_FILE: Final = "cleaner.toml"
PROJECT_FILE: Final = "pyproject.toml"


class ConfigError(ValueError):
    """The configuration cannot be used; the message names file and key."""


def find_defaults(commands: Sequence[str], start: Path | None = None) -> dict[str, dict[str, Any]]:
    """The defaults for each of `commands`, from the nearest configuration at or above `start` (default: here).

    Raises ConfigError for a file that is not TOML or holds an unknown key or a wrong value.
    """
    found = _find_table((start or Path.cwd()).resolve())
    if found is None:
        return {}
    from cleaner.cli.schema import read_table

    path, table = found
    defaults = read_table(path, table)
    return {command: defaults.for_command(command) for command in commands}


def _find_table(start: Path) -> tuple[Path, dict[str, Any]] | None:
    for folder in (start, *start.parents):
        own = folder / OWN_FILE
        if own.is_file():
            return own, _load(own)
        project = folder / PROJECT_FILE
        if project.is_file() and (table := _tool_table(project)) is not None:
            return project, table
    return None


def _tool_table(path: Path) -> dict[str, Any] | None:
    tools = _load(path).get("tool", {})
    if not isinstance(tools, dict):
        raise ConfigError(f"{path}: tool is not a table")
    table = tools.get("cleaner")
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{path}: tool.cleaner is not a table")
    return table


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))  # without the mark that editors on Windows write
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error
    except RecursionError as error:
        raise ConfigError(f"{path}: nested too deep") from error
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from error
