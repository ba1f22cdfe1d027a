"""How a page becomes lines."""

from __future__ import annotations

import time
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.read.html import read_html

if TYPE_CHECKING:
    from cleaner.model import Block, Markup


def lines(page: str) -> list[str]:
    return [block.text for block in read_html(page).lines]


def markup(page: str, text: str) -> Markup:
    block = next(block for block in read_html(page).lines if block.text == text)
    assert block.markup is not None
    return block.markup


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>One.<p>Two.", ["One.", "Two."]),
        ("One<br>two<br/><br/>three", ["One", "two", "three"]),
        ("<p>A <b>bold</b> <a href=x>link</a>\n\tflows&nbsp;on.</p>", ["A bold link flows on."]),
        ("<div>Loose<p>inner</p>tail</div>", ["Loose", "inner", "tail"]),
        ("<ul><li>first<li>second</ul>", ["first", "second"]),
        ("<dl><dt>term<dd>meaning</dl>", ["term", "meaning"]),
        ("<table><tr><td>Riga<td>3:1<tr><td>Tartu<td>0:2</table>", ["Riga 3:1", "Tartu 0:2"]),
        ("<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>", ["a", "b", "c"]),
        ("<table><tr><td>" + "long " * 30 + "<td>c</table>", [("long " * 30).strip(), "c"]),
        ("<pre>first\n  second</pre>", ["first", "second"]),
        ("<a>Home</a><a>World</a>", ["Home World"]),
        ("<figure><img alt=no><figcaption>The pier.</figcaption></figure>", ["The pier."]),
        ("so\u00adft hy\u200bphens", ["soft hyphens"]),
        ("<x-card>one</x-card><x-card>two</x-card>", ["one", "two"]),
        ("<p>in <x-link>a line</x-link> it flows</p>", ["in a line it flows"]),
        ("<frameset><frame src=a><noframes>No frames here</noframes></frameset>", ["No frames here"]),
        ("<html amp><body><amp-img alt=x></amp-img><p>Amp text.</p></body></html>", ["Amp text."]),
        ("<html><body><p>head</p></body></html><div>behind</div>", ["head", "behind"]),
        ("<p>It\u00e2\u0080\u0099s, it\u00e2\u0080\u0099s, it\u00e2\u0080\u0099s.</p>", ["It’s, it’s, it’s."]),
        ("<p>\u00c3\u00bc \u00c2\u00a9</p>", ["\u00c3\u00bc \u00c2\u00a9"]),
        ("a < b & c > d", ["a < b & c > d"]),
        ("", []),
        (" \n ", []),
        ("<html></html>", []),
        ("<!-- only -->", []),
    ],
)
def test_a_line_is_what_stands_between_two_breaks_of_the_rendered_page(page: str, expected: list[str]) -> None:
    assert lines(page) == expected


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>no()</script>",
        "<style>no{}</style>",
        "<noscript><p>no</p></noscript>",
        "<template><p>no</p></template>",
        "<svg><title>no</title><text>no</text></svg>",
        "<iframe>no</iframe>",
        "<select><option>no</select>",
        "<textarea>no</textarea>",
        "<video>no</video>",
        "<!-- no -->",
        "<?php no ?>",
        "<title>no</title>",
        "<span style='color:red; display: none'>no</span>",
        "<i hidden>no</i>",
    ],
)
def test_what_no_browser_shows_is_no_text(unseen: str) -> None:
    assert lines(f"<p>be{unseen}fore</p><p>after</p>") in (["before", "after"], ["be", "fore", "after"])


def test_mark_up_left_open_in_a_noscript_does_not_swallow_the_page() -> None:
    assert lines("<p>before</p><noscript><div id=x></noscript><p>after</p><noscript></div></noscript>") == [
        "before",
        "after",
    ]
    assert lines("<script>write('<noscript>')</script><p>text</p><noscript>no</noscript>") == ["text"]


@pytest.mark.parametrize(
    "attribute", ["hidden", "style='display:none'", "style='VISIBILITY : hidden'", "aria-hidden=true"]
)
def test_a_hidden_block_and_all_in_it_is_marked(attribute: str) -> None:
    assert markup(f"<div {attribute}><p>menu</p></div><p>text</p>", "menu").hidden
    assert not markup(f"<div {attribute}><p>menu</p></div><p>text</p>", "text").hidden


def test_a_block_knows_its_tag_its_ancestors_and_the_words_of_their_attributes() -> None:
    page = "<body class=theme><main id=Content><div class='Story-Body wide'><p itemprop=articleBody>x</p></div></main>"
    found = markup(page, "x")
    assert (found.tag, found.path) == ("p", ("html", "body", "main", "div"))
    assert found.hints == "articlebody / story-body wide / content"


def test_an_inline_element_speaks_for_the_line_that_it_holds_whole() -> None:
    assert markup("<div class=a><span class=credit>Photo: me</span></div>", "Photo: me").hints == "span credit / a"
    assert (
        "credit"
        not in markup("<div><span class=credit>me</span> and much more text</div>", "me and much more text").hints
    )


def test_siblings_share_the_numbers_of_their_ancestors() -> None:
    page = "<div><p>a</p><p>b</p></div><div><p>c</p></div>"
    a, b, c = (markup(page, text).nodes for text in "abc")
    assert a[:-1] == b[:-1]
    assert a[-1] != b[-1]
    assert a[-2] != c[-2]


def test_link_density_is_the_share_of_characters_inside_links() -> None:
    assert markup("<p><a>half</a>half</p>", "halfhalf").link_density == 0.5
    assert markup("<a><h3>all</h3></a>", "all").link_density == 1.0


def test_the_source_is_the_lines_one_a_line() -> None:
    assert read_html("<h1>A</h1><p>b<br>c").source == "A\nb\nc"


TAGS = "html body head div p span a b table tr td li ul pre br h1 script style svg template frameset x-y nobr".split()
PIECES = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS]),
    st.sampled_from([f"</{tag}>" for tag in TAGS]),
    st.sampled_from(
        ["<div class='a b' hidden>", "<p style=display:none>", "<!--", "-->", "<![CDATA[", "&#0;", "&amp", "<a href='"]
    ),
    st.text(max_size=12),
)


def whole(block: Block, source: str) -> bool:
    return bool(block.text) and source[block.start : block.end] == block.text and len(block.folded) == len(block.text)


@settings(max_examples=250, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_soup_gives_lines_that_are_slices_of_the_source(page: str) -> None:
    document = read_html(page)
    assert all(whole(block, document.source) for block in document.lines)
    assert document.source == "\n".join(block.text for block in document.lines)
    assert [block.line for block in document.lines] == list(range(len(document.lines)))


@pytest.mark.parametrize("tag", ["div", "b", "ul", "table", "blockquote", "a", "x-y"])
def test_text_inside_ten_thousand_levels_is_read(tag: str) -> None:
    page = f"<p>before</p>{f'<{tag}>' * 10_000}deep{f'</{tag}>' * 10_000}<p>after</p>"
    assert [line for line in lines(page) if line in {"before", "deep", "after"}][:1] == ["before"]
    assert "after" in lines(page)


def seconds(page: str) -> float:
    """The best of three: what else runs on the machine only adds."""

    def once() -> float:
        start = time.process_time()
        read_html(page)
        return time.process_time() - start

    return min(once() for _ in range(3))


@pytest.mark.parametrize(
    "unit",
    [
        "<p>word word</p>",
        "<div class='x y'>a",
        "<b>a<br>",
        "<table><tr><td>a",
        "<a>x</a>",
        "text ",
        "<",
        "<p hidden>&amp;",
    ],
)
def test_time_grows_with_the_page_and_no_faster(unit: str) -> None:
    small = min(seconds(unit * 4_000) for _ in range(3))
    assert seconds(unit * 32_000) < 24 * max(small, 0.01)


def test_a_tag_with_thousands_of_attributes_costs_no_more_than_its_length() -> None:
    page = f"<div {' '.join(f'a{n}' for n in range(40_000))}><p>Ten words stand here in a row to fill it.</p></div>"
    assert seconds(page) < 0.3
    assert [line.text for line in read_html(page).lines] == ["Ten words stand here in a row to fill it."]


def test_a_long_tag_with_few_attributes_keeps_them() -> None:
    data = "x " * 20_000
    (line,) = read_html(f"<div class=box data-props='{data}'><p>Ten words stand here in a row.</p></div>").lines
    assert line.markup is not None
    assert "box" in line.markup.hints


def test_a_page_of_ten_megabytes_is_read() -> None:
    assert len(read_html("<div><p>Ten words stand here in a row to fill it.</p></div>" * 180_000).lines) == 180_000


def test_memory_is_flat_over_many_pages() -> None:
    page = "<div class=a>" * 50 + "<p>word <b>bold</b></p>" * 200
    read_html(page)
    tracemalloc.start()
    read_html(page)
    before = tracemalloc.get_traced_memory()[0]
    for _ in range(50):
        read_html(page)
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 200_000


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (
            '<div><span class="date">14 March 2026, 21:30</span><span class="views">12</span></div>',
            "14 March 2026, 21:30 12",
        ),
        ("<div><span>By <a>Ann Lee</a></span><time>March 14, 2026</time></div>", "By Ann Lee March 14, 2026"),
        ('<div><a class="x">Ann Lee</a><span>, </span><a class="x">Bo Dahl</a></div>', "Ann Lee, Bo Dahl"),
        ('<div><span class="t">Читайте також</span><a href="/x">Як міст</a></div>', "Читайте також Як міст"),
        ('<p><span class="author">Ann Lee</span><span class="date">14 March</span></p>', "Ann Lee 14 March"),
        ('<p><span class="c1">Har</span><span class="c2">rowgate</span></p>', "Harrowgate"),
        ("<div><span>Har</span><span>rowgate</span></div>", "Harrowgate"),
        ("<div class=byline><span>Ann Lee</span><span>4 min read</span></div>", "Ann Lee 4 min read"),
        ("<div>H<sub>2</sub>O and <b>b</b><i>old</i></div>", "H2O and bold"),
        ('<pre><span class="k">def</span><span class="n">(x)</span></pre>', "def(x)"),
        ('<div><code><span class="k">a</span><span class="o">=</span></code></div>', "a="),
    ],
)
def test_elements_side_by_side_are_set_apart_and_words_are_not(page: str, expected: str) -> None:
    assert lines(page) == [expected]


def test_what_only_a_screen_reader_says_is_no_part_of_a_sentence() -> None:
    page = '<p>A study by <a href="/x">Harrow<span class="sr-only">(opens in new window)</span></a> found it.</p>'
    assert lines(page) == ["A study by Harrow found it."]
    clipped = page.replace('class="sr-only"', 'style="clip:rect(0,0,0,0);position:absolute"')
    assert lines(clipped) == ["A study by Harrow found it."]
