"""A line as a short string of token kinds, and the grammar of dates over it.

``6 февраля, 2026 11:49`` becomes ``dM,Yd:d`` (with one private letter for each kind of word), so a single pattern
reads the date of every language, and a line without a date is refused after a handful of dictionary look-ups.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from cleaner.dates.vocabulary import PLAIN_WORD, SIGNS, Kind, load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2099
YEAR_DIGITS: Final = 4
LONGEST_NUMBER: Final = 6  # digits; a longer run counts nothing, and Python reads no number of thousands of them
SHORT_DIGITS: Final = 2

DAY_OR_TIME: Final = "d"  # a number of one or two digits
YEAR: Final = "Y"
OTHER_NUMBER: Final = "n"

# Marks of other scripts and kinds that stand for a plain one. Not letters: those are words.
_MARKS: Final = str.maketrans({
    "：": ":", "（": "(", "）": ")", "，": ",", "、": ",", "／": "/", "．": ".", "。": ".", "｜": "|", "·": "|",
    "،": ",", "׳": ".", "•": "|", "▪": "|", "●": "|", "∙": "|", "⋅": "|", "’": "'", "[": "(", "]": ")", "─": "-",
})  # fmt: skip
DIRECTIONS: Final = "\u200e\u200f"  # marks of the direction of writing, which stand inside Arabic dates
_ALL_SIGNS: Final = "".join(SIGNS.values())
# am and pm with dots, in Latin and Greek.
_DOTTED_HALF: Final = r"(?<![^\W\d_])[apπμ]\.\s?[mμ]\.?(?![^\W\d_])"


@dataclass(frozen=True, slots=True)
class Tokens:
    """A line cut into tokens; the n-th character of `shape` says what the n-th token is."""

    shape: str
    words: tuple[str, ...]  # folded; dots and blanks of "p. m." are gone
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What the grammar found: tokens `first` to `last`, and the token index of each named part."""

    first: int
    last: int  # exclusive
    parts: Mapping[str, tuple[int, int]]  # name → token range


@cache
def _token_pattern() -> re.Pattern[str]:
    phrases = "|".join(re.escape(phrase) for phrase in load_vocabulary().phrases)
    sign = rf"(?<=\d)\s?[{_ALL_SIGNS}](?![前間间钟鐘간])"
    return re.compile(rf"\d+|{sign}|\b(?:{phrases})\b|{_DOTTED_HALF}|[^\W\d_]+(?:['-][^\W\d_]+)*|[^\w\s{DIRECTIONS}]|_")


def tokenize(folded: str) -> Tokens:
    """Cut a folded line into tokens and give each its letter."""
    letters = load_vocabulary().letters
    shape, words, starts, ends = [], [], [], []
    for match in _token_pattern().finditer(folded):
        word = match[0]
        first = word[0]
        if first.isdecimal():  # superscripts are digits to Python, and no number
            letter = _number_letter(word)
        elif first.isalpha() or first == " ":
            if not word.isalpha():
                word = word if word in letters else word.replace(".", "").replace(" ", "").strip()
            letter = letters.get(word, PLAIN_WORD)
        else:
            letter = word.translate(_MARKS) if len(word) == 1 else PLAIN_WORD  # "²³": one token, one letter
        start, end = match.span()
        shape.append(letter)
        words.append(word)
        starts.append(start)
        ends.append(end)
    return Tokens("".join(shape), tuple(words), tuple(starts), tuple(ends))


def _number_letter(digits: str) -> str:
    if len(digits) <= SHORT_DIGITS:
        return DAY_OR_TIME
    if len(digits) == YEAR_DIGITS and FIRST_YEAR <= int(digits) <= LAST_YEAR:
        return YEAR
    return OTHER_NUMBER if len(digits) <= LONGEST_NUMBER else PLAIN_WORD


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled patterns over shapes."""

    possible: re.Pattern[str]  # in every shape with a date; most lines of numbers are refused by it
    date: re.Pattern[str]  # a calendar date, with a time before or behind it
    relative: re.Pattern[str]
    time: re.Pattern[str]
    glue: re.Pattern[str]  # a stretch that says nothing: glue words and marks


@cache
def load_grammar() -> Grammar:
    """Build the patterns from the letters of the vocabulary, once."""
    k = load_vocabulary().kinds
    glue, half, weekday = k[Kind.GLUE], k[Kind.HALF], k[Kind.WEEKDAY]
    sep = rf"(?:[,|;/:(-]|{glue}\.?){{0,4}}"
    zone = _zone(k)
    before, after = _time(k, "1"), _time(k, "2")
    on_weekday = rf"(?:\(?(?P<w1>{weekday})\.?\)?[,.|-]?(?:{glue}\.?)?,?)?"
    and_weekday = rf"(?:[,.]?\(?(?P<w2>{weekday})\.?\)?)?"
    date = (
        rf"(?:{before}(?:{zone.format('1')})?{sep})?{on_weekday}(?:{_date(k)}){and_weekday}"
        rf"(?:(?:{sep}|{k[Kind.ISO_T]}){after}(?:,?{zone.format('2')})?)?"
    )
    number = "(?P<n{}>[dn])"
    unit, ago, one = k[Kind.UNIT], k[Kind.AGO], k[Kind.ONE]
    relative = (
        rf"(?P<r1>{k[Kind.RELATIVE]})(?:{sep}{_time(k, '3')})?"
        rf"|{_time(k, '4')}{sep}(?P<r2>{k[Kind.RELATIVE]})"
        rf"|(?:{number.format(1)}|{one})?(?P<u1>{unit})\.?{ago}"
        rf"|{k[Kind.IN_FRONT]}{glue}{{0,2}}(?:{number.format(2)}|{one})(?P<u2>{unit})\.?"
        rf"|{number.format(3)}(?P<u3>{k[Kind.PAST]})"
    )
    idle = f"(?:{glue}|{k[Kind.YEAR_WORD]}|{k[Kind.DAY_SIGN]}|{half}|[,.|;:/()*><+-])*"
    # Most tokens are plain words: to say what a date can begin with spares trying all of its forms there.
    opens_date = _any_of(k, "dY(", (Kind.HALF, Kind.WEEKDAY, Kind.MONTH))
    opens_relative = _any_of(k, "dn", (Kind.HALF, Kind.RELATIVE, Kind.ONE, Kind.UNIT, Kind.IN_FRONT))
    return Grammar(
        possible=re.compile(_possible(k)),
        date=re.compile(f"(?={opens_date})(?:{date})"),
        relative=re.compile(f"(?={opens_relative})(?:{relative})"),
        time=re.compile(_time(k, "5") + rf"(?:{zone.format('5')})?"),
        glue=re.compile(idle),
    )


def _any_of(k: Mapping[Kind, str], plain: str, kinds: Iterable[Kind]) -> str:
    """A class of the `plain` letters and those of the `kinds`."""
    return f"[{plain}{''.join(k[kind].strip('[]') for kind in kinds)}]"


def _possible(k: Mapping[Kind, str]) -> str:
    """A word that only dates have, or numbers as dates join them; "25.08" is a date beside a time with a colon."""
    words = (Kind.MONTH, Kind.RELATIVE, Kind.PAST, Kind.MONTH_SIGN, Kind.IN_FRONT)
    ago = rf"{k[Kind.UNIT]}\.?{k[Kind.AGO]}"
    numbers = (r"d([./-])d\1[dY]", "Y[./-]d[./-]d", "Ydd", r":.*d\.d", r"d\.d.*:")
    return "|".join((*(k[word] for word in words), ago, *numbers))


def _zone(k: Mapping[Kind, str]) -> str:
    """A zone's name, its distance from Greenwich, or both; `{}` is the number of the group."""
    shift = "[+-](?:d:d|[dnY])"
    glue = k[Kind.GLUE]
    return rf"\(?{glue}?(?P<z{{}}>{k[Kind.ZONE]}(?:{shift})?|{shift})\)?"


def _time(k: Mapping[Kind, str], tag: str) -> str:
    """12:30, 12.30, 12h30, 12:30:05, 11時49分, 5 p.m., 오전 11:49; half of the day before or behind."""
    half = k[Kind.HALF]
    hour, minute, second = k[Kind.HOUR_SIGN], k[Kind.MINUTE_SIGN], k[Kind.SECOND_SIGN]
    seconds = rf"(?:[:.](?P<s{tag}>d)(?:[.,][dnY])?|(?P<sj{tag}>d){second})?"
    minutes = rf"(?:{hour}(?P<ij{tag}>d){minute}|(?:[:.]|{hour}:?)(?P<i{tag}>d))"
    clock = rf"(?P<h{tag}>d){minutes}{seconds}(?!:|/d|\.Y)(?:(?P<pb{tag}>{half}))?"
    on_the_hour = rf"(?P<ho{tag}>d)(?:(?P<pc{tag}>{half})|{hour}(?!d))"
    return rf"(?:(?P<pa{tag}>{half})?(?:{clock}|{on_the_hour}))"


def _date(k: Mapping[Kind, str]) -> str:
    """All orders of day, month and year; the group names end in the number of the alternative."""
    month, glue, word = k[Kind.MONTH], k[Kind.GLUE], rf"(?:{k[Kind.YEAR_WORD]}\.?)?"
    day = rf"d(?:-?{k[Kind.ORDINAL]})?\.?"
    year = rf"(?:,|\.|{glue})?(?P<y{{}}>Y){word}(?:\.(?=,|(?:[|/-]|{glue})?d:))?"
    signs = k[Kind.YEAR_SIGN], k[Kind.MONTH_SIGN], k[Kind.DAY_SIGN]
    return "|".join(
        (
            rf"(?P<dL>d)(?P<sL>[-/])(?P<mL>{month})(?P=sL)(?P<yL>[dY])",
            rf"(?P<dA>{day}){glue}?(?P<mA>{month})\.?(?:,?{year.format('A')}|'(?P<yAb>d))?",
            rf"(?P<yB>Y)\.?{word},?(?:(?P<dB>{day}){glue}?(?P<mB>{month})\.?|(?P<mBb>{month})\.?(?P<dBb>{day}))(?:{glue}\.?)?",
            rf"(?P<mC>{month})[.-]?{glue}?(?P<dC>{day})(?!:|-d(?![:.]))(?:[,-]?{year.format('C')})?",
            rf"(?P<dD>d)(?P<sD>[./-])(?P<mD>d)(?P=sD)(?P<yD>Y)\.?{word}",
            r"(?P<yE>Y)(?P<sE>[./-])(?P<mE>d)(?P=sE)(?P<dE>d)\.?",
            rf"(?P<yF>Y){signs[0]}(?P<mF>d){signs[1]}(?P<dF>d){signs[2]}",
            rf"(?P<mG>d){signs[1]}(?P<dG>d){signs[2]}",
            rf"(?P<dH>d)(?P<sH>[./-])(?P<mH>d)(?P=sH)(?P<yH>d)(?![:./]|-(?!d[:.])|{k[Kind.HOUR_SIGN]}d){word}",
            r"(?P<dI>d)\.(?P<mI>d)(?![:/-]|\.d)\.?",
            rf"(?P<mJ>{month})\.?,?{glue}?(?P<yJ>Y){word}",
            rf"(?P<yK>Y)\.?{word}(?P<mK>{month})\.?",
            r"(?P<yM>Y)(?P<mM>d)(?P<dM>d)(?![./-]|d(?!:))",  # 2026 03 23, as Lithuanian papers write it
        )
    )


class Search:
    """Looks for several patterns in the shape of a line, from left to right.

    A match that lies ahead is kept until it is reached, so each pattern goes over the shape once, however many
    matches of the others are refused.
    """

    def __init__(self, patterns: Iterable[re.Pattern[str]], tokens: Tokens, start: int = 0) -> None:
        self._shape = tokens.shape
        self._ahead = {pattern: pattern.search(tokens.shape, start) for pattern in patterns}

    def next(self, start: int) -> Match | None:
        """The first match of any pattern from token `start` on, which never falls; of two at one place the longer."""
        for pattern, match in self._ahead.items():
            if match and match.start() < start:
                self._ahead[pattern] = pattern.search(self._shape, start)
        found = [match for match in self._ahead.values() if match]
        if not found:
            return None
        best = min(found, key=lambda match: (match.start(), -match.end()))
        parts = {name: best.span(name) for name, value in best.groupdict().items() if value is not None}
        return Match(best.start(), best.end(), parts)
