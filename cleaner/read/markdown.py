"""Markdown in, Document out: what converters make of a page is read as the text that a reader of the page would see.

`Document.source` is linear text made here: without the targets of links, without images and marks of emphasis, without
the signs in front of headings and items. Rules and scorer know chrome by its words; they would not know
``[Read more](https://…)``. The syntax is CommonMark's, inline and line by line; lines are joined where a converter
broke a link over them, or filled a paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, Final

from cleaner.model import Hints
from cleaner.read.frontmatter import split_front_matter
from cleaner.read.headline import Names, choose_headline
from cleaner.read.text import display, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.model import Document

# Each quantifier has a bound or ends at a character that the next part begins with, so a line costs no more than its
# length times a constant.
_TARGET: Final = r"\((?:data:(?:[^()\s]|\([^()\s]*\))*|(?:[^()\n]|\([^()\n]{0,500}\)){0,8000})\)"
_IMAGE: Final = re.compile(rf"!\[(?:[^\[\]\n]|\[[^\[\]\n]{{0,200}}\]){{0,1000}}\]{_TARGET}")
_LINK: Final = re.compile(rf"(?<!\\)\[((?:[^\[\]\n]|\[[^\[\]\n]{{0,200}}\]){{0,2000}})\]{_TARGET}")
_REFERENCE: Final = re.compile(r"(?<!\\)\[([^\[\]\n]{1,500})\] ?\[([^\[\]\n]{0,200})\]")
_DEFINITION: Final = re.compile(r" {0,3}\[([^\[\]\n^]{1,200})\]: ?<?(?:https?:/|/|\.|#|mailto:)\S*.{0,300}$")
_AUTOLINK: Final = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2000})>")
# A link around several lines (a card with picture, headline and lead) opens on one line and closes on another.
_CLOSES: Final = re.compile(rf"\s*(?<!\\)\](?=\((?:https?:|mailto:|data:|[/#.])){_TARGET}")
_OPENS: Final = re.compile(r"^\s*!?\[\s*(?=[^\[\]]*$)|\s*!?\[\s*$")
_TAG: Final = re.compile(
    r"<!--.{0,2000}?-->|</?(?:a|b|big|br|center|details|div|em|figure|figcaption|font|i|img|p|picture|small|source|span|"
    r"strong|sub|summary|sup|u|video)\b[^<>\n]{0,1000}>",
    re.IGNORECASE,
)
_STRONG: Final = re.compile(r"(\*\*|__|~~)(?=\S)([^*_~\n]{1,3000}?(?:[*_][^*_~\n]{1,1000}?){0,9})(?<=\S)\1")
_STRAY: Final = re.compile(r"\*\*+(?!\d)")  # converters put blanks where emphasis ends in one
_EMPHASIS: Final = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]{1,2000})(?<=[^\s*\\])\*(?![\w*])")
_UNDERLINE_OPENS: Final = re.compile(r"(?<![\w\\])_(?=[^\s_])")
_UNDERLINE_CLOSES: Final = re.compile(r"(?<=[^\s_\\])_(?!\w)")
_UNDERLINED: Final = 2000  # characters between the two
_CODE: Final = re.compile(r"(?<!`)`([^`\n]{1,500})`(?!`)")
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_HARD_BREAK: Final = re.compile(r"(?<!\\)\\$")
_HEADING: Final = re.compile(r"(?: {0,3}#|\s*#{2,6})(?:\s+(.*?))??(?:\s+#+)?\s*$")
_HEADLINE_BLANKS: Final = 3  # a shorter heading is a section's, or the site's
_TOP: Final = re.compile(r" {0,3}#\s+\S")
_MARKS: Final = re.compile(r"\s*(?:>\s?|[*+-](?:\s+|$)(?:\[[ xX]\]\s+)?)+")
_RULER: Final = re.compile(r" {0,3}(?:=+|-+|(?:[*_-]\s*){3,})$")
_TABLE_RULER: Final = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_BLOCK: Final = re.compile(
    r"\s*(?:[*+-]\s|>|#{1,6}\s|\||\d{1,3}[.)]\s|```|~~~|!?\[[^\[\]]*\]:)| {0,3}(?:=+|-+|\*[* ]+)\s*$"
)
_LONGEST: Final = 20_000  # characters of a line that a link was broken in
_LINES_OF_LINK: Final = 4
_BREAKS: Final = ("  ", "\\")  # at its end: the line below begins a new one
_FILLED: Final = range(50, 101)  # characters of lines that a converter fills
_MIN_FILLED: Final = 3
_MOST: Final = 0.7  # of the lines that go on in the next
_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})[^`]{0,100}$")


def read_markdown(source: str) -> Document:
    r"""Read Markdown, with the front matter that converters put above it.

    >>> read_markdown("# Bridge\n\nIt **opens** [today](https://example.com).\n\n* * *").source
    'Bridge\n\nIt opens today.\n\n'
    """
    hints, body = split_front_matter(source)
    document = read_text("\n".join(_lines(body)))
    return replace(document, hints=_titled(hints, body, document))


def _titled(hints: Hints | None, body: str, document: Document) -> Hints | None:
    """The hints with the headline as the page prints it: converters give the title of the browser's window.

    Without front matter the only heading of the first level that reads like a headline is it: of 388 whole pages the
    right one in 343, in 315 without this.
    """
    headings = [display(_inline(_unmarked(line), set())) for line in body.splitlines() if _TOP.match(line)]
    if hints is not None and hints.title is not None:
        sites = tuple(filter(None, (hints.site_name,)))
        return replace(hints, title=choose_headline(Names(headings, (hints.title,), sites, document.lines)))
    long = {heading for heading in headings if heading.count(" ") >= _HEADLINE_BLANKS and heading[-1] not in ".:;,"}
    return Hints(title=long.pop()) if len(long) == 1 else hints


def _lines(source: str) -> Iterator[str]:
    """Each line as it is shown; those that are nothing but marks are empty."""
    lines = source.splitlines()
    fenced = _fenced(lines)
    lines, fenced = _rejoined(*_closed(lines, fenced))
    names = {match[1].lower() for line in lines if "]:" in line and (match := _DEFINITION.match(line))}
    for number, line in enumerate(lines):
        if fenced[number]:
            yield "" if _FENCE.match(line) else line
        elif _is_mark(line):
            yield ""
        else:
            yield _unmarked(_inline(_unmarked(line), names))  # a card's link may hold the sign of its heading


def _fenced(lines: list[str]) -> list[bool]:
    """Which lines are code between two fences, the fences included; one that is never closed opens none."""
    fenced = [False] * len(lines)
    fences = [(number, match[1]) for number, line in enumerate(lines) if (match := _FENCE.match(line))]
    opened: tuple[int, str] | None = None
    for number, fence in fences:
        if opened is None:
            opened = number, fence
        elif fence.startswith(opened[1]):
            fenced[opened[0] : number + 1] = [True] * (number + 1 - opened[0])
            opened = None
    return fenced


def _closed(lines: list[str], fenced: list[bool]) -> tuple[list[str], list[bool]]:
    """The lines, with those as one between which the target or the text of a link was broken."""
    closed, codes = lines[:1], fenced[:1]
    for number, (line, code) in enumerate(zip(lines[1:], fenced[1:], strict=True), 1):
        above, text = closed[-1], line.strip()
        may = not code and text and len(above) <= _LONGEST
        if may and above.rfind("](") > above.rfind(")"):
            closed[-1] = above.rstrip() + (" " if text[0] in "\"'" else "") + text
        elif may and above.rfind("[") > above.rfind("]") and above.strip("![ ") and _closes_soon(lines, number):
            closed[-1] = f"{above} {text}"
        else:
            closed.append(line)
            codes.append(code)
    return closed, codes


def _closes_soon(lines: list[str], number: int) -> bool:
    """Whether the text of a link ends in this line of its paragraph or in one of the next."""
    for line in lines[number : number + _LINES_OF_LINK]:
        if not line.strip():
            return False
        if "](" in line:
            return True
    return False


def _rejoined(lines: list[str], fenced: list[bool]) -> tuple[list[str], list[bool]]:
    """The lines, with those of a paragraph as one where a converter has filled them."""
    goes_on = [
        bool(above.strip() and below.strip()) and not (code or above.endswith(_BREAKS) or _BLOCK.match(below))
        for above, below, code in zip(lines, lines[1:], fenced[1:], strict=False)
    ]
    filled = [len(line) in _FILLED for line, goes in zip(lines, goes_on, strict=False) if goes and "](" not in line]
    if len(filled) < _MIN_FILLED or sum(filled) < _MOST * len(filled):
        return lines, fenced
    joined, codes = lines[:1], fenced[:1]
    for line, goes, code in zip(lines[1:], goes_on, fenced[1:], strict=True):
        if goes:
            joined[-1] += " " + line.strip()
        else:
            joined.append(line)
            codes.append(code)
    return joined, codes


def _is_mark(line: str) -> bool:
    """Whether a line is a ruler, the ruler of a table, or the target of a reference."""
    return any(pattern.match(line) for pattern in (_RULER, _TABLE_RULER, _DEFINITION))


def _unmarked(line: str) -> str:
    """The line without what makes it a heading, an item or a quotation."""
    if match := _MARKS.match(line):
        line = line[match.end() :]
    heading = _HEADING.match(line)
    return (heading[1] or "") if heading else line


def _inline(line: str, names: set[str]) -> str:
    if "](" in line:
        line = _CLOSES.sub("", _LINK.sub(r"\1", _IMAGE.sub("", line)))
    if "[" in line:
        line = _OPENS.sub("", line)
    if names and "[" in line:
        line = _REFERENCE.sub(lambda match: match[1] if (match[2] or match[1]).lower() in names else match[0], line)
    if "<" in line:
        line = _TAG.sub("", _AUTOLINK.sub(r"\1", line))
    if "**" in line or "__" in line or "~~" in line:
        line = _STRAY.sub("", _STRONG.sub(r"\2", line))
    if "*" in line:
        line = _EMPHASIS.sub(r"\1", line)
    if "_" in line:
        line = _without_underlines(line)
    if "`" in line:
        line = _CODE.sub(r"\1", line)
    if "\\" in line:
        line = _HARD_BREAK.sub("", line)
        line = _ESCAPE.sub(r"\1", line)
    return unescape(line) if "&" in line else line


def _without_underlines(line: str) -> str:
    """The line without the marks around ``_emphasis_``; most that open are part of a name, and never close."""
    closings = [match.start() for match in _UNDERLINE_CLOSES.finditer(line)]
    kept, behind = [], 0
    for opening in _UNDERLINE_OPENS.finditer(line):
        start = opening.end()
        place = bisect_right(closings, start)
        if opening.start() < behind or place == len(closings) or closings[place] - start > _UNDERLINED:
            continue
        kept += [line[behind : opening.start()], line[start : closings[place]]]
        behind = closings[place] + 1
    return "".join([*kept, line[behind:]])
