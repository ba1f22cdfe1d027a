"""Title, date and authors of texts: how often they are right, wrong, or not given at all.

    python benchmarks/text_fields.py ../shared/bench

A text need not print what its page's metadata say: titles and authors count where the gold stands in the text; a date
always, and is wrong only where the text gives another day.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from fields import FIELDS, is_same, normalise
from held_out import VARIANTS

from cleaner import Cleaner


def is_printed(field: str, gold: str | frozenset[str], text: str) -> bool:
    low = " ".join(text.casefold().split())
    return field == "date" or all(part.casefold() in low for part in ([gold] if isinstance(gold, str) else gold))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, help="the benchmark's folder")
    parser.add_argument("--split", default="dev")
    arguments = parser.parse_args()
    data = arguments.bench / "data"
    columns = ["id", "url", *FIELDS]
    pages: dict[str, dict[str, Any]] = {
        page["id"]: page for page in pq.read_table(data / f"{arguments.split}.parquet", columns=columns).to_pylist()
    }
    cleaner, counts = Cleaner(), Counter[tuple[str, str, str]]()
    for row in pq.read_table(data / f"{arguments.split}_texts.parquet").to_pylist():
        page = pages.get(row["id"])
        if page is None or not any(page[field] for field in FIELDS):
            continue
        article = cleaner.clean(row["text"], format="text", url=page["url"])
        given = {"title": article.title, "date": article.date and article.date.value, "authors": article.authors}
        for field in FIELDS:
            gold = normalise(field, page[field])
            if gold is None or not is_printed(field, gold, row["text"]):
                continue
            answer = normalise(field, given[field])
            kind = "none" if answer is None else "right" if is_same(answer, gold) else "wrong"
            counts[row["variant"], field, kind] += 1
    print("| variant | field | texts | right | wrong | none |\n|---|---|---|---|---|---|")
    for variant in VARIANTS:
        for field in FIELDS:
            found = {kind: counts[variant, field, kind] for kind in ("right", "wrong", "none")}
            total = sum(found.values())
            if total:
                shares = " | ".join(f"{number / total:.3f}" for number in found.values())
                print(f"| {variant} | {field} | {total} | {shares} |")


if __name__ == "__main__":
    main()
