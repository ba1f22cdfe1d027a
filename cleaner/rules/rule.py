"""A compiled rule: plain, frozen data that the engine runs on; patterns themselves compile on first use."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.model import Zone

if TYPE_CHECKING:
    from cleaner.model import Category


UNBOUNDED: Final = 1 << 30
"""More characters than any line has."""


class Kind(StrEnum):
    """How a pattern is laid on a line."""

    LINE = "line"  # it is the whole line
    PREFIX = "prefix"  # the line starts with it
    PHRASE = "phrase"  # it occurs anywhere


class Action(StrEnum):
    """What becomes of a match."""

    DROP = "drop"  # the whole line goes
    KEEP = "keep"  # the line is protected from all later filters
    TRIM = "trim"  # the match goes, the rest of the line goes on
    FIELDS = "fields"  # named groups become fields, the rest of the line goes on


class Scope(StrEnum):
    """What a rule works on."""

    BLOCK = "block"
    TITLE = "title"  # the headline that was found


class Side(StrEnum):
    """Where the other line of a `near` stands."""

    ABOVE = "above"
    BELOW = "below"
    EITHER = "either"


class Direction(StrEnum):
    """Where a block lies, seen from its marker."""

    DOWN = "down"
    UP = "up"


class BlockEnd(StrEnum):
    """What ends a block, in front of it; `cleaner.rules.extent` says what each means."""

    BLANK = "blank"
    BODY = "body"
    SENTENCE = "sentence"
    NO_HEADLINE = "no-headline"
    END = "end"


class Stage(StrEnum):
    """The pass of the chain in which a rule runs."""

    PROTECT = "protect"
    SITE = "site"
    LANGUAGE = "language"


class Loose(NamedTuple):
    """All that is known of a text in which no literal must occur."""

    first: int  # bits of `cleaner.rules.first.First` that its first character can have
    min_chars: int
    max_chars: int
    chars: str = ""  # or its first character is one of these


@dataclass(frozen=True, slots=True)
class Pattern:
    """A folded pattern and what is known of every text it can match."""

    source: str  # in `regex` syntax, folded like the text it is matched on
    kind: Kind
    case: bool  # matched on the text in its own case
    literals: tuple[str, ...]  # any text it matches holds one of these, folded, or fits one of `loose`
    offsets: tuple[int, int]  # where in the match that literal can begin: first and last place
    loose: tuple[Loose, ...]  # what is known of the texts it matches without any literal
    min_chars: int
    max_chars: int  # of the match

    def __hash__(self) -> int:
        """Few patterns have the same source, and a string remembers its hash."""
        return hash(self.source)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a `lines` rule; every other rule has exactly one."""

    pattern: Pattern
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Another line that must stand nearby, on the source's lines, dropped ones too."""

    pattern: Pattern
    side: Side
    within: int


@dataclass(frozen=True, slots=True)
class Extent:
    """Where the block under a marker ends."""

    until: tuple[BlockEnd, ...] = ()
    line: Pattern | None = None
    inclusive: bool = False  # the line that `line` matches goes too
    count: int | None = None  # lines beside the marker at most
    direction: Direction = Direction.DOWN
    max_lines: int = 40


@dataclass(frozen=True, slots=True)
class MarkupCondition:
    """What the DOM must say of a block; never fulfilled by text."""

    tags: tuple[str, ...] = ()  # its own or an ancestor's
    hints: Pattern | None = None  # searched in class, id and role words
    min_link_density: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of a rule file, ready to run."""

    id: str
    pack: str
    category: Category
    why: str
    steps: tuple[Step, ...]  # empty: the markup condition alone decides
    action: Action
    scope: Scope
    stage: Stage
    zones: tuple[Zone, ...]  # empty: all
    near: Near | None
    extent: Extent | None
    markup: MarkupCondition | None
    min_chars: int  # of the line
    max_chars: int

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """All its patterns: of its lines, of the line nearby, of the last line of its block, of class words."""
        return tuple(pattern for _, pattern in self.fields)

    @property
    def fields(self) -> tuple[tuple[str, Pattern], ...]:
        """All its patterns, each with the key that its author wrote it under."""
        found = [("lines" if self.steps[1:] else step.pattern.kind.value, step.pattern) for step in self.steps]
        found += [("near", self.near.pattern)] if self.near else []
        found += [("until_line", self.extent.line)] if self.extent and self.extent.line else []
        found += [("class", self.markup.hints)] if self.markup and self.markup.hints else []
        return tuple(found)

    @property
    def allowed_zones(self) -> tuple[Zone, ...]:
        """The zones the rule may fire in, spelled out."""
        return self.zones or tuple(Zone)


@dataclass(frozen=True, slots=True)
class Pack:
    """The head of a rule file."""

    name: str  # the language or the host
    is_host: bool
    extends: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
