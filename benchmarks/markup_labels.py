"""Which lines of a page are its gold body: monotone alignment, then the choice that gives the best F1."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.append(str(Path(__file__).resolve().parents[2] / "shared" / "bench"))
from score import doc_score, squeeze, tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

GRAM = 3  # words that place a line in the gold
ENOUGH = 0.5  # share of a line's words that must stand in the gold
PLACES = 8  # of one phrase in the gold that are looked at
HEADLINE = 250  # characters; a longer first line of the gold is no headline
MAX_FLIPS = 150


class Place(NamedTuple):
    """A line of the page at a place of the gold."""

    line: int
    start: int  # word of the gold
    words: int
    covered: float  # words of the line that stand there


def label(lines: Sequence[str], gold: str, *, headline_first: bool) -> list[bool]:
    """For each line, whether it is body; a headline in front of the gold is not."""
    if headline_first:
        first, _, rest = gold.strip().partition("\n")
        gold = rest if len(first) < HEADLINE else gold
    return _improve(lines, _chain(_places(lines, tokens(gold)), len(lines)), gold)


def label_segments(lines: Sequence[str], wanted: Sequence[str], unwanted: Sequence[str]) -> list[bool | None]:
    """The same from segments that must and must not be there; None where nothing is known."""
    out: list[bool | None] = []
    for line in map(squeeze, lines):
        good = any(squeeze(part) in line for part in wanted)
        bad = any(squeeze(part) in line for part in unwanted)
        out.append(good if good != bad else None)
    return out


def _places(lines: Sequence[str], gold: list[str]) -> list[Place]:
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for size in range(1, GRAM + 1):
        for i in range(len(gold) - size + 1):
            index[tuple(gold[i : i + size])].append(i)
    found: list[Place] = []
    for number, line in enumerate(lines):
        words = tokens(line)
        if not words:
            continue
        size = min(GRAM, len(words))
        hits: Counter[int] = Counter()
        covered = [False] * len(words)
        for i in range(len(words) - size + 1):
            for place in index.get(tuple(words[i : i + size]), ())[:PLACES]:
                hits[place - i] += 1
                covered[i : i + size] = [True] * size
        share = sum(covered) / len(words)
        if share >= ENOUGH:
            found += [Place(number, max(0, start), len(words), share * len(words)) for start, _ in hits.most_common(4)]
    return sorted(found)


def _chain(places: list[Place], total: int) -> list[bool]:
    """The heaviest sequence of places that goes forward in both the page and the gold."""
    best = [0.0] * len(places)
    before = [-1] * len(places)
    for i, here in enumerate(places):
        for j in range(i):
            there = places[j]
            if there.line < here.line and there.start + there.words * 0.7 <= here.start + 1:
                near = 0.3 if abs(there.start + there.words - here.start) <= GRAM else 0.0
                if best[j] + near > best[i]:
                    best[i], before[i] = best[j] + near, j
        best[i] += here.covered
    chosen = [False] * total
    at = max(range(len(places)), key=best.__getitem__, default=-1)
    while at >= 0:
        chosen[places[at].line] = True
        at = before[at]
    return chosen


def _improve(lines: Sequence[str], chosen: list[bool], gold: str) -> list[bool]:
    """Flip doubtful lines, long ones first, as long as the page's F1 rises."""

    def f1() -> float:
        score = doc_score(gold, "\n".join(line for line, wanted in zip(lines, chosen, strict=True) if wanted))
        p, r = score.precision or 0.0, score.recall or 0.0
        return 2 * p * r / (p + r) if p + r else 0.0

    known = set(tokens(gold))
    doubtful = [
        i
        for i, line in enumerate(lines)
        if chosen[i] or ((words := tokens(line)) and sum(word in known for word in words) >= 0.6 * len(words))
    ]
    current = f1()
    for i in sorted(doubtful, key=lambda i: -len(lines[i]))[:MAX_FLIPS]:
        chosen[i] = not chosen[i]
        changed = f1()
        if changed > current:
            current = changed
        else:
            chosen[i] = not chosen[i]
    return chosen
