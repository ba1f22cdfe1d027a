"""The zone scorer as a filter: what is left when all that has a name is gone, judged by shape, place and subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.model import Answer, Category, Finding, Verdict
from cleaner.options import Aggressiveness
from cleaner.score.contents import contents_with
from cleaner.score.enumeration import enumerated
from cleaner.templates.template import template_lines

if TYPE_CHECKING:
    from cleaner.model import Block, Document
    from cleaner.score.markup_scoring import MarkupScored
    from cleaner.score.model import ScorerModel
    from cleaner.score.scoring import Scored

# Log-odds of body below which the best line of a page is no body for sure: there is no article in it. Of 56 such
# documents on the development pages 54 held no word of their gold; between this and zero, half did.
NO_ARTICLE: Final = -2.0
NO_LIST: Final = -4.0  # the same for a page without any sentence: it may be a list, unless a site's frame is around it
PAGE: Final = 30  # lines: a shorter text is hardly ever a page, and is not emptied
RULE: Final = "score/zone"
WHY: Final = "Outside the body, by the shape, place and subject of the lines"


@dataclass(frozen=True, slots=True)
class ScorerFilter:
    """Drops the blocks that the model holds for the site's, for text and HTML documents alike.

    It reads all lines of the source, those that earlier filters took included, and judges the blocks that are still
    in. What the filters ahead of the headline found is evidence: a text is judged once, when its headline is looked
    for. Pinned blocks stay. Weights and numpy are loaded at the first document, unless a model is given.
    """

    model: ScorerModel | None = None
    level: Aggressiveness = Aggressiveness.BALANCED
    name: str = "scorer"

    def __call__(self, document: Document) -> Answer:
        """Find the blocks that are not body, each with the reasons that weighed most."""
        if not document.blocks:
            return Answer(())
        short = len(document.lines) < PAGE
        if document.priors:
            from cleaner.score.markup_scoring import score_markup  # noqa: PLC0415  text needs none of it

            scored: Scored | MarkupScored = score_markup(document, None, self.level)
        else:
            sentences = [document.is_sentence(block) for block in document.blocks]
            bare = not any(sentences) and not _is_framed(document)
            if all(sentences) or (bare and short):
                return Answer(())  # sentences alone, or none: either way there is nothing to decide
            from cleaner.score.scoring import score  # noqa: PLC0415  numpy costs 95 ms: who only lists rules does not pay

            scored = score(document, self.model, self.level)
            if bare and (scored.best >= NO_LIST or not _has_frame(document)):
                return Answer(())
        foreign = self._foreign(document, scored)
        reasons = scored.reasons([block.line for block in foreign])
        findings = [
            Finding(block.span, Verdict.DROP, RULE, Category.ZONE, WHY, evidence=reason)
            for block, reason in zip(foreign, reasons, strict=True)
        ]
        return Answer(findings, empties=scored.best < NO_ARTICLE and not short)

    def _foreign(self, document: Document, scored: Scored | MarkupScored) -> list[Block]:
        kept = [block.start in document.pinned or scored.is_body(block.line) for block in document.blocks]
        for number in _beside(document, scored, kept):
            kept[number] = True
        for number in (*_with_siblings(document, kept), *enumerated(document, kept)):
            kept[number] = True
        return [block for block, is_kept in zip(document.blocks, kept, strict=True) if not is_kept]


def _beside(document: Document, scored: Scored | MarkupScored, kept: list[bool]) -> set[int]:
    """Which blocks are body because of what stands beside them."""
    from cleaner.score.scoring import Scored  # noqa: PLC0415  numpy, as above

    if isinstance(scored, Scored):
        from cleaner.score.lone import lone_lines  # noqa: PLC0415  pages need none of it

        return lone_lines(document, scored, kept)
    from cleaner.score.attached import attached  # noqa: PLC0415  text has no siblings

    return attached(document, kept)


def _with_siblings(document: Document, kept: list[bool]) -> set[int]:
    """Which blocks are headings that a list of the article's headings names with others that are `kept`."""
    left = {block.line for block, is_kept in zip(document.blocks, kept, strict=True) if is_kept}
    headings = {heading for contents in contents_with(document, left) for heading in contents.headings}
    return {number for number, block in enumerate(document.blocks) if block.line in headings}


def _is_framed(document: Document) -> bool:
    """Whether the template of the site took sentences: without it, the page would not be without any."""
    return any(document.sentences[line] for line in template_lines(document))


def _has_frame(document: Document) -> bool:
    return any(finding.verdict is Verdict.DROP for finding in document.findings)
