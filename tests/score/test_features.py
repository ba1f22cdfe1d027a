"""The feature table: complete, finite, the same each time, linear in the document."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.read.text import read_text
from cleaner.score.context import densest, distance_above, distance_below, run_length, share_before, window_mean
from cleaner.score.features import extract
from cleaner.score.scoring import read_features
from cleaner.score.units import join_lines

PARAGRAPH = "The harbour office reopened its doors on Monday, and the first ships were cleared before noon."


def columns(*lines: str) -> dict[str, np.ndarray]:
    return extract(join_lines(lines, [0] * len(lines))).columns


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_every_feature_of_any_text_is_a_finite_number_for_each_unit(text: str) -> None:
    document = read_text(text)
    if not document.lines:
        return
    units, features = read_features(document)
    for name, column in features.columns.items():
        assert len(column) == len(units), name
        assert np.isfinite(column).all(), name


def test_the_densest_run_of_sentences_is_the_core() -> None:
    core = columns("News", "Sport", PARAGRAPH, PARAGRAPH + " More.", "Imprint", "Contact")["core_10"]
    assert core.tolist() == [0, 0, 1, 1, 0, 0]


def test_a_sentence_in_a_script_without_spaces_counts_as_running_text() -> None:
    found = columns("ニュース", "市長は月曜日、新しい橋が来月に開通すると発表した。", "お問い合わせ")
    assert found["size"][1] > found["size"][0]
    assert found["core_10"].tolist() == [0, 1, 0]


def test_words_shared_with_the_core_show_through_inflection() -> None:
    found = columns(
        "Мост через Даугаву откроют в понедельник, сообщила рижская мэрия.",
        "Движение по мосту через Даугаву закроют на ночь, добавили в мэрии.",
        "Рецепт пирога с яблоками понравится всем гостям вашего дома.",
    )["topic_prose"]
    assert found[1] > found[2]


def test_a_repeated_line_knows_its_copies() -> None:
    found = columns("Read the story of the day", PARAGRAPH, "Read the story of the day")
    assert found["copies"].tolist() == [2, 1, 2]
    assert found["copy_away"][0] == 2


@pytest.mark.parametrize("lines", [20_000])
def test_a_document_of_many_lines_is_read_in_linear_time(lines: int) -> None:
    def seconds(count: int) -> float:
        document = read_text("\n".join(f"{PARAGRAPH} {i}" if i % 3 else f"Menu {i}" for i in range(count)))
        start = time.process_time()
        read_features(document)
        return time.process_time() - start

    seconds(100)
    assert seconds(lines) < 12 * seconds(lines // 4) + 0.5


def test_windows_runs_and_distances_are_what_they_say() -> None:
    mark = np.array([False, True, True, False])
    rows = np.arange(4.0)
    assert window_mean(mark.astype(float), 1, 0).tolist() == [0, 0.5, 1, 0.5]
    assert run_length(mark).tolist() == [1, 2, 2, 1]
    assert distance_above(mark, rows).tolist() == [200, 200, 1, 1]
    assert distance_below(mark, rows).tolist() == [1, 1, 200, 200]
    assert share_before(np.array([1.0, 3.0])).tolist() == [0, 0.25]
    assert densest(np.array([0.0, 9.0, 0.0, 9.0, 0.0]), 3.0) == (1, 4)
    assert densest(np.array([9.0, 0.0, 0.0, 5.0]), 3.0) == (0, 1)
