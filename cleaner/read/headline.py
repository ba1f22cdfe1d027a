"""Which of a page's names for its article is the headline a reader sees."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from cleaner.fold import fold
from cleaner.read.jsonld import squash

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaner.model import Block

# What stands between a headline and the site's name in <title> and og:title.
_SEPARATOR: Final = re.compile(r"\s+(?:[|–—·•»«:-]|::|//|l)\s+|\s*[|»]\s*|:\s+")
_LOOSE_SEPARATOR: Final = re.compile(rf"{_SEPARATOR.pattern}|\s+/\s+")  # where a printed line must confirm the rest
_MARKS: Final = frozenset(':-–—|/.,;!?»«"„“”(')
_MAX_CUTS: Final = 8
_WORD: Final = re.compile(r"\w+")
_COUNTER: Final = re.compile(r"\s*[(\[]?\b\d{1,5}[)\]]?$")
# Share of common words from which an <h1> is taken for the headline that the metadata names.
_SAME: Final = 0.35
_MIN_HEADLINE: Final = 3  # words; a lone shorter <h1> is a section or the site
# What editors and templates leave where a title should stand, as `squash` writes it.
_NO_TITLE: Final = frozenset("untitled untitleddocument newpage document index безназвания безназви".split())
_MAX_SITE: Final = 6  # words of a site's name


@dataclass(frozen=True, slots=True)
class Names:
    """What the page calls its article, and itself."""

    headings: Sequence[str]  # the page's <h1>, as printed
    titles: Sequence[str]  # og:title, JSON-LD headline, <title>, …: the most trusted first
    sites: Sequence[str]  # og:site_name, publisher, host
    lines: Sequence[Block] = ()  # all that the page prints


def choose_headline(names: Names) -> str | None:
    """The headline as printed: the <h1> that the metadata confirms, else the metadata's, without the site's name.

    Where no <h1> is confirmed, the longest part of a metadata title that stands on a line of its own counts; then the
    only <h1>, if it reads like a headline; then the metadata's word.
    """
    sites = {squash(site) for site in names.sites}
    nameless = sites | _NO_TITLE
    stripped = [strip_site(title, names.sites) for title in names.titles]
    titles = [title for title in stripped if title and squash(title) not in nameless]
    headings = [text for text in dict.fromkeys(names.headings) if squash(text)]
    if any(squash(text) not in sites for text in headings):  # else the site's name is all that there is
        headings = [text for text in headings if squash(text) not in sites]
    confirmed = {heading: _confirmed(heading, titles) for heading in headings}
    best = max(headings, key=confirmed.__getitem__, default=None)
    if best and confirmed[best][0] >= _SAME:
        return strip_site(_without_kicker(_without_counter(best, titles), titles), names.sites)
    if printed := _printed(names) or _printed_longer(names):
        return printed
    if len(headings) == 1 and (not titles or len(_WORD.findall(headings[0])) > _MIN_HEADLINE):
        return headings[0]
    candidates = [*titles, *headings]
    long = (text for text in candidates if len(_WORD.findall(text)) >= _MIN_HEADLINE)
    return next(chain(long, candidates, (title for title in stripped if squash(title) in sites - {""})), None)


def _printed(names: Names) -> str | None:
    """The longest part of a title that the page prints as a line: what stands around it is the site's."""
    lines = {line.folded: line.text for line in reversed(names.lines)}
    sites = {squash(site) for site in names.sites}
    for title in dict.fromkeys(names.titles):
        for part in sorted(_parts(title), key=len, reverse=True):
            printed = lines.get(fold(part))
            if printed and len(_WORD.findall(part)) >= _MIN_HEADLINE and squash(part) not in sites:
                return printed
    return None


def _printed_longer(names: Names) -> str | None:
    """The only heading that begins with a title and goes on: search engines are given a shorter one."""
    parts = [part for title in names.titles for part in _parts(title) if len(_WORD.findall(part)) > _MIN_HEADLINE]
    begun = [f"{fold(part)} " for part in parts]
    found = {
        line.text
        for line in names.lines
        for title in (begun if line.is_heading else ())
        if line.folded.startswith(title) and line.folded[len(title) :][:1].isalnum()  # behind a mark: a site's name
    }
    return found.pop() if len(found) == 1 else None


def _parts(title: str) -> set[str]:
    """A title and all that is left of it when parts between separators are cut off at its ends."""
    title = " ".join(title.split())
    cuts = [match.span() for match in islice(_LOOSE_SEPARATOR.finditer(title), _MAX_CUTS)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(title)]
    return {title[start:end].strip() for start in starts for end in ends if start < end}


def strip_site(title: str, sites: Iterable[str]) -> str:
    """A title without the site's name in front or behind.

    >>> strip_site("Bridge opens | The Daily", ["The Daily"])
    'Bridge opens'
    """
    title = " ".join(title.split())
    known = {squash(site) for site in sites} - {""}
    start, end = 0, len(title)
    cuts = deque(_SEPARATOR.finditer(title))
    while cuts and _is_site(title[cuts[-1].end() : end], known, cuts[-1][0]):
        end = cuts.pop().start()
    while cuts and cuts[0].end() < end and _is_site(title[start : cuts[0].start()], known, ""):
        start = cuts.popleft().end()
    return title[start:end].strip()


def _is_site(part: str, known: set[str], separator: str) -> bool:
    name = squash(part)
    if name in known:
        return True
    if any(len(site) > 3 and (name.startswith(site) or name.endswith(site)) for site in known):  # noqa: PLR2004
        return len(_WORD.findall(part)) <= _MAX_SITE
    return "|" in separator and len(_WORD.findall(part)) <= _MAX_SITE // 2


def _confirmed(heading: str, titles: Sequence[str]) -> tuple[float, int]:
    """How much a heading is like one of the titles, and how near to the front of them that one stands."""
    return max(((_likeness(heading, title), -place) for place, title in enumerate(titles)), default=(0.0, 0))


def _likeness(heading: str, title: str) -> float:
    if squash(title) and squash(title) in squash(heading):
        return 1.0 if squash(title) == squash(heading) else 0.9
    ours, theirs = set(_WORD.findall(heading.lower())), set(_WORD.findall(title.lower()))
    return len(ours & theirs) / max(len(ours), len(theirs), 1)


def _without_counter(heading: str, titles: Sequence[str]) -> str:
    """The part of an <h1> that is a title, where only a number stands behind it: of comments, of views."""
    number = _COUNTER.search(heading)
    bare = heading[: number.start()] if number else heading
    return bare if any(squash(bare) == squash(title) for title in titles) else heading


def _without_kicker(heading: str, titles: Sequence[str]) -> str:
    """The part of an <h1> that is the headline, where a section or a kicker stands in front of it.

    A part of a title is it only where it is the most of the <h1> and no mark joins it to the rest: "Syria: Parliament
    meets" is one headline.
    """
    for title in titles:
        if _ends_with(heading, title):
            return heading[-len(title) :]
    parts = {part for title in titles for part in _parts(title) if 2 * len(part) > len(heading)}
    for part in sorted(parts, key=len, reverse=True):
        if _ends_with(heading, part):
            return heading if heading[: -len(part)].rstrip()[-1] in _MARKS else heading[-len(part) :]
    return heading


def _ends_with(heading: str, title: str) -> bool:
    longer = len(heading.strip()) > len(title) and len(_WORD.findall(title)) > _MIN_HEADLINE
    return longer and heading.lower().endswith(title.lower())
