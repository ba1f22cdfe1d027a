"""Shapes of single lines that several filters ask for: a headline, a person's name, a domain."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import regex

from cleaner.domains import TOP_LEVEL
from cleaner.script import CLOSING_QUOTES, is_dense

HEADLINE_CHARS: Final = (12, 250)  # shorter is a label, longer is a paragraph
PHRASE_ENDS: Final = (".", "!", "?", "…", ":", ";", ",", ")", '"', "'", "»", "”")
"""How no label, tag or name ends."""
_HEADLINE_WORDS: Final = 3
# No headline of 1002 on the development pages is as long. Of lines of clean text with as many words of a sentence that
# ends in a mark, 16 were taken for the headline and two were it.
_TOO_MANY_WORDS: Final = 25
_SENTENCE_WORDS: Final = 15
_MARK_END: Final = re.compile(rf"[!?…！？؟][{CLOSING_QUOTES})」』]{{0,2}}$")
# A semicolon behind a Greek letter is a question mark.
_NOT_A_HEADLINE_END: Final = re.compile(
    rf"(?:[.:,。．؟।、，：；]|(?<![\u0370-\u03ff\u1f00-\u1fff]);)[{CLOSING_QUOTES})」』]{{0,2}}$"
)
_UNITS: Final = "proc|mln|mlrd|mld|tūkst|tys|milj|млн|млрд|тыс|тис|грн|руб|коп|eur|euro|zł|min|мин|хв|val|kg|кг|km|км"
_ABBREVIATION_END: Final = re.compile(
    rf"(?:\b[^\W\d_]\.){{2,}}$|\b(?:г|р|ст|гг|рр|Inc|Co|Ltd|Jr|Sr|g|w)\.$|\d ?(?:(?:{_UNITS})\.? )?(?:{_UNITS})\.$",
    re.IGNORECASE,
)
_LIST_ITEM: Final = re.compile(r"^(?:[•●▪■◦‣*·–—-]\s|\d{1,3}[.)]\s)")
_STEP: Final = re.compile(r"\s+[>»›→]\s+|\s*[›»→]\s+")  # nothing else in a headline looks like it
_BAR: Final = re.compile(r"\s+[/•·]\s+")
_STEPS, _BARS = 2, 3  # parts that make a path
_PART_CHARS, _PART_WORDS = 30, 3  # of a section's name, at most
_WAY_CHARS: Final = 120  # of a path that ends in a headline
_SURNAME: Final = r"\p{Lu}[\p{L}’'`ʼ]*\p{Ll}[\p{L}’'`ʼ]*(?:-\p{Lu}[\p{L}’'`ʼ]+)?"
_NAME_WORD: Final = rf"(?:{_SURNAME}|\p{{Lu}}{{2,}}(?:-\p{{Lu}}+)?|\p{{Lu}}\.)"
_PARTICLE: Final = r"(?:de|da|di|del|della|van|von|der|den|la|le|el|al|bin|ben|ter|zu|af|av|du|dos|das)"
# One letter in front of the end is an initial, or an abbreviation's.
_DOMAIN: Final = re.compile(
    r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)*[\w-]{2,}\.[a-z\u0430-\u044f]{2,10})/?", re.IGNORECASE
)
_KNOWN_END: Final = re.compile(rf"\.(?:{TOP_LEVEL})$", re.IGNORECASE)
_MASTHEAD: Final = re.compile(r"(?:[\w-]+\.)+[a-z]{2,8}\s+[-–—|•]\s", re.IGNORECASE)
_NAME_CHARS: Final = 50


def is_headline(text: str) -> bool:
    """Whether a line has the shape of a headline: some words, not a sentence's end, not a list item.

    >>> is_headline("Де сьогодні у Рівному працюють пункти обігріву"), is_headline("Політика")
    (True, False)
    >>> is_headline("Pelnas per metus augo 14 proc."), is_headline("Pelnas augo vos 14 procentų.")
    (True, False)
    >>> is_headline("Завод попросил отсрочку по облигациям на 3,4 млрд руб.")
    True
    >>> is_headline("Γιατί τα τζιτζίκια σωπαίνουν όλα μαζί;"), is_headline("The bridge is closed; the ferry runs;")
    (True, False)
    """
    low, high = HEADLINE_CHARS
    if not low <= len(text) <= high or _LIST_ITEM.match(text):
        return False
    if _NOT_A_HEADLINE_END.search(text) and not _ABBREVIATION_END.search(text):
        return False
    if text[0].islower() or is_table_row(text) or is_masthead(text):
        return False
    if is_path(text) or _are_names(_BAR.split(text), _BARS):
        return False
    return len(text.split()) >= _HEADLINE_WORDS or (
        is_dense(text) and len(_dense_word().findall(text)) > _HEADLINE_WORDS
    )


def is_own_headline(text: str) -> bool:
    """Whether a line has the shape of a text's own headline: one as `is_headline` says, and no long sentence.

    Teasers elsewhere on the page are longer, as their headline and lead may stand in one line.

    >>> is_own_headline("Have you thought about how knowing more words for cars could make a trip abroad better?")
    False
    """
    if not is_headline(text):
        return False
    words = len(text.split())
    return words < _SENTENCE_WORDS or (words < _TOO_MANY_WORDS and _MARK_END.search(text) is None)


def is_list_item(text: str) -> bool:
    """Whether a line begins with a bullet, a dash or a number."""
    return bool(_LIST_ITEM.match(text))


def is_table_row(text: str) -> bool:
    """Whether a line is a row of a table in pipe notation, as extractors write it."""
    return text.count("|") > 1


def is_path(text: str) -> bool:
    """Whether a line is the way to a section: short names with arrows between them.

    The last of several steps may be the headline in short.

    >>> is_path("Delfi › Krimi"), is_path("5 > 3"), is_path("Bus → train: how the region will travel from June")
    (True, False, False)
    >>> is_path("Lauterfeld > Blaulicht > Unfall auf der B 471")
    True
    """
    steps = _STEP.split(text)
    return _are_names(steps, _STEPS) or (len(text) <= _WAY_CHARS and _are_names(steps[:-1], _STEPS))


def _are_names(parts: list[str], least: int) -> bool:
    return len(parts) >= least and all(
        part[:1].isalpha() and len(part) <= _PART_CHARS and len(part.split()) <= _PART_WORDS for part in parts
    )


def is_masthead(text: str) -> bool:
    """Whether a line is a site's name with its slogan.

    >>> is_masthead("Oksanivka.example - новини, які поруч!"), is_masthead("Node.js: a short history")
    (True, False)
    """
    return bool(_MASTHEAD.match(text))


def is_name(text: str) -> bool:
    """Whether a line is two or three capitalised words and nothing else: a person's name, most likely.

    Four words are more often a heading in title case than a name.

    >>> is_name("Віталій Ковпак"), is_name("Kamila Reszke-Nowak"), is_name("Верховна рада"), is_name("Київ")
    (True, True, False, False)
    >>> is_name("О.Шевчук"), is_name("Node.js")
    (True, False)
    """
    if len(text) > _NAME_CHARS or not (" " in text or "." in text) or text.startswith("The "):
        return False
    return bool(_name().fullmatch(text))


def domain_of(text: str) -> str | None:
    """The domain, where a line is nothing but a domain or the address of a home page.

    >>> domain_of("glavcom.ua"), domain_of("https://www.example.org/"), domain_of("Слово.")
    ('glavcom.ua', 'example.org', None)
    >>> domain_of("Glavcom.ua"), domain_of("J.Smith"), domain_of("Node.js")
    ('glavcom.ua', None, None)
    """
    match = _DOMAIN.fullmatch(text)
    if match is None or not (match[1].islower() or _KNOWN_END.search(match[1])):  # "Node.js"
        return None
    return match[1].lower()


@cache
def _dense_word() -> regex.Pattern[str]:
    """Two characters of a script without blanks; compiled at the first line that has some."""
    return regex.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]{2}")


@cache
def _name() -> regex.Pattern[str]:
    """The pattern of a name; compiled at the first line that may be one."""
    initials = rf"(?:\p{{Lu}}\.){{1,2}}{_SURNAME}"
    return regex.compile(
        rf"{initials}|{_NAME_WORD}(?:\s(?:{_PARTICLE}\s)?{_NAME_WORD}){{1,2}}(?:\s{_PARTICLE}\s{_NAME_WORD})?"
    )
