"""The data that flows through the chain: plain, frozen values that import nothing of ours.

Offsets are always character offsets into `Document.source`, half open: ``source[start:end]``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence
    from datetime import date

Made = TypeVar("Made")

_MONTH: Final = re.compile(r"(?:19|20)\d\d-?\d\d")


class Zone(StrEnum):
    """Where in the document a line stands, seen from the main text."""

    TOP = "top"  # before the first sentence-bearing paragraph of the main text
    MIDDLE = "middle"  # from there to the last one
    BOTTOM = "bottom"  # behind it


class Verdict(StrEnum):
    """What a finding says of its span."""

    DROP = "drop"  # it is the site's
    FIELD = "field"  # it is the title, the date, … : taken out of the body and kept beside it
    KEEP = "keep"  # it is the author's: later filters leave it alone


class Field(StrEnum):
    """The fields that are lifted out of the text."""

    TITLE = "title"
    DATE = "date"
    AUTHOR = "author"
    SOURCE = "source"
    SECTION = "section"
    TAGS = "tags"
    CAPTION = "caption"


class Category(StrEnum):
    """Kinds of removed text, the same in every language."""

    RELATED = "related"
    SUBSCRIBE = "subscribe"
    SHARE = "share"
    TAGS = "tags"
    CREDIT = "credit"
    CAPTION = "caption"
    BYLINE = "byline"
    BREADCRUMB = "breadcrumb"
    NAV = "nav"
    COMMENTS = "comments"
    ADS = "ads"
    COUNTER = "counter"
    DATE = "date"
    TITLE = "title"
    SLOGAN = "slogan"
    NOTICE = "notice"
    SVG = "svg"
    COOKIE = "cookie"
    COPYRIGHT = "copyright"
    PAYWALL = "paywall"
    WIDGET = "widget"
    TECHNICAL = "technical"
    SOURCE = "source"
    REPEAT = "repeat"  # a line that stands twice
    TEASER = "teaser"  # other stories without any marker
    ZONE = "zone"  # outside the main text, by the scorer
    TEMPLATE = "template"  # a line that a site prints on most of its pages


class Span(NamedTuple):
    """A half-open range of characters in `Document.source`."""

    start: int
    end: int


LEVEL: Final = " / "
"""Between the hints of one element and those of its parent."""


LINKED: Final = 0.5  # of a block's characters
HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Markup(NamedTuple):
    """What the DOM knows of a block; None for text input."""

    tag: str  # the block element's own name: "p", "h2", "li", …
    path: tuple[str, ...] = ()  # names of the ancestors, outermost first
    hints: str = ""  # class, id, role and itemprop words of the element and its ancestors, lower case
    link_density: float = 0.0  # share of the block's characters that stand inside <a>
    hidden: bool = False
    nodes: tuple[int, ...] = ()  # numbers of the ancestors and of the element itself, in document order

    @property
    def is_link(self) -> bool:
        """Whether most of the block is a link."""
        return self.link_density >= LINKED

    @property
    def in_h1(self) -> bool:
        """Whether the block is, or stands in, a heading of the first level."""
        return self.tag == "h1" or "h1" in self.path

    def is_within(self, names: frozenset[str]) -> bool:
        """Whether the block is, or stands in, an element with one of these names."""
        return self.tag in names or not names.isdisjoint(self.path)


class Block(NamedTuple):
    """One line or block element of the source, or what a TRIM left of it."""

    line: int  # index into `Document.lines` of the line it comes from
    start: int
    end: int
    text: str  # display form: runs of white space are one blank, invisible format characters are gone
    folded: str  # for matching only; as long as `text`, see `cleaner.fold`
    gap: int = 0  # blank lines directly above
    markup: Markup | None = None

    @property
    def span(self) -> Span:
        """The characters of the source this block stands for."""
        return Span(self.start, self.end)

    @property
    def is_heading(self) -> bool:
        """Whether a page's mark-up calls it a heading."""
        return self.markup is not None and self.markup.tag in HEADINGS


def first_h1(blocks: Iterable[Block]) -> int | None:
    """The line of the first heading of the first level, where a page has one."""
    return next((block.line for block in blocks if block.markup is not None and block.markup.in_h1), None)


@dataclass(frozen=True, slots=True)
class Known:
    """What the caller knows already; it is believed. Blank is the same as None.

    Raises ValueError for a date that is not ISO 8601, TypeError for what is no text.
    """

    title: str | None = None
    language: str | None = None  # ISO 639-1; of "uk-UA" the country is left out
    date: str | None = None  # ISO 8601: a month, a day or a moment
    encoding: str | None = None  # of a source in bytes, as its server named it; believed only where the bytes fit

    def __post_init__(self) -> None:
        """Bring what was given into one form."""
        for name, form in (("title", str), ("language", primary_subtag), ("date", _iso), ("encoding", str)):
            given = getattr(self, name)
            if not isinstance(given, str | None):
                raise TypeError(f"known {name} is text, not {type(given).__name__}")
            text = (given or "").strip()
            object.__setattr__(self, name, form(text) if text else None)  # frozen, but not yet in anybody's hands


def primary_subtag(tag: str) -> str:
    """The language in a language tag.

    >>> primary_subtag("uk-UA"), primary_subtag(" EN_us"), primary_subtag("")
    ('uk', 'en', '')
    """
    return tag.replace("_", "-").partition("-")[0].strip().lower()


def _iso(text: str) -> str:
    """`text`, if it is a date that pages have: in ISO 8601, and not before 1900. Raises ValueError."""
    try:
        datetime.fromisoformat(f"{text}-01" if _MONTH.fullmatch(text) else text)
    except ValueError:
        known = False
    else:
        known = _MONTH.match(text) is not None
    if not known:
        raise ValueError(f"known date {text!r}: not ISO 8601, such as 2026-02-06 or 2026-02-06T10:30+02:00")
    return text


@dataclass(frozen=True, slots=True)
class Hints:
    """What a page's metadata says (JSON-LD, Open Graph, <time>): opinions that vote and never supply body text."""

    title: str | None = None
    description: str | None = None
    site_name: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    date_in_data: str | None = None  # in data for the page's scripts: the last resort
    authors: tuple[str, ...] = ()
    source: str | None = None  # a desk or an agency that is named in an author's place
    section: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str | None = None
    body: str | None = None  # JSON-LD articleBody


ROOM: Final = 50_000
"""Answers a memo keeps. Articles give some hundreds; a huge document's other ones are worked out again."""


class Memo:
    """What pure functions said of the lines of one document, for as long as it is cleaned.

    Most lines are looked at twice: in the document, and in the clean text that is read again.
    """

    __slots__ = ("_answers", "_made", "_room")

    def __init__(self) -> None:
        self._answers: defaultdict[Callable[..., Any], dict[tuple[Hashable, ...], Any]] = defaultdict(dict)
        self._made: dict[Hashable, Any] = {}
        self._room = ROOM  # for answers of all functions together

    def ask(self, function: Callable[..., Made], *arguments: Hashable) -> Made:
        """``function(*arguments)``, worked out once."""
        answers = self._answers[function]
        try:
            answer: Made = answers[arguments]
        except KeyError:
            answer = function(*arguments)
            if self._room:
                answers[arguments] = answer
                self._room -= 1
        return answer

    def recall(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gives, made once for `key`: for what costs too much to be compared by its arguments."""
        if key not in self._made:
            self._made[key] = make()
        answer: Made = self._made[key]
        return answer


@dataclass(frozen=True, slots=True)
class Document:
    """The input as blocks, with what is known of it."""

    source: str  # the decoded text; for HTML the linear text that `read` produced
    lines: tuple[Block, ...]  # every line that is not blank, for good
    blocks: tuple[Block, ...]  # those that are still in, pieces of trimmed lines included
    zones: tuple[Zone, ...] = ()  # of each line
    sentences: tuple[bool, ...] = ()  # of each line: does it bear a sentence?
    unfinished: tuple[bool, ...] = ()  # of each line: does its sentence go on in the next one?
    priors: tuple[float, ...] = ()  # of each line of a page: the log-odds of body that its mark-up gives it
    language: str | None = None
    url: str | None = None
    host: str | None = None
    reference_date: date | None = None
    known: Known = field(default_factory=Known)
    hints: Hints | None = None
    pinned: frozenset[int] = frozenset()  # start offsets of blocks that a KEEP protects
    findings: tuple[Finding, ...] = ()  # applied so far, in order: evidence for later filters
    memo: Memo = field(default_factory=Memo, repr=False, compare=False)

    def zone(self, block: Block) -> Zone:
        """The zone of the line that `block` comes from."""
        return self.zones[block.line]

    def line_at(self, offset: int) -> int:
        """The number of the line that an offset of the source stands in; of blanks, the line above them."""
        starts = self.memo.recall((Document.line_at, self.source), lambda: [line.start for line in self.lines])
        return max(bisect_right(starts, offset) - 1, 0)

    def is_sentence(self, block: Block) -> bool:
        """Whether the line that `block` comes from bears a sentence."""
        return self.sentences[block.line]

    def goes_on(self, line: int) -> bool:
        """Whether the sentence of a line goes on in the next one; never before the document is annotated."""
        return bool(self.unfinished) and self.unfinished[line]


class Finding(NamedTuple):
    """What a filter says of a span: a whole block, or a part of one (a TRIM)."""

    span: Span
    verdict: Verdict
    rule: str  # "uk/related-block", "repeats/line", …
    category: Category
    why: str
    field: Field | None = None
    value: str | None = None  # of a field, where it is not the span's own text
    evidence: tuple[str, ...] = ()  # what decided, in words


class Removal(NamedTuple):
    """An applied finding, with the exact text of the source that it took.

    The span counts characters of ``Document.source``: the caller's text itself; of HTML, of Markdown and of text with
    entities what was read of it.
    """

    rule: str
    category: Category
    span: Span
    text: str
    why: str
    field: Field | None = None
    value: str | None = None
    evidence: tuple[str, ...] = ()


class Paragraph(NamedTuple):
    """One paragraph of the body and the slices of the source it is made of."""

    text: str
    spans: tuple[Span, ...]


class DateEvidence(NamedTuple):
    """A candidate for the article's date and what became of it."""

    value: str
    raw: str
    place: str  # "known", "header", "meta", "glued", "url", "line", "data"
    verdict: str  # why it won or lost


@dataclass(frozen=True, slots=True)
class ArticleDate:
    """A date with its honest uncertainty."""

    value: str  # ISO 8601; EDTF where the year is unknown: "XXXX-01-29T19:50"
    raw: str  # the date expression alone, as printed
    precision: str  # "year" | "month" | "day" | "minute" | "second"
    inferred: tuple[str, ...] = ()  # the parts that were not printed: "year", "day", …
    updated: str | None = None  # a later change that the page names, ISO 8601
    evidence: tuple[DateEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """The clean article, its fields, and the ledger of all that was taken."""

    title: str | None = None
    date: ArticleDate | None = None
    authors: tuple[str, ...] = ()
    source: str | None = None  # agency or site that the text comes from
    section: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    language: str | None = None
    paragraphs: tuple[Paragraph, ...] = ()
    removals: tuple[Removal, ...] = ()
    warnings: tuple[str, ...] = ()
    fingerprint: str = ""  # of the rules that were used, and of the templates

    @property
    def text(self) -> str:
        """The body, one paragraph a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


class Answer(NamedTuple):
    """What a filter says of a document where it has more to say than its findings."""

    findings: Sequence[Finding]
    warnings: Sequence[str] = ()
    empties: bool = False  # it is sure that the document holds no article, and may take the last sentence


class Filter(Protocol):
    """A step of the chain: pure, and the same for the same document."""

    @property
    def name(self) -> str:
        """A short name for `explain` and the ablation table."""
        ...

    def __call__(self, document: Document) -> Sequence[Finding] | Answer:
        """What it finds in the blocks that are still in."""
        ...


def ask(step: Filter, document: Document) -> Answer:
    """The whole answer of a filter, be it findings alone."""
    said = step(document)
    return said if isinstance(said, Answer) else Answer(said)
