"""Which of a page's titles and headings is the headline, where some of them are no title at all."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.read.headline import Names, choose_headline

HEADLINE = "The lime trees of Mill Street stay"


@pytest.mark.parametrize(
    ("headings", "titles"),
    [
        ([HEADLINE], ["Untitled — Harbour Post"]),
        (["Harbour Post", HEADLINE, "Signed within four days"], ["Harbour Post"]),
        (["Harbour Post", HEADLINE, "Signed within four days"], ["Harbour Post - News"]),
        ([], [f"{HEADLINE} | Harbour Post"]),
    ],
)
def test_the_sites_name_and_a_placeholder_are_no_titles(headings: list[str], titles: list[str]) -> None:
    assert choose_headline(Names(headings, titles, ["Harbour Post"])) == HEADLINE


def test_where_there_is_nothing_else_the_sites_name_is_the_title() -> None:
    assert choose_headline(Names(["Harbour Post"], ["Harbour Post"], ["Harbour Post"])) == "Harbour Post"
    assert choose_headline(Names([], ["Untitled"], [])) is None


def test_of_two_headings_the_one_that_the_surer_title_names_is_the_headline() -> None:
    assert choose_headline(Names(["News", HEADLINE], [HEADLINE, "News - Harbour Post"], ["Harbour Post"])) == HEADLINE


@pytest.mark.parametrize("heading", [f"{HEADLINE} 12", f"{HEADLINE} (3)"])
def test_the_number_of_comments_behind_a_heading_is_no_part_of_it(heading: str) -> None:
    assert choose_headline(Names([heading], [f"{HEADLINE} | Harbour Post"], ["Harbour Post"])) == HEADLINE
    assert choose_headline(Names([heading], [heading], [])) == heading


def test_a_heading_that_goes_on_where_the_title_ends_is_the_headline() -> None:
    page = f"""<title>{HEADLINE} | Harbour Post</title><h3>{HEADLINE} after a vote of the council</h3>
    <p>The council decided on Monday that the trees are sound, and that none will be felled.</p>
    <p>Four days later the plan was signed.</p>"""
    assert clean(page, format="html").title == f"{HEADLINE} after a vote of the council"


@pytest.mark.parametrize("home", ["/", "https://harbourpost.example", "https://www.harbourpost.example/", "/index.php"])
@pytest.mark.parametrize("tag", ["<h1><a href='{}'>Ebb and Flow</a></h1>", "<a href='{}'><h1>Ebb and Flow</h1></a>"])
def test_a_heading_that_leads_to_the_front_page_is_the_sites_name(home: str, tag: str) -> None:
    page = f"""<title>Ebb and Flow: {HEADLINE}</title>{tag.format(home)}
    <h3>{HEADLINE}</h3><p>The council decided on Monday that the trees are sound, and that none will be felled.</p>
    <p>Four days later the plan was signed.</p>"""
    assert clean(page, format="html", url="https://www.harbourpost.example/2025/05/trees.html").title == HEADLINE


def test_a_headline_that_leads_to_another_sites_front_page_is_one() -> None:
    page = f"""<title>{HEADLINE}</title><h1><a href="https://limetrees.example/">{HEADLINE}</a></h1>
    <p>The council decided on Monday that the trees are sound, and that none will be felled.</p>"""
    assert clean(page, format="html", url="https://harbourpost.example/trees").title == HEADLINE


def test_a_title_behind_a_servers_complaint_counts() -> None:
    page = f"""<br /><b>Deprecated</b>: Assigning the value of new by reference in <b>/www/wp-includes/cache.php</b>
    on line <b>36</b><br /><!DOCTYPE html><html><head><title>{HEADLINE} | Harbour Post</title></head><body>
    <h2>{HEADLINE}</h2><p>The council decided on Monday that the trees are sound, and none will be felled.</p>
    <svg><title>Logo</title></svg><p>Four days later the plan was signed.</p>"""
    article = clean(page, format="html")
    assert article.title == HEADLINE
    assert "Deprecated" not in article.text
