"""What a page's head says of its article: opinions that vote on fields, and never supply body text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from cleaner.model import Hints
from cleaner.read.byline import printed_authors
from cleaner.read.headline import Names, choose_headline
from cleaner.read.jsonld import plain, read_linked, squash

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from cleaner.model import Block

_JSON: Final = re.compile(r"application/(?:ld\+)?json", re.IGNORECASE)
_TITLES: Final = ("og:title", "twitter:title", "headline", "dc.title", "sailthru.title", "parsely-title")
_DESCRIPTIONS: Final = ("og:description", "description", "twitter:description", "dc.description")
_SITES: Final = ("og:site_name", "application-name", "publisher", "dc.publisher", "copyright")
_PUBLISHED: Final = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "publish-date", "pubdate", "publishdate", "publication_date", "dc.date.issued", "dc.date", "dcterms.created",
    "article.published", "date",
)  # fmt: skip
_MODIFIED: Final = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified")
_AUTHORS: Final = (
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "citation_author",
)
_SECTIONS: Final = ("article:section", "parsely-section")
_TAGS: Final = ("article:tag", "news_keywords", "parsely-tags", "keywords")

_BY: Final = re.compile(
    r"^(?:(?:written|story|text|reporting|posted|автор|автори|авторы|текст|autors?|autor(?:ius)?|tekst)\s*[:\s]\s*)?"
    r"(?:(?:by|von|par|por|di|door|af|av)\s+|by:\s*)?",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(
    r"\s*(?:[,;|•]|\band\b|\bund\b|\bet\b|\by\b|\bі\b|\bта\b|\bи\b|\bun\b|\bir\b|\bja\b|\boraz\b|&)\s*"
)
_ADDRESS: Final = re.compile(r"https?://|www\.|@|\.(?:com|org|net|de|ru|ua|lv|pl)\b", re.IGNORECASE)
_DESK: Final = re.compile(
    r"\b(?:admin|administrator|agenc\w+|desk|editor(?:ial|s)?|newsroom|news|press|redak\w*|reda[ck]tion|redacc?i[oó]n"
    r"|redazione|reporters?|staff|team|webmaster|редакц\w+|новост\w+|новини|redakcija|toimetus)\b",
    re.IGNORECASE,
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_DIGIT: Final = re.compile(r"\d")
_MAX_NAME: Final = 60  # characters; what is longer is a sentence about the author
_MAX_WORDS: Final = 5


def read_hints(root: _Element, blocks: Sequence[Block]) -> Hints:
    """Metadata of the page: JSON-LD first, then Open Graph and <meta>, then its lines (`blocks`)."""
    head = _Head(root)
    headings = [block.text for block in blocks if block.markup and "h1" in (block.markup.tag, *block.markup.path)]
    linked = read_linked(head.scripts, [*headings, *head.all(_TITLES), *head.titles])
    sites = [*filter(None, [linked.publisher]), *head.all(_SITES), *_hosts(head.addresses)]
    titles = [*head.all(_TITLES[:1]), *filter(None, [linked.headline]), *head.all(_TITLES[1:]), *head.titles]
    return Hints(
        title=choose_headline(Names(headings, titles, sites)),
        description=linked.description or head.first(_DESCRIPTIONS),
        site_name=head.first(_SITES[:1]) or linked.publisher,
        date_published=linked.published or head.first(_PUBLISHED) or head.time,
        date_modified=linked.modified or head.first(_MODIFIED),
        authors=_authors([linked.authors, head.all(_AUTHORS), printed_authors(blocks)], sites),
        section=linked.section or tuple(head.all(_SECTIONS)),
        tags=linked.keywords or _tags(head),
        language=head.language or linked.language,
        body=linked.body,
    )


def _authors(sources: Iterable[Iterable[str]], sites: Sequence[str]) -> tuple[str, ...]:
    """The persons of the first source that names any."""
    return next(filter(None, (clean_authors(names, sites) for names in sources)), ())


def clean_authors(names: Iterable[str], sites: Iterable[str] = ()) -> tuple[str, ...]:
    """Names of persons: without "By", split where several stand together; desks, sites and addresses are left out.

    >>> clean_authors(["By Ann Lee and Bo Dahl", "Newsroom"])
    ('Ann Lee', 'Bo Dahl')
    """
    known = {squash(site) for site in sites}
    parts = [part for name in names for part in _BETWEEN.split(_BY.sub("", " ".join(name.split())))]
    return tuple(dict.fromkeys(part.strip(" .:-–—/") for part in parts if _is_person(part, known)))


def _is_person(name: str, sites: set[str]) -> bool:
    if not _LETTER.search(name) or _DIGIT.search(name) or len(name) > _MAX_NAME or len(name.split()) > _MAX_WORDS:
        return False
    return squash(name) not in sites and not _ADDRESS.search(name) and not _DESK.search(name)


def _hosts(addresses: Iterable[str]) -> list[str]:
    found = []
    for address in addresses:
        try:
            host = (urlsplit(address).hostname or "").removeprefix("www.")
        except ValueError:
            continue
        found += [host, host.rpartition(".")[0]] if "." in host else []
    return found


def _tags(head: _Head) -> tuple[str, ...]:
    for name in _TAGS:
        values = head.all((name,))
        parts = [part.strip() for value in values for part in value.split(",")]
        if found := tuple(dict.fromkeys(part for part in parts if part)):
            return found
    return ()


class _Head:
    """The elements of a page that carry metadata, gathered in one pass."""

    def __init__(self, root: _Element) -> None:
        self.metas: dict[str, list[str]] = {}
        self.scripts: list[str] = []
        self.titles: list[str] = []
        self.addresses: list[str] = []
        self.time: str | None = None
        self.language = (
            root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        ).strip() or None
        for element in root.iter("meta", "script", "title", "link", "time"):
            getattr(self, f"_{element.tag}")(element)

    def all(self, names: Iterable[str]) -> list[str]:
        """The values of the named properties, in the order of `names`."""
        return [value for name in names for value in self.metas.get(name, ())]

    def first(self, names: Iterable[str]) -> str | None:
        """The first value of the first of the named properties that has one."""
        return next(iter(self.all(names)), None)

    def _meta(self, element: _Element) -> None:
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = plain(element.get("content"))
        if name and content:
            values = self.metas.setdefault(name.strip().lower(), [])
            if content not in values:
                values.append(content)
            if name in {"og:url", "twitter:url"}:
                self.addresses.append(content)

    def _script(self, element: _Element) -> None:
        if element.text and _JSON.match(element.get("type") or "") and "schema.org" in element.text:
            self.scripts.append(element.text)

    def _title(self, element: _Element) -> None:
        parent = element.getparent()
        if element.text and (parent is None or parent.tag in {"head", "html"}):
            self.titles.append(" ".join(element.text.split()))

    def _link(self, element: _Element) -> None:
        if element.get("rel") == "canonical" and (href := element.get("href")):
            self.addresses.append(href)

    def _time(self, element: _Element) -> None:
        if self.time is None:
            self.time = element.get("datetime") or None
