"""What a caller can choose: one frozen object, handed down whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path  # noqa: TC003  pydantic and dataclasses resolve the annotation at run time

from cleaner.model import Category  # noqa: TC001  the same


class Aggressiveness(StrEnum):
    """How sure the scorer must be before it takes a line."""

    PRECISION = "precision"  # take all that looks foreign
    BALANCED = "balanced"
    RECALL = "recall"  # keep all that may be body


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep one document from stalling a run."""

    max_chars: int = 20_000_000  # a longer source is cut there, with a warning
    max_seconds: float = 30.0  # of the chain for one document; what is left then comes out as it is, with a warning
    rule_seconds: float = 0.25  # of one pattern on one line; by the clock: a busy machine must not reach it by chance


@dataclass(frozen=True, slots=True)
class Options:
    """How to clean."""

    aggressiveness: Aggressiveness = Aggressiveness.BALANCED
    keep: frozenset[Category] = frozenset()  # categories that stay in the body
    rules: tuple[Path, ...] = ()  # folders beside the built-in packs; they override by id
    limits: Limits = field(default_factory=Limits)
