#!/usr/bin/env python3
"""CPU of text mode per article and of loading, beside trafilatura on a page of the same size.

    python benchmarks/speed.py

Prints milliseconds of CPU per 8 kB of the five founding articles, the seconds that a new process needs before its first
article, and what `trafilatura.extract` takes for the same articles wrapped into pages. Loading is measured in new
processes, best of several, as the machine's noise only ever adds.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "seeds"
ROUNDS = 60
SIZE = 8192  # bytes of UTF-8 that one article counts as
LOAD = """
import time
start = time.process_time()
import cleaner
cleaner.Cleaner()
print(time.process_time() - start)
"""


def cpu_per_call(call: object, sources: list[str]) -> float:
    """Best milliseconds of CPU per source over the rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.process_time()
        for source in sources:
            call(source)  # type: ignore[operator]
        best = min(best, time.process_time() - start)
    return 1000 * best / len(sources)


def seconds_to_load() -> float:
    """Seconds of CPU in a new process, from compiled modules: the first one may have to write them."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run([sys.executable, "-c", LOAD], env=environment, capture_output=True, text=True, check=True)
    return float(done.stdout)


def page(text: str) -> str:
    """A plain page around an article, with a menu and a footer of usual length."""
    menu = "".join(f'<li><a href="/{number}">Section {number}</a></li>' for number in range(40))
    body = "".join(f"<p>{line}</p>" for line in text.splitlines() if line.strip())
    return f"<html><body><nav><ul>{menu}</ul></nav><article>{body}</article><footer>{menu}</footer></body></html>"


def main() -> None:
    import trafilatura

    from cleaner import Cleaner

    sources = [path.read_text("utf-8") for path in sorted(FIXTURES.glob("*/input.txt"))]
    size = sum(len(source.encode()) for source in sources) / len(sources)
    cleaner = Cleaner()
    ours = cpu_per_call(lambda source: cleaner.clean(source, format="text"), sources)
    pages = [page(source) for source in sources]
    theirs = cpu_per_call(trafilatura.extract, pages)
    loads = [seconds_to_load() for _ in range(8)]
    print(f"articles                     {len(sources)}, {size:.0f} bytes on average")
    print(f"clean(text)                  {ours:.2f} ms of CPU, {ours * SIZE / size:.2f} ms per 8 kB")
    print(f"trafilatura.extract(page)    {theirs:.2f} ms of CPU, {theirs * SIZE / size:.2f} ms per 8 kB")
    print(f"import and load all rules    {min(loads):.3f} s of CPU")


if __name__ == "__main__":
    main()
