"""The five founding articles come out exactly: every field, with and without a reference date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cleaner.fixtures import find_fixtures
from cleaner.fixtures.check import Status, check_fixture
from cleaner.fixtures.report import describe

if TYPE_CHECKING:
    from cleaner import Cleaner
    from cleaner.fixtures import Fixture

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "seeds"
SEEDS = find_fixtures((FOLDER,))


def test_there_are_five() -> None:
    assert len(SEEDS) == 5


@pytest.mark.parametrize("fixture", SEEDS, ids=lambda fixture: fixture.folder.name)
def test_a_founding_article_comes_out_exactly(cleaner: Cleaner, fixture: Fixture) -> None:
    assert "body" in fixture.expected.model_fields_set
    outcome = check_fixture(cleaner, fixture)
    assert outcome.status is Status.PASSED, describe(outcome)
