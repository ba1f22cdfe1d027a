"""Which of a page's names for its article is the headline a reader sees."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.read.jsonld import squash

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# What stands between a headline and the site's name in <title> and og:title.
_SEPARATOR: Final = re.compile(r"\s+(?:[|–—·•»«:-]|::|//|l)\s+|\s*[|»]\s*|:\s+")
_WORD: Final = re.compile(r"\w+")
# Share of common words from which an <h1> is taken for the headline that the metadata names.
_SAME: Final = 0.35
_MIN_HEADLINE: Final = 3  # words; a lone shorter <h1> is a section or the site
_MAX_SITE: Final = 6  # words of a site's name


@dataclass(frozen=True, slots=True)
class Names:
    """What the page calls its article, and itself."""

    headings: Sequence[str]  # the page's <h1>, as printed
    titles: Sequence[str]  # og:title, JSON-LD headline, <title>, …: the most trusted first
    sites: Sequence[str]  # og:site_name, publisher, host


def choose_headline(names: Names) -> str | None:
    """The headline as printed: the <h1> that the metadata confirms, else the metadata's, without the site's name."""
    titles = [stripped for title in names.titles if (stripped := strip_site(title, names.sites))]
    headings = [text for text in names.headings if squash(text)]
    scored = [(max((_likeness(h, t) for t in titles), default=0.0), -n, h) for n, h in enumerate(headings)]
    best = max(scored, default=None)
    if best and best[0] >= _SAME:
        return _without_kicker(best[2], titles)
    if titles:
        return titles[0]
    return next((h for h in headings if len(_WORD.findall(h)) >= _MIN_HEADLINE), headings[0] if headings else None)


def strip_site(title: str, sites: Iterable[str]) -> str:
    """A title without the site's name in front or behind.

    >>> strip_site("Bridge opens | The Daily", ["The Daily"])
    'Bridge opens'
    """
    title = " ".join(title.split())
    known = {squash(site) for site in sites} - {""}
    while cuts := list(_SEPARATOR.finditer(title)):
        first, last = cuts[0], cuts[-1]
        if _is_site(title[last.end() :], known, last[0]):
            title = title[: last.start()].rstrip()
        elif _is_site(title[: first.start()], known, ""):
            title = title[first.end() :].lstrip()
        else:
            break
    return title


def _is_site(part: str, known: set[str], separator: str) -> bool:
    name = squash(part)
    if name in known:
        return True
    if any(len(site) > 3 and (name.startswith(site) or name.endswith(site)) for site in known):  # noqa: PLR2004
        return len(_WORD.findall(part)) <= _MAX_SITE
    return "|" in separator and len(_WORD.findall(part)) <= _MAX_SITE // 2


def _likeness(heading: str, title: str) -> float:
    if squash(title) and squash(title) in squash(heading):
        return 1.0 if squash(title) == squash(heading) else 0.9
    ours, theirs = set(_WORD.findall(heading.lower())), set(_WORD.findall(title.lower()))
    return len(ours & theirs) / max(len(ours), len(theirs), 1)


def _without_kicker(heading: str, titles: Iterable[str]) -> str:
    """The part of an <h1> that is the headline, where a section or a kicker is printed in front of it."""
    for title in titles:
        if (
            len(heading) > len(title)
            and squash(heading).endswith(squash(title))
            and len(_WORD.findall(title)) > _MIN_HEADLINE
        ):
            found = heading.lower().rfind(title.lower())
            return heading[found:] if found > 0 else heading
    return heading
