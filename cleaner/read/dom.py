"""From mark-up to a tree: a lenient parse that survives whatever a page holds, and what an element says of itself."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from lxml import etree

from cleaner.model import HEADINGS

if TYPE_CHECKING:
    from lxml.etree import _Element

# Never shown as text, wherever they stand: their subtrees are not even walked.
SKIPPED: Final = frozenset(
    "applet audio canvas datalist embed iframe input map meta noembed noscript object option param "
    "script select source style svg teiheader template textarea title track video".split()
)
# What flows inside a line. Everything else, unknown names included, stands on lines of its own.
INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd mark math nobr output picture q rb rp "
    "rt ruby s samp small span strike strong sub sup time tt u var wbr".split()
)
# Custom elements (<bsp-link>, <amp-img>) flow inside these, and are blocks elsewhere.
PROSE: Final = HEADINGS | frozenset("p li dt dd td th figcaption caption a".split())

# Attributes whose words say what an element is for, and those that say whether it is seen.
_TELLING: Final = frozenset(
    ("class", "id", "role", "itemprop", "aria-label", "data-component", "data-testid", "data-type", "data-block-type")
)
_ASKED: Final = _TELLING | {"style", "hidden", "aria-hidden", "rel"}
# In the words of an element that may be an author's; `cleaner.read.byline` looks at it afterwards.
_AUTHORS: Final = ("author", "byline", "autor", "writer", "vcard", "reporter", "contributor")
# Class names that say "tags" and nothing else: "tags", "entry-tags", "tag-list", "tags-links", "article__topics".
_TAGS: Final = re.compile(
    r"(?:^|\s)(?:[a-z]+[-_]{1,2}){0,3}(?:tags|topics|tag[-_]?list)"
    r"(?:[-_]{1,2}(?:list|links?|items?|wrap\w*|container|box|block|inner))?(?=\s|$)"
)
# Atomic CSS can put a thousand characters on an element; what it is for stands in front.
_MAX_HINT: Final = 160
_HINTS_KEPT: Final = 4096
_NOT_SHOWN: Final = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(0)", re.IGNORECASE
)
# Classes of what only a screen reader says, as "opens in a new window" behind a link.
_SPOKEN: Final = frozenset(
    "visually-hidden visuallyhidden sr-only screen-reader-text screen-reader-only assistive-text".split()
)

# The parser gives up below 2,048 levels. A page that deep is read without its containers: only what breaks lines stays,
# and what must not be taken for text.
_CONTAINER: Final = re.compile(
    rf"</?(?!(?:p|br|h[1-6]|li|{'|'.join(sorted(SKIPPED))})\b)[a-z][^<>]*>",
    re.IGNORECASE,
)
_TOO_DEEP: Final = "depth"
# No mark-up to a browser that runs scripts. To the parser it is, and an element left open in it swallows the page. Not
# across a script: there it is part of a string.
_NOSCRIPT: Final = re.compile(
    rb"<noscript\b[^<>]*>[^<]*(?:<(?!/?(?:script|noscript)\b)[^<]*)*</noscript\s*>", re.IGNORECASE
)
# The parser drops what stands behind these, and pages are glued together from parts that each have them.
_ENDS: Final = re.compile(rb"</(?:[bB][oO][dD][yY]|[hH][tT][mM][lL])\s*>")
LONG_TAG: Final = 9_900  # characters; pictures and data for scripts stand in longer ones
MAX_ATTRIBUTES: Final = 1_000
_LONG: Final = re.compile(rb"(<[a-zA-Z][\w:.-]*)[^<>]{%d,}>" % LONG_TAG)
_QUOTED: Final = re.compile(rb"\"[^\"]*\"|'[^']*'")
# Control characters end the parser's patience.
_CONTROLS: Final = bytes(32 if byte < 32 and byte not in b"\t\n\r" else byte for byte in range(256))  # noqa: PLR2004


def parse(source: str) -> _Element | None:
    """The page's root element, or None where there is nothing to read.

    Comments and processing instructions are gone. Never raises: what cannot be repaired is left out.
    """
    root, deep = _parse(source)
    if deep:
        root, _ = _parse(_CONTAINER.sub("<br>", source))
    return root


def _parse(source: str) -> tuple[_Element | None, bool]:
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    data = _slim(_NOSCRIPT.sub(b"", _ENDS.sub(b"", source.encode("utf-8", "replace").translate(_CONTROLS))))
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError):
        return None, False
    return root, any(_TOO_DEEP in entry.message for entry in parser.error_log.filter_from_fatals())


def _slim(data: bytes) -> bytes:
    """Take the attributes from tags that have thousands: the parser compares each with all before it."""
    step = LONG_TAG // 2  # of these stretches a tag that is too long holds one at least, without a bracket in it
    stretches = (data[at : at + step] for at in range(0, len(data) - step, step))
    if all(b">" in stretch or b"<" in stretch for stretch in stretches):
        return data
    return _LONG.sub(
        lambda tag: tag[0] if _QUOTED.sub(b"", tag[0]).count(b" ") <= MAX_ATTRIBUTES else tag[1] + b">", data
    )


class Description(NamedTuple):
    """What an element's attributes say of it."""

    words: str  # of the telling attributes, lower case
    unseen: bool  # not rendered
    spoken: bool  # for screen readers alone
    silent: bool  # rendered, but kept from screen readers: decoration, or text that stands elsewhere too
    authored: bool  # its words speak of an author
    tagged: bool  # they call it a tag, or a box of tags


_PLAIN: Final = Description("", unseen=False, spoken=False, silent=False, authored=False, tagged=False)


def describe(element: _Element) -> Description:
    """Read the attributes once."""
    attributes = element.items()
    if not attributes:
        return _PLAIN
    words: list[str] = []
    unseen = silent = authored = tagged = False
    for name, value in attributes:
        if name not in _ASKED:
            continue
        if name in _TELLING:
            words.append(value)
        elif name == "style":
            unseen = unseen or _NOT_SHOWN.search(value) is not None
        elif name == "hidden":
            unseen = unseen or value.lower() != "until-found"
        elif name == "rel":
            authored, tagged = "author" in value, "tag" in value
        else:
            silent = value.strip().lower() == "true"
    known = _described(" ".join(words)) if words else _PLAIN
    if not (unseen or silent or authored or tagged):
        return known
    return Description(known.words, unseen, known.spoken, silent, authored or known.authored, tagged or known.tagged)


@lru_cache(maxsize=_HINTS_KEPT)
def _described(words: str) -> Description:
    """What the words of an element's attributes say: the elements of one template have the same."""
    parts = words.lower().split()
    hint = " ".join(parts)
    return Description(
        hint[:_MAX_HINT],
        unseen=False,
        spoken=not _SPOKEN.isdisjoint(parts),
        silent=False,
        authored=any(author in hint for author in _AUTHORS),
        tagged=("tag" in hint or "topics" in hint) and _TAGS.search(hint) is not None,
    )


class Nearness:
    """How near elements stand to the headline: columns of other stories have dates and tags, too."""

    def __init__(self, root: _Element) -> None:
        headline = next(root.iter("h1"), None)
        self._levels = {} if headline is None else {holder: up for up, holder in enumerate(headline.iterancestors())}

    def distance(self, element: _Element) -> int:
        """How many levels above the headline the deepest element is that holds both."""
        shared = (self._levels[holder] for holder in element.iterancestors() if holder in self._levels)
        return next(shared, len(self._levels))
