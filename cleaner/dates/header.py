"""Date headers: the expression in a line, and whether the line is nothing else.

A line is a header if all that stands around its date is a label ("Published:"), a counter ("1284 views"), the name of
a person, source or section set off from it, or another date of the same kind. Anything else makes it a sentence or
a heading that mentions a date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.dates.around import read_counter, read_gap
from cleaner.dates.parts import DateParts, Unit
from cleaner.dates.pieces import Around, Line, Piece, PieceKind, Side, Stretch
from cleaner.dates.read import Expression, find_expressions, read_time
from cleaner.dates.shapes import DIRECTIONS, Tokens, tokenize
from cleaner.dates.vocabulary import Role, load_vocabulary
from cleaner.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

# The longest header seen joins a rubric, two labelled dates and a counter: 120 characters. Longer lines are prose.
MAX_LENGTH: Final = 160
# Longest expression without a digit ("vor einer Stunde") with a label in front of it.
MAX_WORDED: Final = 60
_PAIR: Final = 2  # dates of one line
_LIFETIME: Final = 15 * 365  # days: a change of a page that comes later than that is none
_DIGIT: Final = re.compile(r"\d")
_NUMBERS: Final = re.compile(rf"\d[\s{DIRECTIONS}]?[./／．-]\s?\d|(?<!\d)\d{{4}} \d\d \d\d(?!\d)")
# A row of a table in pipe notation, of two cells or more: "| 9/1/2024 | Tokyo |".
_ROW: Final = re.compile(r"\s*\|[^|]*[^|\s][^|]*\|\s*[^|\s]")
_LETTERS: Final = re.compile(r"[^\W\d_]+")


class TextSpan(NamedTuple):
    """Characters of the text that was matched, half open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HeaderDate:
    """The date of a line and what stands around it; all spans are characters of that line."""

    span: TextSpan
    raw: str  # the expression as printed
    parts: DateParts
    is_header: bool  # nothing but the furniture of a header stands around the date
    role: Role | None = None  # what the label says; None without one
    label: TextSpan | None = None
    before: str = ""  # what stands in front of the date, label aside
    after: str = ""
    author: TextSpan | None = None  # a person in front of the date
    source: TextSpan | None = None  # an agency, a site
    sections: tuple[TextSpan, ...] = ()
    updated: DateParts | None = None
    updated_span: TextSpan | None = None


def match_header(text: str, folded: str | None = None) -> HeaderDate | None:
    """Find the date in a line and judge whether the line is a date header; None if there is no date of the line's own.

    Two days with years between them are those of a life. `folded` saves folding `text` where the caller has done it.

    >>> found = match_header("Euronews 6 февраля, 2026 11:49")
    >>> found.raw, found.before, found.is_header
    ('6 февраля, 2026 11:49', 'Euronews', True)
    >>> match_header("Автобус № 18 вийшов на маршрут") is None
    True
    """
    if len(text) > MAX_LENGTH:
        return None
    if folded is None:
        folded = fold(text)
    if len(text) > MAX_WORDED and not _DIGIT.search(folded):
        return None
    if not _may_hold_date(folded, load_vocabulary().cues):
        return None
    tokens = tokenize(folded)
    expressions = tuple(find_expressions(tokens))
    return None if not expressions or _is_lifetime(expressions) else _describe(Line(text, folded, tokens), expressions)


def find_dates(text: str, folded: str | None = None) -> tuple[DateParts, ...]:
    """All days of the calendar that a text of any length names with a digit, for evidence."""
    if not _DIGIT.search(text):
        return ()
    folded = fold(text) if folded is None else folded
    if not _may_hold_date(folded, load_vocabulary().month_cues):
        return ()
    return tuple(expression.parts for expression in find_expressions(tokenize(folded)))


def _may_hold_date(folded: str, cues: frozenset[str]) -> bool:
    """The gate: two numbers with a mark between them, or a word without which no date in words is made."""
    return _NUMBERS.search(folded) is not None or not cues.isdisjoint(_LETTERS.findall(folded))


def _describe(line: Line, expressions: Sequence[Expression]) -> HeaderDate:
    text, tokens, gaps = line.text, line.tokens, _gaps(line, expressions)
    main, updated = _pick(expressions, gaps)
    index = expressions.index(main)
    own = gaps[index]
    late = updated or _updated_time(tokens, main, gaps)
    label = next((piece for piece in reversed(own.pieces) if piece.kind is PieceKind.LABEL), None)
    pieces = [piece for gap in gaps for piece in gap.pieces]
    return HeaderDate(
        span=TextSpan(main.start, main.end),
        raw=text[main.start : main.end],
        parts=main.parts,
        is_header=not _ROW.match(text) and _is_header(main, text[main.start : main.end], gaps),
        role=label.role if label else None,
        label=TextSpan(label.start, label.end) if label else None,
        before=_rest(text, own),
        after=_rest(text, gaps[-1]),
        author=_first(pieces, PieceKind.AUTHOR),
        source=_first(pieces, PieceKind.SOURCE),
        sections=tuple(TextSpan(piece.start, piece.end) for piece in pieces if piece.kind is PieceKind.SECTION),
        updated=late.parts if late else None,
        updated_span=TextSpan(late.start, late.end) if late else None,
    )


def _is_lifetime(expressions: Sequence[Expression]) -> bool:
    """Whether years lie between two days: when somebody was born and died, or what a term or a loan lasts."""
    days = [expression.parts.as_date() for expression in expressions]
    if len(days) != _PAIR or None in days:
        return False
    one, other = sorted(day for day in days if day is not None)
    return (other - one).days > _LIFETIME


def _gaps(line: Line, expressions: Sequence[Expression]) -> tuple[Around, ...]:
    """What stands before, between and behind the expressions."""
    counter = read_counter(line, expressions[-1].end)
    starts = (0, *(expression.end for expression in expressions))
    ends = (*(expression.start for expression in expressions), counter.start if counter else len(line.text))
    full = any(expression.parts.is_full for expression in expressions)
    sure = any(e.parts.is_full and (e.parts.has_time or counter is not None) for e in expressions)
    last = len(starts) - 1
    gaps = [
        read_gap(Stretch(line, start, end, _side(index, last), full, sure))
        for index, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]
    if counter is not None:
        gaps[-1] = Around((*gaps[-1].pieces, counter))
    return tuple(gaps)


def _side(index: int, last: int) -> Side:
    if index == 0:
        return Side.BEFORE
    return Side.AFTER if index == last else Side.BETWEEN


def _pick(expressions: Sequence[Expression], gaps: Sequence[Around]) -> tuple[Expression, Expression | None]:
    """The date of publication and the date of the last change, by their labels.

    Of two days without any label the earlier is meant, and the later is the change, in whatever order a theme prints
    them; of one day the first date, or the full one beside "Today".
    """
    roles = [gap.role for gap in gaps[:-1]]
    updated = next((item for item, role in zip(expressions, roles, strict=True) if role is Role.UPDATED), None)
    published = next((item for item, role in zip(expressions, roles, strict=True) if role is Role.PUBLISHED), None)
    plain = next((item for item, role in zip(expressions, roles, strict=True) if role is None), None)
    if len(expressions) == _PAIR and not any(roles):
        one, other = expressions
        days = one.parts.as_date(), other.parts.as_date()
        if days[0] and days[1] and days[0] != days[1]:
            return (one, other) if days[0] < days[1] else (other, one)
        if one.parts.is_relative and other.parts.is_full:
            return other, None
    main = published or plain or expressions[0]
    return main, updated if updated is not main else None


def _updated_time(tokens: Tokens, main: Expression, gaps: Sequence[Around]) -> Expression | None:
    """A time alone behind a label of change: it is of the same day."""
    for gap in gaps:
        for piece in gap.pieces:
            if piece.kind is PieceKind.LABEL and piece.role is Role.UPDATED and piece.start >= main.end:
                first = next((i for i, start in enumerate(tokens.starts) if start >= piece.end), len(tokens.starts))
                found = read_time(tokens, first, len(tokens.starts))
                if found is not None:
                    return _on_day(found, main.parts)
    return None


def _on_day(time: Expression, day: DateParts) -> Expression:
    clock, zone = time.parts, time.parts.zone or day.zone
    late = replace(day, weekdays=frozenset(), zone=zone)
    parts = replace(late, hour=clock.hour, minute=clock.minute, second=clock.second)
    return Expression(time.first, time.last, time.start, time.end, parts)


def _is_header(main: Expression, raw: str, gaps: Sequence[Around]) -> bool:
    has_label = any(piece.kind is PieceKind.LABEL for gap in gaps for piece in gap.pieces)
    if any(piece.kind is PieceKind.OTHER for gap in gaps for piece in gap.pieces):
        return False
    parts = main.parts
    if has_label or any(piece.kind is PieceKind.COUNTER and piece.in_words for gap in gaps for piece in gap.pieces):
        return True
    # "5 February" is a heading or a name-day, "Thursday, 24 April" a calendar on the wall of the site.
    counted = parts.unit is not Unit.DAY or _DIGIT.search(raw) is not None  # "Today" alone is a word of a menu
    return parts.is_full or parts.has_time or (parts.is_relative and counted)


def _rest(text: str, gap: Around) -> str:
    named = [piece for piece in gap.pieces if piece.kind is not PieceKind.LABEL]
    return text[named[0].start : named[-1].end] if named else ""


def _first(pieces: Sequence[Piece], kind: PieceKind) -> TextSpan | None:
    return next((TextSpan(piece.start, piece.end) for piece in pieces if piece.kind is kind), None)
