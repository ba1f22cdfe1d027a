"""What is computed once, on the source: which lines bear sentences, the zones, the language."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, repeat
from typing import TYPE_CHECKING

from cleaner.annotate.language import language_of, sample_of
from cleaner.annotate.sentences import bears_sentence
from cleaner.annotate.units import Unit, units_of
from cleaner.annotate.zones import find_zones

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model import Block, Document


def annotate(document: Document) -> Document:
    """Add sentence flags, zones and the language to a document fresh from its reader.

    Lines that were broken at their links are judged as the sentence that they make together.
    """
    lines = document.lines
    units = units_of(document)
    bearing = [_bears_sentence(unit, lines) for unit in units]
    zones = find_zones([len(unit.text) for unit in units], bearing)
    sizes = [unit.last + 1 - unit.first for unit in units]
    hinted = document.hints.language if document.hints else None
    return replace(
        document,
        sentences=tuple(chain.from_iterable(map(repeat, bearing, sizes))),
        unfinished=tuple(
            bears and line < unit.last
            for unit, bears in zip(units, bearing, strict=True)
            for line in range(unit.first, unit.last + 1)
        ),
        zones=tuple(chain.from_iterable(map(repeat, zones, sizes))),
        language=document.known.language or document.memo.ask(language_of, sample_of(lines)) or hinted,
    )


def _bears_sentence(unit: Unit, lines: Sequence[Block]) -> bool:
    if bears_sentence(unit.text):
        return True
    broken = lines[unit.first : unit.last + 1] if unit.last > unit.first else ()
    return any(bears_sentence(line.text) for line in broken)
