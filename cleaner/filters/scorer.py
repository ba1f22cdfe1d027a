"""The zone scorer as a filter: what is left when all that has a name is gone, judged by shape, place and subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.model import Category, Finding, Verdict
from cleaner.options import Aggressiveness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model import Block, Document
    from cleaner.score.markup_scoring import MarkupScored
    from cleaner.score.model import ScorerModel
    from cleaner.score.scoring import Scored

# Share of the characters that stand in lines with a sentence. On the development pages in `loose` a third of the
# documents have more, and the scorer gained 0.0003 in F1 there.
CLEAN: Final = 0.98
RULE: Final = "score/zone"
WHY: Final = "Outside the body, by the shape, place and subject of the lines"


@dataclass(frozen=True, slots=True)
class ScorerFilter:
    """Drops the blocks that the model holds for the site's, for text and HTML documents alike.

    It reads all lines of the source, those that earlier filters took included, with their findings as evidence; it
    judges the blocks that are still in. Pinned blocks stay. The weights, and numpy with them, are loaded at the first
    document, unless a model is given.
    """

    model: ScorerModel | None = None
    level: Aggressiveness = Aggressiveness.BALANCED
    name: str = "scorer"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Find the blocks that are not body, each with the reasons that weighed most."""
        if not document.blocks or (not document.priors and _is_clean(document)):
            return ()
        from cleaner.score.scoring import score  # noqa: PLC0415  numpy costs 95 ms: those who only list rules do not pay

        if document.priors:
            from cleaner.score.markup_scoring import score_markup  # noqa: PLC0415  text needs none of it

            scored: Scored | MarkupScored = score_markup(document, None, self.level)
        else:
            scored = score(document, self.model, self.level)
        foreign = [block for block in document.blocks if self._is_foreign(document, block, scored)]
        reasons = scored.reasons([block.line for block in foreign])
        return [
            Finding(block.span, Verdict.DROP, RULE, Category.ZONE, WHY, evidence=told)
            for block, told in zip(foreign, reasons, strict=True)
        ]

    def _is_foreign(self, document: Document, block: Block, scored: Scored | MarkupScored) -> bool:
        return block.start not in document.pinned and not scored.is_body(block.line)


def _is_clean(document: Document) -> bool:
    """Whether what is left of a text is sentences alone, or holds none: either way the scorer has nothing to tell."""
    total = sum(len(block.text) for block in document.blocks)
    sentences = sum(len(block.text) for block in document.blocks if document.is_sentence(block))
    return not sentences or sentences >= CLEAN * total
