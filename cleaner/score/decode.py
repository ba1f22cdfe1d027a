"""From scores to a decision: how sure one must be of a row, seen from the whole document.

Text that is nearly clean is worth more care than a whole page: there a wrong cut costs more than a stray line.
The threshold on the log-odds slides between the two with the share of words that the model calls body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from cleaner.options import Aggressiveness
from cleaner.score.rows import SENTENCE_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from cleaner.score.context import Column

MAX_LOGIT: Final = 6.0  # beyond it a score is certain, and a difference means nothing
# Added to the threshold: log-odds that body must lose by before it goes.
OFFSETS: Final = {Aggressiveness.PRECISION: 0.7, Aggressiveness.BALANCED: 0.0, Aggressiveness.RECALL: -1.0}


# Some pages print the lead above the headline. Of the headlines that were chosen below text, more were subheadings.
LEAD_WORDS: Final = 40  # of text above the headline, at most
SURE: Final = 2.5  # log-odds that a headline needs below text
HEADED: Final = -1.5  # what it needs next to a line of the header
# What the first line of a text needs. Of 312 headlines above three paragraphs of their own 234 are found, at zero 113;
# of as many such texts without one 12 lose their first line to it, at zero three.
OPENS: Final = -1.0
TELLING: Final = 12.0  # words: a longer headline says no more
AS_GOOD: Final = 0.3  # of candidates worth the same but for so much the first is the headline, the next one the lead
MAYBE: Final = -2.0  # log-odds of body from which a sentence counts as text


def words_above(logits: Column, sentences: Column, size: Column, left: NDArray[np.bool_]) -> Column:
    """The words of text above each row, of the rows that are still `left`; `sentences` are counts, `size` is words."""
    text = (logits > MAYBE) & (sentences > 0) & (size >= SENTENCE_WORDS) & left
    words = np.where(text, size, 0.0)
    return np.cumsum(words) - words


def headline_worth(
    odds: Column, above: Column, size: Column, headed: NDArray[np.bool_], opens: NDArray[np.bool_]
) -> Column:
    """How good a headline each candidate is; minus infinity where it is likelier that the text has no headline.

    `odds` are for being the headline against no row being it, `above` are the words of text above. A row that is
    `headed` stands next to a date or a byline, and needs less: there is a headline somewhere. So does one that `opens`
    the text. Of two that are as likely, the longer one is worth more: the other is a kicker or a section.
    """
    needed = np.where(above > 0, SURE, np.where(headed, HEADED, np.where(opens, OPENS, 0.0)))
    likely = (odds > needed) & (above <= LEAD_WORDS)
    return np.where(likely, odds + np.log(np.clip(size, 1.0, TELLING)), -np.inf)


def best_headline(worth: Column) -> int | None:
    """The row of the headline; None where none at all is likelier. Of rows that are all but as good, the first one."""
    best = float(worth.max(initial=-np.inf))
    return None if best == -np.inf else int((worth >= best - AS_GOOD).argmax())


def body_share(logits: Column, size: Column) -> float:
    """The share of the document's words that the scores call body (0 … 1).

    Rows that earlier filters took count among the words: a document they found much in is no clean one.
    """
    chance = 1.0 / (1.0 + np.exp(-logits))
    return float((chance * size).sum()) / max(float(size.sum()), 1.0)


def threshold(share: float, rows: int, costs: Mapping[str, float], level: Aggressiveness) -> float:
    """The log-odds a row needs to stay, in a document of `rows` open rows where `share` of the words is body.

    `costs` holds the fitted ends of two slides. By share: thresholds for a `dirty` and a `clean` document, reached at
    `dirty_share` and `clean_share`. By length: a document of up to `few_rows` is cut at `few` or below, as so little
    text is hardly ever a page; from `many_rows` on its length says nothing.
    """
    sure = by_share(share, costs)
    by_length = float(np.interp(rows, [costs["few_rows"], costs["many_rows"]], [costs["few"], sure]))
    return min(sure, by_length) + OFFSETS[level]


def by_share(share: float, costs: Mapping[str, float]) -> float:
    """The log-odds between those for a `dirty` and a `clean` document, as far as `share` has come to the latter."""
    return float(np.interp(share, [costs["dirty_share"], costs["clean_share"]], [costs["dirty"], costs["clean"]]))
