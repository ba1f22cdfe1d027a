"""Telling HTML from text."""

from __future__ import annotations

import pytest

from cleaner.read.sniff import is_html

HTML = [
    "<!DOCTYPE html><html><body><p>One.</p></body></html>",
    "\ufeff\n<html lang='lv'><p>Viens.</p>",
    "<?xml version='1.0'?>\n<!-- x -->\n<html><body>Text</body></html>",
    "<div class='article'><p>One.</p><p>Two.</p></div>",
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


@pytest.mark.parametrize("source", TEXT)
def test_text_that_mentions_tags_is_text(source: str) -> None:
    assert not is_html(source)
