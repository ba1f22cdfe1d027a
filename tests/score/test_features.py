"""The feature table: complete, finite, the same each time, linear in the document."""

from __future__ import annotations

import time
import tomllib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.annotate.units import join_lines
from cleaner.read.text import read_text
from cleaner.rules.files import scorer_folder
from cleaner.score.context import (
    Window,
    densest_runs,
    distances,
    run_length,
    share_before,
    shifted,
    window_means,
)
from cleaner.score.cues import builtin_cues
from cleaner.score.features import extract
from cleaner.score.scoring import read_table

PARAGRAPH = "The harbour office reopened its doors on Monday, and the first ships were cleared before noon."


def columns(*lines: str) -> dict[str, np.ndarray]:
    table = extract(join_lines(lines, [0] * len(lines))).table
    return {name: table.column(name) for name in table.names}


@given(st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_every_feature_of_any_text_is_a_finite_number_for_each_unit(text: str) -> None:
    document = read_text(text)
    if not document.lines:
        return
    units, table = read_table(document)
    assert table.values.shape == (len(units), len(table.names))
    assert len(set(table.names)) == len(table.names)
    assert np.isfinite(table.values).all()


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
        read_table(document)
        return time.process_time() - start

    seconds(100)
    assert seconds(lines) < 12 * seconds(lines // 4) + 0.5


def densest(mass: np.ndarray, price: float) -> tuple[int, int]:
    (start,), (end,) = densest_runs(mass, (price,))
    return start, end


def test_windows_runs_and_distances_are_what_they_say() -> None:
    mark = np.array([False, True, True, False])
    assert window_means(mark.astype(float)[:, None], (Window(0, 1, 0),))[:, 0].tolist() == [0, 0.5, 1, 0.5]
    columns = np.array([[1.0, 2.0], [5.0, 2.0], [9.0, 2.0]])
    found = window_means(columns, (Window(0, -1, 1), Window(1, 2, 2), Window(0, 0, 0)))
    assert found.tolist() == [[5, 2, 1], [9, 2, 5], [0, 2, 9]]
    assert run_length(mark).tolist() == [1, 2, 2, 1]
    above, below = distances(mark)
    assert above.tolist() == [200, 200, 1, 1]
    assert below.tolist() == [1, 1, 200, 200]
    assert shifted(np.array([1.0, 2.0, 3.0]), -1, 9.0).tolist() == [9, 1, 2]
    assert share_before(np.array([1.0, 3.0])).tolist() == [0, 0.25]
    assert densest(np.array([0.0, 9.0, 0.0, 9.0, 0.0]), 3.0) == (1, 4)
    assert densest(np.array([9.0, 0.0, 0.0, 5.0]), 3.0) == (0, 1)
    assert densest(np.zeros(3), 3.0) == (0, 0)


def test_columns_of_marks_are_looked_at_side_by_side() -> None:
    marks = np.array([[True, False], [False, False], [False, True]])
    together = distances(marks)
    for column in range(marks.shape[1]):
        alone = distances(marks[:, column])
        assert all((side[:, column] == one).all() for side, one in zip(together, alone, strict=True))


def test_words_that_tell_their_kind_count_in_any_inflection_and_script() -> None:
    kinds = builtin_cues().kinds
    found = columns(
        "Subscribe to our newsletter", "Подпишитесь на нашу рассылку", "メルマガを購読する", "The bridge opens in May"
    )
    assert len(kinds) == len(set(kinds)) > 10
    assert (found["cue_signup"] > 0).tolist() == [True, True, True, False]


def test_the_lexicon_knows_the_same_kinds_in_every_language() -> None:
    data = tomllib.loads((scorer_folder() / "cues.toml").read_text("utf-8"))
    languages = {name for kind in data.values() for name in kind}
    assert len(languages) >= 20
    assert all(set(kind) == languages for kind in data.values())
