"""Cost of recognising a date line, and of seeing that a line is none, beside dateparser.

    python benchmarks/dates.py                 # prints microseconds per line; exit 1 above the limits
    python benchmarks/dates.py --rounds 2000

The lines are the tables of tests/dates. Needs dateparser for the comparison; without it that column is empty.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.dates import match_header

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

TABLES = Path(__file__).resolve().parents[1] / "tests" / "dates"
# The promise: microseconds on one core, at the median over the lines.
LIMITS = {"no": 25.0, "yes": 100.0, "prose": 100.0}
MICRO = 1e6


def lines() -> dict[str, list[str]]:
    """`yes`: headers; `no`: lines without a date; `prose`: lines that name a date and are no headers."""
    positives = tomllib.loads((TABLES / "positives.toml").read_text(encoding="utf-8"))
    negatives = tomllib.loads((TABLES / "negatives.toml").read_text(encoding="utf-8"))
    yes = [line for rows in positives.values() for line in rows]
    no = [line for kinds in negatives.values() for rows in kinds.values() for line in rows]
    found = {line: match_header(line) is not None for line in no}
    return {"yes": yes, "no": [line for line in no if not found[line]], "prose": [line for line in no if found[line]]}


def cost(function: Callable[[str], object], texts: Sequence[str], rounds: int) -> list[float]:
    """Microseconds of each text, the best of `rounds`: what is above it is the machine's noise."""
    best = [float("inf")] * len(texts)
    for _ in range(rounds):
        for index, text in enumerate(texts):
            start = time.perf_counter()
            function(text)
            best[index] = min(best[index], time.perf_counter() - start)
    return [value * MICRO for value in best]


def dateparser_search() -> Callable[[str], object] | None:
    try:
        from dateparser import parse as parse_date  # only for the comparison
    except ImportError:
        return None
    languages = ["uk", "ru", "lv", "lt", "et", "pl", "en", "de"]
    return lambda text: parse_date(text, languages=languages, settings={"DATE_ORDER": "DMY"})


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=200)
    rounds = parser.parse_args().rounds
    match_header("6 February 2026")  # the tables are read on the first call
    peer, failed = dateparser_search(), False
    print(f"{'lines':<8}{'count':>6}{'median µs':>12}{'p95 µs':>10}{'worst µs':>10}{'dateparser µs':>15}")
    for name, texts in lines().items():
        found = sorted(cost(match_header, texts, rounds))
        other = f"{statistics.median(cost(peer, texts[::10], 2)):.0f}" if peer else "–"
        median = statistics.median(found)
        late = found[int(len(found) * 0.95)]
        print(f"{name:<8}{len(texts):>6}{median:>12.1f}{late:>10.1f}{found[-1]:>10.1f}{other:>15}")
        failed |= median > LIMITS[name]
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
