"""From a match of the grammar to the parts of a date: numbers checked, two-digit years and am/pm resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.dates.parts import DateParts, Unit, calendar_day
from cleaner.dates.shapes import Match, Search, Tokens, load_grammar
from cleaner.dates.vocabulary import Kind, load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

PIVOT: Final = 70  # 69 is 2069, 70 is 1970, as strptime has it
CENTURY: Final = 100
LEAP_YEAR: Final = 2024  # a day is checked in it when the year is unknown
HALF_DAY: Final = 12
HOURS: Final = 24
SIXTY: Final = 60
MONTHS: Final = 12
MINUTE_DIGITS: Final = 2
_DIGITS: Final = 2  # of day and month where nothing but a blank parts them
MAX_BACK: Final = 999  # "1000 days ago" is a sentence


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression in a line: tokens `first` to `last`, characters `start` to `end`."""

    first: int
    last: int
    start: int
    end: int
    parts: DateParts


def find_expressions(tokens: Tokens) -> Iterator[Expression]:
    """The date expressions of a line, from left to right; they do not overlap."""
    grammar = load_grammar()
    if not grammar.possible.search(tokens.shape):
        return
    search = Search((grammar.relative, grammar.date), tokens)
    position = 0
    while match := search.next(position):
        parts = _read(tokens, match)
        if parts is None:
            position = match.first + 1
            continue
        yield _expression(tokens, match, parts)
        position = match.last


def read_time(tokens: Tokens, first: int, last: int) -> Expression | None:
    """A time of the day between two tokens: "Updated 14:02"."""
    match = Search((load_grammar().time,), tokens, first).next(first)
    if match is None or match.last > last:
        return None
    time = _time(tokens, match)
    return None if time is None or time.hour is None else _expression(tokens, match, time)


def _expression(tokens: Tokens, match: Match, parts: DateParts) -> Expression:
    last = match.last
    # A bracket that the expression opened and did not close, or a mark that ends the sentence around it.
    while tokens.shape[last - 1] in ",(|;" or (tokens.shape[last - 1] == "." and _ends_with_number(tokens, last - 1)):
        last -= 1
    opened = tokens.shape[match.first : last]
    if opened.count("(") > opened.count(")") and tokens.shape[last : last + 1] == ")":
        last += 1
    return Expression(match.first, last, tokens.starts[match.first], tokens.ends[last - 1], parts)


def _ends_with_number(tokens: Tokens, index: int) -> bool:
    return tokens.shape[index - 1] in "dYn"


def _read(tokens: Tokens, match: Match) -> DateParts | None:
    time = _time(tokens, match)
    if time is None:
        return None
    names = {name[0] for name in match.parts}
    if "r" in names or "u" in names:
        return _relative(tokens, match, time)
    return _calendar(tokens, match, time)


def _number(tokens: Tokens, match: Match, name: str) -> int | None:
    for tag in _ALTERNATIVES[name]:
        if tag in match.parts:
            return int(tokens.words[match.parts[tag][0]])
    return None


_TAGS: Final = ("1", "2", "3", "4", "5")
_PADDED: Final = tuple(f"i{tag}" for tag in _TAGS)  # minutes without a sign of their own have two digits
_ALTERNATIVES: Final = {
    "h": tuple(f"{name}{tag}" for tag in _TAGS for name in ("h", "ho")),
    "i": tuple(f"{name}{tag}" for tag in _TAGS for name in ("i", "ij")),
    "s": tuple(f"{name}{tag}" for tag in _TAGS for name in ("s", "sj")),
    "p": tuple(f"{name}{tag}" for tag in _TAGS for name in ("pa", "pb", "pc")),
    "z": tuple(f"z{tag}" for tag in _TAGS),
    "n": ("n1", "n2", "n3"),
    "d": ("dL", "dA", "dB", "dBb", "dC", "dD", "dE", "dF", "dG", "dH", "dI", "dM"),
    "m": ("mD", "mE", "mF", "mG", "mH", "mI", "mM"),
    "month": ("mL", "mA", "mB", "mBb", "mC", "mJ", "mK"),
    "y": ("yL", "yA", "yAb", "yB", "yC", "yD", "yE", "yF", "yH", "yJ", "yK", "yM"),
}


def _separator(tokens: Tokens, match: Match) -> str:
    return _word(tokens, match, ("sD", "sH")) or ""


def _word(tokens: Tokens, match: Match, names: tuple[str, ...]) -> str | None:
    for name in names:
        if name in match.parts:
            first, last = match.parts[name]
            return "".join(tokens.words[first:last])
    return None


def _time(tokens: Tokens, match: Match) -> DateParts | None:
    """The time of the match, None where the numbers are no time."""
    hour, minute, second = (_number(tokens, match, name) for name in ("h", "i", "s"))
    if hour is None:
        return DateParts()
    if any(len(tokens.words[match.parts[tag][0]]) != MINUTE_DIGITS for tag in _PADDED if tag in match.parts):
        return None
    half = _word(tokens, match, _ALTERNATIVES["p"])
    if half is not None and hour <= HALF_DAY:
        shift = load_vocabulary().meanings[half][Kind.HALF]
        hour = hour % HALF_DAY + (shift if isinstance(shift, int) else 0)
    if hour > HOURS or (minute or 0) >= SIXTY or (second or 0) > SIXTY:
        return None
    zone = _word(tokens, match, _ALTERNATIVES["z"])
    return DateParts(hour=hour % HOURS, minute=minute or 0, second=second, zone=zone)


def _relative(tokens: Tokens, match: Match, time: DateParts) -> DateParts | None:
    meanings = load_vocabulary().meanings
    word = _word(tokens, match, ("r1", "r2"))
    if word is not None:
        days = meanings[word][Kind.RELATIVE]
        back, unit = days if isinstance(days, int) else 0, Unit.DAY
    else:
        entry = meanings[_word(tokens, match, ("u1", "u2", "u3")) or ""]
        found = entry.get(Kind.UNIT, entry.get(Kind.PAST))
        unit = found if isinstance(found, Unit) else Unit.DAY
        count = _number(tokens, match, "n")
        back = 1 if count is None else count
    if back > MAX_BACK:
        return None
    return DateParts(hour=time.hour, minute=time.minute, second=time.second, zone=time.zone, back=back, unit=unit)


def _calendar(tokens: Tokens, match: Match, time: DateParts) -> DateParts | None:
    day = _number_of_day(tokens, match)
    month = _month(tokens, match)
    year = _year(tokens, match)
    swappable = False
    if "mD" in match.parts or "mH" in match.parts:
        day, month, swappable = _order(day, month)
    if month is None or not 1 <= month <= MONTHS:
        return None
    if "mM" in match.parts and any(len(_word(tokens, match, (tag,)) or "") != _DIGITS for tag in ("mM", "dM")):
        return None
    if day is not None and calendar_day(year or LEAP_YEAR, month, day) is None:
        return None
    # "25.08" is a date only beside a time that is written with a colon.
    if "mI" in match.parts and (time.hour is None or ":" not in tokens.shape[match.first : match.last]):
        return None
    return DateParts(
        year,
        month,
        day,
        time.hour,
        time.minute,
        time.second,
        weekdays=_weekdays(tokens, match),
        zone=time.zone,
        swappable=swappable,
        dotted=_separator(tokens, match) == ".",
    )


def _number_of_day(tokens: Tokens, match: Match) -> int | None:
    return _number(tokens, match, "d")


def _month(tokens: Tokens, match: Match) -> int | None:
    name = _word(tokens, match, _ALTERNATIVES["month"])
    if name is None:
        return _number(tokens, match, "m")
    number = load_vocabulary().meanings[name][Kind.MONTH]
    return number if isinstance(number, int) else None


def _year(tokens: Tokens, match: Match) -> int | None:
    year = _number(tokens, match, "y")
    if year is None or year >= CENTURY:
        return year
    return year + (2000 if year < PIVOT else 1900)


def _order(day: int | None, month: int | None) -> tuple[int | None, int | None, bool]:
    """Day first is the custom nearly everywhere; 02/25/2026 can only be the American order."""
    if day is None or month is None:
        return day, month, False
    if month > MONTHS >= day:
        return month, day, False
    return day, month, day <= MONTHS and day != month


def _weekdays(tokens: Tokens, match: Match) -> frozenset[int]:
    word = _word(tokens, match, ("w1", "w2"))
    found = load_vocabulary().meanings[word][Kind.WEEKDAY] if word else None
    return found if isinstance(found, frozenset) else frozenset()
