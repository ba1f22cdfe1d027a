"""Compiled patterns kept between runs: compiling one takes a millisecond, reading it back 30 µs.

What `regex` makes of a pattern can be pickled, in the form of the version that made it. The programs of all rules stand
in one file beside their snapshot, in the wheel and in the user's cache folder. A file of other rules or of another
version is not used; whatever is wrong with one costs nothing but time. It is read by an unpickler that knows no other
function than `regex`'s own.
"""

from __future__ import annotations

import io
import pickle
from functools import cache
from typing import TYPE_CHECKING, Any, Final, cast

from cleaner.rules.snapshot import put

if TYPE_CHECKING:
    from pathlib import Path

    import regex

    from cleaner.rules.ruleset import RuleSet

_PROTOCOL: Final = 4
_MAKER: Final = ("regex._regex", "compile")
# What a damaged pickle can raise is not bounded by its documentation.
_DAMAGED: Final = (OSError, pickle.UnpicklingError, EOFError, ValueError, TypeError, LookupError, AttributeError)
_places: Final[dict[Path, str]] = {}  # files to look into, with the key that they must have


def beside(snapshot: Path) -> Path:
    """Where the programs of the rules in `snapshot` are."""
    return snapshot.with_suffix(".programs")


def write(path: Path, key: str, rules: RuleSet) -> bool:
    """Compile all patterns of `rules` and keep them at `path`; False if that cannot be done."""
    sources = dict.fromkeys(pattern.source for rule in rules.rules for pattern in rule.patterns)
    programs = {source: pickle.dumps(compiled(source), _PROTOCOL) for source in sources}
    return put(path, pickle.dumps((_version(key), programs), _PROTOCOL))


def look_into(path: Path, key: str) -> None:
    """Let `find` know of a file; it is read when the first pattern is asked for."""
    _places[path] = key


@cache
def compiled(source: str) -> regex.Pattern[str]:
    """The compiled form of a folded pattern (a millisecond, once, unless an earlier run has kept it).

    Raises `regex.error` for what is no pattern.
    """
    import regex  # noqa: PLC0415  who only lists rules needs none

    kept = find(source)
    return regex.compile(source) if kept is None else kept


def find(source: str) -> regex.Pattern[str] | None:
    """The compiled form of a pattern, if a file has it."""
    for path, key in tuple(_places.items()):
        program = _read(path, key).get(source)
        if program is not None:
            try:
                return cast("regex.Pattern[str]", _Unpickler(io.BytesIO(program)).load())
            except _DAMAGED:
                return None
    return None


@cache
def _read(path: Path, key: str) -> dict[str, bytes]:
    try:
        version, programs = _Unpickler(io.BytesIO(path.read_bytes())).load()
    except _DAMAGED:
        return {}
    return programs if version == _version(key) and isinstance(programs, dict) else {}


def _version(key: str) -> tuple[str, str]:
    import regex  # noqa: PLC0415

    return key, regex.__version__


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401  as the standard library has it
        if (module, name) != _MAKER:
            raise pickle.UnpicklingError(f"{module}.{name} has no place in a file of patterns")
        return super().find_class(module, name)
