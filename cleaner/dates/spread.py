"""Headers that a page spreads over lines of their own: a label, the date, the time."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cleaner.dates.read import read_time
from cleaner.dates.shapes import load_grammar, tokenize
from cleaner.dates.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.dates.header import HeaderDate
    from cleaner.dates.parts import DateParts
    from cleaner.dates.vocabulary import Role
    from cleaner.model import Block

MAX_LABEL: Final = 40  # characters
MAX_CLOCK: Final = 25
_DIGIT: Final = re.compile(r"\d")


def label_alone(line: Block) -> Role | None:
    """What the label says that a line consists of: "Дата публікації:".

    Words that are glue as well ("on", "vom") say nothing on a line of their own.
    """
    if len(line.text) > MAX_LABEL:
        return None
    vocabulary = load_vocabulary()
    text = line.folded.strip(" :•|-")
    return None if text in vocabulary.meanings else vocabulary.labels.get(text)


def clock_alone(line: Block) -> DateParts | None:
    """The time that a line consists of: "12:31", "о 12:31"."""
    if len(line.text) > MAX_CLOCK or not _DIGIT.search(line.text):
        return None
    tokens = tokenize(line.folded)
    found = read_time(tokens, 0, len(tokens.shape))
    if found is None:
        return None
    around = tokens.shape[: found.first], tokens.shape[found.last :]
    return found.parts if all(load_grammar().glue.fullmatch(shape) for shape in around) else None


def complete(header: HeaderDate, lines: Sequence[Block], index: int) -> HeaderDate:
    """The header of line `index` with the label of the line above it and the time of the line below it."""
    if header.role is None and index > 0 and (role := label_alone(lines[index - 1])):
        header = replace(header, role=role)
    if header.parts.is_full and not header.parts.has_time and index + 1 < len(lines):
        clock = clock_alone(lines[index + 1])
        if clock is not None:
            parts = replace(header.parts, hour=clock.hour, minute=clock.minute, second=clock.second, zone=clock.zone)
            header = replace(header, parts=parts, raw=f"{header.raw} {lines[index + 1].text}")
    return header
