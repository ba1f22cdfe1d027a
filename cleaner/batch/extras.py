"""Packages that only some formats need."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from cleaner.batch.record import BatchError


def import_extra(name: str) -> Any:  # noqa: ANN401  a module
    """Import a package of the ``batch`` extra. Raises BatchError with the command that installs it."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        package = name.partition(".")[0]
        raise BatchError(f"{package} is needed here: pip install 'article-cleaner[batch]'") from error
