"""Which rules fire on a corpus, how often, and on what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import orjson

from cleaner.rules.ruleset import is_under

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cleaner.pipeline import Cleaner
    from cleaner.read.sniff import Kind
    from cleaner.rules.rule import Rule

_SUFFIXES: Final[dict[str, Kind]] = {".txt": "text", ".md": "markdown", ".html": "html", ".htm": "html"}
MAX_TEXT: Final = 100  # characters of an example that are counted as one text


@dataclass(frozen=True, slots=True)
class Page:
    """One document of a corpus."""

    source: str
    url: str | None = None
    kind: Kind = "text"


@dataclass(slots=True)
class Hits:
    """How one rule fared."""

    findings: int = 0
    pages: int = 0
    texts: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Tally:
    """What all rules did to a corpus."""

    pages: int = 0
    hosts: Counter[str] = field(default_factory=Counter)
    rules: dict[str, Hits] = field(default_factory=dict)

    def silent_on_host(self, rule: Rule) -> int:
        """Pages of the host of a site's rule, if it fired on none of them; 0 for rules that fired or had no page."""
        if rule.stage != "site" or rule.id in self.rules:
            return 0
        return sum(count for host, count in self.hosts.items() if is_under(host, rule.pack))


def read_corpus(path: Path) -> Iterator[Page]:
    """The documents in `path`: JSON lines with `text` or `html` and perhaps `url`, or a folder of text and HTML files.

    Raises ValueError for a line that is no such record, OSError for a file that cannot be read.
    """
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if kind := _SUFFIXES.get(file.suffix):
                yield Page(file.read_text("utf-8", "replace"), kind=kind)
        return
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _page(line, f"{path}:{number}")


def _page(line: bytes, place: str) -> Page:
    try:
        record: dict[str, Any] = orjson.loads(line)
        kind: Kind = "text" if "text" in record else "html"
        return Page(str(record[kind]), record.get("url"), kind)
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise ValueError(f"{place}: not a record with text or html: {error}") from error


def tally(cleaner: Cleaner, pages: Iterable[Page]) -> Tally:
    """Clean all `pages` and count the applied findings of each rule, protective ones included."""
    result = Tally()
    for page in pages:
        trace = cleaner.trace(page.source, format=page.kind, url=page.url)
        result.pages += 1
        if trace.document.host:
            result.hosts[trace.document.host] += 1
        seen: set[str] = set()
        for finding in trace.document.findings:
            hits = result.rules.setdefault(finding.rule, Hits())
            hits.findings += 1
            hits.texts[trace.document.source[slice(*finding.span)].strip()[:MAX_TEXT]] += 1
            seen.add(finding.rule)
        for rule in seen:
            result.rules[rule].pages += 1
    return result
