"""Fields of pages where several lines could be them."""

from __future__ import annotations

from datetime import date

import pytest

from cleaner import Article, clean

BODY = [
    "The council in Harrowgate approved a new bridge over the river after a long debate in the old town hall.",
    "Engineers expect the work to take two years and cost about nine million euros, officials said.",
    "“We have waited for this since 1998,” said Anna Reed, who runs the ferry with her brother.",
    "Traffic will be diverted through Low Street until the spring, the mayor added in the evening.",
    "The opposition voted against the plan because of its cost to small towns nearby.",
]
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in BODY)


def page(head: str = "", above: str = "", body: str = PARAGRAPHS, below: str = "") -> Article:
    inner = f"<article><h1>Harrowgate gets its bridge</h1>{above}<div>{body}</div></article>{below}"
    return clean(
        f"<html lang=en><head>{head}</head><body><main>{inner}</main></body></html>", reference_date=date(2026, 6, 1)
    )


def test_dates_of_posts_and_comments_are_not_the_articles() -> None:
    tweet = "<blockquote class=twitter-tweet><p>Approved!</p>— Council March 14, 2025</blockquote>"
    comment = "<div class=comments><div><b>Bo</b> <span>12 May 2026, 10:11</span><p>At last.</p></div></div>"
    assert page(body=PARAGRAPHS + tweet, below=comment).date is None


def test_a_heading_over_a_credited_picture_is_no_caption() -> None:
    picture = "<figure><img><figcaption>Getty Images</figcaption></figure>"
    entries = "".join(f"<h2>{n}. Gull Point</h2>{picture}<p>{line}</p>" for n, line in enumerate(BODY[1:], 1))
    article = page(body=f"<p>{BODY[0]}</p>{entries}")
    assert [p.text for p in article.paragraphs if p.text.endswith("Gull Point")] == [
        f"{n}. Gull Point" for n in range(1, 5)
    ]


def test_a_title_that_begins_like_a_credit_is_the_title_alone() -> None:
    article = clean(f"<html lang=en><body><article><h1>PHOTOS: Harrowgate gets its bridge</h1>{PARAGRAPHS}</article>")
    assert (article.title, article.captions) == ("PHOTOS: Harrowgate gets its bridge", ())


@pytest.mark.parametrize(
    "line", ["<p>Ann Lee<br>9 January 2026 11:40</p>", "<p>Ann Lee</p><p>9 January 2026 11:40</p>"]
)
def test_a_name_beside_the_date_of_the_head_is_the_author(line: str) -> None:
    article = page(above=line)
    assert article.authors == ("Ann Lee",)
    assert article.text.splitlines() == BODY


def test_one_moment_on_two_clocks_is_no_disagreement() -> None:
    meta = '<meta property="article:published_time" content="2026-02-02T23:40:00Z">'
    article = page(meta, "<p>3 February 2026, 01:40</p>")
    assert article.date is not None
    assert (article.date.value, article.warnings) == ("2026-02-03T01:40", ())
    changed = page(meta.replace("published", "modified").replace("02T23", "03T01"), "<p>3 February 2026, 01:40</p>")
    assert changed.date is not None
    assert changed.date.updated is None
    other = page(meta.replace("02-02", "01-20"), "<p>3 February 2026, 01:40</p>")
    assert len(other.warnings) == 1


def test_a_plan_is_no_past_event() -> None:
    planned = "<p>Lawmakers have scheduled a hearing for March 3 in the old town hall.</p>"
    assert page(above="<p>11 February 2026, 17:05</p>", body=PARAGRAPHS + planned).warnings == ()
    past = "<p>Lawmakers held a hearing on March 3 and voted in the old town hall.</p>"
    assert len(page(above="<p>11 February 2026, 17:05</p>", body=PARAGRAPHS + past).warnings) == 1


@pytest.mark.parametrize(
    "tag", ['p class="standfirst"', 'div class="article__lead"', 'h2 class="subtitle"', "p class=dek"]
)
def test_a_standfirst_without_a_full_stop_is_body_though_the_byline_follows(tag: str) -> None:
    lead = "Ferries will run until the new crossing opens in the summer of 2028"
    meta = '<div class="meta"><span class="author">By Ann Lee</span> <time>14 March 2026</time></div>'
    article = page(above=f"<{tag}>{lead}</{tag.split(maxsplit=1)[0]}>{meta}")
    assert article.text.splitlines() == [lead, *BODY]


def test_the_way_to_the_next_story_is_no_list_of_tags() -> None:
    way = "<a><span>{}</span><span>{}</span></a>"
    ways = way.format("Previous", "Valga hospital looks for doctors") + way.format("Next", "Fair begins in Polva")
    article = page(body=f"{PARAGRAPHS}<div class=post-navigation>{ways}</div>")
    assert (article.tags, article.warnings) == ((), ())
