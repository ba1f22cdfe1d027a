"""What stands below a count of comments: behind the text it is the comments, and the end of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.model import Category, Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model import Block, Document
    from cleaner.rules.lexicon import Lexicon

TEXT: Final = 120  # words that are left above the count: above the text it belongs to the byline
SENTENCES: Final = 3
LABEL: Final = 200  # characters: "12 thoughts on" and the headline
_COUNTED: Final = re.compile(r"(?P<count>\d{1,5}) (?P<words>[^\W\d_].*)")
_NAMED: Final = re.compile(r"(?P<words>[^\W\d_]+(?: [^\W\d_]+)?) ?[(\[:]? ?(?P<count>\d{1,5})[)\]]?")
_BEHIND: Final = " :.,»›→|"
_TO: Final = 4  # letters of "on", "to", "auf", "sobre": what leads from the noun to the headline


@dataclass(frozen=True, slots=True)
class DiscussionFilter:
    """Drops all that is left below "12 comments", once the text above is known.

    In four forms of the development pages 133 such counts stand below 120 words of what was left, with 16,800 words
    left below them: none of these is body.
    """

    lexicon: Lexicon
    name: str = "discussion"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Look for the first count behind enough text."""
        start = self._start(document)
        if start is None:
            return ()
        why = "Below the number of comments"
        return [
            Finding(block.span, Verdict.DROP, "discussion/below", Category.COMMENTS, why)
            for block in document.blocks
            if block.line >= start and block.start not in document.pinned
        ]

    def _start(self, document: Document) -> int | None:
        counts = [line for line in document.lines if self._is_count(line)]
        for count in counts:
            above = [block for block in document.blocks if block.line < count.line]
            words = sum(block.text.count(" ") + 1 for block in above)
            if words >= TEXT and sum(map(document.is_sentence, above)) >= SENTENCES:
                return count.line
        return None

    def _is_count(self, line: Block) -> bool:
        if len(line.text) > LABEL or not any(map(str.isdigit, line.text)):
            return False
        folded = line.folded.strip(_BEHIND)
        found = _COUNTED.fullmatch(folded) or _NAMED.fullmatch(folded)
        if found is None or not int(found["count"]):
            return False
        words = found["words"].split()
        at = next((index for index, word in enumerate(words[:2]) if self.lexicon.is_comment(word)), None)
        return at is not None and (at + 1 == len(words) or len(words[at + 1]) <= _TO)
