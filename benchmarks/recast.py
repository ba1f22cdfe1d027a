"""Pages whose body is cast anew: lists, steps, timetables, live blogs, interviews, results.

News pages hold few of them, and what a model has not seen it takes for the site's own. The words and the frame around
the body are the page's; only the shape of some paragraphs is made up, so that nothing here speaks of a language.
"""

from __future__ import annotations

import random
import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_EDGES = " \t.,;:!?…\"'«»„“”()[]–—-•*"
_BULLETS = ("• ", "– ", "— ", "- ", "* ", "", "")
_DAY = 24 * 60
_WORDS = 4  # of a sentence that can be cut up
_PARAGRAPHS = 4  # that a body needs
_WHOLE = 0.25  # share of bodies that are cast anew from top to bottom
_ALONE = 0.15  # share of bodies without anything around them
_STREWN = 0.4  # share of bodies with lines of the frame between their lines: promotions, buttons, captions


class _SpentError(Exception):
    """No sentence is left."""


@dataclass(frozen=True)
class _Words:
    """The sentences of some paragraphs, each used once: copies would teach that doubled lines are body."""

    sentences: list[str]
    chance: random.Random

    @classmethod
    def of(cls, paragraphs: Sequence[str], chance: random.Random) -> _Words:
        every = [sentence for paragraph in paragraphs for sentence in _SENTENCE.split(paragraph)]
        return cls([s for s in reversed(every) if len(s.split()) >= _WORDS and s[-1] in ".!?…"], chance)

    def sentence(self) -> str:
        """The next one. Raises `_SpentError`."""
        if not self.sentences:
            raise _SpentError
        return self.sentences.pop()

    def phrase(self, low: int, high: int) -> str:
        """So many words in a row, without what stands at their edges; mostly the first ones of a sentence."""
        words = self.sentence().split()
        count = self.chance.randint(low, high)
        start = 0 if self.chance.random() < 0.7 else self.chance.randrange(max(len(words) - count, 0) + 1)
        return " ".join(words[start : start + count]).strip(_EDGES) or words[0]

    def heading(self) -> str:
        return self.phrase(2, 8) + self.chance.choice(("", "", "", "?"))

    def number(self) -> str:
        whole = str(self.chance.choice((1, 2, 3, 4, 5, 10, 12, 50, 80, 100, 200, 250, 500, 1500)))
        return self.chance.choice((whole, whole, f"{whole},5", f"{whole}–{int(whole) + 1}"))

    def clocks(self, count: int, *, falls: bool) -> list[str]:
        """Times of one day in order."""
        mark, pad = self.chance.choice("::."), self.chance.random() < 0.7
        minutes = sorted((self.chance.randrange(_DAY) for _ in range(count)), reverse=falls)
        return [f"{m // 60:02}{mark}{m % 60:02}" if pad else f"{m // 60}{mark}{m % 60:02}" for m in minutes]


def _opening(words: _Words) -> Iterator[str]:
    """What stands in front of a list."""
    kind = words.chance.random()
    if kind < 0.55:
        yield f"{words.phrase(2, 9)}:"
    elif kind < 0.8:
        yield words.heading()


def _list(words: _Words) -> Iterator[str]:
    yield from _opening(words)
    bullet, end = words.chance.choice(_BULLETS), words.chance.choice((";", "", "", ".", ","))
    longest = words.chance.choice((4, 8, 14))
    items = [words.phrase(1, longest) for _ in range(words.chance.randint(3, 8))]
    yield from (f"{bullet}{item}{end}" for item in items[:-1])
    yield f"{bullet}{items[-1]}{'.' if end else ''}"


def _steps(words: _Words) -> Iterator[str]:
    yield from _opening(words)
    mark = words.chance.choice((". ", ". ", ") "))
    whole = words.chance.random() < 0.7
    for number in range(1, words.chance.randint(3, 7) + 1):
        yield f"{number}{mark}{words.sentence() if whole else words.phrase(3, 10)}"


def _ingredients(words: _Words) -> Iterator[str]:
    yield from _opening(words)
    bullet = words.chance.choice(_BULLETS)
    for _ in range(words.chance.randint(4, 11)):
        what = words.phrase(1, 4)
        what = what[:1].lower() + what[1:]
        yield f"{bullet}{what}" if words.chance.random() < 0.2 else f"{bullet}{words.number()} {what}"


def _timetable(words: _Words) -> Iterator[str]:
    yield from _opening(words)
    style, count = words.chance.randrange(4), words.chance.randint(3, 8)
    begins = words.clocks(count, falls=False)
    for begin, end in zip(begins, words.clocks(count, falls=False), strict=True):
        what = words.phrase(1, 8)
        yield (f"{begin} {what}", f"{begin} – {what}", f"{begin}–{end} – {what};", f"{begin}, {end}, {begin}")[style]


def _results(words: _Words) -> Iterator[str]:
    yield from _opening(words)
    for _ in range(words.chance.randint(2, 6)):
        names = [words.phrase(1, 2) for _ in range(words.chance.randint(2, 5))]
        numbers = [str(words.chance.randrange(1, 99)) for _ in names]
        style = words.chance.randrange(3)
        if style == 0:
            yield f"{names[0]} – {names[1]} {numbers[0]}:{numbers[1]}"
        elif style == 1:
            yield f"{names[0]}: " + ", ".join(f"{n} {m}" for n, m in zip(names[1:], numbers, strict=False)) + "."
        else:
            yield f"{names[0]} – {numbers[0]} {names[1]}"


def _interview(words: _Words) -> Iterator[str]:
    dash = words.chance.choice(("", "", "– ", "— ", f"{words.phrase(1, 2)}: "))
    for _ in range(words.chance.randint(2, 6)):
        yield f"{dash}{words.phrase(1, 9)}?"
        short = words.chance.random() < 0.4
        yield f"{dash}{words.phrase(1, 5)}." if short else f"{dash}{words.sentence()}"
        if words.chance.random() < 0.4:
            yield words.sentence()


def _headed(words: _Words) -> Iterator[str]:
    for _ in range(words.chance.randint(1, 3)):
        yield words.heading()
        yield " ".join(words.sentence() for _ in range(words.chance.randint(1, 3)))


def _live(words: _Words, paragraphs: Sequence[str]) -> Iterator[str]:
    """Entries with the time in front of them, each a few sentences; `words` are for their headings."""
    style, longest = words.chance.randrange(4), words.chance.choice((1, 2, 3))
    for clock, paragraph in zip(
        words.clocks(len(paragraphs), falls=words.chance.random() < 0.6), paragraphs, strict=True
    ):
        text = " ".join(_SENTENCE.split(paragraph)[:longest])
        if style == 0:
            yield from (clock, text)
        elif style == 1:
            yield from (clock, words.heading(), text)
        elif style == 2:
            yield from (f"{clock} {words.heading()}", text)
        else:
            yield f"{clock} {text}"


_SHAPES: Sequence[Callable[[_Words], Iterator[str]]] = (
    _list, _steps, _ingredients, _timetable, _results, _interview, _headed,
)  # fmt: skip


def recast(lines: Sequence[str], body: Sequence[bool], seed: str) -> tuple[list[str], list[str]] | None:
    """The lines with some of the body cast anew, and the body alone; None for a body that is too short for it."""
    chance = random.Random(f"recast {seed}")
    paragraphs = [line for line, inside in zip(lines, body, strict=True) if inside]
    if len(paragraphs) < _PARAGRAPHS:
        return None
    if chance.random() < _WHOLE:
        made = _whole(paragraphs, chance)
    else:
        made = [[paragraph] for paragraph in paragraphs[: chance.randint(_PARAGRAPHS, 30)]]
        for _ in range(chance.randint(1, 3)):
            first = chance.randrange(len(made))
            last = first + chance.randint(1, 4)
            words = _Words.of([line for group in made[first:last] for line in group], chance)
            shaped = _lines(chance.choice(_SHAPES)(words))
            if len(shaped) > 1:
                made[first:last] = [shaped]
    around, inside = _put(lines, body, made)
    if chance.random() < _ALONE:
        return inside, inside
    return (_strewn(lines, body, made, chance) if chance.random() < _STREWN else around), inside


def _lines(shape: Iterator[str]) -> list[str]:
    """What a shape gives before its words are spent."""
    lines: list[str] = []
    with suppress(_SpentError):
        lines.extend(shape)
    return lines


def _whole(paragraphs: Sequence[str], chance: random.Random) -> list[list[str]]:
    """A body that is a live blog or an interview from its first paragraphs on."""
    lead = chance.randint(0, 2)
    rest = paragraphs[lead : lead + chance.randint(3, 12)]
    words = _Words.of(paragraphs[lead + len(rest) :] or rest, chance)
    shaped = _lines(_live(words, rest)) if chance.random() < 0.7 else _lines(_interview(_Words.of(rest, chance)))
    return [[paragraph] for paragraph in (*paragraphs[:lead], *shaped)]


def _strewn(lines: Sequence[str], body: Sequence[bool], made: Sequence[list[str]], chance: random.Random) -> list[str]:
    """The new body with a few of the lines around it moved into it, as sites do with what they promote."""
    places = [number for number, inside in enumerate(body) if inside]
    above = [line for line, inside in zip(lines[: places[0]], body, strict=False) if not inside]
    below = [line for line in lines[places[0] :] if line not in {lines[number] for number in places}]
    moved = [below.pop(chance.randrange(len(below))) for _ in range(min(chance.randint(1, 5), len(below)))]
    inside = [[line] for group in made for line in group]
    for line in moved:
        inside[chance.randrange(max(len(inside) - 1, 1))].append(line)
    return [*above, *(line for group in inside for line in group), *below]


def _put(lines: Sequence[str], body: Sequence[bool], made: Sequence[list[str]]) -> tuple[list[str], list[str]]:
    """The new body where the old one stood: one group for each of its lines, the last line taking what is left."""
    places = [number for number, inside in enumerate(body) if inside]
    groups = dict(zip(places, made, strict=False))
    if len(made) > len(places):
        groups[places[-1]] = [line for group in made[len(places) - 1 :] for line in group]
    out: list[str] = []
    for number, line in enumerate(lines):
        out += groups.get(number, []) if body[number] else [line]
    return out, [line for group in made for line in group]
