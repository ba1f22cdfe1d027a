"""What a page's head says of its article: opinions that vote on fields, and never supply body text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.dates.names import is_person
from cleaner.domains import host_of
from cleaner.model import Hints
from cleaner.read.byline import printed_byline
from cleaner.read.dated import Printed, modified, printed_dates, published, published_in_data
from cleaner.read.headline import Names, choose_headline
from cleaner.read.jsonld import plain, read_linked, squash
from cleaner.read.masthead import mastheads
from cleaner.read.person import Byline, read_byline
from cleaner.read.tagged import printed_tags
from cleaner.read.text import display

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from lxml.etree import _Element

    from cleaner.model import Block
    from cleaner.read.lines import Reading

_JSON: Final = re.compile(r"application/(?P<linked>ld\+)?json", re.IGNORECASE)
_TITLES: Final = ("og:title", "twitter:title", "headline", "dc.title", "sailthru.title", "parsely-title", "title")
_DESCRIPTIONS: Final = ("og:description", "description", "twitter:description", "dc.description")
_SITES: Final = ("og:site_name", "application-name", "publisher", "dc.publisher", "copyright", "sitename")
_AUTHORS: Final = (
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "articleauthor",
)
_CARD: Final = ("twitter:data1", "twitter:data2")
_SECTIONS: Final = ("article:section", "parsely-section", "articlesection")
_TAGS: Final = ("article:tag", "news_keywords", "parsely-tags", "keywords", "tags")
_BETWEEN: Final = re.compile("[,;]")
_ATTRIBUTES: Final = ("title", "author", "date", "sitename", "description", "tags")


def read_hints(root: _Element, blocks: Sequence[Block], reading: Reading, url: str | None = None) -> Hints:
    """Metadata of the page at `url`: JSON-LD, Open Graph and <meta>, then its lines (`blocks`) and marked elements.

    JSON-LD comes first but for titles, which it writes for search.
    """
    head = _Head(root)
    headings = [block.text for block in blocks if (m := block.markup) and m.in_h1]
    linked = read_linked(head.scripts, [*headings, *head.all(_TITLES), *head.titles])
    addresses = [*head.addresses, *filter(None, [url])]
    sites = [*filter(None, [linked.publisher]), *head.all(_SITES), *_hosts(addresses), *mastheads(root, addresses)]
    titles = [*head.all(_TITLES[:1]), *filter(None, [linked.headline]), *head.all(_TITLES[1:]), *head.titles]
    own = {squash(site) for site in sites}
    named = [
        read_byline(linked.authors, sites),
        Byline(offices=tuple(office for office in linked.offices if squash(office) not in own)),
        read_byline(head.all(_AUTHORS), sites),
        read_byline(head.written_by(), sites),
    ]
    byline = _byline(named, lambda: printed_byline(reading.authored, blocks, sites))
    said = linked.published or published(head.metas), linked.modified or modified(head.metas)
    printed = Printed() if all(said) else printed_dates(root)
    date = said[0] or printed.published
    return Hints(
        title=choose_headline(Names(headings, titles, sites, blocks)),
        description=linked.description or head.first(_DESCRIPTIONS),
        site_name=head.first(_SITES[:1]) or linked.publisher,
        date_published=date,
        date_in_data=None if date else published_in_data(root, (*head.data, *head.scripts)),
        date_modified=said[1] or printed.modified,
        authors=byline.persons,
        source=next(iter(byline.offices), None),
        section=linked.section or tuple(head.all(_SECTIONS)),
        tags=linked.keywords or _tags(head) or printed_tags(root, reading.tagged),
        language=head.language or linked.language,
        body=linked.body,
    )


def _byline(said: Sequence[Byline], read_printed: Callable[[], Byline]) -> Byline:
    """Who the metadata names, else who is printed. A login gives way to a full name that is printed."""
    persons = next((one.persons for one in said if one.persons), ())
    offices = tuple(office for one in said for office in one.offices)
    if any(" " in name for name in persons):
        return Byline(persons, offices)
    printed = read_printed()
    full = any(" " in name for name in printed.persons)
    if persons and not full:
        return Byline(persons, offices)
    selves = [name for one in said for name in one.selves if is_person(name)]
    return Byline(printed.persons or printed.selves or tuple(selves[:1]), offices or printed.offices)


def _hosts(addresses: Iterable[str]) -> list[str]:
    found = []
    for address in addresses:
        host = (host_of(address) or "").removeprefix("www.")
        found += [host, host.rpartition(".")[0]] if "." in host else []
    return found


def _tags(head: _Head) -> tuple[str, ...]:
    for name in _TAGS:
        values = head.all((name,))
        parts = [part.strip() for value in values for part in _BETWEEN.split(value)]
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
        self.data: list[str] = []  # other scripts
        self.language = (
            root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
        ).strip() or None
        readers: dict[str, Callable[[_Element], None]] = {
            "meta": self._meta,
            "script": self._script,
            "title": self._title,
            "link": self._link,
            "doc": self._doc,
            "teiheader": self._teiheader,
        }
        for element in root.iter(*readers):
            readers[element.tag](element)

    def all(self, names: Iterable[str]) -> list[str]:
        """The values of the named properties, in the order of `names`."""
        return [value for name in names for value in self.metas.get(name, ())]

    def first(self, names: Iterable[str]) -> str | None:
        """The first value of the first of the named properties that has one."""
        return next(iter(self.all(names)), None)

    def written_by(self) -> list[str]:
        """What stands for the author on cards: a label and a value, of which a time has digits and a name has none."""
        return [value for value in self.all(_CARD) if not any(character.isdigit() for character in value)][:1]

    def _meta(self, element: _Element) -> None:
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = plain(element.get("content"))
        if name and content:
            self._note(name.strip().lower(), content)
            if name in {"og:url", "twitter:url"}:
                self.addresses.append(content)

    def _doc(self, element: _Element) -> None:
        """An extractor's XML has its metadata in attributes."""
        for name in _ATTRIBUTES:
            self._note(name, plain(element.get(name)))

    def _teiheader(self, element: _Element) -> None:
        """The header of a TEI document: what it says of the text's source, not of the file."""
        for name, path in (("title", ".//title"), ("author", ".//author"), ("date", ".//publicationstmt/date")):
            for value in element.iterfind(path):
                self._note(name, plain(value.text))

    def _note(self, name: str, content: str | None) -> None:
        if content and content not in (values := self.metas.setdefault(name, [])):
            values.append(content)

    def _script(self, element: _Element) -> None:
        if text := element.text:
            kind = _JSON.match(element.get("type") or "")
            is_linked = kind and (kind["linked"] or "schema.org" in text.lower())
            (self.scripts if is_linked else self.data).append(text)

    def _title(self, element: _Element) -> None:
        parent = element.getparent()
        if element.text and (parent is None or parent.tag in {"head", "html", "body"}):  # behind a server's warning
            self.titles.append(display(element.text))

    def _link(self, element: _Element) -> None:
        if element.get("rel") == "canonical" and (href := element.get("href")):
            self.addresses.append(href)
