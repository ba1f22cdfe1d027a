"""What a page says of its article in JSON-LD (schema.org), as far as it can be read: half of it is broken somewhere."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Node = dict[str, Any]

_ARTICLE: Final = re.compile(r"(?:Article|Posting|Review|Report|Recipe|AnalysisNews|BlogPost)$")
_PAGE: Final = frozenset(("WebPage", "ItemPage", "CreativeWork", "VideoObject", "Event"))
_WHO: Final = frozenset(("author", "creator"))
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
    section: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None


def read_linked(scripts: Iterable[str], titles: Iterable[str]) -> Linked:
    """The node that stands for the page's own article.

    `titles` are what the page calls its article elsewhere: of several articles the one so named is meant.
    """
    nodes = [node for script in scripts for node in _nodes(_load(script))]
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and node.get("name")}
    articles = [node for node in nodes if _is_article(node)]
    pages = [node for node in nodes if not _PAGE.isdisjoint(_types(node))]
    names = {squash(title) for title in titles}
    named = [node for node in articles if squash(plain(node.get("headline") or node.get("name"))) in names]
    chosen = [*named[:1], *articles[:1], *pages[:1]]
    return _linked([_resolved(node, known) for node in chosen], _publisher(nodes))


def squash(text: str | None) -> str:
    """Letters and digits alone, lower case: for comparing titles."""
    return "".join(filter(str.isalnum, (text or "").lower()))


def plain(value: object) -> str:
    """A JSON value as text without entities and tags; empty where it is no text."""
    if isinstance(value, list):
        value = next((item for item in value if item), "")
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or ""
    if not isinstance(value, str):
        return ""
    if "&" in value:
        value = html.unescape(html.unescape(value))
    if "<" in value:
        value = _TAG.sub(" ", value)
    return " ".join(value.split())


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


def _nodes(loaded: object) -> Iterator[Node]:
    waiting, seen = [loaded], 0
    while waiting and seen < _MAX_NODES:
        seen += 1
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting += [v for v in reversed(value.values()) if isinstance(v, dict | list)]
        elif isinstance(value, list):
            waiting += [v for v in reversed(value) if isinstance(v, dict | list)]


def _types(node: Node) -> set[str]:
    kind = node.get("@type")
    return {k.rpartition("/")[2] for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str)}


def _is_article(node: Node) -> bool:
    return any(_ARTICLE.search(kind) for kind in _types(node)) and bool(
        node.get("headline") or node.get("articleBody") or node.get("name")
    )


def _linked(nodes: list[Node], publisher: str | None) -> Linked:
    def first(*names: str) -> str | None:
        return next((text for node in nodes for name in names if (text := plain(node.get(name)))), None)

    return Linked(
        headline=first("headline")
        or (plain(nodes[0].get("name")) or None if nodes and _is_article(nodes[0]) else None),
        body=first("articleBody", "reviewBody"),
        description=first("description"),
        published=first("datePublished", "dateCreated"),
        modified=first("dateModified"),
        authors=tuple(_many(nodes, "author") or _many(nodes, "creator")),
        section=tuple(_many(nodes, "articleSection")),
        keywords=tuple(_keywords(nodes)),
        publisher=first("publisher") or publisher,
        language=first("inLanguage"),
    )


def _many(nodes: list[Node], name: str) -> list[str]:
    for node in nodes:
        value = node.get(name)
        texts = [plain(item) for item in (value if isinstance(value, list) else [value])]
        if found := [text for text in texts if text]:
            return list(dict.fromkeys(found))
    return []


def _keywords(nodes: list[Node]) -> list[str]:
    found = _many(nodes, "keywords")
    if len(found) == 1:
        found = [part.strip() for part in found[0].split(",")]
    return list(dict.fromkeys(word for word in found if word))


def _resolved(node: Node, known: Mapping[str, Node]) -> Node:
    """A node with the authors that stand elsewhere in the graph, where it only points to them."""

    def look_up(value: object) -> object:
        points = isinstance(value, dict) and not value.get("name") and isinstance(value.get("@id"), str)
        return known.get(value["@id"], value) if points and isinstance(value, dict) else value

    who = {name: value for name, value in node.items() if name in _WHO}
    found = {name: [look_up(item) for item in (v if isinstance(v, list) else [v])] for name, v in who.items()}
    return {**node, **found}


def _publisher(nodes: list[Node]) -> str | None:
    names = (plain(n.get("name")) for n in nodes if _types(n) & {"WebSite", "NewsMediaOrganization", "Organization"})
    return next(filter(None, names), None)
