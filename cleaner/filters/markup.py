"""The site's frame, recognised by mark-up alone: menus, link lists, footers, forms, overlays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from cleaner.model import Answer, Category, Field, Finding, Markup, Verdict, ask, first_h1

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from cleaner.model import Block, Document, Filter
    from cleaner.score.kinds import KindTable

# Log-odds of body below which the mark-up alone decides. On the development pages 57 % of the lines are, and
# 0.19 % of the body by weight.
SIEVE: Final = -5.3
# Log-odds of body above which a guess from shapes has to yield.
GUARD: Final = 0.0
WHY: Final = "Part of the page's frame, by its mark-up"
# What the words of the class names stand for, the surest first.
_CATEGORIES: Final = {
    "comment": Category.COMMENTS,
    "signup": Category.SUBSCRIBE,
    "share": Category.SHARE,
    "promo": Category.ADS,
    "related": Category.RELATED,
    "tags": Category.TAGS,
    "nav": Category.NAV,
    "footer": Category.NAV,
    "caption": Category.CAPTION,
}
_TAGS: Final = {"nav": Category.NAV, "footer": Category.NAV, "figure": Category.CAPTION, "form": Category.SUBSCRIBE}
# Fields are looked for in these even if they are no body: dates, bylines, headlines, tag lists, captions.
_FIELD_KINDS: Final = ("meta", "headline", "tags", "caption", "bio")
_CRUMBS: Final = "crumb"
_ABOVE: Final = 12  # lines over the headline
_BELOW: Final = 20
_NEAR: Final = 0.3  # the block's own element or one of the two around it
_DENSE: Final = 0.9
_BARE: Final = Markup("body")


@dataclass(frozen=True, slots=True)
class MarkupFilter:
    """Drops the blocks of a page that its mark-up gives away; silent on text.

    It goes before the rules: what is left is two fifths of a page's lines, and the rules' time goes with them.
    """

    sieve: float  # log-odds of body below which a block goes
    name: str = "markup"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Find the blocks whose prior is below the sieve and that can hold no field."""
        if not document.priors:
            return ()
        from cleaner.score.kinds import kinds_on  # noqa: PLC0415  text needs none of its patterns

        kinds = kinds_on(document)
        head = _head(document)
        fields = kinds.chains_near(_FIELD_KINDS, _NEAR)
        verdicts: dict[_Alike, tuple[str, Category, tuple[str, ...]]] = {}
        return [
            _finding(block, kinds, verdicts)
            for block in document.blocks
            if document.priors[block.line] < self.sieve
            and block.start not in document.pinned
            and not (block.line in head and _may_be_field(block, fields))
        ]


_Alike = tuple[str, tuple[str, ...], str, bool, bool]
"""What decides about a block: tag, path, hints, whether it is all link, whether it is hidden. Blocks of one template
share one finding. A plain tuple is made in a third of the time, a hundred times a page."""


def _finding(block: Block, kinds: KindTable, verdicts: dict[_Alike, tuple[str, Category, tuple[str, ...]]]) -> Finding:
    m = block.markup or _BARE
    alike = m.tag, m.path, m.hints, m.link_density >= _DENSE, m.hidden
    known = verdicts.get(alike)
    if known is None:
        category = _category(alike, kinds)
        known = verdicts[alike] = f"markup/{category}", category, _evidence(alike)
    rule, category, evidence = known
    return Finding(block.span, Verdict.DROP, rule, category, WHY, evidence=evidence)


@dataclass(frozen=True, slots=True)
class Guarded:
    """A filter that guesses from shapes, held back where a page's mark-up speaks for body.

    A list of products in an article looks like a column of teasers, an ingredient like a headline. On text that is all
    there is to go by; on a page the template knows better. On the development pages the guesses took 1.5 % of the
    body of long lists without this.
    """

    step: Filter

    @property
    def name(self) -> str:
        """The guarded filter's own."""
        return self.step.name

    def __call__(self, document: Document) -> Answer:
        """Its findings, less those on lines that the mark-up calls body."""
        answer = ask(self.step, document)
        if not document.priors:
            return answer
        dated = {document.line_at(f.span.start) for f in document.findings if f.field is Field.DATE}
        return answer._replace(findings=[f for f in answer.findings if not _is_doubtful(document, f, dated)])


def _is_doubtful(document: Document, finding: Finding, dated: Container[int]) -> bool:
    """Whether the mark-up calls body what a filter found; that an <h1> is the headline is no guess.

    Nor is that a name is the author's beside a line of `dated`, those with a date of the header.
    """
    line = document.line_at(finding.span.start)
    if not speaks_for_body(document, line):
        return False
    markup = document.lines[line].markup
    if finding.field is Field.TITLE and markup is not None and markup.in_h1:
        return False
    beside = finding.field is Field.AUTHOR and (line - 1 in dated or line + 1 in dated)
    return not ((beside or finding.rule == "title/again") and _is_in_head(document, line))


def _is_in_head(document: Document, line: int) -> bool:
    """Whether a line stands behind the <h1> and in front of the first sentence: farther down it is a subheading."""
    first = first_h1(document.lines)
    return first is not None and first < line and not any(document.sentences[first + 1 : line])


def speaks_for_body(document: Document, line: int) -> bool:
    """Whether a page's mark-up calls a line body."""
    return bool(document.priors) and document.priors[line] >= GUARD


def _head(document: Document) -> range:
    """The lines around the headline, where date, byline and section stand."""
    title = first_h1(document.lines)
    return range(len(document.lines)) if title is None else range(title - _ABOVE, title + _BELOW)


def _may_be_field(block: Block, fields: Container[str]) -> bool:
    """Whether a block can hold a field; `fields` are the chains of elements that can."""
    markup = block.markup
    if markup is None or markup.tag == "h1":
        return True
    if markup.tag in {"figcaption", "time"}:
        return True
    return _CRUMBS in markup.hints or markup.hints in fields


def _category(alike: _Alike, kinds: KindTable) -> Category:
    tag, path, hints, *_ = alike
    around = {tag, *path}
    found = [category for tag, category in _TAGS.items() if tag in around]
    near = kinds.nearness(hints)
    named = [(near[kind], category) for kind, category in _CATEGORIES.items()]
    best = max(named, key=lambda pair: pair[0])
    return best[1] if best[0] > 0 else found[0] if found else Category.NAV


def _evidence(alike: _Alike) -> tuple[str, ...]:
    _, path, hints, dense, hidden = alike
    clues = [f"in <{tag}>" for tag in path[-3:]]
    if dense:
        clues.append("nothing but links")
    if hidden:
        clues.append("hidden")
    return (*clues, *([f"class {hints[:60]}"] if hints else []))
