#!/usr/bin/env python3
"""Throughput of `cleaner run` on generated articles: rates, memory, and what is not cleaning.

    python benchmarks/throughput.py [--documents 100000] [--few 10000]

Generates articles of the size of the founding ones, mixed from the texts of `fixtures/` and the examples of the rules,
and cleans them from JSON Lines to JSON Lines. Prints documents/s and MB/s of input for one process and for `-j 2`,
CPU per document, reading's and writing's share of the time, peak memory of all processes together (Pss) with few and
with many documents, and CPU per article beside `trafilatura.extract` on an average page.

Rates suffer from whatever else the machine does; CPU does so much less, so the ratio of the two is given as a bound:
twice the CPU per document of one process over that of `-j 2`.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from cleaner import Cleaner
from cleaner.batch.fields import FieldNames
from cleaner.batch.readers.jsonl import JsonLines
from cleaner.batch.readers.streams import Meter
from cleaner.batch.record import Record
from cleaner.batch.settings import CHECKPOINT_EVERY
from cleaner.batch.writers.lines import AppendSink, encode_line
from cleaner.render import to_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT.parent / "shared" / "bench" / "data"
TARGETS = (
    "aims: -j 2 at least 1.8 times, reading and writing at most 15 %, 400 MB, text CPU at most 0.1 of trafilatura's"
)
POLL_SECONDS = 0.2
PAGES = 100
SHORTEST_SENTENCE = 40  # characters
SENTENCE_END = re.compile(r"(?<=[.!?…]) +")
LANGUAGES = ("uk-", "ru-", "lv-", "lt-", "et-", "pl-", "en-")  # prefixes of the folders in `fixtures/clean`
MOST_CHROME = 4  # lines of the site above the body, and as many below
LONGEST_CHROME = 400  # characters; longer examples are whole articles


def generate(count: int) -> Iterator[bytes]:
    """Lines of JSON: date and headline, a few lines of the site, a body of one language, and more of the site."""
    chance = random.Random(0)
    materials, sizes = _materials()
    for number in range(count):
        sentences, chrome = chance.choice(materials)
        size, length = chance.choice(sizes), 0
        headline = f"{chance.choice(sentences)[:70]} {number}"
        lines = [f" date 2026-02-{number % 27 + 1:02} {headline}", *_some(chrome, chance), ""]
        while length < size:
            lines.append(" ".join(chance.choices(sentences, k=chance.randint(2, 5))))
            length += len(lines[-1])
        lines += ["", *_some(chrome, chance)]
        record = {"id": number, "url": f"https://site{number % 500}.example/{number}", "text": "\n".join(lines)}
        yield orjson.dumps(record) + b"\n"


def _some(lines: list[str], chance: random.Random) -> list[str]:
    return [chance.choice(lines) for _ in range(chance.randint(0, MOST_CHROME))]


def _materials() -> tuple[list[tuple[list[str], list[str]]], list[int]]:
    """Sentences of each language of the fixtures with its examples of what rules drop, and the founding lengths."""
    sentences: dict[str, list[str]] = {}
    sizes = []
    for path in sorted((ROOT / "fixtures").glob("*/*/input.txt")):
        text = path.read_text("utf-8")
        if path.parent.parent.name == "seeds":
            sizes.append(len(text))
        elif path.parent.name[:3] in LANGUAGES:
            found = (sentence for line in text.splitlines() for sentence in SENTENCE_END.split(line))
            sentences.setdefault(path.parent.name[:2], []).extend(s for s in found if len(s) > SHORTEST_SENTENCE)
    return [(found, _examples(language) or _examples("zxx")) for language, found in sentences.items()], sizes


def _examples(language: str) -> list[str]:
    path = ROOT / "rules" / f"{language}.toml"
    rules = tomllib.loads(path.read_text("utf-8")).get("rule", ()) if path.exists() else ()
    examples = [example for rule in rules for example in rule.get("drops", ())]
    return [example for example in examples if isinstance(example, str) and len(example) < LONGEST_CHROME]


@dataclass(frozen=True)
class Measured:
    documents: int
    seconds: float
    cpu: float
    megabytes: float  # of input
    peak: float  # MB

    def __str__(self) -> str:
        return (
            f"{self.documents:>7} documents  {self.documents / self.seconds:7.0f}/s"
            f"  {self.megabytes / self.seconds:6.2f} MB/s"
            f"  {1000 * self.cpu / self.documents:6.3f} ms CPU each  {self.peak:5.0f} MB"
        )


def measure(source: Path, jobs: int, count: int) -> Measured:
    """Run the command on the first `count` documents and watch its memory."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "cleaner", "run", str(source), "-o", f"{folder}/out.jsonl", "-q"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.monotonic()
        process = subprocess.Popen([*command, "-j", str(jobs), "--limit", str(count)])
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(POLL_SECONDS)
        seconds = time.monotonic() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise SystemExit(f"the run failed with {process.returncode}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    with source.open("rb") as file:
        megabytes = sum(len(line) for _, line in zip(range(count), file, strict=False)) / 1e6
    return Measured(count, seconds, cpu, megabytes, peak)


def _memory(root: int) -> float:
    """MB of a process and all below it; shared pages count once (Pss)."""
    total = 0.0
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        try:
            waiting += map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue  # it has just ended
        total += int(rollup.partition("\nPss:")[2].split()[0]) / 1000
    return total


def shares(source: Path, count: int) -> dict[str, float]:
    """CPU seconds per document of each step, in one process and one after the other."""
    cleaner, fields = Cleaner(), FieldNames()
    records: list[Record] = []

    def read() -> None:
        for item in JsonLines(str(source)).read(Meter()):
            if len(records) == count:
                return
            if isinstance(item, Record):
                records.append(item)

    reading = _cpu(read)
    pages = [record.payload.unpack(fields) for record in records]
    unpacking = _cpu(lambda: [record.payload.unpack(fields) for record in records])
    articles = [cleaner.clean(page.source, format=page.format, url=page.url) for page in pages]
    cleaning = _cpu(lambda: [cleaner.clean(page.source, format=page.format, url=page.url) for page in pages])
    documents = [to_record(article) for article in articles]
    with tempfile.TemporaryDirectory() as folder:
        sink = AppendSink(Path(folder) / "out.jsonl", "", None)

        def write() -> None:
            for number, document in enumerate(documents):
                sink.write(encode_line(document))
                if number % CHECKPOINT_EVERY == 0:
                    sink.mark()
            sink.mark()

        writing = _cpu(write) + _cpu(lambda: [to_record(article) for article in articles])
        sink.close()
    steps = {"reading": reading + unpacking, "cleaning": cleaning, "writing": writing}
    return {name: seconds / count for name, seconds in steps.items()}


def _cpu(call: Callable[[], object]) -> float:
    began = time.process_time()
    call()
    return time.process_time() - began


def trafilatura_cpu() -> float | None:
    """CPU seconds of `trafilatura.extract` on an average page of the bench, None without the bench."""
    if not BENCH.is_dir():
        return None
    import pyarrow.parquet as pq
    import trafilatura

    pages: list[str] = []
    for path in sorted(BENCH.rglob("*.parquet")):
        schema = pq.read_schema(path)
        if "html" in schema.names:
            found = pq.read_table(path, columns=["html"])["html"].to_pylist()
            pages += [page for page in found if page]
    chosen = random.Random(0).sample(pages, min(PAGES, len(pages)))
    trafilatura.extract(chosen[0])
    return _cpu(lambda: [trafilatura.extract(page) for page in chosen]) / len(chosen)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--few", type=int, default=10_000)
    parser.add_argument("--json", type=Path, help="write the figures there")
    arguments = parser.parse_args()
    few = min(arguments.few, arguments.documents)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "in.jsonl"
        with source.open("wb") as file:
            file.writelines(generate(arguments.documents))
        size = source.stat().st_size / arguments.documents
        load = os.getloadavg()[0]
        print(f"{arguments.documents} articles of {size:.0f} bytes on {os.cpu_count()} cores; load {load:.1f}")
        runs = {}
        for name, jobs, count in (
            ("one process", 0, few),
            ("-j 2, few", 2, few),
            ("-j 2, many", 2, arguments.documents),
        ):
            runs[name] = measure(source, jobs, count)
            print(f"{name:12} {runs[name]}", flush=True)
        steps = shares(source, min(few, 2_000))
    one, two, many = runs.values()
    print(f"-j 2 over one process: {one.seconds / two.seconds:.2f} times; by CPU at most {2 * one.cpu / two.cpu:.2f}")
    print(f"memory: {two.peak:.0f} MB with {two.documents} documents, {many.peak:.0f} MB with {many.documents}")
    total = sum(steps.values())
    print("share of CPU: " + ", ".join(f"{name} {seconds / total:.1%}" for name, seconds in steps.items()))
    peer = trafilatura_cpu()
    if peer:
        ratio = steps["cleaning"] / peer
        print(f"text {1000 * steps['cleaning']:.2f} ms, trafilatura {1000 * peer:.1f} ms a page: ratio {ratio:.3f}")
    print(TARGETS)
    if arguments.json:
        figures = {name: run.__dict__ for name, run in runs.items()} | {"steps": steps, "trafilatura": peer}
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main()
