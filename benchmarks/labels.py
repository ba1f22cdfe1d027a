"""Which units of a page are body: each aligned to the gold text by its words.

The alignment is monotone, so that a headline repeated above the lead, or a sentence quoted in a teaser, is not called
body twice. Text that the gold has in another order is found afterwards, by the four-word shingles not yet used up.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

WORD = re.compile(r"\w+")
N = 4  # words in a shingle, as in the metric
MANY = 4  # a shingle that stands more often in the page is no anchor
FOUND = 0.5  # share of a unit's words from which it counts as body
MOVED = 0.3  # the same for text out of order
AROUND = 3  # units to either side of a very short one that must hold body
TITLE_SHARE = 0.6  # of a line's letters, or of the title's, that the other must be where one holds the other

Words = Sequence[str]


def is_title(line: str, title: str | None) -> bool:
    """Whether a line is the headline, alone or with little beside it."""
    a, b = _letters(line), _letters(title or "")
    if not a or not b:
        return False
    return a == b or (b in a and len(b) > TITLE_SHARE * len(a)) or (a in b and len(a) > TITLE_SHARE * len(b))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.lower())


def tokens(text: str) -> list[str]:
    return WORD.findall(text)


def label(units: Sequence[str], gold: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """For each unit the share of its words that is gold, and the number of its words."""
    words = [tokens(unit) for unit in units]
    target = tokens(gold)
    hit, used = align([word for unit in words for word in unit], target)
    ends = np.cumsum([0, *map(len, words)])
    shares = np.array([hit[a:b].mean() if b > a else np.nan for a, b in itertools.pairwise(ends)])
    _find_moved(shares, words, _unused(target, used))
    _find_short(shares, words, Counter(tuple(tokens(line)) for line in gold.splitlines() if line.strip()))
    _follow_neighbours(shares)
    return shares, np.array([len(unit) for unit in words], dtype=np.float64)


def align(page: Words, gold: Words) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Mark the words of `page` and of `gold` that belong together: shingles in order, then grown to both sides."""
    hit, used = np.zeros(len(page), bool), np.zeros(len(gold), bool)
    chain = _longest_chain(_anchors(page, gold))
    for i, j in chain:
        hit[i : i + N] = used[j : j + N] = True
    for i, j in chain:
        for start, step in (((i - 1, j - 1), -1), ((i + N, j + N), 1)):
            a, b = start
            while 0 <= a < len(page) and 0 <= b < len(gold) and not hit[a] and not used[b] and page[a] == gold[b]:
                hit[a] = used[b] = True
                a, b = a + step, b + step
    return hit, used


def _anchors(page: Words, gold: Words) -> list[tuple[int, int]]:
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in range(len(gold) - N + 1):
        places[tuple(gold[j : j + N])].append(j)
    grams = [tuple(page[i : i + N]) for i in range(len(page) - N + 1)]
    often = Counter(grams)
    return [(i, places[g][0]) for i, g in enumerate(grams) if len(places.get(g, ())) == 1 and often[g] <= MANY]


def _longest_chain(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence that rises in both places (patience sorting)."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int | None] = []
    for k, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        tails[place : place + 1] = [j]
        at[place : place + 1] = [k]
        before.append(at[place - 1] if place else None)
    chain: list[tuple[int, int]] = []
    k = at[-1] if at else None
    while k is not None:
        chain.append(pairs[k])
        k = before[k]
    return chain[::-1]


def _unused(gold: Words, used: NDArray[np.bool_]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(gold[j : j + N]) for j in range(len(gold) - N + 1) if not used[j : j + N].all())


def _find_moved(shares: NDArray[np.float64], words: Sequence[Words], left: Counter[tuple[str, ...]]) -> None:
    for k in sorted(range(len(words)), key=lambda k: -len(words[k])):
        if len(words[k]) < N or shares[k] >= FOUND:
            continue
        grams = Counter(tuple(words[k][i : i + N]) for i in range(len(words[k]) - N + 1))
        share = (grams & left).total() / grams.total()
        if share > max(MOVED, shares[k]):
            shares[k] = share
            left -= grams


def _find_short(shares: NDArray[np.float64], words: Sequence[Words], lines: Counter[tuple[str, ...]]) -> None:
    """A unit too short for a shingle is body where the gold has that very line and body stands near by."""
    done = Counter(tuple(unit) for unit, share in zip(words, shares, strict=True) if share >= FOUND)
    for k, unit in enumerate(words):
        key = tuple(unit)
        if not 0 < len(unit) < N or shares[k] >= FOUND or lines[key] <= done[key]:
            continue
        near = np.concatenate((shares[max(0, k - AROUND) : k], shares[k + 1 : k + 1 + AROUND]))
        if (near > FOUND).any():
            shares[k] = 1.0
            done[key] += 1


def _follow_neighbours(shares: NDArray[np.float64]) -> None:
    """A unit without a word is what stands around it."""
    for k in np.flatnonzero(np.isnan(shares)):
        near = [shares[m] for m in (k - 1, k + 1) if 0 <= m < len(shares) and not np.isnan(shares[m])]
        shares[k] = float(np.mean(near)) if near else 0.0
