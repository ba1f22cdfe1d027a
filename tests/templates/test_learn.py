"""What is learned of a site, and what is not."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.batch import Page, learn_templates
from cleaner.batch.learning import take
from cleaner.batch.record import BatchError
from cleaner.templates.learn import FEWEST, Learner
from cleaner.templates.template import Template, Templates

if TYPE_CHECKING:
    from collections.abc import Sequence

TOWNS = ["Oldmarsh", "Brackenford", "Dunlow", "Eastvale", "Farrowby", "Grimley", "Harlow Bay", "Inverkell", "Jarrow"]


def story(town: str) -> list[str]:
    return [
        f"{town} opens its night ferry",
        f"The council of {town} voted on Monday to open the night ferry that its harbour had asked for since spring.",
        f"Tickets in {town} cost two crowns, said the harbour master, and children travel free of charge all year.",
    ]


def page(number: int, *, above: Sequence[str] = (), below: Sequence[str] = (), host: str = "paper.example") -> Page:
    lines = [*above, *story(TOWNS[number % len(TOWNS)] + " " * (number // len(TOWNS))), *below]
    return Page("\n".join(lines), url=f"https://{host}/news/{number}")


def template(pages: Sequence[Page]) -> Template:
    (known,) = learn_templates(pages).by_host.values()
    return known


def test_lines_of_many_pages_are_the_sites_and_paragraphs_are_not() -> None:
    known = template([page(number, above=["Harbour Gazette", "News"], below=["Mind the gulls"]) for number in range(6)])
    assert (known.host, known.pages) == ("paper.example", 6)
    assert dict(known.lines) == {"harbour gazette": 6, "mind the gulls": 6, "news": 6}


def test_a_line_of_a_few_pages_is_not() -> None:
    pages = [page(number, below=["Mind the gulls"] if number < 2 else ["Harbour Gazette"]) for number in range(6)]
    assert list(template(pages).lines) == ["harbour gazette"]


def test_numbers_differ_from_page_to_page() -> None:
    known = template([page(number, below=[f"Seen {number * 317} times, {number} comments"]) for number in range(6)])
    assert dict(known.lines) == {"seen 0 times, 0 comments": 6}


def test_a_line_without_letters_is_nobodys() -> None:
    assert not learn_templates([page(number, below=["* * *", "12:30", "2026"]) for number in range(6)]).by_host


@pytest.mark.parametrize("copies", [2, 12])
def test_one_article_under_many_addresses_teaches_once(copies: int) -> None:
    again = [Page(page(0, below=["Harbour Gazette"]).source, url=f"https://paper.example/{n}") for n in range(copies)]
    pages = [page(number, below=["Harbour Gazette"]) for number in range(1, 6)]
    known = template([*again, *pages])
    assert (known.pages, dict(known.lines)) == (6, {"harbour gazette": 6})


def test_of_fewer_pages_than_five_nothing_is_learned() -> None:
    assert not learn_templates([page(number, below=["Harbour Gazette"]) for number in range(FEWEST - 1)]).by_host


def test_sites_are_learned_apart_and_pages_without_an_address_together() -> None:
    pages = [page(number, below=["Harbour Gazette"], host="www.paper.example") for number in range(6)]
    pages += [page(number, below=["Hill Gazette"], host="hills.paper.example") for number in range(6)]
    pages += [Page(page(number, below=["Nowhere Gazette"]).source) for number in range(6)]
    known = learn_templates(pages)
    assert {host: list(site.lines) for host, site in known.by_host.items()} == {
        None: ["nowhere gazette"],
        "hills.paper.example": ["hill gazette"],
        "paper.example": ["harbour gazette"],
    }
    assert known.get("WWW.paper.example.") is known.get("paper.example")


def test_html_and_text_teach_the_same_lines() -> None:
    texts = [page(number, above=["Harbour Gazette"]) for number in range(6)]
    pages = [Page("".join(f"<p>{line}</p>" for line in str(text.source).splitlines()), "html") for text in texts]
    assert template(pages).lines == template([Page(text.source) for text in texts]).lines


def test_the_sample_is_bounded_and_the_same_in_any_order() -> None:
    pages = [page(number, below=["Harbour Gazette"] if number % 3 else ["Mind the gulls"]) for number in range(40)]
    shuffled = random.Random(7).sample(pages, len(pages))
    assert learn_templates(pages, most=9) == learn_templates(shuffled, most=9)
    assert template(pages).pages <= 40
    (few,) = learn_templates(pages, most=9).by_host.values()
    assert few.pages <= 9


def test_with_little_memory_fewer_pages_of_each_site_are_compared() -> None:
    learner = Learner(pages=30, budget=4_000)
    for number in range(9):
        for host in ("one.example", "two.example"):
            take(learner, page(number, below=["Harbour Gazette"], host=host))
    one, two = (site.pages for site in learner.templates().by_host.values())
    assert FEWEST <= one == two < 9


def test_too_few_pages_to_compare_are_refused() -> None:
    with pytest.raises(BatchError, match="2 pages are too few"):
        learn_templates([], most=2)


@given(st.lists(st.lists(st.text(max_size=30), max_size=6), max_size=12))
def test_any_pages_teach_something_or_nothing(pages: list[list[str]]) -> None:
    known = learn_templates([Page("\n".join(lines), "text") for lines in pages])
    assert known == Templates.of(known.by_host.values())
    for site in known.by_host.values():
        assert all(3 <= count <= site.pages for count in site.lines.values())
