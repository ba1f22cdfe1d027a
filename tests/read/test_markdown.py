"""Reading Markdown: what a reader of the page would see."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import clean
from cleaner.read.frontmatter import split_front_matter
from cleaner.read.markdown import read_markdown

SHOWN = [
    ("# Bridge opens", "Bridge opens"),
    ("## Bridge opens ##", "Bridge opens"),
    ("#hashtag stays", "#hashtag stays"),
    ('It [opens](https://a.example/1 "Now") today.', "It opens today."),
    ("By [Jane Smith](/authors/jane)", "By Jane Smith"),
    ("[Share](https://a.example/s) [Post](https://b.example/p)", "Share Post"),
    ("See [wiki](https://a.example/Bridge_(Tampere)) here.", "See wiki here."),
    ("A [note [1]](https://a.example/n) on it.", "A note [1] on it."),
    ("[![The old bridge](/b.jpg)](https://a.example/b)", ""),
    ("![](data:image/png;base64,iVBORw0KGgo=) Text.", "Text."),
    ('![The old bridge](https://a.example/b.jpg "Photo")', ""),
    ("**Bold** and *slanted* and __strong__ and _thin_.", "Bold and slanted and strong and thin."),
    ("***Both*** at once, ~~gone~~, `code`.", "Both at once, gone, code."),
    ("5 * 3 * 2 = 30, snake_case_name, 2*x", "5 * 3 * 2 = 30, snake_case_name, 2*x"),
    ("Star\\* and \\[brackets\\] and 1\\. point", "Star* and [brackets] and 1. point"),
    ("* One item", "One item"),
    ("  *   * Nested item", "Nested item"),
    ("  * ", ""),
    ("- [ ] To do", "To do"),
    ("1. First", "1. First"),
    ("-5 degrees at night", "-5 degrees at night"),
    ("> Quoted by **him**", "Quoted by him"),
    ("* * *", ""),
    ("---", ""),
    ("| --- | :-: |", ""),
    ("| a | b |", "| a | b |"),
    ("Fish &amp; chips&nbsp;&#8212; hot", "Fish & chips — hot"),
    ("<https://a.example/x>", "https://a.example/x"),
    ("One<br>two <sup>3</sup><!-- ad -->", "Onetwo 3"),
    ("An array[0](x) stays? No: it is a link.", "An array0 stays? No: it is a link."),
    ("Hard break\\", "Hard break"),
    ("          ## Far to the right", "Far to the right"),
    ("* [#### Another story](https://a.example/2)", "Another story"),
    ("Footnote[^1] and [brackets] stay.", "Footnote[^1] and [brackets] stay."),
]


@pytest.mark.parametrize(("line", "shown"), SHOWN)
def test_a_line_is_what_its_reader_sees(line: str, shown: str) -> None:
    lines = read_markdown(f"Above.\n\n{line}\n\nBelow.").lines
    assert [line.text for line in lines] == ["Above.", *filter(None, [shown]), "Below."]


def test_a_link_around_a_card_leaves_its_lines() -> None:
    card = "[\n\n![](a.jpg)\n\n### Headline of another story\n\nIts lead.\n\n](https://a.example/2)"
    assert [line.text for line in read_markdown(card).lines] == ["Headline of another story", "Its lead."]


def test_references_are_links_only_where_they_are_defined() -> None:
    text = "It [opens][1] and [closes][] and [stays][2].\n\n[1]: https://a.example/1\n[closes]: <https://a.example/c> C"
    assert [line.text for line in read_markdown(text).lines] == ["It opens and closes and [stays][2]."]


def test_code_between_fences_is_left_alone() -> None:
    text = "Run:\n\n```sh\n# not a heading\nls *.txt **\n```\n\n``` never closed\n# A heading"
    lines = [line.text for line in read_markdown(text).lines]
    assert lines == ["Run:", "# not a heading", "ls *.txt **", "``` never closed", "A heading"]


def test_front_matter_becomes_fields() -> None:
    article = clean(
        "---\ntitle: 'Council approves a new bridge - The Daily'\nauthor: Jane Smith; Tom Brown\nsitename: The Daily\n"
        "date: 2025-03-12\ntags: [bridges, Tampere]\n---\n# Council approves a new bridge\n\n"
        "The city council approved plans on Tuesday for a new bridge over the river.\n\n"
        "Construction is expected to begin in September, the mayor said.\n"
    )
    assert article.title == "Council approves a new bridge"
    assert article.authors == ("Jane Smith", "Tom Brown")
    assert article.tags == ("bridges", "Tampere")
    assert article.date is not None
    assert article.date.value == "2025-03-12"
    assert article.text.startswith("The city council")


def test_the_lines_above_a_readers_output_become_fields() -> None:
    article = clean(
        "Title: Council approves a new bridge\n\nURL Source: https://a.example/1\n\n"
        "Published Time: 2025-03-12T14:30:00Z\n\nMarkdown Content:\n# Council approves a new bridge\n\n"
        "The city council approved plans on Tuesday for a new bridge over the river.\n\n"
        "Construction is expected to begin in September, the mayor said.\n"
    )
    assert article.title == "Council approves a new bridge"
    assert article.date is not None
    assert article.date.value == "2025-03-12"
    assert article.text.startswith("The city council")


@pytest.mark.parametrize(
    "text", ["---\nNot a pair\n---\nText.", "---\n\n---\n", "Title: Only a line\n\nText.", "---\na: b", ""]
)
def test_what_is_no_front_matter_stays(text: str) -> None:
    assert split_front_matter(text) == (None, text)


@given(st.text(st.sampled_from("[]()!*_~`<>#-|\\& \nab"), max_size=300))
def test_any_soup_of_signs_is_read(source: str) -> None:
    document = read_markdown(source)
    assert document.source.count("\n") <= source.count("\n")


@pytest.mark.parametrize(
    "piece", "[ ![ ![]( [a]( ![a](b( **a __a* _a *a* ` <a <!-- [a][ \\ > ~~a_ &amp |--- ](x](data:".split()
)
def test_no_line_of_signs_takes_long(piece: str) -> None:
    start = time.perf_counter()
    read_markdown(piece * (100_000 // len(piece)))
    assert time.perf_counter() - start < 5
