"""The words of dates in all languages at once: what a word can mean inside a date expression.

A line is read without knowing its language, so a word may mean several things (``mar`` is a month and a Tuesday,
``ago`` August and "before"). Each distinct set of meanings gets one letter, and a line becomes a short string of
such letters, its shape, which `cleaner.dates.shapes` matches.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cleaner.dates.parts import Unit
from cleaner.dates.zones import NAMES as ZONE_NAMES
from cleaner.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDER: Final = Path(__file__).parent
FIRST_LETTER: Final = 0xE000  # private use: no text has it, and no shape letter collides with it
PLAIN_WORD: Final = "w"


class Kind(Enum):
    """What a word can be inside a date expression."""

    MONTH = auto()
    WEEKDAY = auto()
    RELATIVE = auto()  # today, yesterday
    UNIT = auto()  # hours
    AGO = auto()  # behind the unit: ago, тому
    IN_FRONT = auto()  # in front of the number: vor, hace
    PAST = auto()  # unit and "ago" in one: 時間前
    ONE = auto()  # an hour ago
    GLUE = auto()
    YEAR_WORD = auto()
    ORDINAL = auto()
    HALF = auto()  # am, pm
    ZONE = auto()
    ISO_T = auto()
    YEAR_SIGN = auto()
    MONTH_SIGN = auto()
    DAY_SIGN = auto()
    HOUR_SIGN = auto()
    MINUTE_SIGN = auto()
    SECOND_SIGN = auto()


class Role(Enum):
    """What a label says of the date behind it."""

    PUBLISHED = "published"
    UPDATED = "updated"


SIGNS: Final = {
    Kind.YEAR_SIGN: "年년",
    Kind.MONTH_SIGN: "月월",
    Kind.DAY_SIGN: "日일号號",
    Kind.HOUR_SIGN: "時时點点시",
    Kind.MINUTE_SIGN: "分분",
    Kind.SECOND_SIGN: "秒초",
}
MONTHS: Final = frozenset({Kind.MONTH, Kind.MONTH_SIGN})
CUES: Final = MONTHS | {Kind.RELATIVE, Kind.AGO, Kind.IN_FRONT, Kind.PAST}
HOUR_LETTERS: Final = ("h", "ч", "u", "hs")  # 20h30, 12 ч 30
MINUTE_LETTERS: Final = ("min", "мин", "m")
_LISTED: Final = {
    "ago": Kind.AGO,
    "in_front": Kind.IN_FRONT,
    "one": Kind.ONE,
    "glue": Kind.GLUE,
    "year_word": Kind.YEAR_WORD,
    "ordinal": Kind.ORDINAL,
}

_BARE: Final = str.maketrans("ıłø", "ilo")  # letters that do not come apart

Value = int | Unit | frozenset[int] | None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words that matter to dates, folded."""

    meanings: Mapping[str, Mapping[Kind, Value]]
    letters: Mapping[str, str]  # word → its letter in a shape
    kinds: Mapping[Kind, str]  # kind → a regex class of the letters that can be it
    labels: Mapping[str, Role]
    bylines: frozenset[str]
    sections: frozenset[str]
    sources: frozenset[str]
    counters: frozenset[str]
    office: re.Pattern[str]  # a word of editorial offices: two capitalised words with one of them are no person
    phrases: tuple[str, ...]  # entries of two words: "i dag"
    cues: frozenset[str]  # runs of letters: a line with none of them holds no date in words
    month_cues: frozenset[str]  # the same for days of the calendar


@cache
def load_vocabulary() -> Vocabulary:
    """Read the tables that ship with the package, once."""
    names = json.loads((FOLDER / "names.json").read_text(encoding="utf-8"))
    words = tomllib.loads((FOLDER / "words.toml").read_text(encoding="utf-8"))
    meanings: dict[str, dict[Kind, Value]] = {}
    for word, kind, value in (*_from_names(names), *_from_words(words), *_fixed_words()):
        for spelling in _spellings(word):
            _add(meanings.setdefault(spelling, {}), kind, value)
    letters, kinds = _give_letters(meanings)
    return Vocabulary(
        meanings=meanings,
        letters=letters,
        kinds=kinds,
        labels=_labels(words),
        bylines=_phrases_of(words, "byline"),
        sections=_phrases_of(words, "section"),
        sources=_phrases_of(words, "source"),
        counters=_phrases_of(words, "counters"),
        office=re.compile("|".join(sorted({stem for table in words.values() for stem in table.get("office", ())}))),
        phrases=tuple(word for word in meanings if " " in word),
        cues=_cues(meanings, CUES),
        month_cues=_cues(meanings, MONTHS),
    )


def _from_names(names: Mapping[str, Any]) -> Iterator[tuple[str, Kind, Value]]:
    for table in names.values():
        for number, spellings in enumerate(table["months"], start=1):
            yield from ((name, Kind.MONTH, number) for name in spellings)
        for number, spellings in enumerate(table["weekdays"]):
            yield from ((name, Kind.WEEKDAY, frozenset({number})) for name in spellings)


def _from_words(words: Mapping[str, Any]) -> Iterator[tuple[str, Kind, Value]]:
    for table in words.values():
        for number, spellings in table.get("months", {}).items():
            yield from ((name, Kind.MONTH, int(number)) for name in spellings)
        for number, spellings in table.get("weekdays", {}).items():
            yield from ((name, Kind.WEEKDAY, frozenset({int(number)})) for name in spellings)
        for word, distance in table.get("days", {}).items():
            yield word, Kind.RELATIVE, -distance
        for word, hours in table.get("halves", {}).items():
            yield word, Kind.HALF, hours
        for unit in Unit:
            for word in table.get(unit, ()):
                yield word, Kind.PAST if word.endswith("前") else Kind.UNIT, unit
        for key, kind in _LISTED.items():
            yield from ((word, kind, None) for word in table.get(key, ()))


def _fixed_words() -> Iterator[tuple[str, Kind, Value]]:
    yield from ((name, Kind.ZONE, None) for name in ZONE_NAMES)
    yield "t", Kind.ISO_T, None
    for kind, signs in SIGNS.items():
        yield from ((sign, kind, None) for sign in signs)
    yield from ((word, Kind.HOUR_SIGN, None) for word in HOUR_LETTERS)
    yield from ((word, Kind.MINUTE_SIGN, None) for word in MINUTE_LETTERS)


def _spellings(word: str) -> set[str]:
    """The folded word, and the word as sites without diacritics and headlines in capitals print it."""
    folded = fold(word)
    if folded.isascii() or any("\u0400" <= char <= "\u04ff" or char > "\u2fff" for char in folded):
        return {folded}
    bare = "".join(char for char in unicodedata.normalize("NFD", folded) if not unicodedata.combining(char))
    return {folded, bare.translate(_BARE)}


def _add(entry: dict[Kind, Value], kind: Kind, value: Value) -> None:
    known = entry.get(kind)
    if isinstance(known, frozenset) and isinstance(value, frozenset):
        entry[kind] = known | value
    else:
        entry.setdefault(kind, value)


def _give_letters(meanings: Mapping[str, Mapping[Kind, Value]]) -> tuple[dict[str, str], dict[Kind, str]]:
    by_set: dict[frozenset[Kind], str] = {}
    letters = {}
    for word, entry in meanings.items():
        kinds = frozenset(entry)
        letters[word] = by_set.setdefault(kinds, chr(FIRST_LETTER + len(by_set)))
    classes = {kind: "".join(letter for kinds, letter in by_set.items() if kind in kinds) for kind in Kind}
    return letters, {kind: f"[{members}]" for kind, members in classes.items()}


def _labels(words: Mapping[str, Any]) -> dict[str, Role]:
    labels: dict[str, Role] = {}
    for role in Role:
        for table in words.values():
            for phrase in table.get(role.value, ()):
                for spelling in _spellings(phrase):
                    labels.setdefault(spelling, role)
    return labels


def _phrases_of(words: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(
        spelling for table in words.values() for word in table.get(key, ()) for spelling in _spellings(word)
    )


def _cues(meanings: Mapping[str, Mapping[Kind, Value]], kinds: frozenset[Kind]) -> frozenset[str]:
    words = (word for word, entry in meanings.items() if not kinds.isdisjoint(entry))
    # Of "aujourd'hui" and "i dag" the longest run of letters stands for the whole.
    return frozenset(max(re.findall(r"[^\W\d_]+", word), key=len) for word in words)
