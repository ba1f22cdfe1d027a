"""Who wrote an article, persons and offices: chosen from what is called a byline, and from lines passed over."""

from __future__ import annotations

import re
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner import dates
from cleaner.fields import split_names, value_of
from cleaner.filters.byline import NAME
from cleaner.filters.naming import led_by, names_people
from cleaner.filters.shapes import is_name
from cleaner.filters.signed import TITLE_CASE
from cleaner.model import Category, Field, Zone
from cleaner.read.person import LONGEST_BYLINE, is_office, read_byline, says_by
from cleaner.read.role import names_role
from cleaner.script import SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model import Document
    from cleaner.rules import Lexicon

DATE_AUTHOR: Final = "date/author"  # the one that finds it in the line of the date, and knows where it ends
ABOVE_TEXT: Final = 5  # lines within which a name stands by the text that has no headline
_CODE: Final = 4  # letters, small ones
BESIDE: Final = 2  # lines from a date or the headline within which a name is no entry of a menu
_DESKS: Final = frozenset(
    "admin editors newsroom red redakcija redakcijas redakcja staff toimetus редакция редакція".split()
)
# Behind a text the editor's name follows the author's.
_EDITOR: Final = re.compile(r"(?:редактор\w*|toimetaja|redaktor\w*|editor)\s*:", re.IGNORECASE)
# An office in three or four capitals, and its town.
_OF_OFFICE: Final = re.compile(rf"[^\W\d_{SMALL}]{{3,4}}\s[^\W\d_{SMALL}][{SMALL}]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_ADDRESS: Final = re.compile(r"\S*[@/]\S*")  # they are in small letters whatever they spell
_NAMING: Final = frozenset({Category.BYLINE, Category.CAPTION, Category.CREDIT, Category.SOURCE})
# What has words that nobody's name is.
_FRAME: Final = (
    frozenset(Category)
    - _NAMING
    - {Category.DATE, Category.TITLE, Category.BREADCRUMB, Category.REPEAT, Category.TEASER, Category.ZONE}
)


class _Byline(NamedTuple):
    """A line that names somebody."""

    line: int
    text: str


def find_authors(document: Document, lexicon: Lexicon) -> tuple[str, ...]:
    """The authors: whom the page's metadata name, else whom the bylines beside the headline do.

    A page's capitalised names are items of its menu as often. So lines that say "By" count first; names alone only
    beside the headline, rather below it, and in languages whose menus have capitals too only close to it or to a date.
    Where nothing stands there, the first line elsewhere counts that says whose text it is; of a text, at last, a name
    under the headline that the scorer took. An office is named as it stands: who asks tells it from persons.
    """
    if document.hints and document.hints.authors:
        return document.hints.authors
    said, named = _bylines(document)
    if document.hints is None:
        named = [byline for byline in named if not _is_label(document, lexicon, byline.text)]
    title = dates.title_line(document)
    if title is None:
        first = document.blocks[0].line if document.blocks else 0
        chosen = said or [byline for byline in named if 0 <= first - byline.line <= ABOVE_TEXT]
    else:
        chosen = _beside_title(document, said, named, title)
        if not chosen and document.hints is None:
            chosen = [*_passed_over(document, title)] or _elsewhere(document, lexicon, said, title)
    names = (name for byline in chosen or said[:1] for name in split_names(byline.text))
    return tuple(dict.fromkeys(name for name in names if name and not _is_nobody(name)))


def _is_nobody(name: str) -> bool:
    """Whether a byline names no person: the newsroom in a word, or a few letters that only it can read: "(mk)"."""
    return name.lower().strip(". ") in _DESKS or (name.islower() and len(name) <= _CODE and not is_office(name))


def _elsewhere(document: Document, lexicon: Lexicon, said: Sequence[_Byline], title: int) -> list[_Byline]:
    """Who is named far from a text's headline, or under it without a word; its editor where nobody else is."""
    own = [byline for byline in said if not _EDITOR.match(document.lines[byline.line].text)]
    placed = _placed(document, lexicon, title)
    return own[:1] or [*islice(placed, 1)] or [*_signature(document, lexicon)] or [*said[:1]]


def _signature(document: Document, lexicon: Lexicon) -> Iterator[_Byline]:
    """Names alone directly behind the text, where labels have no capitals."""
    line = document.blocks[-1].line + 1 if document.blocks else 0
    if not 0 < line < len(document.lines) or document.language in TITLE_CASE:
        return
    text = document.lines[line].text
    names = read_byline([text]).persons if names_people(text, document.language) else ()
    if names and not any(_is_label(document, lexicon, name) for name in names):
        yield _Byline(line, ", ".join(names))


def _bylines(document: Document) -> tuple[list[_Byline], list[_Byline]]:
    """Lines that say who wrote the article, and names alone, both in the order of the page."""
    said: list[_Byline] = []
    named: list[_Byline] = []
    for finding in sorted(document.findings, key=attrgetter("span")):
        line = document.line_at(finding.span.start)
        beside_date = finding.rule == DATE_AUTHOR
        if finding.category in _NAMING and not beside_date and _is_said(document, line):
            said.append(_Byline(line, document.lines[line].text))  # a rule may know only one of several names
        elif finding.field is Field.AUTHOR:
            (named if finding.rule == NAME else said).append(_Byline(line, value_of(document, finding)))
    return said, named


def _beside_title(document: Document, said: Sequence[_Byline], named: Sequence[_Byline], title: int) -> list[_Byline]:
    if document.hints is None and document.language in TITLE_CASE:
        anchors = [document.line_at(finding.span.start) for finding in document.findings if finding.field is Field.DATE]
        anchors.append(title)
        named = [byline for byline in named if any(abs(byline.line - line) <= BESIDE for line in anchors)]
    for bylines in (said, named):
        beside = [byline for byline in bylines if dates.is_beside(byline.line, title)]
        if beside:
            return [byline for byline in beside if byline.line >= title] or beside
    return []


def _is_label(document: Document, lexicon: Lexicon, name: str) -> bool:
    """Whether what looks like a name is none: "Latest News", "KPP Mirachów", words that the text has in small ones."""
    if lexicon.is_frame(name) or _OF_OFFICE.match(name):
        return True
    if document.language not in TITLE_CASE:
        return False
    words = document.memo.ask(_words_of, document.source)
    return all(word.lower() in words for word in _WORD.findall(name))


def _words_of(text: str) -> set[str]:
    return set(_WORD.findall(_ADDRESS.sub("", text)))


def _passed_over(document: Document, title: int) -> Iterator[_Byline]:
    """Lines beside a text's headline that say "By" amid other things, and are no part of the body."""
    above = ""
    for number, line in dates.passed_over(document, title):
        text = line.text if len(line.text) <= LONGEST_BYLINE else ""
        said = text if says_by(text) else led_by(above, text)
        names = read_byline([said]).persons if said else ()
        yield from (_Byline(number, name) for name in names if is_name(name) or name == text)
        above = "" if said else text


def _placed(document: Document, lexicon: Lexicon, title: int) -> Iterator[_Byline]:
    """Names alone directly under a text's headline, which say nothing and stand beside nothing that tells."""
    known = {finding.span for finding in document.findings if finding.category in _FRAME}
    for number, line in dates.passed_over(document, title):
        text = line.text
        if number < title or len(text) > LONGEST_BYLINE or line.span in known:
            continue
        first, *others = read_byline([text]).persons or ("",)
        if is_name(first) and _is_led_by(text, first) and not _is_label(document, lexicon, first):
            yield _Byline(number, ", ".join((first, *others)))


def _is_led_by(text: str, name: str) -> bool:
    """Whether a line is a name, or one in front of a handle, a time, what its bearer does."""
    rest = text.removeprefix(name)
    return rest != text and (not rest or rest.lstrip()[0] in "@0123456789|,·•&(" or names_role(rest))


def _is_said(document: Document, line: int) -> bool:
    """Whether a whole line outside of the main text says who wrote the article."""
    text = document.lines[line].text
    short = document.zones[line] is not Zone.MIDDLE and len(text) <= LONGEST_BYLINE
    return short and says_by(text) and bool(read_byline([text]).persons)
