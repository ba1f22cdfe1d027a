"""What the scorer knows of a page, and what comes out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import clean
from cleaner.filters.markup import Guarded, MarkupFilter
from cleaner.model import Category, Document, Finding, Verdict
from cleaner.options import Aggressiveness
from cleaner.read.html import read_html
from cleaner.score.kinds import KINDS, KindTable, kinds_of
from cleaner.score.markup import markup_columns, opinion_columns
from cleaner.score.markup_scoring import page_model, score_markup, with_priors
from cleaner.score.markup_second import relatives
from cleaner.score.tree import FAR, Nodes, nearest, steps_between

BODY = (
    "The new bridge over the river opened on Monday after two years of work, the city council said.",
    "It carries four lanes and two cycle paths, and it cost eleven million euros in all, a little more than planned.",
    "Drivers had waited for the opening since the old crossing was closed to lorries in the spring of last year.",
    "“We thank everybody who was patient with us,” the mayor told reporters at the ribbon.",
)
PAGE = f"""<!doctype html><html><head><title>Bridge opens | The Daily</title></head><body>
<nav class=main-menu><ul><li><a href=/>Home</a><li><a href=/w>World</a><li><a href=/s>Sport</a></ul></nav>
<main><article class=story><h1>Bridge opens</h1><div class=byline>By Ann Lee</div>
<div class=story-body>{"".join(f"<p>{text}</p>" for text in BODY)}</div>
<div class=share-bar><a href=#>Facebook</a> <a href=#>Telegram</a></div></article>
<aside class="related-stories"><h3>More from the city</h3>
<ul><li><a href=/1>Trams to run late</a><li><a href=/2>Park to close</a></ul></aside>
</main><footer class=site-footer><p>Copyright The Daily. All rights reserved.</p></footer></body></html>"""


def columns(page: str) -> dict[str, list[float]]:
    document = read_html(page)
    return {name: column.tolist() for name, column in markup_columns(document).items()}


def test_a_plain_page_comes_out_as_its_body_and_its_headline() -> None:
    article = clean(PAGE, format="html")
    assert article.title == "Bridge opens"
    assert article.text == "\n".join(BODY)


@pytest.mark.parametrize(
    "fragment", ["<p>A sentence that ends here.</p>", "<p>First one.</p><p>Second <b>one</b>.</p>", "No tags."]
)
def test_a_snippet_comes_back_as_it_is(fragment: str) -> None:
    assert clean(fragment, format="html").text == "\n".join(block.text for block in read_html(fragment).lines)


def test_a_body_without_a_page_comes_back_as_it_is() -> None:
    page = "".join(f"<p>{text}</p>" for text in BODY)
    assert clean(page, format="html").text == "\n".join(BODY)


def test_what_the_mark_up_took_says_which() -> None:
    entries = "".join(
        f"<li><a href=/{street}>{street} Street</a>" for street in "Dock Mill Bell Park Lime Hill".split()
    )
    page = PAGE.replace("<nav class=main-menu><ul>", f"<nav class=main-menu><ul>{entries}")
    taken = {removal.text: removal for removal in clean(page, format="html").removals}
    assert taken["Mill Street"].category is Category.NAV
    assert "in <nav>" in taken["Mill Street"].evidence


def test_every_line_of_a_page_has_a_prior_and_text_has_none() -> None:
    document = with_priors(read_html(PAGE))
    assert len(document.priors) == len(document.lines)
    by_text = dict(zip((block.text for block in document.lines), document.priors, strict=True))
    assert by_text[BODY[0]] > by_text["Home"]


def test_columns_that_are_asked_for_alone_are_what_they_are_among_all() -> None:
    document, names = read_html(PAGE), page_model().first.names
    every = markup_columns(document)
    some = markup_columns(document, names)
    assert len(some) < len(every)
    for name in names:
        assert (some[name] == every[name]).all(), name


def test_a_page_without_lines_has_no_priors_and_no_findings() -> None:
    document = with_priors(read_html(""))
    assert document.priors == ()
    assert MarkupFilter(0.0)(document) == ()


def test_the_mark_up_filter_spares_what_is_pinned() -> None:
    document = with_priors(read_html(PAGE))
    home = next(block for block in document.lines if block.text == "Home")
    everything = MarkupFilter(99.0)
    assert home.span in {finding.span for finding in everything(document)}
    pinned = Document(**{**_fields(document), "pinned": frozenset({home.start})})
    assert home.span not in {finding.span for finding in everything(pinned)}


def _fields(document: Document) -> dict[str, object]:
    return {name: getattr(document, name) for name in Document.__slots__}


class _Eager:
    name = "eager"

    def __call__(self, document: Document) -> list[Finding]:
        return [Finding(block.span, Verdict.DROP, "x/y", Category.TEASER, "") for block in document.blocks]


def test_a_guess_from_shapes_yields_to_mark_up_that_says_body() -> None:
    document = with_priors(read_html(PAGE))
    sure = {line.span for line, prior in zip(document.lines, document.priors, strict=True) if prior >= 0}
    assert sure
    assert sure.isdisjoint(finding.span for finding in Guarded(_Eager())(document).findings)
    plain = Document(**{**_fields(document), "priors": ()})
    assert len(Guarded(_Eager())(plain).findings) == len(document.blocks)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("article__body", "body"),
        ("entry-content clearfix", "body"),
        ("c-newsletter-signup", "signup"),
        ("related-posts", "related"),
        ("social-share", "share"),
        ("disqus_thread", "comment"),
        ("wp-caption-text", "caption"),
        ("standfirst", "lead"),
        ("post-tags", "tags"),
    ],
)
def test_class_names_say_what_an_element_is_for(words: str, kind: str) -> None:
    assert kinds_of(words) >> KINDS.index(kind) & 1


def test_the_nearest_element_of_a_kind_counts() -> None:
    chain = "x / share-bar / y / social"
    table = KindTable([chain, "social"])
    assert table.nearness(chain)["share"] == 0.5
    held = table.holder[table.rows[chain], KINDS.index("share")]
    assert held == table.rows["share-bar / y / social"]
    assert table.nearness("")["share"] == 0.0


def test_the_container_of_the_text_is_told_from_the_rest() -> None:
    found = columns(PAGE)
    document = read_html(PAGE)
    rows = {block.text: row for row, block in enumerate(document.lines)}
    assert found["main_90"][rows[BODY[1]]] == 1.0
    assert found["main_90"][rows["Home"]] == 0.0
    assert found["held_body"][rows[BODY[1]]] > 0.9
    assert found["in_nav"][rows["Home"]] == 1.0
    assert found["is_title"][rows["Bridge opens"]] == 1.0


def test_steps_in_the_tree_are_counted_through_the_common_ancestor() -> None:
    document = read_html("<div><p>a</p><p>b</p></div><section><div><p>c</p></div></section>")
    nodes = Nodes.of([block.markup for block in document.lines if block.markup])
    assert steps_between(nodes, np.array([1, 2, -1])).tolist() == [2.0, 5.0, FAR]


def test_the_nearest_marked_rows_are_never_the_row_itself() -> None:
    above, below = nearest(np.array([True, False, True]))
    assert (above.tolist(), below.tolist()) == ([-1, 0, 0], [2, 2, -1])


def test_json_ld_votes_for_the_blocks_it_holds() -> None:
    script = '<script type="application/ld+json">{"@context":"https://schema.org","@type":"Article","headline":"x","articleBody":"%s"}</script>'
    document = read_html(script % BODY[0] + f"<p>{BODY[0]}</p><p>{BODY[1]}</p>")
    size = np.array([17.0, 22.0])
    assert opinion_columns(document.lines, document.hints, size)["in_body_json"].tolist() == [1.0, 0.0]


def test_relatives_share_what_the_first_pass_found() -> None:
    document = read_html("<div class=a><p>one</p><p>two</p></div><div class=b><p>three</p></div>")
    markups = [block.markup for block in document.lines if block.markup]
    found = relatives(markups, np.array([1.0, 0.5, 0.0]), np.ones(3))
    assert found["kin_hints"].tolist() == [0.75, 0.75, 0.0]
    assert found["kin_siblings_others"].tolist() == [0.5, 1.0, 0.0]


def test_levels_of_aggressiveness_nest() -> None:
    document = with_priors(read_html(PAGE))
    kept = [
        {line for line in range(len(document.lines)) if score_markup(document, None, level).is_body(line)}
        for level in (Aggressiveness.PRECISION, Aggressiveness.BALANCED, Aggressiveness.RECALL)
    ]
    assert kept[0] <= kept[1] <= kept[2]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*BODY, "<div>", "</div>", "<p class=share>", "<li>", "<a href=x>", "</a>", "<h1>", "\x00", "日本"]
        )
    ).map("".join)
)
def test_any_soup_is_cleaned_without_a_crash(page: str) -> None:
    article = clean(page, format="html")
    assert all(paragraph.text for paragraph in article.paragraphs)
