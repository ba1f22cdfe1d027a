"""The engine: lays rules on the lines of a document and says which rule claims what."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from cleaner.model import Category, Zone
from cleaner.rules.claim import Claim, Claims, field_claims
from cleaner.rules.extent import reach
from cleaner.rules.gate import Line
from cleaner.rules.reach import Reach
from cleaner.rules.rule import Action, Stage
from cleaner.rules.trim import stripped
from cleaner.rules.verify import Verifier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model import Block, Document
    from cleaner.rules.rule import Extent, MarkupCondition, Rule
    from cleaner.rules.verify import Match

_OF_PICTURES: Final = frozenset((Category.CAPTION, Category.CREDIT))  # what no heading of a page is: "PHOTOS: …"
_BUTTONS: Final = frozenset((Category.NAV, Category.SHARE, Category.WIDGET, Category.TECHNICAL, Category.COUNTER))
MAX_PIECES: Final = 8  # of one line: what trims may cut it into, so that no line costs more than so many rounds
_BELOW_LEAD: Final = frozenset((Category.SHARE, Category.COUNTER, Category.COMMENTS, Category.DATE))
MAX_LEADS: Final = 2  # sentences above the last lines of the head
MAX_PASSED: Final = 4  # lines above those that no rule takes, the leads among them
_MARK: Final = 3  # characters of one that ends a sentence, with a closing quote

GLUED_DATE: Final = re.compile(r" ?date \d{4}-\d{2}(?:-\d{2})?:? ")
"""The extractor's stamp in front of whatever comes first; a rule sees the line with and without it."""


class Engine:
    """Some rules behind a gate. Safe in threads: what it keeps is made of the rules alone, once it is asked for."""

    def __init__(self, rules: Sequence[Rule], seconds: float) -> None:
        self.rules = tuple(rules)
        self._seconds = seconds
        self._reach = Reach(self.rules)

    def run(self, document: Document, disabled: frozenset[str] = frozenset()) -> Claims:
        """The claims of all rules but the `disabled`, pass by pass; the first rule to claim a line owns it."""
        lines = [Line(block.folded, _shift(block.folded)) for block in document.blocks]
        gate, wanted = self._reach.of(document.language)
        candidates = gate.candidates(lines, document.memo)
        if any(block.markup is not None for block in document.blocks):
            for found in candidates:
                found.update(gate.markup_only)
        run = _Run(document, lines, Verifier(self._seconds, document.memo))
        asked = [(index, found) for index, found in enumerate(candidates) if not wanted.every.isdisjoint(found)]
        for stage, members in wanted.stages.items():
            self._run_stage(run, members, asked, disabled)
            if stage is Stage.PROTECT:
                run.pin()
        return Claims(tuple(run.claims), tuple(dict.fromkeys(run.verifier.timeouts)))

    def _run_stage(
        self, run: _Run, members: frozenset[int], asked: Sequence[tuple[int, set[int]]], disabled: frozenset[str]
    ) -> None:
        pinned = run.document.pinned
        for index, found in asked:
            if members.isdisjoint(found) or run.taken[index] or run.document.blocks[index].start in pinned:
                continue
            zone = run.zone(index)
            rules = [self.rules[number] for number in sorted(found & members)]
            rules = [rule for rule in rules if zone is None or not rule.zones or zone in rule.zones]
            self._apply(run, rules, index, disabled)
        if run.document.zones and asked:
            found_of = dict(asked)
            self._peel(run, Zone.TOP, members, found_of, disabled)
            self._peel(run, Zone.BOTTOM, members, found_of, disabled)

    def _apply(self, run: _Run, rules: list[Rule], index: int, disabled: frozenset[str]) -> None:
        if len(rules) > 1:
            rules.sort(key=lambda rule: rule.pack != run.document.language)
        run.apply([rule for rule in rules if rule.id not in disabled] if disabled else rules, index)

    def _peel(
        self, run: _Run, zone: Zone, members: frozenset[int], found_of: dict[int, set[int]], disabled: frozenset[str]
    ) -> None:
        """Lay the rules of the head or the tail on the edge of the main text, for as long as they take all of a line.

        A legal notice is a sentence, too: behind the text it counts as its last one, until a rule knows its words. And
        a standfirst is one: the buttons and counters of the head may stand below it.
        """
        document, passed, leads = run.document, 0, 0
        for index in range(len(document.blocks)) if zone is Zone.TOP else range(len(document.blocks) - 1, -1, -1):
            if run.taken[index] or run.zone(index) is not Zone.MIDDLE:
                continue
            block = document.blocks[index]
            rules = [self.rules[number] for number in sorted(found_of.get(index, set()) & members)]
            rules = [rule for rule in rules if zone in rule.zones and Zone.MIDDLE not in rule.zones]
            if passed and rules:  # bullets, rulers and numbers alone may be the text's
                has_words = any(map(str.isalpha, block.text))
                rules = [rule for rule in rules if has_words and rule.category in _BELOW_LEAD]
            if rules and block.start not in document.pinned:
                self._apply(run, rules, index, disabled)
            if not run.taken[index]:
                passed += 1
                leads += document.sentences[block.line]
                if zone is Zone.BOTTOM or passed > MAX_PASSED or leads > MAX_LEADS:
                    return


def _shift(folded: str) -> int:
    if not folded.startswith(("date ", " date ")):
        return 0
    match = GLUED_DATE.match(folded)
    return match.end() if match and match.end() < len(folded) else 0


@dataclass(slots=True)
class _Run:
    """The state of one pass over one document."""

    document: Document
    lines: Sequence[Line]
    verifier: Verifier
    claims: list[Claim] = field(default_factory=list)
    taken: bytearray = field(init=False)  # of each block: claimed as a whole

    def __post_init__(self) -> None:
        self.taken = bytearray(len(self.document.blocks))

    def pin(self) -> None:
        """Let the rules to come see what the protective ones claimed."""
        starts = {self.document.blocks[claim.block].start for claim in self.claims}
        if starts:
            self.document = replace(self.document, pinned=self.document.pinned | starts)

    def _ends_a_sentence(self, index: int) -> bool:
        """Whether block `index` is a mark that ends the sentence of the line above: no button, and no rule's."""
        block = self.document.blocks[index]
        is_mark = len(block.text) <= _MARK and not any(map(str.isalnum, block.text))
        return is_mark and block.line > 0 and self.document.goes_on(block.line - 1)

    def zone(self, index: int) -> Zone | None:
        """The zone of block `index`, if there are any."""
        return self.document.zone(self.document.blocks[index]) if self.document.zones else None

    def apply(self, rules: Sequence[Rule], index: int) -> None:
        """Run `rules` on block `index` and on what they leave of it, until none claims anything."""
        if self._ends_a_sentence(index):
            return
        text = self.document.blocks[index].text
        pieces = [(0, len(text))]
        for _ in range(MAX_PIECES):
            claimed = self._first_claim(rules, index, pieces)
            if claimed is None:
                return
            at, (start, end) = claimed
            piece = pieces[at]
            rest = [stripped(text, piece[0], start), stripped(text, end, piece[1])]
            pieces[at : at + 1] = [part for part in rest if part[0] < part[1]]
            if not pieces:
                self.taken[index] = 1
                return

    def _first_claim(
        self, rules: Sequence[Rule], index: int, pieces: Sequence[tuple[int, int]]
    ) -> tuple[int, tuple[int, int]] | None:
        """Which of the pieces of a block the first rule that wants one claims, and what of it."""
        shift = self.lines[index].shift
        for rule in rules:
            for at, (start, end) in enumerate(pieces):
                span = self._claim(rule, index, (start, end))
                if span is None and shift > start:
                    span = self._claim(rule, index, (shift, end))
                if span is not None:
                    return at, span
        return None

    def _claim(self, rule: Rule, index: int, piece: tuple[int, int]) -> tuple[int, int] | None:
        """Let `rule` claim what it can of a piece; the part of the piece that it took, or None."""
        block = self.document.blocks[index]
        if not self._allows(rule, block, piece[1] - piece[0]):
            return None
        match = None
        if rule.steps:
            match = self.verifier.match(rule.steps[0].pattern, block, piece, rule.id)
            if match is None or match.end <= match.start:
                return None
        if rule.near is not None and not self.verifier.near(rule.near, self.document.lines, block.line, rule.id):
            return None
        followers = self._follow(rule, index)
        if followers is None:
            return None
        span = (match.start, match.end) if match and rule.action in {Action.TRIM, Action.FIELDS} else piece
        self._take(rule, index, span, match)
        for number, found in followers:
            self._take(rule, number, (0, len(self.document.blocks[number].text)), found)
        if rule.extent is not None:
            self._extend(rule, rule.extent, range(index, index + 1 + len(followers)))
        return span

    def _allows(self, rule: Rule, block: Block, length: int) -> bool:
        """Whether `rule` may claim so many characters of `block`, its pattern and its zone aside."""
        if not rule.min_chars <= length <= rule.max_chars:
            return False
        if rule.category in _OF_PICTURES and block.is_heading:
            return False
        if rule.category in _BUTTONS and self._is_amid_a_sentence(block):
            return False
        return rule.markup is None or self._has_markup(rule.markup, block, rule.id)

    def _is_amid_a_sentence(self, block: Block) -> bool:
        """Whether a block is a link that a scraper broke out of a sentence: "see our | photo gallery | for more"."""
        line, goes_on = block.line, self.document.goes_on
        return line > 0 and block.text[0].islower() and goes_on(line) and goes_on(line - 1)

    def _has_markup(self, condition: MarkupCondition, block: Block, rule: str) -> bool:
        markup = block.markup
        if markup is None or markup.link_density < condition.min_link_density:
            return False
        if condition.tags and not markup.is_within(frozenset(condition.tags)):
            return False
        return condition.hints is None or self.verifier.on_markup(condition.hints, markup.hints, rule)

    def _follow(self, rule: Rule, index: int) -> list[tuple[int, Match]] | None:
        """The blocks behind `index` that the further lines of a `lines` rule match, or None if one is missing."""
        found: list[tuple[int, Match]] = []
        number = index + 1
        for step in rule.steps[1:]:
            match = None
            if number < len(self.taken) and not self.taken[number]:
                block = self.document.blocks[number]
                if block.start not in self.document.pinned:
                    match = self.verifier.match(step.pattern, block, (0, len(block.text)), rule.id)
            if match is not None:
                found.append((number, match))
                number += 1
            elif not step.optional:
                return None
        return found

    def _extend(self, rule: Rule, extent: Extent, marker: range) -> None:
        def ends(block: Block) -> bool:
            line = extent.line
            return line is not None and self.verifier.match(line, block, (0, len(block.text)), rule.id) is not None

        first = self.document.blocks[marker.start].text
        for number in reach(self.document, marker, extent, ends):
            if not self.taken[number]:
                text = self.document.blocks[number].text
                self._take(rule, number, (0, len(text)), evidence=(f"in the block of: {first[:80]}",))

    def _take(
        self, rule: Rule, index: int, span: tuple[int, int], match: Match | None = None, evidence: tuple[str, ...] = ()
    ) -> None:
        text = self.document.blocks[index].text
        if span == (0, len(text)):
            self.taken[index] = 1
        if rule.action is Action.FIELDS and match is not None:
            self.claims.extend(field_claims(rule, index, match, text))
        else:
            self.claims.append(Claim(index, *span, rule, evidence=evidence))
