"""What a page says of its article in JSON-LD (schema.org), as far as it can be read: half of it is broken somewhere."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cleaner.dates.machine import first_readable
from cleaner.read.text import display

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Node = dict[str, Any]

_ARTICLE: Final = re.compile(r"(?:Article|Posting|Review|Report|Recipe|AnalysisNews|BlogPost)$")
_PAGE: Final = frozenset(("WebPage", "ItemPage", "CreativeWork"))
_OFFICE: Final = re.compile(r"Organization$|Corporation$|WebSite$|Brand$")
_WHO: Final = ("author", "creator")
# Properties that lead to other things than the page's own article: lists of stories, reviews of a product, comments.
_ELSEWHERE: Final = frozenset(
    "itemListElement review reviews hasPart mentions isRelatedTo relatedLink comment citation video about".split()
)
_IDENTITY: Final = ("@id", "url", "mainEntityOfPage")
_MAX_NODES: Final = 5000  # of one page; shop catalogues have more, articles do not
# Of comments around a script, from the outside inwards.
_OPENINGS: Final = ("<!--", "//", "<![CDATA[")
_CLOSINGS: Final = (";", "-->", "]]>", "//", ";")
_TAG: Final = re.compile(r"<[^<>]{0,2000}>")
_TRAILING_COMMA: Final = re.compile(r",(\s*[}\]])")
# The members worth saving from an object that is no JSON.
_MEMBER: Final = re.compile(
    r"\"(headline|articleBody|description|datePublished|dateModified|articleSection)\"\s*:\s*\"((?:[^\"\\]|\\.)*)\"",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Linked:
    """The article as its JSON-LD describes it."""

    headline: str | None = None
    body: str | None = None
    description: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()  # authors that are organisations
    section: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None


def read_linked(scripts: Iterable[str], titles: Iterable[str]) -> Linked:
    """The nodes that stand for the page's own article.

    `titles` are what the page calls its article elsewhere: of several articles the one so named is meant, wherever it
    stands, with what calls itself the same; else the first that no list or product leads to.
    """
    found = [pair for script in scripts for pair in _nodes(_load(script))]
    nodes = [node for node, _ in found]
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and node.get("name")}
    names = {squash(title) for title in titles}
    named = [node for node in nodes if _is_article(node) and squash(_name(node)) in names]
    own = [node for node, elsewhere in found if not elsewhere]
    articles = [node for node in own if _is_article(node)]
    articles = [node for node in (*named, *articles) if _is_same(node, named[0])] if named else articles[:1]
    pages = [node for node in own if not _PAGE.isdisjoint(_types(node))]
    return _linked([_resolved(node, known) for node in (*articles, *pages[:1])], _organisations(nodes))


def _name(node: Node) -> str:
    return plain(node.get("headline") or node.get("name"))


def _is_same(node: Node, other: Node) -> bool:
    """Whether two nodes stand for one article: by their names, or by an address or number of their own."""
    if squash(_name(node)) == squash(_name(other)):
        return True
    mine, theirs = ({_identity(node.get(name)) for name in _IDENTITY} - {""} for node in (node, other))
    return not mine.isdisjoint(theirs)


def _identity(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("@id")
    return value.partition("#")[0].rstrip("/") if isinstance(value, str) else ""


def squash(text: str | None) -> str:
    """Letters and digits alone, lower case: for comparing titles."""
    return "".join(filter(str.isalnum, (text or "").lower()))


def plain(value: object) -> str:
    """A JSON value as a reader would see it, without entities and tags; empty where it is no text."""
    if isinstance(value, list):
        value = next((item for item in value if item), "")
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        return ""
    if "&" in value:
        value = html.unescape(html.unescape(value))
    if "<" in value:
        value = _TAG.sub(" ", value)
    return display(value)


def _load(script: str) -> object:
    for repair in (str.strip, _unwrap):
        text = repair(script)
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    saved: Node = {"@type": "Article"}
    for name, value in _MEMBER.findall(text):
        saved.setdefault(name, value.replace('\\"', '"').replace("\\/", "/").replace("\\n", "\n"))
    return saved if len(saved) > 1 else None


def _unwrap(script: str) -> str:
    """A script without the comment marks around it and without commas behind the last member."""
    for mark in _OPENINGS:
        script = script.lstrip().removeprefix(mark)
    for mark in _CLOSINGS:
        script = script.rstrip().removesuffix(mark)
    return _TRAILING_COMMA.sub(r"\1", script)


def _nodes(loaded: object) -> Iterator[tuple[Node, bool]]:
    """All objects, and whether they stand for something else than the page."""
    waiting, seen = [(loaded, False)], 0
    while waiting and seen < _MAX_NODES:
        seen += 1
        value, elsewhere = waiting.pop()
        if isinstance(value, dict):
            yield value, elsewhere
            members = [(v, elsewhere or name in _ELSEWHERE) for name, v in reversed(value.items())]
        elif isinstance(value, list):
            members = [(v, elsewhere) for v in reversed(value)]
        else:
            continue
        waiting += [member for member in members if isinstance(member[0], dict | list)]


def _types(node: Node) -> set[str]:
    kind = node.get("@type")
    return {k.rpartition("/")[2] for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str)}


def _is_article(node: Node) -> bool:
    return any(_ARTICLE.search(kind) for kind in _types(node)) and bool(
        node.get("headline") or node.get("articleBody") or node.get("name")
    )


def _linked(nodes: list[Node], organisations: Iterable[str]) -> Linked:
    def first(*names: str) -> str | None:
        return next((text for node in nodes for name in names if (text := plain(node.get(name)))), None)

    authors, offices = _authors(nodes)
    return Linked(
        headline=first("headline")
        or (plain(nodes[0].get("name")) or None if nodes and _is_article(nodes[0]) else None),
        body=first("articleBody", "reviewBody"),
        description=first("description"),
        published=first_readable(plain(node.get(name)) for node in nodes for name in ("datePublished", "dateCreated")),
        modified=first_readable(plain(node.get("dateModified")) for node in nodes),
        authors=tuple(authors),
        offices=tuple(offices),
        section=tuple(_many(nodes, "articleSection")),
        keywords=tuple(_keywords(nodes)),
        publisher=first("publisher") or next((name for name in organisations if name not in offices), None),
        language=first("inLanguage"),
    )


def _authors(nodes: list[Node]) -> tuple[list[str], list[str]]:
    """The first authors that any node names: persons, and what calls itself an organisation."""
    for name in _WHO:
        for node in nodes:
            value = node.get(name)
            persons: list[str] = []
            offices: list[str] = []
            for item in value if isinstance(value, list) else [value]:
                is_office = isinstance(item, dict) and any(map(_OFFICE.search, _types(item)))
                (offices if is_office else persons).extend(_texts(item))
            if persons or offices:
                return _unique(persons), _unique(offices)
    return [], []


def _texts(value: object) -> list[str]:
    """The texts of a value that may be a list, or an object whose name is one."""
    if isinstance(value, dict) and isinstance(value.get("name"), list):
        value = value["name"]
    return [text for item in (value if isinstance(value, list) else [value]) if (text := plain(item))]


def _many(nodes: list[Node], name: str) -> list[str]:
    return _unique(next(filter(None, (_texts(node.get(name)) for node in nodes)), ()))


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _keywords(nodes: list[Node]) -> list[str]:
    found = _many(nodes, "keywords")
    if len(found) == 1:
        found = [part.strip() for part in found[0].split(",")]
    return _unique(filter(None, found))


def _resolved(node: Node, known: Mapping[str, Node]) -> Node:
    """A node with the authors that stand elsewhere in the graph, where it only points to them."""

    def look_up(value: object) -> object:
        points = isinstance(value, dict) and not value.get("name") and isinstance(value.get("@id"), str)
        return known.get(value["@id"], value) if points and isinstance(value, dict) else value

    who = {name: value for name, value in node.items() if name in _WHO}
    found = {name: [look_up(item) for item in (v if isinstance(v, list) else [v])] for name, v in who.items()}
    return {**node, **found}


def _organisations(nodes: list[Node]) -> Iterator[str]:
    names = (plain(n.get("name")) for n in nodes if _types(n) & {"WebSite", "NewsMediaOrganization", "Organization"})
    return filter(None, names)
