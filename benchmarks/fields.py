"""Accuracy of title, date and authors on HTML pages whose fields are known, beside trafilatura's own metadata.

    python benchmarks/fields.py                      # all pages of ../shared/bench/data/dev.parquet
    python benchmarks/fields.py --sources fundus --misses date

A title counts if it is equal after white space and invisible characters are normalised; a date if the day is, or the
month where the gold names no day; authors if the sets of names are, case, "By" and degrees behind a name aside. A page
counts for a field only if its gold has that field; a gold date that is no day of the calendar is none. `--misses FIELD`
lists what went wrong. Needs pyarrow.
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

    from cleaner.pipeline import Trace

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
Form = str | frozenset[str]
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def normalise(field: str, value: str | Sequence[str] | None) -> str | frozenset[str] | None:
    """Gold and answer alike in the form they are compared in; None where there is none."""
    if not value:
        return None
    names = [value] if isinstance(value, str) else value
    if field == "title":
        return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", names[0])).split())
    return _day(names[0]) if field == "date" else frozenset(_names(names)) or None


def is_same(answer: Form | None, gold: Form) -> bool:
    """Whether an answer is the gold, or a day of the month that is all the gold names."""
    month = isinstance(gold, str) and re.fullmatch(r"\d{4}-\d\d", gold) is not None
    return answer == gold or (month and isinstance(answer, str) and answer.startswith(str(gold)))


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


def ours(trace: Trace) -> dict[str, Any]:
    article = trace.article
    return {"title": article.title, "date": article.date and article.date.value, "authors": list(article.authors)}


def kind_of_miss(field: str, page: dict[str, Any], trace: Trace) -> str:
    """Why the answer is not the gold, as far as the page tells."""
    gold, answer = normalise(field, page[field]), normalise(field, ours(trace)[field])
    if isinstance(gold, frozenset):
        return _authors_miss(gold, answer if isinstance(answer, frozenset) else frozenset(), trace)
    if answer is None:
        return "nothing found"
    return _title_miss(str(gold), str(answer), trace) if field == "title" else _date_miss(str(gold), str(answer), trace)


def _title_miss(gold: str, answer: str, trace: Trace) -> str:
    if fold(gold) == fold(answer):
        return "case, quotes or dashes differ"
    printed = [fold(line.text) for line in trace.document.lines]
    if fold(gold) in printed:
        return "another line of the page"
    if fold(answer) in printed:
        return "the printed headline, where the gold is not printed"
    return "neither is printed" if not any(fold(gold) in line for line in printed) else "the gold is a part of a line"


def _date_miss(gold: str, answer: str, trace: Trace) -> str:
    found = trace.article.date
    if found and found.updated and normalise("date", found.updated) == gold:
        return "the gold is the last change, published differs"
    if any(normalise("date", one.value) == gold for one in (found.evidence if found else ())):
        return "another candidate"
    if len(gold) == len(answer) and abs(date.fromisoformat(gold) - date.fromisoformat(answer)).days == 1:
        return "a day apart"
    return "the page's dates name another day"


def _authors_miss(gold: frozenset[str], answer: frozenset[str], trace: Trace) -> str:
    if normalise("authors", trace.article.source) == gold:
        return "the gold is a desk: ours is the source"
    if gold & answer:
        return "some names are right"
    return "other names" if answer else "nothing found"


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
        trace = cleaner.trace(page["html"], format="html", url=page["url"])
        answers = ours(trace), theirs(page["html"], page["url"])
        score.add(page, *answers)
        score.explain(page, answers[0], trace)
    return score.report()


class Score:
    """Right answers, counted by source and field."""

    def __init__(self, misses: str | None) -> None:
        self.misses = misses
        self.total: Counter[tuple[str, str]] = Counter()
        self.right: Counter[tuple[str, str, str]] = Counter()
        self.kinds: Counter[tuple[str, str]] = Counter()

    def add(self, page: dict[str, Any], *answers: dict[str, Any]) -> None:
        for field in (*FIELDS, LOOSE):
            name = "title" if field == LOOSE else field
            gold, *given = (self.form(field, source[name]) for source in (page, *answers))
            if gold is None:
                continue
            for source in (page["source"], "all"):
                self.total[source, field] += 1
                for tool, answer in zip(TOOLS, given, strict=True):
                    self.right[source, field, tool] += is_same(answer, gold)
            if field == self.misses and not is_same(given[0], gold):
                print(f"{page['id']}\t{page['url']}\n\tgold {gold}\n\tours {given[0]}\n\ttheirs {given[1]}")

    def explain(self, page: dict[str, Any], answer: dict[str, Any], trace: Trace) -> None:
        """Count the misses of ours by kind."""
        for field in FIELDS:
            gold = normalise(field, page[field])
            if gold is None or is_same(normalise(field, answer[field]), gold):
                continue
            self.kinds[field, kind_of_miss(field, page, trace)] += 1

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
        print("\nmisses by kind")
        for (field, kind), count in sorted(self.kinds.items(), key=lambda item: (item[0][0], -item[1])):
            print(f"{field:<10}{count:>5}  {kind}")
        print("below the goal" if failed else "all goals met")
        return int(failed)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--sources", nargs="*", help="only pages of these sources")
    parser.add_argument("--misses", choices=FIELDS, help="list the pages where ours is wrong")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
