"""Words that tell what kind of line they stand in: talk to the reader, biographies, rights, reported speech.

The lexicon is `rules/scorer/cues.toml`; its kinds are features of the scorer. Of all that was tried with words, this
alone helped: weights for each word learn the subjects of the pages they were fitted on, kinds of words do not.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from cleaner.rules.files import scorer_folder

if TYPE_CHECKING:
    from collections.abc import Sequence

STEM: Final = 6  # letters in which inflected forms of a longer word agree
_WITHOUT_BLANKS: Final = frozenset({"ja", "ko", "zh"})  # looked for anywhere in a line


@dataclass(frozen=True, slots=True)
class Cues:
    """The lexicon, ready to be asked."""

    kinds: tuple[str, ...]
    words: dict[str, tuple[int, ...]]  # first letters of a word -> numbers of its kinds
    parts: tuple[tuple[str, int], ...]  # of scripts without blanks

    def count(self, heads: Sequence[str], text: str, *, wide: bool) -> list[int]:
        """How many words of each kind a line holds.

        `heads` are the first `STEM` letters of its words in lower case; `text` is asked where its script is `wide`.
        """
        counts = [0] * len(self.kinds)
        known = self.words
        for kinds in [known[head] for head in heads if head in known]:
            for kind in kinds:
                counts[kind] += 1
        if wide:
            for part, kind in self.parts:
                counts[kind] += text.count(part)
        return counts


@cache
def builtin_cues() -> Cues:
    """The lexicon that ships with the weights, read at its first use."""
    data = tomllib.loads((scorer_folder() / "cues.toml").read_text("utf-8"))
    words: defaultdict[str, dict[int, None]] = defaultdict(dict)
    parts: dict[tuple[str, int], None] = {}
    for number, languages in enumerate(data.values()):
        for language, listed in languages.items():
            for word in listed.lower().split():
                if language in _WITHOUT_BLANKS:
                    parts[word, number] = None
                else:
                    words[word[:STEM]][number] = None
    return Cues(tuple(data), {head: tuple(kinds) for head, kinds in words.items()}, tuple(parts))
