"""What a page's head says of its article."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cleaner import clean
from cleaner.read.html import read_html
from cleaner.read.person import read_byline

if TYPE_CHECKING:
    from cleaner.model import Hints


TEXT = "The council met on Monday, and the new budget was agreed on by all of its members, the mayor said."


def hints(head: str = "", body: str = "<p>Text.</p>") -> Hints:
    found = read_html(f"<html><head>{head}</head><body>{body}</body></html>").hints
    assert found is not None
    return found


def linked(data: object) -> str:
    return f'<script type="application/ld+json">{data if isinstance(data, str) else json.dumps(data)}</script>'


ARTICLE = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Bridge opens &amp; traffic flows",
    "articleBody": "The bridge <b>opened</b> on Monday.",
    "description": "After two years of work.",
    "datePublished": "2026-02-05T10:00:00Z",
    "dateModified": "2026-02-06",
    "author": [{"@type": "Person", "name": "By Ann Lee"}, {"name": "City Desk"}],
    "articleSection": ["City", "Traffic"],
    "keywords": "bridge, river",
    "publisher": {"@type": "Organization", "name": "The Daily"},
}


@pytest.mark.parametrize(
    "data",
    [
        ARTICLE,
        [ARTICLE],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, ARTICLE]},
        json.dumps(ARTICLE).replace("}]", "},]"),
        "<!-- " + json.dumps(ARTICLE) + " -->",
        "//<![CDATA[\n" + json.dumps(ARTICLE) + "\n//]]>",
        "<!--//<![CDATA[\n" + json.dumps(ARTICLE) + ";\n//]]> -->",
    ],
)
def test_the_article_is_read_from_any_form_of_json_ld(data: object) -> None:
    found = hints(linked(data))
    assert found.title == "Bridge opens & traffic flows"
    assert found.body == "The bridge opened on Monday."
    assert (found.date_published, found.date_modified) == ("2026-02-05T10:00:00Z", "2026-02-06")
    assert found.authors == ("Ann Lee",)
    assert (found.section, found.tags) == (("City", "Traffic"), ("bridge", "river"))


def test_what_is_left_of_broken_json_is_saved() -> None:
    found = hints(
        linked('{"@context":"https://schema.org", "headline": "One \\"two\\"", "datePublished":"2026-01-02" oops')
    )
    assert (found.title, found.date_published) == ('One "two"', "2026-01-02")


def test_of_several_articles_the_one_with_the_pages_headline_counts() -> None:
    other = ARTICLE | {"headline": "Another story", "articleBody": "Other."}
    assert (
        hints(linked([other, ARTICLE]), "<h1>Bridge opens & traffic flows</h1>").body == "The bridge opened on Monday."
    )


@pytest.mark.parametrize(
    "data",
    [
        "[" * 100_000,
        "{",
        '{"@type":"Article","headline":{"a":[]}}',
        "null",
        '"schema.org"',
        "",
    ],
)
def test_hostile_json_says_nothing_and_harms_nothing(data: str) -> None:
    assert hints(linked(data + "schema.org")).body is None


def test_authors_in_hundreds_of_lists_are_none() -> None:
    start = '{"@context": "https://schema.org", "@type": "Article", "headline": "Bridge opens", "author": '
    found = hints(linked(start + "[" * 600 + "]" * 600 + "}"))
    assert (found.title, found.authors) == ("Bridge opens", ())


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Bridge opens | The Daily</title>", "<h1>Bridge opens</h1>", "Bridge opens"),
        (
            "<title>Bridge opens at last - The Daily</title><meta property=og:site_name content='The Daily'>",
            "",
            "Bridge opens at last",
        ),
        ("<meta property=og:title content='Bridge opens at last'>", "<h1>The Daily</h1>", "Bridge opens at last"),
        (
            "<meta property=og:title content='Bridge opens at last'>",
            "<h1>City Bridge opens at last</h1>",
            "Bridge opens at last",
        ),
        (
            "<meta property=og:title content='Bridge opens: what changes'>",
            "<h1>Bridge opens</h1><h1>Related</h1>",
            "Bridge opens",
        ),
        ("", "<h1>Bridge opens at last</h1>", "Bridge opens at last"),
        (
            "<title>Bridge opens at last : Notebook | All about rivers</title>",
            "<h1>Notebook</h1><h2>Bridge opens at last</h2>",
            "Bridge opens at last",
        ),
        (
            "<meta property=og:title content='Rivers and harbours'>",
            "<h1>The first car rolled over today</h1>",
            "The first car rolled over today",
        ),
        (
            "<title>Traffic: The bridge opens at last</title>",
            "<h1>After two years The bridge opens at last</h1>",
            "The bridge opens at last",
        ),
        (
            "<title>Live: The bridge opens at last</title>",
            "<h1>River: The bridge opens at last</h1>",
            "River: The bridge opens at last",
        ),
        ("<title>Bridge opens at last</title>", "<h1>Bridge opens at last | Opinion</h1>", "Bridge opens at last"),
        (
            "<link rel=canonical href='https://www.daily.example/x'><title>Bridge opens today - Daily.example</title>",
            "",
            "Bridge opens today",
        ),
        ("", "", None),
    ],
)
def test_the_title_is_the_headline_a_reader_sees(head: str, body: str, title: str | None) -> None:
    assert hints(head, body).title == title


def test_open_graph_and_meta_fill_what_json_ld_leaves_open() -> None:
    found = hints(
        "<meta property='article:published_time' content='2026-02-05'><meta name=author content='Bo Dahl, Ann Lee'>"
        "<meta property='article:section' content=World><meta name=description content='A lead.'>"
        "<meta property='og:site_name' content='The Daily'>"
    )
    assert (found.date_published, found.authors) == ("2026-02-05", ("Bo Dahl", "Ann Lee"))
    assert (found.section, found.description, found.site_name) == (("World",), "A lead.", "The Daily")


def test_the_time_element_is_the_last_resort_for_a_date() -> None:
    assert hints("", "<time datetime=2026-02-05>today</time>").date_published == "2026-02-05"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["By Ann Lee and Bo Dahl"], ("Ann Lee", "Bo Dahl")),
        (["von Jörg Maier, Ute Graf"], ("Jörg Maier", "Ute Graf")),
        (["Автор: Иван Петров"], ("Иван Петров",)),
        (["Newsroom", "Редакция", "https://x.com/ann", "ann@daily.example", "The Daily"], ()),
        (["Ann Lee", "Ann Lee"], ("Ann Lee",)),
        (["Ann Lee, Bo Dahl, and Eva Roy"], ("Ann Lee", "Bo Dahl", "Eva Roy")),
        (["Ann Lee, MD, PhD"], ("Ann Lee",)),
        (["Ann Lee, Senior Reporter"], ("Ann Lee",)),
        (["Ann Lee Staff Writer"], ("Ann Lee",)),
        (["By Ann Lee | 5 Feb 2026"], ("Ann Lee",)),
        (["Ann Lee February 5, 2026"], ("Ann Lee",)),
        (["February 5, 2026"], ()),
        (["April Fulton"], ("April Fulton",)),
        (["Veröffentlicht am 10. Februar 2026 von Heiko"], ("Heiko",)),
        (["Christoph von Adler"], ("Christoph von Adler",)),
        (["Ann Lee. Reviewed by Bo Dahl, MD"], ("Ann Lee",)),
        (["Reviewed by Bo Dahl"], ()),
        (["Posted by"], ()),
        (["rasos"], ("rasos",)),
    ],
)
def test_authors_are_persons(names: list[str], expected: tuple[str, ...]) -> None:
    assert read_byline(names, ["The Daily"]).persons == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("von MDR THÜRINGEN/ls, Stand: 27. April", ("MDR THÜRINGEN/ls",)),
        ("Quelle", ()),
        ("Quelle: sid/dpa", ()),
        ("Dec", ()),
        ("April Roach", ("April Roach",)),
        ("Jan", ("Jan",)),
        ("5 mins", ()),
        ("Licensed Q Arabica Grader, M.A. Journalism", ()),
        ("Ann Lee, Certified Coach", ("Ann Lee",)),
        ("(Image: Getty Images)", ()),
        ("(Ann Lee)", ("Ann Lee",)),
        ("© Kathrin Führes", ("Kathrin Führes",)),
        ("Olga Symbolbild imago", ("Olga",)),
        ("Zur Person", ()),
        ("Alle Beiträge", ()),
        ("Nachricht", ()),
        ("Expert Reviewer", ()),
        ("Ann Lee, Expert Reviewer", ("Ann Lee",)),
        ("Войти", ()),
        ("Callum Threlfall Court reporter", ("Callum Threlfall",)),
        ("Autor: Paweł Dudycz Dodano", ("Paweł Dudycz",)),
        ("Веде Кирило Замрій", ("Кирило Замрій",)),
        ("Вера Солнцева социолог", ("Вера Солнцева",)),
        ("Maria da Silva", ("Maria da Silva",)),
        ("윤태겸", ("윤태겸",)),
        ("The Currency editors", ()),
    ],
)
def test_labels_counts_credits_and_months_are_no_authors(text: str, expected: tuple[str, ...]) -> None:
    assert read_byline([text]).persons == expected


def test_desks_and_the_site_itself_are_told_from_persons() -> None:
    found = read_byline(["Ann Lee", "City Desk", "The Daily"], ["The Daily"])
    assert (found.persons, found.offices, found.selves) == (("Ann Lee",), ("City Desk",), ("The Daily",))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<div class=byline>By Ann Lee | 5 Feb 2026</div><p>Text.</p>", ("Ann Lee",)),
        ("<p>Von Ute Graf</p><p>Text.</p>", ("Ute Graf",)),
        ("<p>Text.</p><div class=comment-author>Bo Dahl</div>", ()),
        ("<p>Text.</p><li class=comment><a rel=author>Bo Dahl</a></li>", ()),
        ("<p>By the time it opened, two years had gone.</p>", ()),
        ("<p>Sort by Date</p><p>Text.</p>", ()),
        ("<div>5 Feb 2026 by <a rel=author href=/heiko>heiko</a> 3 comments</div>", ("heiko",)),
        ("<span itemprop=author><span itemprop=name>Ann Lee</span>, <i>Editor</i></span>", ("Ann Lee",)),
        ("<div class=author>Ann Lee<span>Travel Reporter</span></div>", ("Ann Lee",)),
        ("<ul><li><a class=author-name>Ann Lee</a><li><a class=author-name>Bo Dahl</a></ul>", ("Ann Lee", "Bo Dahl")),
        ("<p>By</p><p>Ann Lee</p><p>Text.</p>", ("Ann Lee",)),
        ("<p>26/12/2025 von repair-it</p><p>Text.</p>", ("repair-it",)),
        ("<aside><a rel=author>Bo Dahl</a></aside><p>Text.</p>", ()),
        ("<article><footer><a rel=author>Ann Lee</a></footer><p>Text.</p></article>", ("Ann Lee",)),
        ("<div class=byline><i>Ann Lee</i> <i>Bo Dahl</i></div><p>Text.</p>", ("Ann Lee", "Bo Dahl")),
        ("<p>Gespeichert von rasos am 24. Juli 2026</p><p>Text.</p>", ("rasos",)),
    ],
)
def test_a_page_without_metadata_names_its_author_near_the_headline(body: str, expected: tuple[str, ...]) -> None:
    assert hints("", f"<h1>Bridge opens</h1>{body}").authors == expected


def test_an_author_elsewhere_in_the_graph_is_looked_up() -> None:
    person = {"@type": "Person", "@id": "https://daily.example/#ann", "name": "Ann Lee"}
    article = ARTICLE | {"author": [{"@id": "https://daily.example/#ann"}]}
    assert hints(linked({"@context": "https://schema.org", "@graph": [article, person]})).authors == ("Ann Lee",)


def test_a_card_names_the_author_beside_the_reading_time() -> None:
    card = "<meta name=twitter:data1 content='5 minutes'><meta name=twitter:data2 content='Ann Lee'>"
    assert hints(card).authors == ("Ann Lee",)


def test_a_login_gives_way_to_a_full_name_that_is_printed() -> None:
    meta = "<meta name=author content=annlee>"
    assert hints(meta, "<h1>Bridge opens</h1><p class=byline>By Ann Lee</p>").authors == ("Ann Lee",)
    assert hints(meta, "<h1>Bridge opens</h1><p>Text.</p>").authors == ("annlee",)


def test_a_desk_in_an_authors_place_is_the_source() -> None:
    found = hints("<meta name=author content='City Desk'>")
    assert (found.authors, found.source) == ((), "City Desk")


def test_a_personal_site_is_its_authors() -> None:
    site = "<meta property=og:site_name content='Ann Lee'>"
    assert hints(site, "<h1>Bridge opens</h1><p>By Ann Lee</p>").authors == ("Ann Lee",)
    assert hints(site + "<meta name=author content='Ann Lee'>").authors == ("Ann Lee",)


@pytest.mark.parametrize(
    "head",
    [
        "<meta name=w-published-date content=2026-02-05>",
        "<meta name=published content='February 5, 2026'>",
        "<meta property='dc:date.created' content=2026-02-05>",
        "<meta name=page-created content=2025-12-31><meta name=published-date content=2026-02-05>",
        "<meta itemprop=uploadDate content=2026-02-05>",
    ],
)
def test_metadata_of_any_vocabulary_tells_when_the_page_was_published(head: str) -> None:
    assert hints(head).date_published in {"2026-02-05", "February 5, 2026"}


@pytest.mark.parametrize(
    "body",
    [
        "<time datetime=2025-01-01>1</time><time itemprop=datePublished datetime=2026-02-05>5</time>",
        "<time itemprop=dateModified datetime=2026-03-01>1</time><time datetime=2026-02-05>5</time>",
        "<span property=schema:dateCreated content=2026-02-05></span>",
        "<abbr class=published title=2026-02-05>Thursday</abbr>",
    ],
)
def test_an_element_that_is_the_date_of_publication_wins_over_other_dates(body: str) -> None:
    assert hints("", body).date_published == "2026-02-05"


@pytest.mark.parametrize(
    "body",
    [
        """<script>window.state = {"story": {"publishedAt": "2026-02-05T10:00:00Z"}}</script>""",
        """<script>push("{\\"published_at\\": \\"2026-02-05T10:00:00Z\\"}")</script>""",
        """<div data-page="{&quot;datePublished&quot;:&quot;2026-02-05T10:00:00Z&quot;}"></div>""",
    ],
)
def test_data_for_scripts_is_the_last_resort_for_a_date(body: str) -> None:
    found = hints("", body)
    assert (found.date_published, found.date_in_data) == (None, "2026-02-05T10:00:00Z")


TEASER = {"@type": "NewsArticle", "headline": "Ferry sold", "datePublished": "2025-01-01", "author": "Carl Holt"}
OWN = '<meta property="article:published_time" content="2026-03-14"><meta name="author" content="Ann Lee">'


@pytest.mark.parametrize(
    "data",
    [
        {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": [{"item": TEASER}]},
        {"@context": "https://schema.org", "@type": "Product", "review": {**TEASER, "@type": "Review"}},
        {"@context": "https://schema.org", "@type": "VideoObject", "name": "Ferry", "author": "Carl Holt"},
        [
            {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": [TEASER]},
            {"@type": "NewsArticle", "headline": "Bridge opens", "keywords": "bridge"},
        ],
        [{"@context": "https://schema.org"}, TEASER, {"@type": "NewsArticle", "headline": "Bridge opens"}],
    ],
)
def test_nodes_of_other_things_say_nothing_of_the_article(data: object) -> None:
    found = hints(OWN + linked(data), "<h1>Bridge opens</h1><p>Text.</p>")
    assert (found.date_published, found.authors) == ("2026-03-14", ("Ann Lee",))


def test_nodes_of_the_same_article_complete_each_other() -> None:
    nodes = [
        {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Bridge opens", "url": "/b/"},
        {"@type": "Article", "name": "The bridge", "url": "/b", "author": {"name": ["Ann Lee", "Bo Dahl"]}},
    ]
    assert hints(linked(nodes), "<h1>Bridge opens</h1>").authors == ("Ann Lee", "Bo Dahl")


@pytest.mark.parametrize("value", ["-0001-11-30T00:00:00+00:00", "0000-00-00", "Invalid date", None, 0])
def test_a_date_that_is_none_gives_way_to_one_that_is(value: object) -> None:
    node = {"@context": "https://schema.org", "@type": "Article", "headline": "Bridge", "datePublished": value}
    assert hints(OWN + linked(node)).date_published == "2026-03-14"
    broken = f'<meta property="article:published_time" content="{value}">'
    assert hints(broken + OWN).date_published == "2026-03-14"


@pytest.mark.parametrize("value", [1772200800, "1772200800", 1772200800000])
def test_seconds_since_1970_are_a_date(value: object) -> None:
    node = {"@context": "https://schema.org", "@type": "Article", "headline": "Bridge", "datePublished": value}
    article = clean(f"<html><head>{linked(node)}</head><body><p>The bridge has opened.</p></body></html>")
    assert article.date is not None
    assert article.date.value.startswith("2026-02-27")


@pytest.mark.parametrize(
    ("author", "persons", "source"),
    [
        ({"@type": "Organization", "name": "Radio Free Harrow"}, (), "Radio Free Harrow"),
        ({"@type": "NewsMediaOrganization", "name": "24 Канал"}, (), "24 Канал"),
        ({"@type": "Person", "name": "LETA"}, (), "LETA"),
        ("УНІАН", (), "УНІАН"),
        ("Ann Lee, Senior Political Correspondent", ("Ann Lee",), None),
        ("Hannah Whitby, Local Democracy Reporter", ("Hannah Whitby",), None),
        ("Беседовала Анна Строд", ("Анна Строд",), None),
        ("oprac. Jan Nowak", ("Jan Nowak",), None),
    ],
)
def test_offices_and_roles_are_no_persons(author: object, persons: tuple[str, ...], source: str | None) -> None:
    node = {"@context": "https://schema.org", "@type": "Article", "headline": "Bridge", "author": author}
    found = hints(linked(node))
    assert (found.authors, found.source) == (persons, source)


def test_a_site_with_digits_in_its_name_is_no_author() -> None:
    node = {"@context": "https://schema.org", "@type": "Article", "headline": "Bridge", "author": "Channel 24"}
    found = hints('<meta property="og:site_name" content="Channel 24">' + linked(node))
    assert found.authors == ()


def test_the_dates_nearest_to_the_headline_are_the_articles() -> None:
    ticker = '<div><time datetime="2026-03-30T10:00Z">10:00</time> <a href="/s">Storm</a></div>'
    article = (
        '<article><h1>Bridge</h1><time class="published" datetime="2026-03-26T16:22Z">26 March</time>'
        '<time class="updated" datetime="2026-03-27T08:00Z">27 March</time><p>Text.</p></article>'
    )
    found = hints(body=ticker + article + ticker)
    assert (found.date_published, found.date_modified) == ("2026-03-26T16:22Z", "2026-03-27T08:00Z")
    plain = article.replace('class="published" ', "").replace('class="updated" ', 'itemprop="dateModified" ')
    found = hints(body=ticker + plain)
    assert (found.date_published, found.date_modified) == ("2026-03-26T16:22Z", "2026-03-27T08:00Z")


def test_a_page_without_lines_has_the_fields_of_its_head() -> None:
    head = '<meta property="og:title" content="The bridge opens">' + OWN
    article = clean(f'<html><head>{head}</head><body><div id="root"></div></body></html>')
    assert article.title == "The bridge opens"
    assert article.authors == ("Ann Lee",)


def test_the_address_given_names_the_site() -> None:
    page = "<html><head><title>Bridge opens - Northgate Courier</title></head><body><p>It is open.</p></body></html>"
    assert clean(page, url="https://www.northgatecourier.example/a").title == "Bridge opens"


MENU = (
    "<nav><ul><li><a href='/n'>News</a></li><li><a href='/s'>Sport</a></li><li><a href='/c'>Culture</a></li></ul></nav>"
)
STORY = "".join(f"<p>The council approved the bridge number {n} on Monday after a long debate.</p>" for n in range(6))


def test_a_menu_is_no_section() -> None:
    page = f"<html lang=en><head>%s</head><body>{MENU}<article><h1>The bridge opens</h1>{STORY}</article></body></html>"
    assert clean(page % "").section == ()
    assert clean(page % '<meta property="article:section" content="Transport">').section == ("Transport",)


def test_the_way_to_the_article_ends_before_its_title() -> None:
    way = "<nav class=breadcrumbs><a href='/'>Home</a> » <a href='/l'>Local</a> » <span>The bridge opens</span></nav>"
    page = f"<html lang=en><body>{way}<article><h1>The bridge opens</h1>{STORY}</article></body></html>"
    assert clean(page).section == ("Local",)


@pytest.mark.parametrize(
    "box",
    [
        '<ul><li><a rel="tag" href="/b">bridge</a></li><li><a rel="tag" href="/s">small towns</a></li></ul>',
        '<p class="x">Tags: <a rel="tag" href="/b">bridge</a> <a rel="tag" href="/s">small towns</a></p>',
        '<div class="article__tags"><a href="/b">#bridge</a>, <a href="/s">small towns</a></div>',
        '<footer><p class="tags-links"><a rel="tag" href="/b">bridge</a> <a rel="tag">small towns</a></p></footer>',
    ],
)
def test_links_that_the_mark_up_calls_tags_are_the_tags(box: str) -> None:
    cloud = '<div class="tag-cloud"><a rel="tag" href="/z">zoo</a></div>'
    page = f"<html lang=en><body>{cloud}<article><h1>The bridge opens</h1>{STORY}{box}</article></body></html>"
    article = clean(page)
    assert (article.tags, article.warnings) == (("bridge", "small towns"), ())
    labelled = page.replace("<head>", "").replace("<body>", '<head><meta name="keywords" content="river"></head><body>')
    assert clean(labelled).tags == ("river",)


def test_characters_that_nobody_sees_are_no_part_of_a_field() -> None:
    head = (
        '<meta property="og:title" content="Bundes&shy;tag beschließt Haus&shy;halt">'
        '<meta name="author" content="An&#8203;na Be&shy;rg"><meta property="article:tag" content="Poli&shy;tik">'
    )
    article = clean(f"<html><head>{head}</head><body><p>{TEXT}</p></body></html>", format="html")
    assert (article.title, article.authors, article.tags) == (
        "Bundestag beschließt Haushalt",
        ("Anna Berg",),
        ("Politik",),
    )


@pytest.mark.parametrize("context", ['"@context":"http://Schema.org",', ""])
def test_linked_data_is_read_whatever_names_its_vocabulary(context: str) -> None:
    data = f'{{{context}"@type":"NewsArticle","headline":"Haushalt beschlossen","author":{{"name":"Anna Berg"}}}}'
    page = f'<script type="application/ld+json">{data}</script><p>{TEXT}</p>'
    article = clean(f"<html><body>{page}</body></html>", format="html")
    assert (article.title, article.authors) == ("Haushalt beschlossen", ("Anna Berg",))
