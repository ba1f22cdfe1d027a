"""Names of sections, home words, labels of promotions, units and currencies: `rules/lexicon.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cleaner.fold import fold

MAX_WORDS: Final = 6  # of a home word or a section name; `rules/lexicon.toml` has none with more than four


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names as folded text, of all languages together: sites mix them."""

    home: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    promos: frozenset[str] = frozenset()  # what stands in front of another story's headline
    units: frozenset[str] = frozenset()  # what a recipe measures in; what ends in * stands for all words that begin so
    money: frozenset[str] = frozenset()  # signs and names of currencies
    frame: frozenset[str] = frozenset()  # words of menus, buttons and labels that nobody is called
    says: frozenset[str] = frozenset()  # single words that blogs print behind a reader's name
    answer: frozenset[str] = frozenset()  # buttons under a comment
    comments: frozenset[str] = frozenset()  # what is counted below a text: "12 comments"

    def is_home(self, text: str) -> bool:
        """Whether `text` is a word for a site's front page."""
        return fold(text).strip() in self.home

    def is_section(self, text: str) -> bool:
        """Whether `text` is the name of a section."""
        return fold(text).strip() in self.sections

    def is_frame(self, text: str) -> bool:
        """Whether a word of `text` is one of menus, buttons and labels, so that it is nobody's name."""
        return not self.frame.isdisjoint(fold(text).split())

    def split(self, text: str) -> tuple[str, ...] | None:
        """The home words and section names that `text` consists of, longest first, or None if anything else is in it.

        >>> lexicon = Lexicon(frozenset({"головна"}), frozenset({"світ", "світ науки"}))
        >>> lexicon.split("Головна Світ науки")
        ('Головна', 'Світ науки')
        """
        words = text.split()
        folded = fold(" ".join(words)).split()
        names: list[str] = []
        start = 0
        while start < len(words):
            for end in range(min(len(words), start + MAX_WORDS), start, -1):
                name = " ".join(folded[start:end])
                if name in self.sections or name in self.home:
                    names.append(" ".join(words[start:end]))
                    start = end
                    break
            else:
                return None
        return tuple(names) or None
