"""What callers give as settings, in one form or refused: the messages name the setting."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any


def as_names(option: str, value: Any) -> tuple[str, ...]:  # noqa: ANN401  whatever a caller without a type checker gives
    """Names of files, given as one or several, as text or paths.

    >>> as_names("inputs", "a.jsonl"), as_names("inputs", [Path("a"), "b"])
    (('a.jsonl',), ('a', 'b'))
    """
    if isinstance(value, (str, bytes, os.PathLike)):
        return (as_name(option, value),)
    try:
        several = tuple(value)
    except TypeError:
        raise _wrong(option, value, "one name or several") from None
    return tuple(as_name(option, one) for one in several)


def as_name(option: str, value: Any) -> str:  # noqa: ANN401  the same
    """The name of a file, given as text or path."""
    try:
        return os.fsdecode(value)
    except TypeError:
        raise _wrong(option, value, "a name or path") from None


def as_path(option: str, value: Any) -> Path | None:  # noqa: ANN401  the same
    """The path to a file, given as text or path; None stays."""
    return None if value is None else Path(as_name(option, value))


def check_type(option: str, value: object, kind: type) -> None:
    """Raise TypeError if `value` is no `kind`."""
    if not isinstance(value, kind):
        raise _wrong(option, value, kind.__name__)


def check_count(option: str, value: object, least: int) -> None:
    """Raise TypeError if `value` is no integer, ValueError if it is less than `least`."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(option, value, "an integer")
    if value < least:
        raise ValueError(f"{option} is {value}, and must be {least} or more")


def check_share(option: str, value: object) -> None:
    """Raise TypeError if `value` is no number, ValueError if it is not from 0 to 1."""
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise _wrong(option, value, "a number")
    if not 0 <= value <= 1:
        raise ValueError(f"{option} is {value}, and must be from 0 to 1")


def _wrong(option: str, value: object, expected: str) -> TypeError:
    return TypeError(f"{option}: {type(value).__name__} given, but it is {expected}")
