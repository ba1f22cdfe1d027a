"""Learns the templates of sites from a sample of their pages.

A line that stands on many pages of a site belongs to the site (template detection: Bar-Yossef and Rajagopalan 2002,
"Template detection via data mining and its applications"). Pages that carry the same article, under another address or
in another edition, would make its paragraphs look like that: only pages with a paragraph of their own are compared.
"""

from __future__ import annotations

import heapq
import zlib
from collections import Counter, defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.templates.template import Template, Templates, key_of, site_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model import Document

PAGES: Final = 60  # of one site, at most
FEWEST: Final = 5  # of one site with a paragraph of their own: of fewer nothing is learned
OFTEN: Final = 3  # pages that a line must stand on
SHARE: Final = 0.3  # of the pages that it must stand on
PARAGRAPH: Final = 60  # characters of a sentence-bearing line that is one
BUDGET: Final = 200_000_000  # bytes that all sampled pages together may take
_NAME: Final = 8  # bytes


class _Page(NamedTuple):
    """One sampled page: its distinct lines, and those of them that are paragraphs, packed."""

    rank: int  # negative: a heap of pages has the one that is dropped next in front
    lines: bytes
    paragraphs: bytes

    @property
    def size(self) -> int:
        return len(self.lines) + len(self.paragraphs)


def name_of(url: str | None, source: str | bytes) -> bytes:
    """What a page is called: the same for the same page, so that it counts once."""
    data = source if isinstance(source, bytes) else source.encode("utf-8", "surrogatepass")
    return blake2b(data, key=blake2b((url or "").encode("utf-8", "surrogatepass")).digest(), digest_size=_NAME).digest()


class Learner:
    """Takes pages in any order and keeps a sample of each site's: the same one whatever the order.

    The sample is those pages whose names, which are hash values, are lowest (bottom-k sampling: Cohen and Kaplan 2007,
    "Summarizing data using bottom-k sketches"), so it can be cut at any time: with more sites than memory holds, fewer
    pages of each are kept.
    """

    def __init__(self, pages: int = PAGES, budget: int = BUDGET) -> None:
        """`pages`: of one site at most. Raises ValueError if these are too few to learn from."""
        if pages < FEWEST:
            raise ValueError(f"{pages} pages are too few: of a site with less than {FEWEST} nothing is learned")
        self._most = pages
        self._left = budget
        self._sites: defaultdict[str | None, list[_Page]] = defaultdict(list)

    def wants(self, host: str | None, name: bytes) -> bool:
        """Whether the page called `name` (see `name_of`) belongs into the sample: if not, it need not be read."""
        rank, sample = _rank(name), self._sites[site_of(host)]
        full = len(sample) >= self._most
        return (not full or rank > sample[0].rank) and all(page.rank != rank for page in sample)

    def add(self, document: Document, name: bytes) -> None:
        """Take a page that is read and annotated, if it is wanted."""
        if not self.wants(document.host, name):
            return
        keys = dict.fromkeys(filter(None, (key_of(line.folded) for line in document.lines)))
        paragraphs = dict.fromkeys(_paragraphs(document))
        page = _Page(_rank(name), _pack(keys), _pack(paragraphs))
        sample = self._sites[site_of(document.host)]
        heapq.heappush(sample, page)
        self._left -= page.size
        if len(sample) > self._most:
            self._drop(sample)
        while self._left < 0 and self._most > FEWEST:
            self._most -= 1
            for sample in self._sites.values():
                if len(sample) > self._most:
                    self._drop(sample)

    @property
    def sites(self) -> int:
        """How many sites there were pages of."""
        return len(self._sites)

    def templates(self) -> Templates:
        """What the pages taken so far teach."""
        sites = sorted(self._sites.items(), key=lambda site: site[0] or "")
        learned = (
            _learn(host, [(_unpack(page.lines), _unpack(page.paragraphs)) for page in sample]) for host, sample in sites
        )
        return Templates.of(template for template in learned if template is not None)

    def _drop(self, sample: list[_Page]) -> None:
        self._left += heapq.heappop(sample).size


def _paragraphs(document: Document) -> Iterator[str]:
    for line in document.lines:
        if len(line.text) >= PARAGRAPH and document.is_sentence(line) and (key := key_of(line.folded)):
            yield key


def _learn(host: str | None, pages: Sequence[tuple[list[str], list[str]]]) -> Template | None:
    """The template of one site, from the lines and the paragraphs of its pages; None where they are too few."""
    distinct = _distinct(pages)
    if len(distinct) < FEWEST:
        return None
    counts = Counter(line for lines in distinct for line in lines)
    needed = max(OFTEN, SHARE * len(distinct))
    lines = {line: count for line, count in sorted(counts.items(), key=_by_count) if count >= needed}
    return Template(host, len(distinct), lines) if lines else None


def _by_count(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


def _distinct(pages: Sequence[tuple[list[str], list[str]]]) -> list[list[str]]:
    """The lines of the pages that have a paragraph of their own: of several with one article the last one has."""
    counts = Counter(paragraph for _, paragraphs in pages for paragraph in paragraphs)
    distinct = []
    for lines, paragraphs in pages:
        if any(counts[paragraph] == 1 for paragraph in paragraphs):
            distinct.append(lines)
        else:
            counts.subtract(paragraphs)
    return distinct


def _rank(name: bytes) -> int:
    return -int.from_bytes(name, "big")


def _pack(lines: dict[str, None]) -> bytes:
    return zlib.compress("\n".join(lines).encode("utf-8", "surrogatepass"), 1)


def _unpack(packed: bytes) -> list[str]:
    text = zlib.decompress(packed).decode("utf-8", "surrogatepass")
    return text.split("\n") if text else []
