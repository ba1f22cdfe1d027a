"""Harmlessness: the body that a fixture expects, handed over alone, comes back whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cleaner import Cleaner

FIXTURES = Path(__file__).parents[2] / "fixtures"
EXPECTED = sorted(FIXTURES.glob("*-press/*/expected.json"))


def test_there_are_some() -> None:
    assert len(EXPECTED) > 90


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["lines", "blank lines"])
@pytest.mark.parametrize("path", EXPECTED, ids=[f"{path.parents[1].name}/{path.parent.name}" for path in EXPECTED])
def test_a_body_comes_back_whole_with_its_title_and_without(cleaner: Cleaner, path: Path, gap: str) -> None:
    expected = json.loads(path.read_text("utf-8"))
    for lines in (expected["body"], [*filter(None, [expected["title"]]), *expected["body"]]):
        article = cleaner.clean(gap.join(lines), format="text")
        # A first line without a full stop may be taken for the headline: then it is the title, and not lost.
        assert f"{article.title or ''} {article.text}".split() == " ".join(lines).split()
