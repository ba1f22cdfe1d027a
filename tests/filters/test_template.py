"""The lines of a known site's template."""

from __future__ import annotations

import pickle

import pytest

from cleaner import Category, Cleaner, Known
from cleaner.templates.template import Template, Templates

TITLE = "Oldmarsh opens its night ferry"
BODY = [
    "The council of Oldmarsh voted on Monday to open the night ferry that its harbour had asked for since spring.",
    "Tickets cost two crowns, said the harbour master Ann Fell, and children travel free of charge all year round.",
    "The first boat leaves on Friday, shortly after ten, and returns before midnight with the musicians on board.",
]
URL = "https://www.paper.example/a/oldmarsh-opens-its-night-ferry"
FRAME = ["Gulls and anchors for all of us", "Tide tables 12 of 31, by the keeper of the light"]


def cleaner(lines: dict[str, int], host: str | None = "paper.example", pages: int = 20) -> Cleaner:
    return Cleaner(templates=Templates.of([Template(host, pages, lines)]))


KNOWN = cleaner({"gulls and anchors for all of us": 20, "tide tables 0 of 0, by the keeper of the light": 12})


def text_of(*lines: str) -> str:
    return "\n\n".join(lines)


def test_lines_of_the_template_go_wherever_they_stand() -> None:
    article = KNOWN.clean(text_of(TITLE, FRAME[0], *BODY[:2], FRAME[0], BODY[2], FRAME[1]), url=URL)
    assert (article.title, article.text) == (TITLE, "\n".join(BODY))
    taken = [removal for removal in article.removals if removal.category is Category.TEMPLATE]
    assert [(removal.text, removal.evidence) for removal in taken] == [
        (FRAME[0], ("on 20 of 20 pages",)),
        (FRAME[0], ("on 20 of 20 pages",)),
        (FRAME[1], ("on 12 of 20 pages",)),
    ]


@pytest.mark.parametrize("url", [None, "https://other.example/a/1", "https://rus.paper.example/a/1"])
def test_another_site_keeps_them(url: str | None) -> None:
    text = text_of(TITLE, BODY[0], f"{FRAME[0]}, said Ann Fell of the council.", *BODY[1:])
    known = cleaner({"gulls and anchors for all of us, said ann fell of the council.": 20})
    assert FRAME[0] in known.clean(text, url=url).text
    assert FRAME[0] not in known.clean(text, url=URL).text


def test_pages_without_an_address_have_their_own() -> None:
    known = cleaner({"gulls and anchors for all of us": 20}, host=None)
    assert known.clean(text_of(*BODY, FRAME[0])).text == "\n".join(BODY)


def test_a_usual_subheading_stays() -> None:
    lines = text_of(TITLE, BODY[0], "What happened before", *BODY[1:])
    assert "What happened before" in cleaner({"what happened before": 8}).clean(lines, url=URL).text
    assert "What happened before" not in cleaner({"what happened before": 18}).clean(lines, url=URL).text


def test_a_story_that_other_pages_show_keeps_its_headline_and_lead() -> None:
    lines = {TITLE.lower(): 20, BODY[0].lower(): 20, "gulls and anchors for all of us": 20}
    article = cleaner(lines).clean(text_of(TITLE, "February 6, 2026", FRAME[0], *BODY), url=URL)
    assert (article.title, article.text) == (TITLE, "\n".join(BODY))


def test_what_the_caller_knows_to_be_the_headline_counts_too() -> None:
    lines = {TITLE.lower(): 20, BODY[0].lower(): 20}
    article = cleaner(lines).clean(text_of(*BODY), url=URL, known=Known(title=TITLE))
    assert article.text == "\n".join(BODY)


def test_fields_are_found_before_their_labels_go() -> None:
    known = cleaner({"february 0, 0": 20, "by ann fell": 12, "tags: ferry, harbour": 9})
    article = known.clean(text_of(TITLE, "February 6, 2026", "By Ann Fell", *BODY, "Tags: ferry, harbour"), url=URL)
    assert article.date is not None
    assert (article.date.value, article.authors, article.tags) == ("2026-02-06", ("Ann Fell",), ("ferry", "harbour"))


def test_clean_text_comes_through_again() -> None:
    article = KNOWN.clean(text_of(TITLE, FRAME[0], *BODY, *FRAME), url=URL)
    again = KNOWN.clean(f"{article.title}\n\n{article.text}", url=URL)
    assert (again.title, again.text) == (article.title, article.text)


def test_a_page_that_is_all_template_says_so() -> None:
    article = cleaner({line.lower(): 20 for line in BODY}).clean(text_of(*BODY), url=URL)
    assert article.text
    assert article.warnings


def test_the_fingerprint_tells_templates_apart() -> None:
    marks = {made.clean(BODY[0]).fingerprint for made in (Cleaner(), KNOWN, cleaner({"rss": 9}), cleaner({"rss": 9}))}
    assert len(marks) == 3
    assert Cleaner().fingerprint == Cleaner().rules.fingerprint


def test_a_cleaner_takes_its_templates_along() -> None:
    assert pickle.loads(pickle.dumps(KNOWN)).templates == KNOWN.templates
