"""Telling HTML and Markdown from text."""

from __future__ import annotations

import time

import pytest

from cleaner.read.sniff import is_html, is_markdown, kind_of

HTML = [
    "<!DOCTYPE html><html><body><p>One.</p></body></html>",
    "\ufeff\n<html lang='lv'><p>Viens.</p>",
    "<?xml version='1.0'?>\n<!-- x -->\n<html><body>Text</body></html>",
    "<div class='article'><p>One.</p><p>Two.</p></div>",
    "<!-- wp:paragraph -->\n<p>One.</p>\n<!-- /wp:paragraph -->",
    "Intro\n<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>\n<p>Four.</p>",
]
TEXT = [
    "A paragraph in HTML begins with <p> and ends with </p>, the manual says.",
    "<3 is a heart, and 5 < 6.",
    "To write a page\n\nStart with <html>.\nThen <body>, then <p>text</p>.\nClose </p>, </body>.\n" + "Save it.\n" * 9,
    "",
    "<<Цитата>> сказав він.",
    "<p>caption</p>".replace("<", "‹"),
]


@pytest.mark.parametrize("source", HTML)
def test_pages_and_fragments_are_html(source: str) -> None:
    assert is_html(source)


@pytest.mark.parametrize(
    "source",
    [
        "<!-- wp:paragraph -->\n<p>It opens today.</p>\n<!-- /wp:paragraph -->\n\n" * 1000,
        "<!---->" * 5000 + "x",
        "<!--" * 9000,
        "\n" * 40_000 + "x",
    ],
)
def test_comments_take_linear_time(source: str) -> None:
    start = time.perf_counter()
    is_html(source)
    assert time.perf_counter() - start < 1  # by the power of two it would be hours


@pytest.mark.parametrize("source", TEXT)
def test_text_that_mentions_tags_is_text(source: str) -> None:
    assert not is_html(source)


MARKDOWN = [
    "# Bridge\n\nIt opens [today](https://a.example/1).\n",
    "[Home](/) [News](/news)\n\nIt opens today.",
    "# Bridge\n\n## What next\n\nIt opens today.",
    "Lead.\n\n### One\n\nText.\n\n### Two\n\nText.\n\n### Three\n\nText.",
    "## Bridge\n\nIt opens **today**, they say.",
    "---\ntitle: Bridge\ndate: 2025-03-12\n---\nIt opens today.",
    "Title: Bridge\n\nURL Source: https://a.example/1\n\nMarkdown Content:\nIt opens today.",
    "![](data:image/png;base64,iVBORw0KGgo=)\n\n[More](https://a.example/2)\n\nIt opens today.",
]
PLAIN = [
    "* One\n* Two\n* Three",
    "It opens today #bridge #news",
    "#bridge\n#news\nIt opens today.",
    "# a comment\nprint(1)\n# another\nprint(2)",
    "Write [text](https://a.example) for a link.",
    "One star * two stars ** three ***",
    "Names were withheld (**) for safety.",
    "Array[0](x) and call[1](y).",
    "- - -\nOne.\n---\nTwo.",
    "Title: Bridge\n\nIt opens today.",
    "",
]


@pytest.mark.parametrize("source", MARKDOWN)
def test_what_converters_write_is_markdown(source: str) -> None:
    assert is_markdown(source)
    assert kind_of(source) == "markdown"


@pytest.mark.parametrize("source", PLAIN)
def test_text_with_a_sign_or_two_is_text(source: str) -> None:
    assert not is_markdown(source)
    assert kind_of(source) == "text"


def test_the_caller_is_believed() -> None:
    assert kind_of(MARKDOWN[0], "text") == "text"
    assert kind_of("<p>One.</p>", "markdown") == "markdown"
