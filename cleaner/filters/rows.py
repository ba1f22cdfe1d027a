"""What a line says as a row of a list: a time of day, an amount, an item, a sign, an answer to choose, a speaker."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from cleaner.rules import Lexicon

LONGEST: Final = 160  # characters of a row
LONGEST_ITEM: Final = 60  # longer ones hold a sentence, which the scorer knows; so do terms and rules for comments
_TIME: Final = re.compile(  # what follows is a name or a second time; a date makes it the time of a piece of news
    r"\W{0,3}(?:[^\W\d_]{1,6}\.? )?"
    r"([01]?\d|2[0-4])(?:[:.]([0-5]\d)(?: ?(?:am|pm|uhr|h))?| uhr)"
    r"(?=(?:.{1,4}\d{1,2}[:.]\d\d)?[\s,;:–—-]\D{0,20}[^\W\d_]{3})",
    re.IGNORECASE,
)
_NUMBER: Final = r"(?:\d{1,4}(?:[.,/–-]\d{1,3})?(?: \d/\d)?|(?:\d ?)?[½¼¾⅓⅔⅛])"
_AMOUNT: Final = re.compile("[0-9½¼¾⅓⅔⅛]")
_YEAR: Final = r"(?!(?:19|20)\d\d ?(?:г|гг)\b)"
_SIGNS: Final = "+–—−-"
_SIGN: Final = re.compile(rf"([{_SIGNS}])(?: ?[^\W\d_]| \d)")  # in front of what is good and what is bad of a thing
_OPTION: Final = re.compile(r"\(?([a-zа-я])\) ?\S")
LONGEST_TEAM, LONGEST_TEAMS = 40, 600  # characters of a team's name, and of the line
_TEAM: Final = re.compile(
    rf"[^\W_][^:.!?,;]{{1,{LONGEST_TEAM}}}: ?"
    r"(?:[^\W\d_](?:(?! - )[^,;:!?\d(]){1,30}(?: ?\([^)]{1,60}\))?(?:[,;]| - )\s?){8,}"
)
_CHANGE: Final = re.compile(r"\(?\b\d{1,3}(?:\+\d)?['.,]? ?[^\W\d_]|[^\W\d_],? \d{1,3}['\"]")
_SPEAKER: Final = re.compile(r"([^\W\d_]{1,2})[.:] \S")  # Q. and A., the initials of who asks and who answers


class Row(NamedTuple):
    """What a line says as the row of a list; the defaults say nothing."""

    minutes: int | None = None  # of the day
    measured: bool = False
    priced: bool = False
    item: bool = False
    sign: str = ""  # "+" or "-"
    option: str = ""  # its letter
    speaker: str = ""
    team: bool = False  # names of its players, in their lines or with the minutes of their changes


NO_ROW: Final = Row()


def read_row(folded: str, lexicon: Lexicon) -> Row:
    """Read a folded line.

    >>> from cleaner.rules import Lexicon
    >>> read_row("12:30 concert in the park", Lexicon()).minutes, read_row("b) the nile", Lexicon()).option
    (750, 'b')
    """
    start = folded[:3]
    if ("." in start or ":" in start) and (speaker := _SPEAKER.match(folded)) is not None:
        return Row(speaker=speaker[1])
    if ":" in folded[:LONGEST_TEAM] and len(folded) <= LONGEST_TEAMS and _is_team(folded):
        return Row(team=True)
    if len(folded) > LONGEST:
        return NO_ROW
    row = NO_ROW
    if start[:1] in _SIGNS:
        row = Row(sign=_sign(folded))
    elif ")" in start and (option := _OPTION.match(folded)) is not None:
        row = Row(option=option[1])
    if folded.endswith(";") and " " in folded and len(folded) <= LONGEST_ITEM:
        row = row._replace(item=True)
    if _AMOUNT.search(folded) is None:
        return row
    time = _TIME.match(folded)
    return row._replace(
        minutes=60 * int(time[1]) + int(time[2] or 0) if time else None,
        measured=_measure(lexicon.units).match(folded) is not None,
        priced=_price(lexicon.money).match(folded) is not None,
    )


def _is_team(folded: str) -> bool:
    return _TEAM.match(folded) is not None and (_CHANGE.search(folded) is not None or folded.count(" - ") > 1)


def _sign(folded: str) -> str:
    sign = _SIGN.match(folded)
    return "" if sign is None else "+" if sign[1] == "+" else "-"


@cache
def _measure(units: frozenset[str]) -> re.Pattern[str]:
    """What measures something: a number and a unit at the beginning of a line, or at its end."""
    unit = _one_of(units)
    return re.compile(
        rf"[^\w½¼¾⅓⅔⅛]{{0,4}}{_YEAR}{_NUMBER} ?{unit}(?!\w)|"
        rf"[^\d.!?:;]{{2,60}}[ –—:-]{{1,3}}{_YEAR}{_NUMBER} ?{unit}(?!\w)\.?(?: ?\([^)]{{0,30}}\))?[;,.]?$"
    )


@cache
def _price(money: frozenset[str]) -> re.Pattern[str]:
    """What has a name, a mark behind it, and a price; or a name and nothing behind it but a price in words."""
    currency = _one_of(money)
    return re.compile(
        rf"[-•* ]{{0,3}}[^.!?:;\d][^.!?:;]{{1,60}}(?::| ?[–—-]) ?(?:[^\W\d_]{{2,4}} )?"
        rf"(?:{currency} ?\d|\d[\d .,]{{0,12}} ?{currency}(?!\w))|"
        rf"[-•* ]{{0,3}}[^\W\d_][^.!?:;\d]{{1,40}} \d[\d .,]{{0,8}} ?(?=[^\W\d_]{{2}}){currency}[,;.]?$"
    )


def _one_of(names: frozenset[str]) -> str:
    """An expression for any of the names, the longest first."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    parts = [re.escape(name.removesuffix("*")) + r"\w*" * name.endswith("*") for name in longest_first]
    return f"(?:{'|'.join(parts)})" if parts else "(?!)"
