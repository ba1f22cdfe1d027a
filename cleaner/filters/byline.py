"""Bylines: lines that say "By", and names of authors and sources that stand alone beside another line of the header."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final

from cleaner.filters.naming import ENDS, is_said, led_by, may_say, names_people, tells_work
from cleaner.filters.shapes import domain_of, is_headline, is_name
from cleaner.filters.signed import TITLE_CASE
from cleaner.model import Category, Field, Finding, Verdict, Zone
from cleaner.read.person import LONGEST_BYLINE, is_desk, joins_names, read_byline
from cleaner.read.role import names_role, writes
from cleaner.rules.engine import MAX_LEADS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.model import Block, Document
    from cleaner.rules import Lexicon

NAME: Final = "byline/name"
DOMAIN: Final = "byline/domain"
_AROUND: Final = ".,:;!?\"'()"  # a word, folded
# A name is a byline where one of these stands in the next line of the source.
_HEADER: Final = frozenset(
    {Category.DATE, Category.BYLINE, Category.SOURCE, Category.COUNTER, Category.SHARE, Category.BREADCRUMB}
)
_DATE: Final = frozenset({Category.DATE})


@dataclass(frozen=True, slots=True)
class BylineFilter:
    """A person's name on a line of its own in the head is an author, where the header's other lines are near.

    So are several names in a line, and a name with what its bearer does. A line that says "By" needs nobody beside it,
    and stands in the tail as well. A line that is only a domain is the source. A name that no header line stands beside
    stays: it may be a subheading, or the first speaker of an interview.
    """

    lexicon: Lexicon
    name: str = "byline"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Find domains first, since names lean on them."""
        beside = _beside_the_header(document)
        head = [block for block in document.blocks if document.zone(block) is Zone.TOP or block.line in beside]
        sources = [block for block in head if domain_of(block.text)]
        marks = {block.line for block in sources} | _header_lines(document, _HEADER)
        people = [
            block
            for block in head
            if document.memo.ask(names_people, block.text, document.language)
            and not self.lexicon.is_section(block.text)
        ]
        said = [*_sources(sources), *_said(document), *_below_label(head, document)]
        marks |= _under_headline(document, people)
        alone = [*_authors(people, marks), *_above_work(document), *self._below_lead(document)]
        fellows = [*_fellows(document, head, [*said, *alone])]
        joined = {finding.span for finding in fellows}
        return [*said, *fellows, *(finding for finding in alone if finding.span not in joined)]

    def _below_lead(self, document: Document) -> Iterator[Finding]:
        """A name between the standfirst and the text, neither of which speaks of its bearer: who is asked is spoken of.

        Where headings have capitals, only what its bearer does makes it one.
        """
        why = "A person's name between the standfirst and the text: the author"
        last, lines = _end_of_head(document), document.lines
        for block in document.blocks:
            if block.line >= last:
                return
            if document.zone(block) is not Zone.MIDDLE or not 0 < block.line < len(lines) - 1:
                continue
            amid = document.sentences[block.line - 1] and document.sentences[block.line + 1]
            if not amid or not document.memo.ask(names_people, block.text, document.language):
                continue
            if block.text.isupper() or document.goes_on(block.line - 1) or document.goes_on(block.line):
                continue  # a subheading; a link amid a sentence
            if document.language in TITLE_CASE and not tells_work(block.text):
                continue
            others = (line.folded.split() for line in lines if line.start != block.start)
            spoken = {word.strip(_AROUND) for words in others for word in words}
            if _surname(block) not in spoken and not self.lexicon.is_section(block.text):
                yield Finding(block.span, Verdict.FIELD, NAME, Category.BYLINE, why, Field.AUTHOR, block.text)


def _beside_the_header(document: Document) -> set[int]:
    """Lines next to those of the header that stand below the standfirst: it is a sentence, the text begins with it."""
    last, wanted = _end_of_head(document), _DATE if document.language in TITLE_CASE else _HEADER
    return {line + step for line in _header_lines(document, wanted) if line <= last for step in (-1, 1)}


def _end_of_head(document: Document) -> int:
    """The line in front of which `MAX_LEADS` sentences stand."""
    leads = islice((line for line, bears in enumerate(document.sentences) if bears), MAX_LEADS, None)
    return next(leads, len(document.lines))


def _header_lines(document: Document, wanted: frozenset[Category]) -> set[int]:
    """Lines of the source that earlier filters took as the `wanted` parts of the header."""
    return {
        document.line_at(finding.span.start)
        for finding in document.findings
        if finding.verdict is not Verdict.KEEP and finding.category in wanted
    }


def _sources(blocks: Sequence[Block]) -> Iterator[Finding]:
    why = "A line that is only a domain: the source"
    for block in blocks:
        value = domain_of(block.text)
        yield Finding(block.span, Verdict.FIELD, DOMAIN, Category.SOURCE, why, Field.SOURCE, value)


def _said(document: Document) -> Iterator[Finding]:
    """Lines that say whose text it is, in the tail, in the head or below the lead; in a thread of comments are many."""
    why = "A line that says who wrote the text"
    last = _end_of_head(document)
    head = [block for block in document.blocks if document.zone(block) is Zone.TOP or block.line < last]
    tail = [block for block in document.blocks if document.zone(block) is Zone.BOTTOM and block.line >= last]
    for outside in (head, tail):
        said = [block for block in outside if may_say(block) and document.memo.ask(is_said, block.text)]
        for block in said if len(said) == 1 else ():
            yield Finding(block.span, Verdict.FIELD, "byline/said", Category.BYLINE, why, Field.AUTHOR, block.text)


def _below_label(head: Sequence[Block], document: Document) -> Iterator[Finding]:
    """Lines of the head that name somebody directly below one that only leads to it: "By", "Text:"."""
    why = "Who is named below a line that only says 'By'"
    for block in head:
        if not block.line or block.gap or not block.text[0].isupper() or block.text.endswith(ENDS):
            continue
        text = led_by(document.lines[block.line - 1].text, block.text)
        if text and len(text) <= LONGEST_BYLINE:
            named = read_byline([text]).persons
            if named and all(map(is_name, named)) and block.text.startswith(named[0]):
                yield Finding(
                    block.span, Verdict.FIELD, "byline/below", Category.BYLINE, why, Field.AUTHOR, ", ".join(named)
                )


def _above_work(document: Document) -> Iterator[Finding]:
    """Names in the head and above the end of the lead, directly above what their bearers do: "Travel Reporter"."""
    why = "Who is named above what they do: writing"
    last = _end_of_head(document)
    for block, below in pairwise(document.blocks):
        if below.line > last:
            return
        if below.line == block.line + 1 and writes(below.text) and is_name(block.text) and not writes(block.text):
            yield Finding(block.span, Verdict.FIELD, NAME, Category.BYLINE, why, Field.AUTHOR, block.text)
            yield Finding(below.span, Verdict.DROP, "byline/work", Category.BYLINE, why)


def _under_headline(document: Document, people: Sequence[Block]) -> set[int]:
    """Lines of what looks like a headline, where a name stands between it and a text that does not speak of its bearer.

    Who is spoken of is the subject or the first speaker. Where headings have capitals, it may be any label, unless it
    says what its bearer does.
    """
    lines, found = document.lines, set()
    sure = [block for block in people if document.language not in TITLE_CASE or tells_work(block.text)]
    for line in (block.line for block in sure):
        if 0 < line < len(lines) - 1 and document.sentences[line + 1] and is_headline(lines[line - 1].text):
            surname = _surname(lines[line])
            if not any(surname in below.folded for below in lines[line + 1 :]):
                found.add(line - 1)
    return found


def _surname(block: Block) -> str:
    """The last word of the first name in a line of names, folded."""
    return block.folded.partition(",")[0].split()[-1]


def _fellows(document: Document, head: Sequence[Block], found: Sequence[Finding]) -> Iterator[Finding]:
    """Names that a comma or "and" on a line of its own joins to an author's, as in a byline broken at its links."""
    why = "Who is named with the author, in a line of its own"
    left = {block.line: block for block in head}
    authors = [finding for finding in (*document.findings, *found) if finding.field is Field.AUTHOR]
    for author in sorted(authors, key=lambda finding: finding.rule == NAME):  # a name alone is the least sure
        rule = NAME if author.rule == NAME else "byline/fellow"
        for step in (1, -1):
            line = document.line_at(author.span.start) + 2 * step
            while line in left and joins_names(document.lines[line - step].text):
                joint, fellow = left.pop(line - step, None), left.pop(line)
                if not is_name(fellow.text) or names_role(fellow.text):
                    break
                if joint is not None:
                    yield Finding(joint.span, Verdict.DROP, "byline/fellow", Category.BYLINE, why)
                yield Finding(fellow.span, Verdict.FIELD, rule, Category.BYLINE, why, Field.AUTHOR, fellow.text)
                line += 2 * step


def _authors(people: Sequence[Block], marks: set[int]) -> Iterator[Finding]:
    why = "A person's name beside the other lines of the header: the author"
    found = {block.line for block in people}
    times = Counter(block.folded for block in people)
    near = {line + step for line in marks for step in (-1, 1)}
    for block in people:
        if block.line in near or times[block.folded] > 1 or _beside_author(block, near, found):
            field = Field.SOURCE if is_desk(block.text) else Field.AUTHOR
            yield Finding(block.span, Verdict.FIELD, NAME, Category.BYLINE, why, field, block.text)


def _beside_author(block: Block, near: set[int], people: set[int]) -> bool:
    """A second author directly under or above a first one."""
    return any(line in people and line in near for line in (block.line - 1, block.line + 1))
