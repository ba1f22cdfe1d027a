"""What `learn` counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.batch.learning import LearnSettings, learn

if TYPE_CHECKING:
    from tests.batch.conftest import Corpus


def test_a_record_that_failed_is_no_page(corpus: Corpus) -> None:
    source = corpus(6)
    with source.open("ab") as file:
        file.write(b'not json\n{"text": 5}\n')
    tally = learn(LearnSettings(inputs=(str(source),))).tally
    assert (tally.total.documents, tally.failures) == (6, 2)
