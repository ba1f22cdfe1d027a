"""What stands below a count of comments goes, if the text stands above."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from cleaner.annotate import annotate
from cleaner.filters.discussion import DiscussionFilter
from cleaner.read.text import read_text
from cleaner.rules.lexicon import Lexicon

if TYPE_CHECKING:
    from cleaner import Cleaner

BODY = [
    "The council voted on Monday to build a new bridge over the river, ending a dispute of more than ten years.",
    "The villages on the other bank had asked for a ferry instead, which would have cost a tenth of the bridge.",
    "Work will begin in May and is expected to take two years, the mayor told reporters after the vote on Monday.",
    "The road along the river will be closed for the first winter, and buses will go round by the mill until spring.",
    "Opponents said that the money should have gone to the schools, and that the forecasts were out of date.",
    "Hardly anybody drives to the mill any more since it was sold, they said, and nobody has asked those who do.",
    "The first piles will be driven next spring, and the old bridge will stay open until the new one is done.",
]
SAID = [
    "I agree with what was said here, and would like to add that the same is true of small towns in the north.",
    "My own town has had the same trouble with its bridges, and with its schools, as you can imagine.",
]


@pytest.mark.parametrize(
    "count",
    [
        "2 comments", "2 Comments:", "124 Reader Comments", "Comments (2)", "Comments: 2", "2 thoughts on “A bridge”",
        "2 responses to A bridge at last", "Komentarze (813)", "2 комментария", "12 Kommentare", "2 commentaires",
    ],
)  # fmt: skip
def test_what_stands_below_the_count_goes(cleaner: Cleaner, count: str) -> None:
    text = "\n".join([*BODY, count, *SAID])
    assert cleaner.clean(text, format="text").text == "\n".join(BODY)


@pytest.mark.parametrize("label", ["Leave a comment", "Post a Comment", "Leave a Reply"])
def test_what_stands_below_a_label_goes_behind_more_text(cleaner: Cleaner, label: str) -> None:
    text = [*BODY, *(line.replace(".", ", as it was with the ferry.") for line in BODY)]
    assert cleaner.clean("\n".join([*text, label, *SAID]), format="text").text == "\n".join(text)


@pytest.mark.parametrize(
    "lines",
    [
        ["2 comments", *BODY, *SAID],
        [BODY[0], "12 comments made the mayor laugh", *BODY[1:]],
        [*BODY[:6], "0 comments", BODY[6]],
        [*BODY[:6], "2 bridges", BODY[6]],
        [*BODY[:2], "Leave a comment", *BODY[2:]],
    ],
    ids=["above the text", "a sentence", "none", "bridges", "a button of the header"],
)
def test_what_is_no_count_behind_the_text_cuts_nothing(cleaner: Cleaner, lines: list[str]) -> None:
    trace = cleaner.trace("\n".join(lines), format="text")
    assert not [finding for finding in trace.document.findings if finding.rule == "discussion/below"]


def test_time_grows_with_the_lines_and_no_faster() -> None:
    step = DiscussionFilter(Lexicon(comments=frozenset({"comments"})))
    document = annotate(read_text("2 comments\nx\n" * 20_000))
    start = time.process_time()
    assert not step(document)
    assert time.process_time() - start < 1
