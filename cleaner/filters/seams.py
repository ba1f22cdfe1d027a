"""Chrome that is glued to a sentence: an extractor has lost the border between two elements of the page.

Such a line is laid before the rules once more, in the pieces that its seams make of it. What no rule knows as a line of
its own stays where it is, so a seam that is none (a misprint, "YouTube") costs nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING, Final

from cleaner.annotate.sentences import bears_sentence
from cleaner.domains import TOP_LEVEL
from cleaner.model import Answer, Verdict, ask
from cleaner.read.text import slice_block, source_span
from cleaner.script import CAPITALS, SMALL

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from cleaner.model import Block, Document, Filter, Span

_MOST: Final = 6  # seams of a line; one with more is no sentence with something glued to it
_WORD: Final = 3  # letters that stand before a full stop which is no abbreviation's
_LONGEST: Final = 30  # letters of a word
_LABEL: Final = 7  # letters of a word that no name in one piece begins with
_LONGEST_LINE: Final = (
    20_000  # characters; what is longer is a whole page, and its marks would be counted for each seam
)
_SHORT: Final = 3  # blanks in a sentence that is too short to be recognised by its length
_ENDS: Final = "!?…»”)]"
_STRAIGHT: Final = '"'
_QUOTES: Final = frozenset((_STRAIGHT, "“"))
_CLOSERS: Final = "\"”»')]"
_STOPS: Final = frozenset(".!?…")
_CAPITALS: Final = 4  # letters in front of a label's last one
_CYRILLIC: Final = frozenset(map(chr, range(0x400, 0x530)))
_DOMAIN: Final = re.compile(rf"(?:{TOP_LEVEL.upper()})\b")
_LAST_WORD: Final = re.compile(r"[^\W\d_]+$")


@cache
def _seam() -> re.Pattern[str]:
    """A class of characters first, which a search skips to quickly; what must stand before is looked at last."""
    return re.compile(f'[{CAPITALS}«“„"(0-9](?<=[{SMALL}0-9."“{re.escape(_ENDS)}].)(?<!\\w[0-9])', re.DOTALL)


@cache
def _in_capitals() -> re.Pattern[str]:
    """A label in capitals in front of a capitalised word."""
    return re.compile(f"[{CAPITALS}]{{4,}}(?=[{CAPITALS}][{SMALL}]{{2}})")


@dataclass(frozen=True, slots=True)
class SeamFilter:
    """Lays lines before the rules once more, cut where two elements of a page run into one.

    Silent on pages: their mark-up separates the elements.
    """

    rules: Filter
    name: str = "seams"

    def __call__(self, document: Document) -> Answer:
        """What the rules take of the pieces, and of the lines that belong to them."""
        if document.priors:
            return Answer(())
        cut = {block.start: pieces for block in document.blocks if len(pieces := _cut(document, block)) > 1}
        if not cut or not self._knows(document, chain.from_iterable(cut.values())):
            return Answer(())
        blocks = tuple(piece for block in document.blocks for piece in cut.get(block.start, (block,)))
        answer = ask(self.rules, replace(document, blocks=blocks))
        found = [finding for finding in answer.findings if finding.verdict is not Verdict.KEEP]
        taken = {finding.span for finding in found}
        whole = [pieces for pieces in cut.values() if not _leaves_text(pieces, taken)]
        spared = {piece.start for pieces in whole for piece in pieces}
        return answer._replace(findings=[finding for finding in found if finding.span.start not in spared])

    def _knows(self, document: Document, pieces: Iterable[Block]) -> bool:
        """Whether a rule wants one of the pieces: most seams are none, and the whole document costs far more."""
        findings = ask(self.rules, replace(document, blocks=tuple(pieces))).findings
        return any(finding.verdict is not Verdict.KEEP for finding in findings)


def _leaves_text(pieces: Sequence[Block], taken: Container[Span]) -> bool:
    """Whether some of the pieces go as a whole, and what they leave is running text."""
    left = [piece for piece in pieces if piece.span not in taken]
    return len(left) < len(pieces) and any(_is_running_text(piece.text) for piece in left)


def _is_running_text(text: str) -> bool:
    return bears_sentence(text) or (text[-1] in _STOPS and text.count(" ") >= _SHORT)


def _cut(document: Document, block: Block) -> Sequence[Block]:
    """The pieces of a block; itself where it has no seam."""
    places = document.memo.ask(_seams, block.text)
    if not 0 < len(places) <= _MOST or block.start in document.pinned:
        return (block,)
    spans = (source_span(document, block, *border) for border in pairwise((0, *places, len(block.text))))
    return [piece for span in spans if (piece := slice_block(document, block, span)) is not None]


def _seams(text: str) -> Sequence[int]:
    """The places where a line may be cut; one more than `_MOST` if there are too many."""
    if len(text) > _LONGEST_LINE or text.count(" ") < _SHORT:  # no sentence would be left
        return ()
    seams = (match.start() for match in _seam().finditer(text) if _is_seam(text, match.start()))
    places = list(islice(seams, _MOST + 1))
    if text[:_CAPITALS].isupper() and (label := _in_capitals().match(text)):  # "РЕКЛАМАМешканці"
        places.insert(0, label.end())
    return places


def _is_seam(text: str, place: int) -> bool:
    """Whether a word ends in front of `place` without a blank behind it: "gov.uaРада", not "YouTube"."""
    last, opens, behind = text[place - 1], text[place], text[place + 1 : place + 2]
    if _QUOTES & {opens, last}:
        return _is_between(text, place, (behind if opens in _QUOTES else opens).isupper())
    if last in _ENDS:
        return opens.isalnum() or behind.isalnum()
    if last == ".":
        word = text[max(place - 1 - _LONGEST, 0) : place - 1].rstrip(_CLOSERS)[-_WORD:]
        return word.isalpha() and len(word) == _WORD and not _DOMAIN.match(text, place)
    if not opens.isalpha() or last.isdigit():
        return opens.isalpha() and behind.islower()
    return _ends_word(text, place, behind)


def _is_between(text: str, place: int, capital: bool) -> bool:  # noqa: FBT001
    """Whether the mark of quotation beside `place` opens there, or has closed, and a `capital` comes next."""
    if not capital:
        return False
    mark = text[place] if text[place] in _QUOTES else text[place - 1]
    if mark == _STRAIGHT:  # opens where it is the first, the third, …
        return text.count(mark, 0, place) % 2 == 0
    opened, closed = text.count("„", 0, place), text.count(mark, 0, place)  # in German and its neighbours “ closes
    return opened <= closed if mark == text[place] else 0 < opened == closed


def _ends_word(text: str, place: int, behind: str) -> bool:
    """Whether the letters in front of `place` are a word of their own, and the capital there begins another."""
    last, opens = text[place - 1], text[place]
    found = _LAST_WORD.search(text[max(place - _LONGEST, 0) : place])
    word = found[0] if found else ""
    if (word.islower() and len(word) > 1) or (last in _CYRILLIC) != (opens in _CYRILLIC):
        return True
    if len(word) >= _LABEL:  # "AdvertisementResidents", not "LinkedIn"
        return behind.islower()
    return behind.isspace()  # "Іван КосарУ громаді": a name takes no single letter
