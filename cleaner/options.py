"""What a caller can choose: one frozen object, handed down whole; and what else callers give, in one form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from cleaner.model import Category

Choice = TypeVar("Choice", bound=StrEnum)


class Aggressiveness(StrEnum):
    """How sure the scorer must be before it takes a line."""

    PRECISION = "precision"  # take all that looks foreign
    BALANCED = "balanced"
    RECALL = "recall"  # keep all that may be body


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep one document from stalling a run.

    Raises ValueError for one below zero or none at all (NaN), TypeError for what is no number.
    """

    max_chars: int = 20_000_000  # a longer source is cut there, with a warning
    max_seconds: float = 30.0  # of the chain for one document; what is left then comes out as it is, with a warning
    rule_seconds: float = 0.25  # of one pattern on one line; by the clock: a busy machine must not reach it by chance

    def __post_init__(self) -> None:
        """Refuse what would mean something else: a negative number of characters cuts the end off."""
        for limit in fields(self):
            given = getattr(self, limit.name)
            wanted = int if limit.type == "int" else (int, float)
            if isinstance(given, bool) or not isinstance(given, wanted):
                raise TypeError(f"{limit.name} is {limit.type}, not {type(given).__name__}")
            if not given >= 0:
                raise ValueError(f"{limit.name}: {given} is below zero" if given < 0 else f"{limit.name}: not a number")


@dataclass(frozen=True, slots=True)
class Options:
    """How to clean. Names may be given as text.

    Raises ValueError for a name that there is not, TypeError for limits of another type.
    """

    aggressiveness: Aggressiveness = Aggressiveness.BALANCED
    keep: frozenset[Category] = frozenset()  # categories that stay in the body
    rules: tuple[Path, ...] = ()  # folders beside the built-in packs; they override by id
    templates: Path | None = None  # a file that `cleaner learn` wrote
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        """Take names and lists as callers write them, and refuse what would be passed over in silence."""
        self._set("aggressiveness", as_choice(Aggressiveness, "aggressiveness", self.aggressiveness))
        self._set("keep", frozenset(as_choice(Category, "keep", name) for name in _several("keep", self.keep)))
        self._set("rules", tuple(map(Path, _several("rules", self.rules))))
        if not isinstance(self.limits, Limits):
            raise TypeError(f"limits: cleaner.Limits, not {type(self.limits).__name__}")
        self._set("templates", None if self.templates is None else Path(self.templates))

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)  # frozen, but not yet in anybody's hands


def _several(option: str, value: Any) -> Iterable[Any]:  # noqa: ANN401  whatever a caller without a type checker gives
    if isinstance(value, (str, Path)):
        return (value,)
    if not isinstance(value, Iterable):
        raise TypeError(f"{option}: one or several, not {type(value).__name__}")
    return value


def as_choice(kind: type[Choice], option: str, name: str) -> Choice:
    """The member of `kind` of that name. Raises ValueError, which names the `option`, if there is none."""
    try:
        return kind(name)
    except ValueError:
        raise ValueError(f"{option}: {name!r} is none of {', '.join(kind)}") from None


def as_read(source: Any) -> str | bytes:  # noqa: ANN401  the same
    """The source as readers take it. Raises TypeError for what is neither text nor bytes."""
    if isinstance(source, (str, bytes)):
        return source
    if isinstance(source, (bytearray, memoryview)):
        return bytes(source)
    raise TypeError(f"the source is str or bytes, not {type(source).__name__}: of a file, pass what is in it")


def as_day(given: Any) -> date | None:  # noqa: ANN401  the same
    """The reference date as a date: of a moment its day, of ISO 8601 text what it says.

    Raises TypeError for another type, ValueError for other text.
    """
    if isinstance(given, str):
        try:
            given = datetime.fromisoformat(given)
        except ValueError:
            raise ValueError(f"reference_date {given!r}: not ISO 8601, such as 2026-02-06") from None
    if isinstance(given, datetime):
        return given.date()
    if given is None or isinstance(given, date):
        return given
    raise TypeError(f"reference_date is a date, not {type(given).__name__}")
