"""Names of people, sources and rubrics beside a date, recognised by their shape."""

from __future__ import annotations

import re
from typing import Final

from cleaner.dates.vocabulary import load_vocabulary

MAX_NAME_WORDS: Final = 5
MAX_NAME_LENGTH: Final = 45
PERSON_WORDS: Final = (2, 3)
MAX_COUNTER_WORDS: Final = 4
AND: Final = (
    "and|und|en|et|e|y|och|og|i|і|й|та|и|un|ir|ja|oraz|și|és|ve|και"  # between two names, as a choice for patterns
)

WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
# A dot ends a sentence behind a word of some length; "Dr." and initials are names.
_SENTENCE_MARK: Final = re.compile(r"[!?…;\"„“”«»]|:(?=\s|$)|(?<=[^\W\d_]{4})\.(?=\s|$)")
# Views may have an eye in front, comments a balloon.
_BARE_COUNT: Final = re.compile("[\\d\\s\U0001f440\U0001f441\U0001f4ac\U0001f5e8\U0001f44d\u2764\ufe0f|]{1,24}")
_CODE: Final = re.compile(r"[_<>={}@#$%^~\d]")
_DOMAIN: Final = re.compile(r"[^\W_]+(?:[.-][^\W_]+)+")
_DIGIT: Final = re.compile(r"\d")
_INITIAL: Final = re.compile(r"[^\W\d_]\.")
_CAPITALS: Final = re.compile(r"[^\W\d_]{2,}")


def is_name(text: str) -> bool:
    """A few words without the marks of a sentence, the first of them not in lower case."""
    if len(text) > MAX_NAME_LENGTH or _SENTENCE_MARK.search(text) or _CODE.search(text):
        return False
    return len(text.split()) <= MAX_NAME_WORDS and (not text[0].islower() or _DOMAIN.fullmatch(text) is not None)


def is_person(text: str) -> bool:
    """Two or three capitalised words, none of them an office's.

    >>> is_person("Олена Рись"), is_person("Редакция PRESS"), is_person("Associated Press"), is_person("J. R. Roe")
    (True, False, False, True)
    """
    words = text.split()
    if "/" in text or not PERSON_WORDS[0] <= len(words) <= PERSON_WORDS[1] or is_office(text):
        return False
    *given, surname = words
    named = [word for word in given if not _INITIAL.fullmatch(word)]
    return all(
        word[0].isupper() and not word.isupper() and word.strip(".-’'")[-1:].isalpha() for word in (*named, surname)
    )


def is_nick(text: str) -> bool:
    """One word, as a user's name; only a byline word in front makes it an author."""
    return text.isalnum() and not text.isdigit()


def is_proper(text: str) -> bool:
    """A name that needs nothing between itself and the date: short, and every word of it capitalised."""
    words = text.split()
    return len(words) <= PERSON_WORDS[1] and (is_office(text) or all(not word[0].islower() for word in words))


def is_agency(text: str) -> bool:
    """Capitals, an address, or several agencies: PAP, wnp.pl, PAP/Rzeczpospolita; a rubric is an ordinary word."""
    words = _CAPITALS.findall(text)
    return "." in text or "/" in text or (bool(words) and all(word.isupper() for word in words))


def is_office(text: str) -> bool:
    """Whether a word of editorial offices stands in the text."""
    return load_vocabulary().office.search(text.lower()) is not None


def is_counter(folded: str) -> bool:
    """A number, or a number beside the word for what is counted; some counters say it in words alone."""
    words = WORD.findall(folded)
    if not words:
        return _BARE_COUNT.fullmatch(folded) is not None
    known = load_vocabulary().counters
    if len(words) > MAX_COUNTER_WORDS or not _DIGIT.search(folded):
        return " ".join(words) in known
    return " ".join(words) in known or all(word in known for word in words)
