"""The date that an extractor glues to whatever comes first: `` date 2026-02-06 Text``, `` date 2020-05 Text``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from cleaner.dates.header import TextSpan
from cleaner.dates.parts import DateParts, calendar_day

_GLUED: Final = re.compile(r"\s*date (?P<raw>(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])(?:-(?P<d>[0-3]\d))?)(?:\s+|$)")


@dataclass(frozen=True, slots=True)
class GluedDate:
    """A glued date; `span` is the whole prefix, blanks behind it included."""

    span: TextSpan
    raw: str
    parts: DateParts


def match_glued(text: str) -> GluedDate | None:
    """The glued date in front of `text`, if there is one.

    >>> match_glued(" date 2020-05 Рига").raw
    '2020-05'
    """
    match = _GLUED.match(text)
    if match is None:
        return None
    day = int(match["d"]) if match["d"] else None
    parts = DateParts(int(match["y"]), int(match["m"]), day)
    if day is not None and calendar_day(int(match["y"]), int(match["m"]), day) is None:
        return None
    return GluedDate(TextSpan(*match.span()), match["raw"], parts)
