"""A document's features side by side: one row for each unit, one named column for each feature."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from cleaner.score.context import Column

    Columns = dict[str, Column]

_KINDS: Final = 32  # of tables: a program knows a handful


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Rows × features, with the features' names."""

    names: tuple[str, ...]
    values: NDArray[np.float64]

    @classmethod
    def of(cls, columns: Mapping[str, Column]) -> Table:
        """The columns side by side."""
        return cls(tuple(columns), np.array(list(columns.values()), dtype=np.float64).T)

    @classmethod
    def join(cls, tables: Sequence[Table]) -> Table:
        """Tables of the same rows side by side."""
        names = _joined(tuple([table.names for table in tables]))
        return cls(names, np.concatenate([table.values for table in tables], axis=1))

    def column(self, name: str) -> Column:
        """One feature of each row. Raises `KeyError` for a name that is not there."""
        return self.values[:, _places(self.names)[name]]

    def select(self, names: tuple[str, ...]) -> NDArray[np.float32]:
        """The named columns, in that order. Raises `KeyError` for a name that is not there."""
        if names == self.names:
            return self.values.astype(np.float32)
        return self.values[:, _chosen(self.names, names)].astype(np.float32)


@lru_cache(maxsize=_KINDS)
def _joined(parts: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    return tuple(name for part in parts for name in part)


@lru_cache(maxsize=_KINDS)
def _places(names: tuple[str, ...]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}


@lru_cache(maxsize=_KINDS)
def _chosen(names: tuple[str, ...], wanted: tuple[str, ...]) -> NDArray[np.int64]:
    places = _places(names)
    return np.array([places[name] for name in wanted], dtype=np.int64)
