"""Write `cleaner/dates/names.json`: month and weekday names of CLDR, through babel.

    python benchmarks/extract_date_names.py            # writes the file
    python benchmarks/extract_date_names.py --check    # exit 1 if the file is not what babel gives

babel is needed here and in the tests only; the package ships the file.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale

if TYPE_CHECKING:
    from collections.abc import Iterable

TARGET = Path(__file__).parents[1] / "cleaner" / "dates" / "names.json"
LANGUAGES = (
    *("ar", "az", "be", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "he", "hu", "hy", "id", "is"),
    *("it", "ja", "ka", "kk", "ko", "lt", "lv", "mk", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr"),
    *("sr_Latn", "sv", "tr", "uk", "zh"),
)
CONTEXTS = ("format", "stand-alone")
WIDTHS = ("wide", "abbreviated")
MONTHS = range(1, 13)
WEEKDAYS = range(7)  # 0 is Monday, as in datetime
# Written with numerals: "2月" is a number and a sign to us, not a name.
NUMERAL_MONTHS = frozenset({"ja", "ko", "zh"})
# Abbreviated, they are words of other languages: "min" is Indonesian for Sunday.
WIDE_WEEKDAYS = frozenset({"ca", "id"})
# Croatian is not among the languages: its listopad is October, and the Polish and Czech month of that name November.


def names(language: str) -> dict[str, list[list[str]]]:
    """The distinct spellings of each month and weekday in `language`, without the mark of an abbreviation."""
    locale = Locale.parse(language)
    months = [] if language in NUMERAL_MONTHS else [_spellings(locale.months, number, WIDTHS) for number in MONTHS]
    widths = WIDTHS[:1] if language in WIDE_WEEKDAYS else WIDTHS
    return {"months": months, "weekdays": [_spellings(locale.days, number, widths) for number in WEEKDAYS]}


def _spellings(table: dict, number: int, widths: Iterable[str]) -> list[str]:
    found = {table[context][width][number].strip(".׳").strip() for context in CONTEXTS for width in widths}
    # A single letter ("E" for esmaspäev) and a numeral say nothing on their own; a CJK sign does.
    return sorted(name for name in found if not name.isdigit() and (len(name) > 1 or name > "\u2fff"))


def render() -> str:
    """The file's text: one language a line, so that a difference is readable."""
    lines = [f" {json.dumps(code)}: {json.dumps(names(code), ensure_ascii=False)}" for code in LANGUAGES]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> int:
    text = render()
    if "--check" in sys.argv[1:]:
        return int(TARGET.read_text(encoding="utf-8") != text)
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
