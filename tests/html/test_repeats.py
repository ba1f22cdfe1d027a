"""What a page prints twice: one copy is enough."""

from __future__ import annotations

import pytest

from cleaner import clean

TITLE = "Harrowgate gets its bridge"
BODY = [
    "The council in Harrowgate approved a new bridge over the river on Monday after a long debate.",
    "Engineers expect the work to take two years and cost about nine million euros, officials said.",
    "“We have waited for this since 1998,” said Anna Reed, who runs the ferry with her brother.",
    "Traffic will be diverted through Low Street until the spring of 2028, the mayor added.",
    "The opposition voted against the plan because of its cost to small towns nearby.",
    "Work on the first pier will begin as soon as the birds have left the islands in the river.",
]
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in BODY)


def body(inner: str) -> list[str]:
    page = f"<html lang=en><head><title>{TITLE}</title></head><body><article>{inner}</article></body></html>"
    return clean(page).text.splitlines()


@pytest.mark.parametrize("attributes", ['class="mobile" style="display:none"', "hidden", 'aria-hidden="true"', ""])
def test_a_second_body_for_another_screen_goes(attributes: str) -> None:
    inner = f"<h1>{TITLE}</h1>{PARAGRAPHS}"
    assert body(f"<div>{inner}</div><div {attributes}>{inner}</div>") == BODY


def test_a_second_body_goes_from_text_too() -> None:
    whole = "\n".join(BODY)
    assert clean(f"{TITLE}\n\n{whole}\n{whole}", format="text").text == whole


def test_a_plan_that_repeats_some_of_its_days_stays() -> None:
    days = [f"On day {n} you walk from one hut to the next one along the ridge above the lake." for n in range(1, 30)]
    again = [
        "Breakfast is served in the kitchen of the hut from seven until nine in the morning.",
        "Lunch is to be carried along, as no inn is open on the way before the end of June.",
        "Dinner is cooked by the keeper of the hut, and everybody helps to wash the dishes.",
    ]
    plan = [days[0], *again, *days[1:15], *again, *days[15:]]
    text = f"{TITLE}\n\n" + "\n".join(plan)
    assert clean(text, format="text").text.splitlines() == plan


def test_a_lead_or_pull_quote_that_is_printed_twice_stands_once() -> None:
    lead = f'<h1>{TITLE}</h1><p class="lead">{BODY[0]}</p><p class="date">14 March 2026</p><div>{PARAGRAPHS}</div>'
    assert body(lead) == BODY
    quote = f"<p>{BODY[2]}</p><aside class=pullquote>{BODY[2]}</aside>"
    assert body(f"<h1>{TITLE}</h1>" + PARAGRAPHS.replace(f"<p>{BODY[2]}</p>", quote)) == BODY


@pytest.mark.parametrize("tag", ["h2", "p"])
def test_the_headline_over_the_text_again_is_no_part_of_it(tag: str) -> None:
    inner = f"<h1>{TITLE}</h1><div class=content><{tag}>{TITLE}</{tag}>{PARAGRAPHS}</div>"
    assert body(inner) == BODY
