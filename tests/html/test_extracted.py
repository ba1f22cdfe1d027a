"""What an extractor wrote as XML, TEI, HTML or Markdown gives the same article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import trafilatura

if TYPE_CHECKING:
    from cleaner import Cleaner

PAGE = """<!DOCTYPE html><html lang="en"><head>
<title>Night ferry returns | Harbour Post</title><meta property="og:site_name" content="Harbour Post">
<meta property="og:title" content="Night ferry to the islands returns"><meta name="author" content="Maeve Colgan">
<meta property="article:published_time" content="2025-03-12T14:30:00Z"><meta name="keywords" content="ferries, islands">
</head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article>
<h1>Night ferry to the islands returns</h1>
<p>The night ferry between the harbour and the outer islands will sail again from May, the port said on Wednesday.</p>
<p>It was withdrawn nine years ago when its operator could no longer pay for the fuel of two boats at once.</p>
<h2>Three crossings a week</h2>
<p>The boat will leave on Monday, Wednesday and Friday, and carries forty cars, two hundred people and the post.</p>
</article><footer><p>All rights reserved.</p></footer></body></html>"""
BODY = (
    "The night ferry between the harbour and the outer islands will sail again from May, the port said on Wednesday.",
    "It was withdrawn nine years ago when its operator could no longer pay for the fuel of two boats at once.",
    "Three crossings a week",
    "The boat will leave on Monday, Wednesday and Friday, and carries forty cars, two hundred people and the post.",
)


@pytest.mark.parametrize("kind", ["xml", "xmltei", "html", "markdown", "txt"])
def test_every_format_of_an_extractor_gives_the_same_article(cleaner: Cleaner, kind: str) -> None:
    extracted = trafilatura.extract(PAGE, output_format=kind, with_metadata=True)
    assert extracted
    article = cleaner.clean(extracted)
    assert article.title == "Night ferry to the islands returns"
    assert article.authors == ("Maeve Colgan",)
    assert article.date is not None
    assert article.date.value == "2025-03-12"
    assert tuple(paragraph.text for paragraph in article.paragraphs) == BODY
