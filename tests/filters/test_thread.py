"""Threads of comments without a heading go; what reporters, guests and sources say stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cleaner import Cleaner

BODY = [
    "The council voted on Monday to build a new bridge over the river, ending a dispute of more than ten years.",
    "Work on the bridge will begin in May and is expected to take two years, the mayor told reporters after the vote.",
    "Opponents said that the money should have gone to the schools, and that the forecasts were out of date.",
    "The first piles will be driven next spring, and the old bridge will stay open until the new one is done.",
]
SAID = [
    "I agree with what was said here, and would like to add that the same is true of small towns in the north.",
    "My own town has had the same trouble with its bridges, and with its schools, as you can imagine.",
    "Nobody asked those who live beside the river, and nobody ever will, it seems to me after all these years.",
    "Ten years for a bridge, and then they wonder why people move away to the city.",
]


def thread(heads: list[str]) -> str:
    comments = [line for head, text in zip(heads, SAID, strict=False) for line in (*head.split("\n"), text)]
    return "\n".join([*BODY, *comments])


@pytest.mark.parametrize(
    "heads",
    [
        ["Jane Doe says:", "Tom says:", "anna_1970 says:"],
        ["Jane Doe said...", "Tom said...", "Anonymous said...", "Mary said..."],
        ["Jane says:\nMay 3, 2025 at 4:21 pm", "Tom says:\nMay 4, 2025 at 9:20 am", "Al says:\nMay 5, 2025 at 7:01 am"],
        ["Anonymous May 12, 2009 at 4:21 AM", "Mary May 14, 2009 at 9:20 PM", "jack May 15, 2009 at 10:02 AM"],
        ["by Fons_de ( 1311177 ) writes:", "by Jack (1234) writes:", "by anon1 (99) writes:"],
        ["~gość, 10.01.2012 22:00", "Marek, 10.01.2012 22:10", "kibic, 11.01.2012 08:15"],
        ["Олег\n12.03.2025 14:20", "Иван\n12.03.2025 15:01", "Житель\n13.03.2025 09:44"],
        ["JaneDoe\n12 hours ago\nLike\nReply", "Tom_R\n14 hours ago\nLike\nReply", "ann\n2 days ago\nLike\nReply"],
    ],
    ids=["says", "said", "says and date", "in one line", "numbers", "Polish", "Russian", "ages"],
)  # fmt: skip
def test_a_thread_behind_the_text_goes(cleaner: Cleaner, heads: list[str]) -> None:
    article = cleaner.clean(thread(heads), format="text")
    assert article.text == "\n".join(BODY)
    assert all(removal.why for removal in article.removals)


@pytest.mark.parametrize(
    "heads",
    [
        [f"By {name}\nMarch 3, 2025 at {time}" for name in ("Jane Doe", "Tom Reed") for time in ("4:21 pm", "4:02 pm")],
        ["4:21 pm", "4:02 pm", "3:40 pm"],
        ["Bridge closed\n12 hours ago", "Mayor arrives\n14 hours ago", "Vote begins\n15 hours ago"],
        ["He says:", "She says:"],
    ],
    ids=["a live blog of two", "times", "ages of entries", "two"],
)  # fmt: skip
def test_what_looks_like_one_stays(cleaner: Cleaner, heads: list[str]) -> None:
    text = cleaner.clean(thread(heads), format="text").text
    assert all(line in text for line in SAID[: len(heads)])


def test_what_stands_between_a_thread_and_the_end_is_not_its(cleaner: Cleaner) -> None:
    heads = ["Jane Doe says:", "Tom says:", "anna_1970 says:"]
    article = cleaner.trace(thread(heads) + "\nCorrection\n" + BODY[0].replace("Monday", "Tuesday"), format="text")
    taken = [article.document.source[slice(*f.span)] for f in article.document.findings if f.rule == "thread/comment"]
    assert taken == [*(line for pair in zip(heads, SAID, strict=False) for line in pair)]
