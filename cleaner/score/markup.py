"""Features of blocks that only a page's mark-up and metadata give: tags, kinds, links, place in the tree, opinions."""

from __future__ import annotations

from array import array
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.annotate.units import ends_sentence
from cleaner.model import Markup
from cleaner.read.jsonld import squash
from cleaner.score.context import Window, cut, densest_runs, share_before, shifted, window_means
from cleaner.score.kinds import KINDS, kinds_on
from cleaner.score.rows import PRICES, PROSE_WORDS, SENTENCE_WORDS
from cleaner.score.tree import STEPS, numbered, tree_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model import Block, Document, Hints
    from cleaner.score.context import Column
    from cleaner.score.kinds import KindTable
    from cleaner.score.table import Columns

_TAGS: Final = {
    "p": ("p",),
    "heading": ("h2", "h3", "h4", "h5", "h6"),
    "h1": ("h1",),
    "item": ("li", "dt", "dd"),
    "cell": ("td", "th", "tr"),
    "caption": ("figcaption", "caption"),
    "plain": ("div", "section", "article", "main", "body"),
    "control": ("button", "label", "form", "fieldset", "legend", "summary"),
    "quoted": ("blockquote", "pre"),
}
_AROUND: Final = (
    "article main aside nav header footer figure form table ul ol li blockquote section dl details address td"
).split()
_INLINE: Final = ("strong", "b", "em", "i", "a", "small", "time", "cite")
_TAG_COLUMNS: Final = (
    "depth",
    "level",
    *(f"is_{name}" for name in _TAGS),
    *(f"in_{tag}" for tag in _AROUND),
    *(f"all_{tag}" for tag in _INLINE),
)
# What is said of a block is seen at its neighbours too.
_PASSED_ON: Final = (
    "linked",
    "is_p",
    "is_heading",
    "is_item",
    "like_path_mass",
    "near_body",
    "near_related",
)
# Scripts without blanks between words: so many characters weigh as much as a word, and so few blanks give them away.
_WIDE_PER_WORD: Final = 2.0
_WIDE_BLANKS: Final = 12
_FIRST_WIDE: Final = "\u0e00"
_AROUND_IT: Final = (Window(0, 2, 2), Window(0, 5, 5), Window(1, 2, 2))
_GRAM: Final = 4  # words that make a phrase: fewer coincide by chance
_NO_GRAMS: Final = frozenset[tuple[str, ...]]()
_LEVELS: Final = {"h1": 1.0, "h2": 2.0, "h3": 3.0, "h4": 4.0, "h5": 5.0, "h6": 6.0}


def markup_columns(document: Document, names: tuple[str, ...] | None = None) -> Columns:
    """What mark-up and shape say of each line of a page: cheap enough for all of them.

    Where only some columns are asked for by `names`, the most expensive of the others are left out.
    """
    kinds, steps = asked_for(names)
    blocks, hints = document.lines, document.hints
    markups = [block.markup or Markup("body") for block in blocks]
    columns = _shape(blocks)
    mass = columns["weight"]
    columns |= _own(markups)
    columns |= _kinds([markup.hints for markup in markups], mass, kinds_on(document), kinds)
    length = columns["length"]
    columns |= tree_columns(markups, length, mass, length * columns["linked"], steps=steps)
    columns |= _headline(blocks, markups, hints)
    for by in (-1, 1):
        for name in _PASSED_ON:
            if name in columns:
                columns[f"{name}_{by:+d}"] = shifted(columns[name], by)
    near = np.stack((columns["linked"], columns["is_item"]), axis=1)
    columns["linked_near"], columns["item_near"] = window_means(near, (Window(0, 4, 4), Window(1, 4, 4))).T
    return columns


def _shape(blocks: Sequence[Block]) -> Columns:
    """Length and ending of each block, and where it stands beside the running text."""
    total = len(blocks)
    texts = [block.text for block in blocks]
    length = np.array([text.count(" ") + 1.0 for text in texts])
    if wide := [row for row, text in enumerate(texts) if _is_wide(text)]:
        length[wide] = [len(texts[row]) / _WIDE_PER_WORD for row in wide]
    ends = np.array(list(map(ends_sentence, texts)))
    weight = np.where((ends & (length >= SENTENCE_WORDS)) | (length >= PROSE_WORDS), length, 0.0)
    rows = np.arange(total, dtype=np.float64)
    copies = Counter(texts)
    length_2, length_5, weight_2 = window_means(np.stack((length, weight), axis=1), _AROUND_IT).T
    columns = {
        "length": length,
        "ends": ends.astype(np.float64),
        "weight": weight,
        "weight_before": share_before(weight),
        "length_2": length_2,
        "length_5": length_5,
        "weight_2": weight_2,
        "length_-1": shifted(length, -1),
        "length_+1": shifted(length, 1),
        "place": rows / max(total - 1, 1),
        "again": np.array([float(copies[text]) for text in texts]),
        "page_lines": np.full(total, float(total)),
        "page_length": np.full(total, float(length.sum())),
        "page_weight": np.full(total, float(weight.sum()) / max(float(length.sum()), 1.0)),
    }
    for price, start, end in zip(PRICES, *densest_runs(weight, PRICES), strict=True):
        columns[f"dense_{price:.0f}"] = ((rows >= start) & (rows < end)).astype(np.float64)
        columns[f"dense_{price:.0f}_start"] = cut(rows - start)
        columns[f"dense_{price:.0f}_end"] = cut(rows - end + 1)
    return columns


def _is_wide(text: str) -> bool:
    """Whether the script writes no blanks between words."""
    return not text.isascii() and text.count(" ") * _WIDE_BLANKS < len(text) and max(text) >= _FIRST_WIDE


def _own(markups: Sequence[Markup]) -> Columns:
    """Tags and emphasis. Blocks of one container are alike: each kind of block is looked at once."""
    kinds = [(m.tag, m.path, m.hints.partition(" ")[0]) for m in markups]
    each = np.frombuffer(b"".join([_tag_row(*kind) for kind in dict.fromkeys(kinds)]))
    table = each.reshape(-1, len(_TAG_COLUMNS))[numbered(kinds)]
    columns = {name: table[:, i] for i, name in enumerate(_TAG_COLUMNS)}
    columns["linked"] = np.array([m.link_density for m in markups])
    columns["hidden"] = np.array([m.hidden for m in markups], dtype=np.float64)
    return columns


@lru_cache(maxsize=4096)
def _tag_row(tag: str, path: tuple[str, ...], first: str) -> bytes:
    """The values of `_TAG_COLUMNS` for one kind of block, packed; `first` is the first word of its hints."""
    around = {tag, *path}
    values = (
        float(len(path)),
        _LEVELS.get(tag, 0.0),
        *[tag in tags for tags in _TAGS.values()],
        *[name in around for name in _AROUND],
        *[name == first for name in _INLINE],
    )
    return array("d", values).tobytes()


@cache
def asked_for(names: tuple[str, ...] | None) -> tuple[tuple[str, ...], bool]:
    """The kinds of element that some of the columns speak of, and whether any speaks of steps in the tree."""
    if names is None:
        return KINDS, True
    bare = {name.removesuffix("_-1").removesuffix("_+1") for name in names}
    kinds = tuple(kind for kind in KINDS if not bare.isdisjoint({f"near_{kind}", f"held_{kind}"}))
    return kinds, not bare.isdisjoint(STEPS)


def _kinds(chains: Sequence[str], mass: Column, table: KindTable, asked: Sequence[str]) -> Columns:
    """For each kind, how near its nearest element is, and which share of the page's running text that one holds."""
    at = np.array([table.rows[hints] for hints in chains], dtype=np.int64)
    bits = [KINDS.index(kind) for kind in asked]
    holder = table.holder[at][:, bits]
    near = table.near[at][:, bits]
    places = holder + np.arange(len(bits)) * len(table.rows)  # each kind has sums of its own
    wide = len(table.rows) * len(bits)
    sums = np.bincount(places.ravel(), weights=np.repeat(mass, len(bits)), minlength=wide)
    held = np.where(holder > 0, sums[places], 0.0) / max(float(mass.sum()), 1.0)
    columns: Columns = {}
    for number, kind in enumerate(asked):
        columns[f"near_{kind}"] = near[:, number]
        columns[f"held_{kind}"] = held[:, number]
    return columns


def opinion_columns(blocks: Sequence[Block], hints: Hints | None, size: Column) -> Columns:
    """How much of each block JSON-LD's article body and the description hold."""
    body = _grams(hints.body) if hints and hints.body else _NO_GRAMS
    description = _grams(hints.description) if hints and hints.description else _NO_GRAMS
    shares = np.zeros((len(blocks), 3))
    said = frozenset((hints.description or "").lower().split()) if hints else frozenset[str]()
    for row in np.flatnonzero(size >= _GRAM).tolist() if body or description else ():
        text = blocks[row].text
        if not body and len(said.intersection(text.lower().split())) < min(_GRAM, len(said)):
            continue  # too few words in common for a phrase
        grams = _grams(text)
        common = len(grams & description)
        shares[row] = len(grams & body) / len(grams), common / len(grams), common / max(len(description), 1)
    return {
        "in_body_json": shares[:, 0],
        "has_body_json": np.full(len(blocks), float(min(len(body), 2000))),
        "in_description": shares[:, 1],
        "covers_description": shares[:, 2],
        "has_description": np.full(len(blocks), float(bool(description))),
    }


def _grams(text: str) -> frozenset[tuple[str, ...]]:
    words = text.lower().split()
    if len(words) <= _GRAM:
        return frozenset((tuple(words),))
    return frozenset(zip(*[words[i:] for i in range(_GRAM)], strict=False))  # they end at the last whole phrase


def _is_title(text: str, title: str) -> bool:
    """Whether the letters and digits of `text` are those of `title`; the first of them tells most texts off."""
    first = text[0].lower()
    return len(text) >= len(title) and (first[0] == title[0] or not first.isalnum()) and squash(text) == title


def _headline(blocks: Sequence[Block], markups: Sequence[Markup], hints: Hints | None) -> Columns:
    """Where the headline stands, and each block's distance from it."""
    title = squash(hints.title) if hints else ""
    same = np.array([bool(title) and _is_title(block.text, title) for block in blocks], dtype=np.float64)
    top = np.array([m.in_h1 for m in markups])
    found = np.flatnonzero((same > 0) & top)
    if not len(found):
        found = np.flatnonzero(same > 0)
    if not len(found):
        found = np.flatnonzero(top)
    rows = np.arange(len(blocks), dtype=np.float64)
    at = float(found[0]) if len(found) else 0.0
    return {
        "is_title": same,
        "from_title": cut(rows - at),
        "has_title": np.full(len(blocks), float(len(found) > 0)),
    }
