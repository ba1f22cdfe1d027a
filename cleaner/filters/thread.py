"""Comment threads that stand under no heading: a name and a moment over what each reader wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.dates.header import match_header
from cleaner.model import Category, Finding, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleaner.model import Document
    from cleaner.rules.lexicon import Lexicon

COMMENT: Final = "thread/comment"
HEAD: Final = 90  # characters of a comment's head
NAME: Final = 40  # of the name in it
NAME_WORDS: Final = 6  # "by Ann Lee (1234) writes:"
LEAST: Final = 3  # comments; what one reporter or two write under their names is a live blog
DISTINCT: Final = 0.6  # of the names: readers write once or twice each, the reporters of a live blog many times
GAP: Final = 15  # lines from one head to the next
REACH: Final = 3  # lines below a head within which the comment begins
BODY: Final = 3  # sentences above the thread: else it is the text
_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d\d(?!\d)")
_BEHIND_VERB: Final = " :.…"
_EDGES: Final = " ,:;|•·-–—/()"


class _Head(NamedTuple):
    line: int  # its first
    last: int
    name: str  # folded


@dataclass(frozen=True, slots=True)
class ThreadFilter:
    """Drops a thread from the first head to the end of the last comment.

    Of the lines of the development pages that are a name, a day and a time 338 are no body and one is; of those that
    end in "says" or the like 251 and two.
    """

    lexicon: Lexicon
    name: str = "thread"

    def __call__(self, document: Document) -> Sequence[Finding]:
        """Find threads with at least three readers, behind text."""
        sentences = (block.line for block in document.blocks if document.is_sentence(block))
        text = next(islice(sentences, BODY - 1, None), len(document.lines))  # the last line of the least text above
        taken: set[int] = set()
        for thread in _threads(_heads(document, self.lexicon)):
            if thread[0].line > text:
                taken.update(range(thread[0].line, _end(document, thread[-1])))
        if not taken:
            return ()
        why = "In a thread of comments"
        return [
            Finding(block.span, Verdict.DROP, COMMENT, Category.COMMENTS, why)
            for block in document.blocks
            if block.line in taken and block.start not in document.pinned
        ]


def _threads(heads: Iterable[_Head]) -> Iterator[list[_Head]]:
    """Runs of heads close to one another, by enough different people."""
    runs: list[list[_Head]] = []
    for head in heads:
        if not runs or head.line - runs[-1][-1].last > GAP:
            runs.append([])
        runs[-1].append(head)
    for run in runs:
        if len({head.name for head in run}) >= max(LEAST, DISTINCT * len(run)):
            yield run


def _heads(document: Document, lexicon: Lexicon) -> Iterator[_Head]:
    """The heads of comments: "Ann says:", "Ann, 5 May 2025 at 10:04", and a name above such a moment."""
    # Beside the button under a comment "2 hours ago" is its age, elsewhere that of a live blog's entry.
    aged = sum(line.folded in lexicon.answer for line in document.lines) >= LEAST
    for number, line in enumerate(document.lines):
        if len(line.text) > HEAD:
            continue
        head = None
        name, _, verb = line.folded.rstrip(_BEHIND_VERB).rpartition(" ")
        if verb in lexicon.says:
            head = _named(document, number, name)
        elif _CLOCK.search(line.text) or (aged and any(map(str.isdigit, line.text))):
            head = _dated(document, number, aged=aged)
        if head and any(document.sentences[head.last + 1 : head.last + 1 + REACH]):
            yield head


def _dated(document: Document, number: int, *, aged: bool) -> _Head | None:
    line = document.lines[number]
    header = document.memo.ask(match_header, line.text, line.folded)
    if header is None or header.after.strip(_EDGES):
        return None
    if not (header.parts.is_full and header.parts.has_time) and not (aged and header.parts.is_relative):
        return None
    return _named(document, number, line.folded[: header.span.start].strip(_EDGES))


def _named(document: Document, number: int, name: str) -> _Head | None:
    """The head in a line with that name, or with the one in the line above."""
    if name:
        return _Head(number, number, name) if _is_name(name) else None
    above = document.lines[number - 1] if number and not document.sentences[number - 1] else None
    if above is None or not _is_name(above.folded) or not above.text[:1].isalnum():
        return None
    return _Head(number - 1, number, above.folded)


def _is_name(folded: str) -> bool:
    return 0 < len(folded) <= NAME and len(folded.split()) <= NAME_WORDS and not folded.endswith((".", "!", "?", ","))


def _end(document: Document, last: _Head) -> int:
    """The line behind the last comment: as many sentences as follow its head."""
    number = last.last + 1
    while number < len(document.lines) and not document.sentences[number]:
        number += 1
    while number < len(document.lines) and document.sentences[number]:
        number += 1
    return number
