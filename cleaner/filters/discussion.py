"""What stands below the label of the comments: behind the text it is the comments, and the end of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.filters.thread import COMMENT
from cleaner.model import Category, Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model import Block, Document
    from cleaner.rules.lexicon import Lexicon

TEXT: Final = 120  # words that are left above the count: above the text it belongs to the byline
BELOW_LABEL: Final = 200  # the same for a label without a count, which may be a button of the header
SHORT: Final = 40  # characters of a label; what asks readers for their opinion in a sentence stands amid the text, too
SENTENCES: Final = 3
LABEL: Final = 200  # characters: "12 thoughts on" and the headline
_COUNTED: Final = re.compile(r"(?P<count>\d{1,5}) (?P<words>[^\W\d_].*)")
_NAMED: Final = re.compile(r"(?P<words>[^\W\d_]+(?: [^\W\d_]+)?) ?[(\[:]? ?(?P<count>\d{1,5})[)\]]?")
_BEHIND: Final = " :.,»›→|"
_TO: Final = 4  # letters of "on", "to", "auf", "sobre": what leads from the noun to the headline


@dataclass(frozen=True, slots=True)
class DiscussionFilter:
    """Drops all that is left below "12 comments" or "Leave a comment", once the text above is known.

    In four forms of the development pages 133 such counts stand below 120 words of what was left, with 16,800 words
    left below them: none of these is body. Of 655 labels that rules know, two stand above a line or two of body.
    """

    lexicon: Lexicon
    name: str = "discussion"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Look for the first label behind enough text."""
        start = self._start(document)
        if start is None:
            return ()
        why = "Below the label of the comments"
        return [
            Finding(block.span, Verdict.DROP, "discussion/below", Category.COMMENTS, why)
            for block in document.blocks
            if block.line >= start and block.start not in document.pinned
        ]

    def _start(self, document: Document) -> int | None:
        """The first line that opens the discussion."""
        opens = dict.fromkeys(_labels(document), BELOW_LABEL)
        opens |= {line.line: TEXT for line in document.lines if self._is_count(line)}
        blocks = iter(document.blocks)
        block = next(blocks, None)
        words = sentences = 0  # of the text that is left above
        for line in sorted(opens):
            while block is not None and block.line < line:
                words += block.text.count(" ") + 1
                sentences += document.is_sentence(block)
                block = next(blocks, None)
            if words >= opens[line] and sentences >= SENTENCES:
                return line
        return None

    def _is_count(self, line: Block) -> bool:
        if len(line.text) > LABEL:
            return False
        folded = line.folded.strip(_BEHIND)
        found = _COUNTED.fullmatch(folded) or _NAMED.fullmatch(folded)
        if found is None or not int(found["count"]):
            return False
        words = found["words"].split()
        at = next((index for index, word in enumerate(words[:2]) if word in self.lexicon.comments), None)
        return at is not None and (at + 1 == len(words) or len(words[at + 1]) <= _TO)


def _labels(document: Document) -> Iterator[int]:
    """Lines that a rule took as a label or a button of the comments."""
    for finding in document.findings:
        if finding.category is Category.COMMENTS and finding.span.end - finding.span.start <= SHORT:
            line = document.line_at(finding.span.start)
            if finding.rule != COMMENT and not document.sentences[line]:
                yield line
