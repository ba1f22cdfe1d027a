"""What a line says of persons: a name, several with what they do, or a label in front of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.dates.names import AND
from cleaner.filters.shapes import is_name
from cleaner.filters.signed import TITLE_CASE
from cleaner.read.person import LEADS, LONGEST_BYLINE, is_office, read_byline, says_by
from cleaner.read.role import names_role
from cleaner.script import SMALL

if TYPE_CHECKING:
    from cleaner.model import Block

_FULL: Final = 2  # words: a given name and a surname
_DASH: Final = re.compile(r"\s[–—-]\s")
_IN_BRACKETS: Final = re.compile(r"\s*\(([^()]{2,40})\)$")
# What stands behind a name beside what its bearer does: a town, a paper, whom the text was written for, an address.
_TAIL: Final = re.compile(
    r"(?:(?:г|м|ІА|ИА|спеціально для|специально для|для|speciāli|specialiai|specjalnie dla|dla|spetsiaalselt)\b\.? ?)?"
    rf"[«„“\"]?[^\W\d_{SMALL}][\w.’'-]*(?: [\w.’'-]+){{0,3}}[»”“\"]?|[\w.-]+@[\w.-]+|(?:[\w-]+\.)+[a-z]{{2,6}}"
)
_LABEL_CHARS: Final = 40
_LABEL_WORDS: Final = 3  # "Text and photos:"
ENDS: Final = (".", "!", "?", "…", ":")
_BETWEEN: Final = re.compile(rf"\s*[,;|/•·&]\s*|\s+[–—-]\s+|\s+(?:{AND})\s+(?=\w)")


def led_by(above: str, text: str) -> str:
    """Both lines as one where the one above only leads to a name, as "By" or "Text:" do; else nothing."""
    label = above.rstrip(" :|")
    joined = f"{label}: {text}"
    leads = label and label.count(" ") < _LABEL_WORDS and not says_by(label) and says_by(joined)
    return joined if leads else ""


def may_say(block: Block) -> bool:
    """Whether a label may stand in front: most lines of a page's frame are known by their first words to have none."""
    start = block.folded[:_LABEL_CHARS]
    return ":" in start or "：" in start or not LEADS.isdisjoint(start.split())


def is_said(text: str) -> bool:
    """Whether a line is "By" or another label in front of names, and nothing else."""
    if len(text) > LONGEST_BYLINE or text.endswith(ENDS) or not says_by(text):
        return False
    persons = read_byline([text]).persons
    if not persons or not all(map(is_name, persons)):
        return False
    lead = text.partition(persons[0])[0].split()
    return 0 < len(lead) <= _LABEL_WORDS and not any(char.isdigit() for word in lead for char in word)


def names_people(text: str, language: str | None) -> bool:
    """Whether a line is a person's name, or several, each with what its bearer does at most."""
    if is_name(text):
        return True
    if len(text) > LONGEST_BYLINE or text.endswith(ENDS):
        return False
    if not text[0].isupper():
        return False
    bare, bracket = _bracket(text)
    first, *others = _BETWEEN.split(bare)
    others += bracket
    if not others or not is_name(first):
        return False
    people = [part for part in (first, *others) if not names_role(part) and not is_office(part)]
    if language in TITLE_CASE and any(len(part.split()) != _FULL for part in people):
        return False  # "Ultimate Packing Checklist & Gear Essentials"
    known = language not in TITLE_CASE and not _DASH.search(bare)  # 'Olena Rys – "My river"' is a headline
    return all(
        is_name(part) or names_role(part) or is_office(part) or (known and _TAIL.fullmatch(part)) for part in others
    )


def tells_work(text: str) -> bool:
    """Whether a line of names says what their bearers do, or for whom: "Jane Roe, BBC News"."""
    return names_role(text) or any(map(is_office, _BETWEEN.split(text)[1:]))


def _bracket(text: str) -> tuple[str, list[str]]:
    """A line without what stands in brackets at its end, and that: "Name (Town)"."""
    match = _IN_BRACKETS.search(text)
    return (text, []) if match is None else (text[: match.start()], [match[1]])
