"""What stands around a date in its line: labels, counters, names of people, sources and sections, or prose."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from cleaner.dates import names
from cleaner.dates.pieces import EDGE, Around, Line, Piece, PieceKind, Side, Stretch
from cleaner.dates.shapes import load_grammar
from cleaner.dates.vocabulary import Kind, Role, load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


MAX_LABEL_WORDS: Final = 5
MAX_POSTS: Final = 2
# Marks that set something off from the date so clearly that it cannot be part of a sentence with it.
_SPLIT: Final = re.compile(r"[|•·▪●∙⋅»›>─｜\\]|(?<=\s)(?:/{1,2}|[–—-])(?=\s|$)|^(?:/{1,2}|[–—-])(?=\s|$)|\s{3,}")
# In front of the date: the other half of a range, an amount, a number that runs on.
_ATTACHED: Final = re.compile(r"\d\s?[-–—./:]\s?$|[№#$€£+]\s?$|\d$")
# Behind it: a range, an amount, or the colon of a list's entry.
_FOLLOWED: Final = re.compile(r"\s?[-–—./:]\s?\d|\s?[%$€£°]|\d|\s*:\s*$")
_AND: Final = re.compile(rf"\s+(?:{names.AND}|&)\s+")
_TOKEN: Final = re.compile(r"\S+")
_BEFORE_NUMBER: Final = re.compile(r"[^\W\d_](?=\d)")
_DIGIT: Final = re.compile(r"\d")
_FIRST_TWO: Final = re.compile(r"\W*([^\W\d_]+ [^\W\d_]+)(\s*:)?\s*")
_FIRST_ONE: Final = re.compile(r"\W*([^\W\d_]+)(\s*:)?\s*")


def read_gap(gap: Stretch) -> Around:
    """Take the text before, between or behind the dates of a line apart."""
    if not gap.raw:
        return Around()
    attached = gap.side is not Side.AFTER and _ATTACHED.search(gap.raw)
    if attached or (gap.side is not Side.BEFORE and _FOLLOWED.match(gap.raw)):
        return Around((gap.piece(PieceKind.OTHER),))
    if not gap.raw.strip(EDGE):
        return Around()
    pieces = tuple(_pieces(gap))
    return Around(tuple(_rubrics(gap.line, pieces)) if gap.side is Side.AFTER else pieces)


def read_counter(line: Line, start: int) -> Piece | None:
    """How long reading takes, or how many have read, in the last words of a line behind its date.

    The number may be glued to what stands in front of it: "Ann Lee12 views".
    """
    words = list(_TOKEN.finditer(line.text, start))[-names.MAX_COUNTER_WORDS - 1 :]  # with its number
    places = [place for word in words for place in (word.start(), *_glued_numbers(line.text, word))]
    for place in places:
        folded = line.folded[place:].rstrip(EDGE)
        if _DIGIT.search(folded) and names.WORD.search(folded) and names.is_counter(folded):
            return Piece(PieceKind.COUNTER, place, place + len(folded), in_words=True)
    return None


def _glued_numbers(text: str, word: re.Match[str]) -> Iterator[int]:
    return (match.end() for match in _BEFORE_NUMBER.finditer(text, *word.span()))


def _rubrics(line: Line, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Several names in a row behind a date are rubrics, though one may look like a person: "Living Healthy / Food"."""
    several = sum(piece.kind in {PieceKind.AUTHOR, PieceKind.SECTION} for piece in pieces) > 1
    for piece in pieces:
        before = line.folded[: piece.start].split()
        by = bool(before) and before[-1].strip(":") in load_vocabulary().bylines
        is_rubric = several and piece.kind is PieceKind.AUTHOR and not by
        yield replace(piece, kind=PieceKind.SECTION) if is_rubric else piece


def _pieces(gap: Stretch) -> Iterator[Piece]:
    position = gap.start
    marks = [(match.start() + gap.start, match.end() + gap.start) for match in _SPLIT.finditer(gap.raw)]
    for cut, after in (*marks, (gap.end, gap.end)):
        set_off = (cut != gap.end if gap.side is Side.BEFORE else position != gap.start) or _by_comma(gap)
        stretch = gap.part(position, cut, set_off=set_off)
        position = after
        if stretch.raw:
            yield from _labelled(stretch)


def _by_comma(gap: Stretch) -> bool:
    """A comma between a full date with its time and a name sets the name off as well."""
    return gap.sure and (gap.raw.rstrip()[-1:] if gap.side is Side.BEFORE else gap.raw.lstrip()[:1]) == ","


def _labelled(stretch: Stretch) -> Iterator[Piece]:
    found = _label(stretch)
    if found is None:
        yield from _classify(stretch)
        return
    label, role = found
    yield label.piece(PieceKind.LABEL, role)
    for start, end in ((stretch.start, label.start), (label.end, stretch.end)):
        rest = stretch.part(start, end, set_off=True)
        # Beside a label stand people, counters and glue; "This page was last updated on" is a sentence.
        for piece in _classify(rest) if rest.raw else ():
            named = piece.kind in {PieceKind.SECTION, PieceKind.SOURCE}
            yield Piece(PieceKind.OTHER, piece.start, piece.end) if named else piece


def _label(stretch: Stretch) -> tuple[Stretch, Role] | None:
    """A label phrase, the longest first: in front of a date at its side, elsewhere anywhere."""
    labels, folded = load_vocabulary().labels, stretch.folded
    words = [match.span() for match in names.WORD.finditer(folded)]
    ends = [len(words)]
    if stretch.side is Side.BEFORE and len(words) > 1 and _is_glue(folded[slice(*words[-1])]):
        ends.append(len(words) - 1)  # "Opdateret den"
    if stretch.side is not Side.BEFORE:
        ends = list(range(len(words), 0, -1))
    for size in range(min(len(words), MAX_LABEL_WORDS), 0, -1):
        for end in ends:
            if end < size:
                continue
            first, last = words[end - size][0], words[end - 1][1]
            role = labels.get(folded[first:last])
            # "on" and "vom" are labels only where nothing else stands beside them.
            if role is not None and (size == len(words) or not _is_glue(folded[first:last])):
                return stretch.part(stretch.start + first, stretch.start + last), role
    return None


def _is_glue(word: str) -> bool:
    return Kind.GLUE in load_vocabulary().meanings.get(word, {})


def _classify(stretch: Stretch) -> Iterator[Piece]:
    folded, shape = stretch.folded, stretch.line.shape(stretch.start, stretch.end)
    time = stretch.side is not Side.BEFORE and load_grammar().time.fullmatch(shape)  # behind "updated"
    if time or load_grammar().glue.fullmatch(shape):
        return
    if names.is_counter(folded):
        yield replace(stretch.piece(PieceKind.COUNTER), in_words=names.WORD.search(folded) is not None)
    else:
        bare = _without_glue(stretch) if stretch.side is Side.BEFORE else stretch
        named = _once(_without_post(bare if bare.raw else stretch))
        yield _announced(stretch, folded) or named.piece(_kind_of_name(named))


def _kind_of_name(stretch: Stretch) -> PieceKind:
    raw, front = stretch.raw, stretch.side is Side.BEFORE
    touches = names.is_proper(raw) and (
        stretch.sure or (stretch.full and (names.is_office(raw) or names.is_agency(raw)))
    )
    if not names.is_name(raw) or not (stretch.set_off or touches):
        return PieceKind.OTHER
    if any(word in load_vocabulary().bylines for word in stretch.folded.split()[1:-1]):
        return PieceKind.COUNTER  # "Fact-checked by …": who else worked on the page
    if all(map(names.is_person, _AND.split(raw))):
        return PieceKind.AUTHOR
    if names.is_agency(raw) or (front and not stretch.set_off):
        return PieceKind.SOURCE
    office = names.is_office(raw) and (front or not stretch.set_off)  # behind a mark "Новости дня" is a rubric
    return PieceKind.SOURCE if office else PieceKind.SECTION


def _announced(stretch: Stretch, folded: str) -> Piece | None:
    """A name behind a word for a byline, a rubric or a source: "By Jane Roe", "Категорія: Спорт", "Source: dpa"."""
    kind, offset = _announcement(folded)
    if kind is None:
        return None
    named = stretch.part(stretch.start + offset, stretch.end)
    if kind is PieceKind.AUTHOR:
        named = _without_post(_without_glue(named))
    if kind is PieceKind.SECTION and named.raw:
        return named.piece(kind)
    if kind is PieceKind.SOURCE and names.is_name(named.raw or "."):
        return named.piece(kind)
    nick = stretch.side is Side.BEFORE and names.is_nick(named.raw)
    if not named.raw and names.is_office(stretch.raw):
        return stretch.piece(PieceKind.SOURCE)  # "Redação" is a word for a byline, and by itself the newsroom
    if not named.raw or not (names.is_name(named.raw) or nick):
        return stretch.piece(PieceKind.OTHER)
    agency = names.is_office(named.raw) or (names.is_agency(named.raw) and not names.is_person(named.raw))
    return named.piece(PieceKind.SOURCE if agency else PieceKind.AUTHOR)


def _announcement(folded: str) -> tuple[PieceKind | None, int]:
    vocabulary = load_vocabulary()
    for pattern in (_FIRST_TWO, _FIRST_ONE):
        match = pattern.match(folded)
        if match and match[1] in vocabulary.bylines:
            return PieceKind.AUTHOR, match.end()
        if match and match[1] in vocabulary.sections and match[2]:
            return PieceKind.SECTION, match.end()
        if match and match[1] in vocabulary.sources and match[2]:
            return PieceKind.SOURCE, match.end()
    return None, 0


def _without_post(stretch: Stretch) -> Stretch:
    """A person without what follows behind commas: a desk, a paper, a town; a post in small letters only behind a mark.

    "Ann Lee, born 3 June 1934" is no byline.
    """
    name, *posts = stretch.raw.split(",")
    known = (
        0 < len(posts) <= MAX_POSTS
        and names.is_person(name)
        and all(
            names.is_name((post.strip().capitalize() if stretch.set_off else post.strip()) or ".") for post in posts
        )
    )
    return stretch.part(stretch.start, stretch.start + len(name)) if known else stretch


def _once(stretch: Stretch) -> Stretch:
    """A name that was extracted twice, from the portrait and from the link: "Ann LeeAnn Lee"."""
    half, odd = divmod(len(stretch.raw), 2)
    twice = not odd and stretch.raw[:half] == stretch.raw[half:]
    return stretch.part(stretch.start, stretch.start + half) if twice else stretch


def _without_glue(stretch: Stretch) -> Stretch:
    """A name without the glue that leads over to the date: "Cooper am"."""
    end = stretch.end
    for match in reversed(list(names.WORD.finditer(stretch.raw))):
        if not _is_glue(stretch.folded[slice(*match.span())]) or match[0][0].isupper():
            break
        end = stretch.start + match.start()
    return stretch.part(stretch.start, end)
