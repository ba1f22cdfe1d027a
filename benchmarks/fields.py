"""Accuracy of title, date and authors on HTML pages whose fields are known, beside trafilatura's own metadata.

    python benchmarks/fields.py                      # all pages of ../shared/bench/data/dev.parquet
    python benchmarks/fields.py --sources fundus --misses date

A title counts if it is equal after white space is normalised, a date if the day is, authors if the sets of names are
(case and white space aside). A page counts for a field only if its gold has that field. `--misses FIELD` lists what
went wrong. Needs pyarrow.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import trafilatura

from cleaner import Cleaner
from cleaner.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DATA = Path(__file__).resolve().parents[2] / "shared" / "bench" / "data" / "dev.parquet"
FIELDS = ("title", "date", "authors")
LOOSE = "title~"  # printed for information: golds with straight quotes and in capitals count too
TOOLS = ("cleaner", "trafilatura")
# Below these the script fails: the promise of the project's third field-extraction goal.
FLOORS = {"title": 0.95, "date": 0.90}
_BETWEEN = re.compile(r"(?:\s*[,;]\s*|\s+)(?:and|und|et)\s+|\s*[,;&]\s*")
_BY = re.compile(r"^(?:by|von|par|por)\s+")
# What may stand behind a name, after a comma: degrees and memberships ("MD", "Ph.D.", "CFP®").
_CREDENTIAL = re.compile(r"(?:[A-Z][a-z]?\.?){2,6}[®*]?|Ph\.?\s?D\.?")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def normalise(field: str, value: str | Sequence[str] | None) -> str | frozenset[str] | None:
    """Gold and answer alike in the form they are compared in; None where there is none."""
    if not value:
        return None
    names = [value] if isinstance(value, str) else value
    if field == "title":
        return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", names[0])).split())
    return _day(names[0]) if field == "date" else frozenset(_names(names)) or None


def _day(text: str) -> str | None:
    """The calendar day, or the month where no day is given; None for what is no date, such as 2022-29-11."""
    year, month, day = (*text[:10].split("-"), "", "")[:3]
    try:
        found = date(int(year), int(month), int(day[:2] or 1))
    except ValueError:
        return None
    return found.isoformat() if day else f"{found:%Y-%m}"


def _names(texts: Sequence[str]) -> Iterator[str]:
    """Single names without "By", degrees, and the dot that ends a sentence."""
    for text in texts:
        for number, part in enumerate(_BETWEEN.split(" ".join(text.split()))):
            if part and not (number and _CREDENTIAL.fullmatch(part)):
                yield _BY.sub("", part.casefold()).strip(" .")


def ours(cleaner: Cleaner, html: str, url: str | None) -> dict[str, Any]:
    article = cleaner.clean(html, format="html", url=url)
    return {"title": article.title, "date": article.date and article.date.value, "authors": list(article.authors)}


def theirs(html: str, url: str | None) -> dict[str, Any]:
    found = trafilatura.extract_metadata(html, default_url=url)
    if found is None:
        return dict.fromkeys(FIELDS)
    return {"title": found.title, "date": found.date, "authors": found.author and found.author.split("; ")}


def pages(sources: list[str] | None) -> Iterator[dict[str, Any]]:
    table = pq.read_table(DATA, columns=["id", "source", "url", "lang", "html", *FIELDS])
    for page in table.to_pylist():
        wanted = page["html"] and (not sources or page["source"] in sources)
        if wanted and any(page[field] for field in FIELDS):
            page["html"] = page["html"].decode("utf-8", "replace")
            yield page


def main() -> int:
    arguments = parse()
    cleaner, score = Cleaner(), Score(arguments.misses)
    for page in pages(arguments.sources):
        score.add(page, ours(cleaner, page["html"], page["url"]), theirs(page["html"], page["url"]))
    return score.report()


class Score:
    """Right answers, counted by source and field."""

    def __init__(self, misses: str | None) -> None:
        self.misses = misses
        self.total: Counter[tuple[str, str]] = Counter()
        self.right: Counter[tuple[str, str, str]] = Counter()

    def add(self, page: dict[str, Any], *answers: dict[str, Any]) -> None:
        for field in (*FIELDS, LOOSE):
            name = "title" if field == LOOSE else field
            gold, *given = (self.form(field, source[name]) for source in (page, *answers))
            if gold is None:
                continue
            for source in (page["source"], "all"):
                self.total[source, field] += 1
                for tool, answer in zip(TOOLS, given, strict=True):
                    self.right[source, field, tool] += answer == gold
            if field == self.misses and given[0] != gold:
                print(f"{page['id']}\t{page['url']}\n\tgold {gold}\n\tours {given[0]}\n\ttheirs {given[1]}")

    @staticmethod
    def form(field: str, value: str | Sequence[str] | None) -> str | frozenset[str] | None:
        if field != LOOSE:
            return normalise(field, value)
        title = normalise("title", value)
        return title and fold(str(title))

    def report(self) -> int:
        print(f"{'source':<14}{'field':<10}{'pages':>6}{'cleaner':>10}{'trafilatura':>13}")
        failed = False
        for (source, field), count in sorted(self.total.items()):
            scores = [self.right[source, field, tool] / count for tool in TOOLS]
            print(f"{source:<14}{field:<10}{count:>6}{scores[0]:>10.3f}{scores[1]:>13.3f}")
            if source == "all":
                failed |= scores[0] < max(scores[1], FLOORS.get(field, 0.0))
        print("below the goal" if failed else "all goals met")
        return int(failed)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--sources", nargs="*", help="only pages of these sources")
    parser.add_argument("--misses", choices=FIELDS, help="list the pages where ours is wrong")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
