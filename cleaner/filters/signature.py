"""The name of who wrote a text, alone below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.filters.naming import names_people
from cleaner.filters.signed import TITLE_CASE
from cleaner.model import Category, Field, Finding, Verdict
from cleaner.script import CLOSING_QUOTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model import Document
    from cleaner.rules import Lexicon

SENTENCES: Final = 2  # of a text, at least: a motto and its author are not to be parted
ACRONYM: Final = range(2, 5)  # capitals in the name of an agency


@dataclass(frozen=True, slots=True)
class SignatureFilter:
    """A name alone behind the last sentence is no text: it is the author's, or what is left of the frame.

    On the development pages 21 texts ended in such a line, and no gold did. A name behind a quotation stays: it says
    whose words these are.
    """

    lexicon: Lexicon
    name: str = "signature"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Look at the last block only."""
        if len(document.blocks) < SENTENCES or not names_people(document.blocks[-1].text, document.language):
            return ()
        before, last = document.blocks[-2:]
        if not document.is_sentence(before) or before.text.endswith(tuple(CLOSING_QUOTES)):
            return ()
        if last.start in document.pinned or self.lexicon.is_section(last.text):
            return ()
        if sum(document.is_sentence(block) for block in document.blocks) < SENTENCES:
            return ()
        if document.language in TITLE_CASE or _has_acronym(last.text) or _knows_author(document):
            why = "A name alone behind the last sentence"
            return (Finding(last.span, Verdict.DROP, "signature/name", Category.BYLINE, why),)
        why = "A name alone behind the last sentence: the author"
        return (Finding(last.span, Verdict.FIELD, "signature/author", Category.BYLINE, why, Field.AUTHOR, last.text),)


def _has_acronym(name: str) -> bool:
    return any(word.isupper() and len(word) in ACRONYM and word.isalpha() for word in name.split())


def _knows_author(document: Document) -> bool:
    named = document.hints is not None and bool(document.hints.authors)
    return named or any(finding.field is Field.AUTHOR for finding in document.findings)
