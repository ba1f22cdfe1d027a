"""The built-in packs: every example shows what it should, and lint has no errors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cleaner.rulecheck.examples import check_packs
from cleaner.rulecheck.lint import Severity, check_negatives, lint
from cleaner.rulecheck.negatives import read_negatives
from cleaner.rulecheck.reference import reference
from cleaner.rulecheck.select import Selection

if TYPE_CHECKING:
    from cleaner.rules.load import LoadedPack

ROOT = Path(__file__).parents[2]
MIN_NEGATIVES = 300


@pytest.fixture(scope="module")
def packs() -> tuple[LoadedPack, ...]:
    return Selection().packs()


def test_every_example_of_every_rule_holds(packs: tuple[LoadedPack, ...]) -> None:
    assert [str(failure) for failure in check_packs(packs)] == []


def test_no_rule_fires_on_a_sentence_of_the_negative_corpus(packs: tuple[LoadedPack, ...]) -> None:
    sentences = read_negatives()
    assert len(sentences) >= MIN_NEGATIVES
    rules = [rule for pack in packs for _, rule in pack.rules]
    assert [str(complaint) for complaint in check_negatives(rules, sentences)] == []


def test_lint_finds_no_error(packs: tuple[LoadedPack, ...]) -> None:
    assert [str(complaint) for complaint in lint(packs) if complaint.severity is Severity.ERROR] == []


def test_the_reference_is_up_to_date(packs: tuple[LoadedPack, ...]) -> None:
    written = (ROOT / "docs" / "rules.md").read_text("utf-8")
    assert written == reference(packs).rstrip() + "\n", "run: cleaner rules reference > docs/rules.md"
