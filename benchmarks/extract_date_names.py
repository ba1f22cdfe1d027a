"""Write `cleaner/dates/names.json`: month and weekday names of CLDR, through babel.

    python benchmarks/extract_date_names.py            # writes the file
    python benchmarks/extract_date_names.py --check    # exit 1 if the file is not what babel gives

babel is needed here and in the tests only; the package ships the file.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from babel import Locale

TARGET = Path(__file__).parents[1] / "cleaner" / "dates" / "names.json"
LANGUAGES = (
    *("bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "hu", "it", "ja", "ko", "lt", "lv", "nb", "nl"),
    *("pl", "pt", "ro", "ru", "sv", "tr", "uk", "zh"),
)
CONTEXTS = ("format", "stand-alone")
WIDTHS = ("wide", "abbreviated")
MONTHS = range(1, 13)
WEEKDAYS = range(7)  # 0 is Monday, as in datetime
# Written with numerals: "2月" is a number and a sign to us, not a name.
NUMERAL_MONTHS = frozenset({"ja", "ko", "zh"})


def names(language: str) -> dict[str, list[list[str]]]:
    """The distinct spellings of each month and weekday in `language`, without the dot of an abbreviation."""
    locale = Locale.parse(language)
    months = [] if language in NUMERAL_MONTHS else [_spellings(locale.months, number) for number in MONTHS]
    return {"months": months, "weekdays": [_spellings(locale.days, number) for number in WEEKDAYS]}


def _spellings(table: dict, number: int) -> list[str]:
    found = {table[context][width][number].strip(".").strip() for context in CONTEXTS for width in WIDTHS}
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
