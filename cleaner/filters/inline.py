"""Promotions of other stories that an aggregator's copy runs into a paragraph: label, headline, next sentence.

Nothing but a capital letter shows where the headline ends, and names have capitals, too. A word that the document or
its language also writes small is no name, so a sentence begins there; and where only one place is possible, it is that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import ahocorasick
import regex

from cleaner.annotate.language import WORDS
from cleaner.annotate.sentences import bears_sentence
from cleaner.model import Category, Finding, Verdict
from cleaner.read.text import source_span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model import Block, Document
    from cleaner.rules import Lexicon

_HEADLINE: Final = range(15, 180)  # characters
_SENTENCE_WORDS: Final = 4  # that must stand behind the headline
_ENOUGH: Final = 400  # characters behind the headline that tell whether a sentence stands there
_BEFORE: Final = ".!?…\"»”')"  # a sentence ends, or a quotation
_OPENS: Final = regex.compile(r"\s*:?\s+[\"«“„]?[\p{Lu}\d]")
_BOUNDARY: Final = regex.compile(r"(?<=[\p{Ll}\d%)\"»”])\s+(?=[\"«“„–—-]{0,2}\s?(\p{Lu}\p{L}*))")
_STOP: Final = re.compile(r"[.!?…][\"»”]?\s+")  # a headline has none inside
_WORD: Final = re.compile(r"\b[^\W\d_]\w*")


@dataclass(frozen=True, slots=True)
class InlinePromoFilter:
    """Cuts label and headline out of a paragraph, where the end of the headline is certain.

    Silent on pages: there a promotion is an element of its own.
    """

    lexicon: Lexicon
    name: str = "inline"
    _labels: ahocorasick.Automaton = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        automaton = ahocorasick.Automaton()
        for label in self.lexicon.promos:
            automaton.add_word(label, len(label))
        if self.lexicon.promos:
            automaton.make_automaton()
        object.__setattr__(self, "_labels", automaton)

    def __reduce__(self) -> tuple[type[InlinePromoFilter], tuple[Lexicon]]:
        return type(self), (self.lexicon,)

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Look at the lines with a label in them."""
        if document.priors or not self.lexicon.promos:
            return ()
        return [finding for block in document.blocks for finding in self._find(document, block)]

    def _find(self, document: Document, block: Block) -> Iterator[Finding]:
        text = block.text
        if len(text) < _HEADLINE.start or len(block.folded) != len(text):
            return
        behind = 0
        for last, length in self._labels.iter(block.folded):
            start = last + 1 - length
            if start < behind or not text[start].isupper() or text[:start].rstrip()[-1:] not in _BEFORE:
                continue
            opened = _OPENS.match(text, last + 1)
            end = _end_of_headline(document, text, opened.end() - 1) if opened else None
            if end is not None:
                behind = end
                span = source_span(document, block, start, end)
                why = "A promotion that runs into a paragraph"
                yield Finding(span, Verdict.DROP, "inline/promo", Category.RELATED, why)


def _end_of_headline(document: Document, text: str, start: int) -> int | None:
    """Where the headline that begins at `start` ends; None where that is not certain."""
    within = text[: start + _HEADLINE.stop]
    stop = _STOP.search(within, start)
    last = stop.start() if stop else len(within)
    found = [
        (match.end(), match[1].lower())
        for match in _BOUNDARY.finditer(within, start + _HEADLINE.start, last)
        if _is_sentence(text, match.end())
    ]
    for end, word in found:
        if word in _words_of(document):
            return end
    if stop is not None and text[stop.start()] != "." and _is_sentence(text, stop.end()):
        return stop.end()
    return found[0][0] if len(found) == 1 else None


def _is_sentence(line: str, start: int) -> bool:
    text = line[start : start + _ENOUGH]
    return len(text.split()) >= _SENTENCE_WORDS and bears_sentence(text)


def _words_of(document: Document) -> frozenset[str]:
    """The words of the document as it writes them, and the commonest of its language: what is small here is no name."""

    def make() -> frozenset[str]:
        return frozenset(_WORD.findall(document.source)) | frozenset(WORDS.get(document.language or "", ()))

    return document.memo.recall((_words_of, document.source), make)
