"""A last line that is no sentence, behind a text of sentences: a label or a headline of the site's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.annotate.sentences import bears_sentence
from cleaner.annotate.units import ends_sentence
from cleaner.filters.shapes import PHRASE_ENDS, is_list_item
from cleaner.model import Category, Finding, Verdict
from cleaner.options import Aggressiveness
from cleaner.script import CLOSING_QUOTES, is_dense

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model import Block, Document

_LEAST: Final = 3  # lines above the last one
_PROSE: Final = 0.7  # of them that end like sentences, above a label
_PURE_PROSE: Final = 0.9  # above a headline
_LABEL_WORDS: Final = 6
_HEADLINE_WORDS: Final = 18
_QUOTED: Final = tuple(CLOSING_QUOTES)  # whose words they are stands below
_TELLS: Final = re.compile(r"\d|@|www\.|://|\]$")  # whom to call, what to read: the text's own last word


@dataclass(frozen=True, slots=True)
class LastLineFilter:
    """Takes what stands alone behind the last sentence of prose and ends like none.

    On pages with known bodies, held out, two of 35 such lines of up to six words were the text's. A longer one is a
    headline of another story where all above it are sentences, if it says no number and no address. Of a page the
    mark-up tells more; and who wants to keep all that may be body keeps this, too.
    """

    level: Aggressiveness = Aggressiveness.BALANCED
    name: str = "last-line"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Look at the last block only."""
        if document.priors or self.level is Aggressiveness.RECALL or not document.blocks:
            return ()
        *above, last = document.blocks
        if last.start in document.pinned or not _is_foreign(above, last) or document.goes_on(above[-1].line):
            return ()
        why = "The last line, which is no sentence, behind a text of sentences"
        return (Finding(last.span, Verdict.DROP, "last-line/foreign", Category.ZONE, why),)


def _is_foreign(above: Sequence[Block], last: Block) -> bool:
    if len(above) < _LEAST or last.text.endswith(PHRASE_ENDS) or ends_sentence(last.text) or is_list_item(last.text):
        return False
    if not ends_sentence(above[-1].text) or not bears_sentence(above[-1].text) or above[-1].text.endswith(_QUOTED):
        return False
    if is_dense(last.text):
        return False  # there are no words to count, and articles cut off in a sentence are many
    words = last.text.count(" ") + 1
    share = sum(ends_sentence(block.text) for block in above) / len(above)
    if words <= _LABEL_WORDS:
        return share >= _PROSE
    return words <= _HEADLINE_WORDS and share >= _PURE_PROSE and not _TELLS.search(last.text)
