"""The page is one file that loads nothing and shows every text as text."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest

from cleaner import Cleaner
from cleaner.model import Article, Category, Paragraph, Removal, Span
from cleaner.review import page as page_module
from cleaner.review.page import TEXT_BYTES, Book, ReviewError, render_page
from cleaner.review.sheet import Piece, Sheet, Text, make_sheet
from cleaner.review.shorten import level, shorten

HOSTILE_MARKUP = "</script><script>alert(1)</script> <img src=x onerror=alert(2)> </style> <!-- ]]>"
HOSTILE = f"{HOSTILE_MARKUP} \u202eover\u2028line & {{{{ 7 }}}} \ud800"


class Elements(HTMLParser):
    """Counts elements and keeps attributes and the content of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.content: list[str] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.inside = tag in {"script", "style"}
        if self.inside:
            self.content.append("")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  the base class's
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.content[-1] += data


def sheet(text: str, name: str = "x") -> Sheet:
    removal = Removal("a/rule", Category.RELATED, Span(0, len(text)), text, text, evidence=(text,))
    article = Article(title=text, tags=(text,), warnings=(text,), paragraphs=(Paragraph(text, ()),), language="en")
    return Sheet(name, text, f"https://a.example/{text}", article, (Piece(text, removal), Piece(text)))


def data_of(page: str) -> dict[str, object]:
    return dict(json.loads(Elements(page).content[1]))


def policy_of(elements: Elements) -> str:
    return next(str(a["content"]) for _, a in elements.found if a.get("http-equiv") == "Content-Security-Policy")


def test_hostile_text_is_data_and_nothing_else() -> None:
    harmless = Elements(render_page(Book("A title", (sheet("text"),))))
    hostile = Elements(render_page(Book(HOSTILE, (sheet(HOSTILE, HOSTILE),))))
    assert [tag for tag, _ in hostile.found] == [tag for tag, _ in harmless.found]
    assert not [name for _, attributes in hostile.found for name in attributes if name.startswith("on")]


def test_hostile_text_arrives_unchanged_but_for_what_no_file_can_hold() -> None:
    (document,) = data_of(render_page(Book("T", (sheet(HOSTILE),))))["documents"]  # type: ignore[misc]
    assert document["pieces"][1] == HOSTILE.replace("\ud800", "?")


def test_the_policy_allows_exactly_the_page_s_own_style_and_script() -> None:
    elements = Elements(render_page(Book("T", (sheet("text"),))))
    style, _, script = elements.content
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(c.encode()).digest()).decode()}'" for c in (style, script)]
    assert policy_of(elements) == (
        f"default-src 'none'; style-src {hashes[0]}; script-src {hashes[1]}; base-uri 'none'; form-action 'none'"
    )


def test_nothing_is_loaded_from_anywhere() -> None:
    elements = Elements(render_page(Book("T", (sheet("text"),))))
    assert not [tag for tag, attributes in elements.found if {"src", "href", "style"} & attributes.keys()]
    assert "url(" not in elements.content[0]
    assert "@import" not in elements.content[0]
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", elements.content[2])


def test_buttons_that_write_are_there_only_with_a_token() -> None:
    plain = render_page(Book("T", (sheet("text"),)))
    serving = render_page(Book("T", (sheet("text"),)), "secret-token")
    assert 'id="accept"' not in plain
    assert "connect-src" not in policy_of(Elements(plain))
    assert 'id="accept"' in serving
    assert "connect-src 'self'" in policy_of(Elements(serving))


def test_the_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "jinja2", None)
    with pytest.raises(ReviewError, match=r"article-cleaner\[review\]"):
        render_page(Book("T", ()))


def test_rules_are_listed_once(cleaner: Cleaner) -> None:
    sheets = tuple(make_sheet(cleaner, Text(str(n), "Теги: а, б\nРечення про місто.")) for n in range(3))
    rules = data_of(render_page(Book("T", sheets)))["rules"]
    assert isinstance(rules, list)
    assert len(rules) == len({rule["id"] for rule in rules})


def test_500_long_documents_stay_under_10_megabytes() -> None:
    text = "Довгий рядок тексту, що займає багато місця на сторінці. " * 40
    pieces = tuple(Piece(text) for _ in range(20))
    sheets = tuple(Sheet(str(number), "", None, Article(), pieces) for number in range(500))
    size = len(render_page(Book("T", sheets)).encode())
    assert TEXT_BYTES // 2 < size < 10_000_000


def test_a_short_document_beside_long_ones_is_shown_whole() -> None:
    short, long = (Piece("коротко"),), (Piece("x" * 5000), Piece("y" * 20))
    first, second = shorten([short, long], 2000)
    assert first == short
    assert second[1] == long[1]
    assert "characters not shown" in second[0].text
    assert second[0].text.startswith("xxx")
    assert second[0].left_out > 3000
    assert sum(len(piece.text) for piece in second) < 2000


def test_nothing_is_cut_where_all_fits() -> None:
    pieces = (Piece("x" * 5000),)
    assert shorten([pieces], 10_000) == [pieces]
    assert level([], 10) == 10


def test_a_larger_corpus_says_how_much_of_it_is_shown() -> None:
    book = Book("T", (sheet("text"),), total=1200)
    assert str(data_of(render_page(book))["totals"]).startswith("1 of 1,200 documents, ")
    assert page_module.MOST_DOCUMENTS == 500
