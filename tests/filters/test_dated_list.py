"""Lists of news with a date or a time each go; programmes, chronicles and live blogs stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cleaner import Cleaner

BODY = [
    "The council voted on Monday to build a new bridge over the river, ending a dispute of more than ten years.",
    "Work on the bridge will begin in May and is expected to take two years, the mayor told reporters after the vote.",
    "Opponents said that the money should have gone to the schools, and that the forecasts were out of date.",
]
LAST = "The first piles will be driven next spring, and the old bridge will stay open until the new one is done."
HEADLINES = [
    "Storm closes port of Harlow",
    "Buses to run again after strike",
    "Library gets new roof",
    "School names head for autumn",
]
TIMES = ["20:58", "17:04", "12:01", "05:45"]
DAYS = ["09/04/13", "09/04/13", "08/04/13", "06/04/13"]


@pytest.mark.parametrize(
    "moments", [TIMES, DAYS, ["05:45", "04:10", "23:59", "22:01"]], ids=["times", "days", "midnight"]
)
@pytest.mark.parametrize("mark", ["{} {}", "- {}\n- {}", "{}\n{}"], ids=["in front", "bullets", "above"])
def test_a_list_amid_the_text_goes_with_its_dates(cleaner: Cleaner, moments: list[str], mark: str) -> None:
    news = [mark.format(*pair) for pair in zip(moments, HEADLINES, strict=True)]
    assert cleaner.clean("\n".join([*BODY, *news, LAST]), format="text").text == "\n".join([*BODY, LAST])


@pytest.mark.parametrize(
    "entries",
    [
        [f"{time} {text}" for time, text in zip(reversed(TIMES), HEADLINES, strict=True)],
        [f"{time} {text}, the ferry line said on its page." for time, text in zip(TIMES, HEADLINES, strict=True)],
        [f"{time}\n{text}\n{BODY[0]}" for time, text in zip(TIMES, HEADLINES, strict=True)],
        [f"{time}\n{text}, the ferry line said on its page." for time, text in zip(TIMES, HEADLINES, strict=True)],
    ],
    ids=["programme", "live blog", "live blog with text", "live blog of sentences"],
)
def test_what_tells_of_the_events_of_a_day_stays(cleaner: Cleaner, entries: list[str]) -> None:
    trace = cleaner.trace("\n".join([*BODY, *entries, LAST]), format="text")
    assert not [finding for finding in trace.document.findings if finding.rule == "teasers/dated-list"]
