"""Time zones as news print them: names, and offsets behind them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MINUTES_PER_HOUR: Final = 60
MAX_OFFSET: Final = 14 * MINUTES_PER_HOUR  # the line islands; more is not a zone

# Minutes east of Greenwich. Where an abbreviation has several meanings, the one that news sites print.
_SHORT: Final = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "mez": 60, "cest": 120, "mesz": 120,
    "eet": 120, "eest": 180, "msk": 180, "мск": 180, "trt": 180, "tsi": 180, "ist": 330, "jst": 540, "kst": 540,
    "hkt": 480, "sgt": 480, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "est": -300, "edt": -240,
    "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "brt": -180, "art": -180,
    "гринвичу": 0, "sast": 120, "gst": 240, "pkt": 300, "ict": 420, "wib": 420,
    "myt": 480, "pht": 480, "eat": 180, "wat": 60, "npt": 345,
    "akst": -540, "hst": -600,
}  # fmt: skip
# "Eastern Daylight Time", as news wires spell it out.
_SPELLED: Final = {
    f"{place} {season} time": _SHORT[f"{place[0]}{season[0]}t"]
    for place in ("eastern", "central", "mountain", "pacific")
    for season in ("standard", "daylight")
}
FIXED: Final = _SHORT | _SPELLED
# Names that say nothing of summer time: the day decides.
SEASONAL: Final = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
    "киеву": "Europe/Kyiv",
    "києвом": "Europe/Kyiv",
    "москве": "Europe/Moscow",
}
NAMES: Final = frozenset(FIXED) | frozenset(SEASONAL)

_PARTS: Final = re.compile(r"([^\W\d_]+(?: [^\W\d_]+)*|)\s*(?:([+-])\s*(\d{1,2})(?::?(\d{2}))?)?")


def offset_of(zone: str, day: date | None) -> int | None:
    """The offset of `zone`, in minutes; None where it is unknown.

    `zone` is folded; `day` decides between standard and summer time where the name does not.

    >>> offset_of("gmt+1", None), offset_of("+0200", None), offset_of("мск", None)
    (60, 120, 180)
    """
    match = _PARTS.fullmatch(zone.strip("() "))
    if match is None:
        return None
    name, sign, hours, minutes = match.groups()
    offset = _named(name, day) if name else 0
    if offset is None or sign is None:
        return offset
    shift = int(hours) * MINUTES_PER_HOUR + int(minutes or 0)
    offset += -shift if sign == "-" else shift
    return offset if abs(offset) <= MAX_OFFSET else None


def _named(name: str, day: date | None) -> int | None:
    if name in FIXED:
        return FIXED[name]
    if name not in SEASONAL or day is None:
        return None
    try:
        zone = ZoneInfo(SEASONAL[name])
    except ZoneInfoNotFoundError:  # a system without a time zone database
        return None
    delta = datetime.combine(day, time(12), UTC).astimezone(zone).utcoffset()
    return None if delta is None else int(delta.total_seconds()) // 60
