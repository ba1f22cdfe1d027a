"""A line of a page with the element it stands in, and how the cells of a table's row make one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

# A row of short cells is one line; a cell longer than this is prose, and stands alone.
_MAX_CELL: Final = 80
_MAX_CELLS: Final = 16
_CELLS: Final = frozenset(("td", "th"))


class Frame(NamedTuple):
    """A block element and its ancestors."""

    tag: str
    path: tuple[str, ...]  # names of the ancestors, outermost first
    nodes: tuple[int, ...]  # numbers of the ancestors and of the element itself, in document order
    hints: str  # of the element and its ancestors, innermost first, levels separated by LEVEL
    hidden: bool


class Line(NamedTuple):
    """What stands between two line breaks."""

    text: str  # runs of white space are one blank, invisible characters are gone; never empty
    frame: Frame
    linked: float  # share of the characters inside <a>
    inline: str  # names and hints of the inline elements that hold the whole line


def join_cells(cells: Sequence[Line], row: Frame) -> Line | None:
    """One line of a table's `row`, where each of its `cells` is a short line of its own; None for any other row."""
    if not 1 < len(cells) <= _MAX_CELLS or len({cell.frame.nodes[-1] for cell in cells}) < len(cells):
        return None
    if any(cell.frame.tag not in _CELLS or len(cell.text) > _MAX_CELL for cell in cells):
        return None
    linked = sum(cell.linked * len(cell.text) for cell in cells) / sum(len(cell.text) for cell in cells)
    return Line(" ".join(cell.text for cell in cells), row, linked, "")
