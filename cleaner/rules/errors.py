"""What is wrong with a rule file, said so that its author finds the place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, and where."""

    file: str
    message: str
    line: int | None = None  # 1-based
    rule: str | None = None
    field: str | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        where = [f"rule {self.rule}"] if self.rule else []
        where += [f"field {self.field}"] if self.field else []
        return ": ".join([place, *([", ".join(where)] if where else []), self.message])


class RuleError(ValueError):
    """Rule files that cannot be used; `problems` holds all that was found, one line each."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[RuleError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


def nearest(name: str, known: Iterable[str]) -> str:
    """What a message adds to a name that is none: the known name that looks most like it, if any does.

    >>> nearest("uk/related-blok", ["uk/related-block", "uk/share"]), nearest("qq", ["uk"])
    ('; did you mean uk/related-block?', '')
    """
    from difflib import get_close_matches  # noqa: PLC0415  only who mistypes pays for it

    found = get_close_matches(name, known, n=1)
    return f"; did you mean {found[0]}?" if found else ""


class PatternError(ValueError):
    """A pattern that the engine refuses; the loader adds file, rule and field."""
