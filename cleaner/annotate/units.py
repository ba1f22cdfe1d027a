r"""Lines re-joined to units: a sentence that was cut at an inline link is scored, and kept or dropped, as one.

Scrapers that call ``get_text("\\n")`` break a paragraph at every inline tag. A unit is a run of such pieces;
in any other text nearly every line is its own unit.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.annotate.language import WORDS
from cleaner.script import CLOSING_QUOTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model import Document

TERMINAL: Final = frozenset(".!?…。！？؟।։")
CLOSERS: Final = CLOSING_QUOTES + ")]} \u00a0"
_CONTINUES: Final = frozenset(",.;:)]!?»”’…%、。，；」』）")  # no line of its own begins so
_OPENS: Final = frozenset(",([{«„&、，「『（")  # no line of its own ends so
# A line of one of these is the rest of a sentence; of any other mark it may be an icon.
_SEPARATORS: Final = frozenset(",.;、。，；")
_JOINING: Final = frozenset(chain.from_iterable(WORDS.values()))  # function words: no line is one
# Those that end no headline either, where "lit up" and "carry on" may.
_LEADING: Final = frozenset(
    "the a an of and der die das den dem und ein eine von le la les des et du une el los las y una del il di della "
    "das dos uma het een van i oraz w z и в с на із та і un ir ja".split()
)
MIN_OPEN_WORDS: Final = 4  # a shorter unpunctuated line may be a menu entry: only punctuation glues to it
MIN_REST_WORDS: Final = 6  # behind the link: with so many the piece above may be short, as in "The mayor told"
MAX_SHORT_LINK_WORDS: Final = 3  # behind a piece of a word or two
MAX_LINK_WORDS: Final = 12  # a longer piece in the middle of a sentence is no link's text
# Lines that begin with what only ever ends something: with so many of them the text was broken at its links.
BROKEN: Final = 3
MIN_LOW_WORDS: Final = 2  # of a line in small letters that goes on in such a text, be the one above ever so short
MIN_DATED_WORDS: Final = 8  # of one with a number


class Unit(NamedTuple):
    """Consecutive lines that make one paragraph."""

    first: int  # index of the first line
    last: int  # index of the last line, included
    text: str
    gap: int  # blank lines above


def ends_sentence(text: str) -> bool:
    """Whether `text` ends with terminal punctuation, closing quotes and brackets left aside.

    >>> ends_sentence('He said: "No."'), ends_sentence("World news")
    (True, False)
    """
    return text.rstrip(CLOSERS)[-1:] in TERMINAL


def units_of(document: Document, first: int = 0) -> list[Unit]:
    """The units of a document's lines from `first` on, made once; their places are those in all lines."""

    def make() -> list[Unit]:
        lines = document.lines[first:]
        units = join_lines([line.text for line in lines], [0, *(line.gap for line in lines[1:])])
        return [Unit(unit.first + first, unit.last + first, unit.text, unit.gap) for unit in units] if first else units

    return document.memo.recall((units_of, document.source, first), make)


def join_lines(texts: Sequence[str], gaps: Sequence[int]) -> list[Unit]:
    """Group the lines of a document; linear in their number.

    >>> [unit.text for unit in join_lines(["The council said on", "Monday", "that it agrees.", "Sport"], [0] * 4)]
    ['The council said on Monday that it agrees.', 'Sport']
    """
    glued = _glued(texts, gaps)
    units: list[Unit] = []
    first = 0
    for index in range(1, len(texts) + 1):
        if index == len(texts) or not glued[index]:
            text = texts[first] if index == first + 1 else " ".join(texts[first:index])
            units.append(Unit(first, index - 1, text, gaps[first]))
            first = index
    return units


def _glued(texts: Sequence[str], gaps: Sequence[int]) -> list[bool]:
    """For each line, whether it continues the line above."""
    total = len(texts)
    spaces = [text.count(" ") + 1 for text in texts]
    open_end = [not (text.endswith(":") or ends_sentence(text)) for text in texts]
    glued = [False] * (total + 1)
    punctuated = [_is_punctuated(text) for text in texts]
    broken = sum(punctuated) >= BROKEN
    for index in range(1, total):
        text, above = texts[index], texts[index - 1]
        if gaps[index]:
            continue
        if punctuated[index] or _is_opened(above, text):
            glued[index] = True
        elif open_end[index - 1]:
            long = spaces[index - 1] >= MIN_OPEN_WORDS or glued[index - 1]
            low = text[0].islower() and (long or text in _JOINING or (broken and _is_rest(text, spaces[index])))
            glued[index] = low or _goes_on(text) or _leads_on(above)
    for index in range(1, total - 1):  # "…, said on | Monday | that …": the middle piece begins with a capital
        middle = glued[index + 1] or (open_end[index] and not gaps[index + 1] and texts[index + 1][0].islower())
        begun = glued[index - 1]
        if not glued[index] and middle and not gaps[index] and open_end[index - 1] and _links(spaces, index, begun):
            # "Average costs | The price of | a class": a sentence begins there, and a heading stands above it.
            glued[index] = texts[index].partition(" ")[0].lower() not in _JOINING
            glued[index + 1] = True
    for index in range(1, total - 1) if broken else ():
        is_link = glued[index + 1] and not glued[index] and not gaps[index] and open_end[index - 1]
        if is_link and spaces[index] <= MAX_SHORT_LINK_WORDS:
            glued[index] = not glued[index - 1] and _begins(*texts[index - 1 : index + 2])
    return glued


def _begins(first: str, link: str, rest: str) -> bool:
    """Whether a sentence of a broken text begins with `first`, in front of its first link: "Poet | Ann Lee | writes…".

    A short line may be a heading, too, over a sentence that begins with a link. Of those of one word, behind which the
    link says another thing, three in four are not; of two or three, those that end in a function word, and those behind
    whose link a mark stands.
    """
    words, named = first.lower().split(), link.lower().split()
    if len(words) > MAX_SHORT_LINK_WORDS or first[0].islower():
        return False
    if named[0] in _JOINING or not set(words).isdisjoint(named):
        return False
    return len(words) == 1 or words[-1] in _JOINING or _is_punctuated(rest)


def _is_rest(text: str, words: int) -> bool:
    """Whether a line in small letters is the rest of a sentence; with a number it may be a date: "published 8 May"."""
    return words >= (MIN_DATED_WORDS if any(map(str.isdigit, text)) else MIN_LOW_WORDS)


def _is_punctuated(text: str) -> bool:
    """Whether the line begins with what only ever ends something."""
    if len(text) == 1:
        return text in _SEPARATORS
    return text[0] in _CONTINUES and not (text[0] in CLOSING_QUOTES and text[1].isalnum())  # »Ja« in Danish


def _is_opened(above: str, text: str) -> bool:
    """Whether the line above ends in a mark that something must follow.

    Alone it stands between the names of a byline as well, and the rows of a table may end in a comma.
    """
    return len(above) > 1 and above[-1] in _OPENS and not (above[-1] == "," and text[0].isdigit())


def _goes_on(text: str) -> bool:
    """Whether a line begins as no line does: "'s mayor", "(below) the river", "— said he"."""
    if text[0] == "(":
        return not text.endswith(")")
    return text.startswith(("'s ", "’s ")) or (text[0] in "—–-" and text[1:2] == " " and text[2:3].islower())


def _leads_on(text: str) -> bool:
    """Whether a line is a word that another must follow, "on" or "with", or ends in an article, in "and" or "of"."""
    words = text.rsplit(" ", MIN_OPEN_WORDS - 1)
    known = _JOINING if len(words) == 1 else _LEADING
    return words[-1].lower() in known and (len(words) == 1 or len(words) == MIN_OPEN_WORDS)


def _links(spaces: Sequence[int], index: int, begun: bool) -> bool:  # noqa: FBT001
    """Whether the line is a link's text, between the pieces of the sentence that it stands in, which may be `begun`."""
    before, rest = spaces[index - 1], spaces[index + 1]
    long = (
        (begun and spaces[index] <= MAX_SHORT_LINK_WORDS)
        or before >= MIN_OPEN_WORDS
        or (before > 1 and rest >= MIN_REST_WORDS)
    )
    return long and spaces[index] <= MAX_LINK_WORDS
