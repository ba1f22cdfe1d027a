"""Input that was escaped once more than it was read."""

from __future__ import annotations

import html
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import clean
from cleaner.read.escaped import ENTITIES, LINES, TAGS, unescaped

SENTENCES = (
    "The city council approved plans on Tuesday for a new bridge over the river.",
    "Construction is expected to begin in September, the mayor said on Wednesday.",
)
PAGE = f"<div><h1>Council approves a new bridge</h1><p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p></div>"


def test_escaped_tags_are_html() -> None:
    article = clean(html.escape(PAGE))
    assert (article.title, article.text) == ("Council approves a new bridge", "\n".join(SENTENCES))
    assert TAGS in article.warnings


def test_a_feed_with_an_escaped_page_is_html() -> None:
    feed = f"<rss><channel><item><description>{html.escape(PAGE)}</description></item></channel></rss>"
    assert "\n".join(SENTENCES) in clean(feed).text


def test_escaped_line_feeds_are_lines() -> None:
    text = json.dumps(
        "\n\n".join(("Council approves a new bridge", *SENTENCES, "Міст «готовий» до зими, каже голова."))
    )
    article = clean(text[1:-1])
    assert (article.title, len(article.paragraphs)) == ("Council approves a new bridge", 3)
    assert article.paragraphs[-1].text == "Міст «готовий» до зими, каже голова."
    assert LINES in article.warnings


def test_entities_in_text_are_characters() -> None:
    text = "Fish &amp; chips\n\nThe &#8216;best&#8217; fish&nbsp;&mdash; says &quot;everybody&quot; &mdash; is here."
    article = clean(text)
    assert article.text == 'The ‘best’ fish — says "everybody" — is here.'
    assert ENTITIES in article.warnings


@pytest.mark.parametrize(
    "source",
    [
        "To print a sign, write &lt; or &amp; in HTML.",
        "The file is in C:\\news\\new, the other in C:\\notes.\nIt is large.",
        r"One \n is a line feed.",
        r"The logs are kept in C:\new and D:\notes on each machine, said the administrator.",
        r"He wrote print('One.\n') and print('Two.\n'), and nothing came.",
        r'{"title": "Bridge", "text": "One.\nTwo.\nThree."}',
        "Smith & Sons, AT&T; R&D; more.",
        f"{PAGE}<p>&amp; &quot;more&quot; &nbsp;</p>",
        "",
    ],
)
def test_what_is_as_it_was_meant_stays(source: str) -> None:
    assert unescaped(source) == (source, None)


def test_a_caller_who_names_the_format_is_believed() -> None:
    text = "One &amp; two &amp; three &amp; four are five words, says the sign at the pier."
    assert clean(text, format="text").text == text


@given(st.text(st.sampled_from('\\nru0dt"&lt;/pg> a'), max_size=80))
def test_any_soup_is_read(source: str) -> None:
    text, warning = unescaped(source)
    assert (text == source) or warning is not None
