"""The shipped month and weekday names are those of CLDR."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner.dates.vocabulary import FOLDER, Kind, load_vocabulary
from cleaner.fold import fold

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "extract_date_names.py"
NAMES = json.loads((FOLDER / "names.json").read_text(encoding="utf-8"))


def test_the_shipped_file_is_what_babel_gives() -> None:
    pytest.importorskip("babel")
    assert subprocess.run([sys.executable, SCRIPT, "--check"], check=False).returncode == 0


@pytest.mark.parametrize("language", sorted(set(NAMES) - {"ja", "ko", "zh"}))
def test_every_month_name_means_its_month_in_every_language_at_once(language: str) -> None:
    meanings = load_vocabulary().meanings
    for number, spellings in enumerate(NAMES[language]["months"], start=1):
        assert [meanings[fold(name)][Kind.MONTH] for name in spellings] == [number] * len(spellings)


@pytest.mark.parametrize("language", sorted(NAMES))
def test_every_weekday_name_can_mean_its_weekday(language: str) -> None:
    meanings = load_vocabulary().meanings
    for number, spellings in enumerate(NAMES[language]["weekdays"]):
        for name in spellings:
            days = meanings[fold(name)][Kind.WEEKDAY]
            assert isinstance(days, frozenset)
            assert number in days
