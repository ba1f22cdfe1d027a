"""Tells HTML and Markdown from text: an article that mentions ``<p>`` or has a line of asterisks is still text."""

from __future__ import annotations

import re
from typing import Final, Literal, get_args

Format = Literal["auto", "html", "markdown", "text"]
Kind = Literal["html", "markdown", "text"]
FORMATS: Final = get_args(Format)

_SAMPLE: Final = 50_000
# Comments are passed over for good: tried again at each "-->", a post of WordPress would take twice as long a block.
_PROLOGUE: Final = r"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*)*+"
_START: Final = re.compile(
    _PROLOGUE + r"<(?:(?:!doctype\s+html|html|head|body|TEI)\b|doc\s[^>]*=)", re.IGNORECASE | re.DOTALL
)
_TAG: Final = (
    r"(?:p|div|article|section|main|span|a|ul|ol|li|h[1-6]|table|tr|td|blockquote|figure|header|footer|nav|aside|em|"
    r"strong|b|i)"
)
_OPENS: Final = re.compile(rf"{_PROLOGUE}<{_TAG}(?:\s[^<>]*)?>", re.IGNORECASE | re.DOTALL)
_CLOSES: Final = re.compile(rf"</{_TAG}\s*>", re.IGNORECASE)
_FEW: Final = 3  # closing tags that a text about HTML may well quote
_TAGGED_LINES: Final = 0.5  # of the lines of a fragment of HTML that carry a tag, at least

_LINK: Final = re.compile(r"\]\((?:https?://|mailto:|data:|[/#.])[^()\s]{0,2000}[)\s(]")
_HEADING: Final = re.compile(r"^ {0,3}#{2,6}[ \t]+\S", re.MULTILINE)
_TOP_HEADING: Final = re.compile(r"^ {0,3}#[ \t]+\S", re.MULTILINE)
_STRONG: Final = re.compile(r"(?<![*\w])\*\*(?=[^\s*])[^*\n]{1,500}(?<=[^\s*])\*\*(?![*])")
_FRONT: Final = re.compile(r"\s*(?:---[ \t]*\n(?:title|author|url|date): |Title: [^\n]*\n+URL Source: )")
_LINKS: Final = 2
_SIGNS: Final = 2  # of several kinds; headings below the first level are rare in other texts, "#" alone is not
_HEADINGS: Final = 3


def kind_of(source: str, format: Format = "auto") -> Kind:  # noqa: A002  the name users expect
    """What `source` is to be read as: what the caller says, or what it looks like."""
    if format != "auto":
        return format
    if is_html(source):
        return "html"
    return "markdown" if is_markdown(source) else "text"


def is_html(source: str) -> bool:
    """Whether `source` is an HTML page or fragment.

    >>> is_html("<div><p>One.</p></div>"), is_html("Write <p> and </p> around a paragraph.")
    (True, False)
    """
    sample = source[:_SAMPLE].lstrip("\ufeff")
    if _START.match(sample):
        return True
    closing = len(_CLOSES.findall(sample))
    if _OPENS.match(sample) and closing:
        return True
    if closing <= _FEW:
        return False
    lines = [line for line in sample.splitlines() if line.strip()]
    return sum(bool(_CLOSES.search(line)) for line in lines) >= _TAGGED_LINES * len(lines)


def is_markdown(source: str) -> bool:
    r"""Whether `source` is Markdown, as converters make it of pages: links, or headings beside other signs.

    A text with bullets, a hash tag or an asterisk is none, nor is one that quotes a single link.

    >>> is_markdown("# Bridge\n\nIt [opens](https://a.example/1) **today**."), is_markdown("* One\n* Two #news")
    (True, False)
    """
    links = len(_LINK.findall(source)) if "](" in source else 0
    if links >= _LINKS:
        return True
    headings = len(_HEADING.findall(source)) if "##" in source else 0
    others = links + (len(_STRONG.findall(source)) if "**" in source else 0)
    if headings and (headings >= _HEADINGS or others):
        return True
    tops = len(_TOP_HEADING.findall(source)) if "# " in source else 0
    if tops and headings + others and tops + headings + others >= _SIGNS:
        return True
    return _FRONT.match(source) is not None
