"""What is computed once, on the source: which lines bear sentences, the zones, the language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.annotate.language import language_of, sample_of
from cleaner.annotate.sentences import bears_sentence
from cleaner.annotate.zones import find_zones

if TYPE_CHECKING:
    from cleaner.model import Document


def annotate(document: Document) -> Document:
    """Add sentence flags, zones and the language to a document fresh from its reader."""
    sentences = tuple(bears_sentence(block.text) for block in document.lines)
    hinted = document.hints.language if document.hints else None
    return replace(
        document,
        sentences=sentences,
        zones=find_zones(document.lines, sentences),
        language=document.known.language or document.memo.ask(language_of, sample_of(document.lines)) or hinted,
    )
