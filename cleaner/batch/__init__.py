"""Many articles: `run` is `cleaner run`; `clean_many` and `learn_templates` are for who has the pages already."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from cleaner.batch.learning import learn_templates
    from cleaner.batch.many import clean_many
    from cleaner.batch.record import BatchError, Page
    from cleaner.batch.runner import Outcome, StrictError, run
    from cleaner.batch.settings import RunSettings
    from cleaner.batch.task import Cleaned

__all__ = [
    "BatchError",
    "Cleaned",
    "Outcome",
    "Page",
    "RunSettings",
    "StrictError",
    "clean_many",
    "learn_templates",
    "run",
]

_HOMES: Final = {
    "BatchError": "record",
    "Cleaned": "task",
    "Outcome": "runner",
    "Page": "record",
    "RunSettings": "settings",
    "StrictError": "runner",
    "clean_many": "many",
    "learn_templates": "learning",
    "run": "runner",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401  PEP 562: loaded on first use, or `--help` would load all of it
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"cleaner.batch.{_HOMES[name]}"), name)
