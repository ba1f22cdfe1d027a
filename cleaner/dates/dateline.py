"""The dateline of a report: "DAYTON, Ohio, Feb. 3, 2026 /Wire/ -- The plant …", in releases the only date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.dates.candidate import Candidate, Place
from cleaner.dates.header import HeaderDate, match_header
from cleaner.dates.resolve import resolve

if TYPE_CHECKING:
    from cleaner.model import Document

FIRST_LINES: Final = 2  # of the body: a standfirst may stand above the report
LONGEST: Final = 110  # characters in front of the dash
_DASH: Final = re.compile(r" ?(?:--+|[–—])[ \w\"“«]| - ")
_WIRE: Final = re.compile(r"\s*(?:/[^/]{2,40}/|\([^()]{2,40}\))\s*$")  # who sends it
_BREAK: Final = re.compile(r",\s+|\s+\(")
_NO_PLACE: Final = re.compile(r"[!?:;\"“«]|\d")


def dateline(document: Document) -> Candidate | None:
    """The full date that a report begins with, behind the name of a place and in front of a dash."""
    for block in document.blocks[:FIRST_LINES]:
        dash = _DASH.search(block.text[: LONGEST + 2])
        head = block.text[: dash.start()] if dash else ""
        for text in dict.fromkeys((head, _WIRE.sub("", head))):
            if found := _date_behind_place(text):
                return Candidate(Place.LINE, found.raw, found.parts, resolve(found.parts, None))
    return None


def _date_behind_place(text: str) -> HeaderDate | None:
    for gap in _BREAK.finditer(text):
        said = text[gap.end() :].strip(" ()").removeprefix("le ")
        header = match_header(said) if _is_place(text[: gap.start()]) else None
        if header and header.is_header and header.parts.is_of_web and header.raw.strip(". ") == said.strip(". "):
            return header
    return None


def _is_place(text: str) -> bool:
    """Whether a text may be the name of a town and what it lies in: "St. Louis, Mo.", "Rio de Janeiro"."""
    words = text.split()
    return bool(words) and _NO_PLACE.search(text) is None and text[0].isupper() and sum(map(str.islower, words)) <= 1
