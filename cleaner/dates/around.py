"""What stands around a date in its line: labels, counters, names of people, sources and sections, or prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from cleaner.dates.shapes import load_grammar, tokenize
from cleaner.dates.vocabulary import Kind, Role, load_vocabulary
from cleaner.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_LABEL_WORDS: Final = 5
MAX_NAME_WORDS: Final = 5
MAX_NAME_LENGTH: Final = 45
PERSON_WORDS: Final = (2, 3)
MAX_COUNTER_WORDS: Final = 4
# Set something off from the date so clearly that it cannot be part of a sentence with it.
_STRONG: Final = "|•·▪●∙⋅»›>/\\·–—-─｜"
_SPLIT: Final = re.compile(r"[|•·▪●∙⋅»›>─｜\\]|(?<=\s)(?:/{1,2}|[–—-])(?=\s|$)|^(?:/{1,2}|[–—-])(?=\s|$)|\s{3,}")
_EDGE: Final = " \t\u00a0,:;.|•·▪●∙⋅»›>«<─｜/\\–—-()[]*【】（）：，/｜\u200b"
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_SENTENCE_MARK: Final = re.compile(r"[!?…;\"„“”«»]|[.:](?=\s|$)")
_ATTACHED: Final = re.compile(r"\d\s?[-–—./:]\s?$|[№#$€£+]\s?$|\d$")
# Behind the date: a range, an amount, or the colon of a list's entry.
_FOLLOWED: Final = re.compile(r"\s?[-–—./:]\s?\d|\s?[%$€£°]|\d|\s*:\s*$")
_BARE_COUNT: Final = re.compile(r"[\d\s]{1,9}")
_CODE: Final = re.compile(r"[_<>={}@#$%^~]")
_CAPITALS: Final = re.compile(r"[^\W\d_]{2,}")
# Words of an editorial office, in lower case: two capitalised words with one of them are no person.
_OFFICE: Final = re.compile(
    r"редакц|редакці|редакция|новост|новин|агентств|газета|портал|канал|news|press|media|radio|times|post|agency|"
    r"staff|desk|editor|redak|zi[nņ]as|avīze|uudis|toimetus|naujien|агенц|sputnik|tv|online|today|daily|journal"
)


class PieceKind(Enum):
    """What a piece of text beside a date is."""

    LABEL = auto()
    COUNTER = auto()
    AUTHOR = auto()
    SOURCE = auto()
    SECTION = auto()
    OTHER = auto()  # prose, or something that is read as a number with the date


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line, with its characters in it."""

    kind: PieceKind
    start: int
    end: int
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Around:
    """The pieces of one stretch of text beside a date; what is only glue and marks leaves none."""

    pieces: tuple[Piece, ...] = ()

    @property
    def role(self) -> Role | None:
        """The role that the nearest label in front of the date gives it."""
        return next((piece.role for piece in reversed(self.pieces) if piece.kind is PieceKind.LABEL), None)


def read_gap(text: str, start: int, end: int, place: str) -> Around:
    """Take the stretch `start` to `end` of a line apart; `place` is "before", "before-strong", "between" or "after"."""
    gap = text[start:end]
    if not gap.strip(_EDGE):
        return Around()
    if place != "after" and _ATTACHED.search(gap):
        return Around((Piece(PieceKind.OTHER, start, end),))
    if start and _FOLLOWED.match(gap):
        return Around((Piece(PieceKind.OTHER, start, end),))
    return Around(tuple(_pieces(text, start, end, place)))


def _pieces(text: str, start: int, end: int, place: str) -> Iterator[Piece]:
    position = start
    bounds = [(match.start() + start, match.end() + start) for match in _SPLIT.finditer(text[start:end])]
    for cut, after in (*bounds, (end, end)):
        first, last = _strip(text, position, cut)
        # Set off: by a strong mark on the side of the date.
        set_off = (cut != end) if place.startswith("before") else (position != start)
        position = after
        if first < last:
            yield from _classify(text, first, last, place, set_off=set_off)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _classify(text: str, start: int, end: int, place: str, *, set_off: bool) -> Iterator[Piece]:
    words = [(match.start() + start, match.end() + start) for match in _WORD.finditer(text[start:end])]
    folded = fold(text[start:end])
    label = _label(folded, words, start, at_end=place.startswith("before"))
    if label is not None:
        first, last, role = label
        yield Piece(PieceKind.LABEL, first, last, role)
        for rest_start, rest_end in ((start, first), (last, end)):
            left, right = _strip(text, rest_start, rest_end)
            if left < right:
                yield from _beside_label(text, left, right, place)
        return
    yield from _classify_plain(text, start, end, place, set_off=set_off)


def _beside_label(text: str, start: int, end: int, place: str) -> Iterator[Piece]:
    """Beside a label stand people, counters and glue; "This page was last updated on" is a sentence."""
    for piece in _classify_plain(text, start, end, place, set_off=True):
        named = piece.kind in {PieceKind.SECTION, PieceKind.SOURCE}
        yield Piece(PieceKind.OTHER, piece.start, piece.end) if named else piece


def _label(folded: str, words: list[tuple[int, int]], start: int, *, at_end: bool) -> tuple[int, int, Role] | None:
    """A label phrase at the side of the date, the longest first; between two dates it may stand anywhere."""
    labels = load_vocabulary().labels
    if not words:
        # Chinese and Japanese labels may hold signs that are no letters to us.
        return None
    count = len(words)
    for size in range(min(count, MAX_LABEL_WORDS), 0, -1):
        starts = [count - size] if at_end else range(count - size + 1)
        for index in starts:
            first, last = words[index][0], words[index + size - 1][1]
            role = labels.get(folded[first - start : last - start])
            # "on" and "vom" are labels only where nothing else stands beside them.
            if role is not None and (size == count or not _is_glue(folded[first - start : last - start])):
                return first, last, role
    return None


def _is_glue(word: str) -> bool:
    return Kind.GLUE in load_vocabulary().meanings.get(word, {})


def _classify_plain(text: str, start: int, end: int, place: str, *, set_off: bool) -> Iterator[Piece]:
    raw = text[start:end]
    folded = fold(raw)
    tokens = tokenize(folded)
    if load_grammar().glue.fullmatch(tokens.shape):
        return
    if place != "before" and load_grammar().time.fullmatch(tokens.shape):
        return  # the time behind "updated"
    if _is_counter(folded):
        yield Piece(PieceKind.COUNTER, start, end)
    elif (named := _after_word(folded)) is not None:
        kind, offset = named
        left, right = _strip(text, start + offset, end)
        if kind is PieceKind.AUTHOR:
            right = _without_glue(text, left, right)
        if left < right and (kind is PieceKind.SECTION or _is_name(text[left:right])):
            yield Piece(kind, left, right)
        else:
            yield Piece(PieceKind.OTHER, start, end)
    elif not _is_name(raw) or not (set_off or place == "before-strong"):
        yield Piece(PieceKind.OTHER, start, end)
    elif _is_person(raw):
        yield Piece(PieceKind.AUTHOR, start, end)
    elif place.startswith("before") and (not set_off or _is_agency(raw)):
        yield Piece(PieceKind.SOURCE, start, end)
    else:
        yield Piece(PieceKind.SECTION, start, end)


def _without_glue(text: str, start: int, end: int) -> int:
    """The end of a name in front of the glue that leads over to the date: "Cooper am"."""
    meanings = load_vocabulary().meanings
    for match in reversed(list(_WORD.finditer(text, start, end))):
        if Kind.GLUE not in meanings.get(fold(match[0]), {}) or text[match.start()].isupper():
            break
        end = _strip(text, start, match.start())[1]
    return end


def _is_counter(folded: str) -> bool:
    """A number, or a number beside the word for what is counted."""
    words = _WORD.findall(folded)
    if not words:
        return _BARE_COUNT.fullmatch(folded) is not None
    known = load_vocabulary().counters
    if len(words) > MAX_COUNTER_WORDS or not any(char.isdigit() for char in folded):
        return " ".join(words) in known
    return " ".join(words) in known or all(word in known for word in words)


def _after_word(folded: str) -> tuple[PieceKind, int] | None:
    """A word for a byline or a rubric in front: "By Jane Roe", "Категорія: Спорт"."""
    vocabulary = load_vocabulary()
    match = re.match(r"\W*([^\W\d_]+(?: [^\W\d_]+)?)(\s*:)?\s*", folded)
    if match is None:
        return None
    first = re.match(r"\W*([^\W\d_]+)(\s*:)?\s*", folded)
    for found in (match, first):
        if found is None:
            continue
        if found[1] in vocabulary.bylines:
            return PieceKind.AUTHOR, found.end()
        if found[1] in vocabulary.sections and found[2]:
            return PieceKind.SECTION, found.end()
    return None


def _is_name(raw: str) -> bool:
    """A few words without the marks of a sentence, the first of them not in lower case."""
    if len(raw) > MAX_NAME_LENGTH or _SENTENCE_MARK.search(raw) or _CODE.search(raw):
        return False
    if any(char.isdigit() for char in raw):
        return False
    return len(raw.split()) <= MAX_NAME_WORDS and not raw[0].islower()


def _is_agency(raw: str) -> bool:
    """PAP, LETA, Інтерфакс-Україна: capitals, or an address; a rubric is an ordinary word."""
    words = _CAPITALS.findall(raw)
    return "." in raw or (bool(words) and all(word.isupper() for word in words))


def _is_person(raw: str) -> bool:
    words = raw.split()
    if "/" in raw:
        return False
    if not PERSON_WORDS[0] <= len(words) <= PERSON_WORDS[1] or _OFFICE.search(raw.lower()):
        return False
    return all(word[0].isupper() and not word.isupper() and word.strip(".-’'")[-1:].isalpha() for word in words)
