"""Bodies with boxes of the site between their paragraphs: what it promotes, and the article goes on behind it.

Development pages hold few of them, and fewer that a rule knows; so a model learns that where a rule has found a
promotion the article ends. The boxes are made of lines that stand behind the page's own body, and of the lines that
rules give as examples of what they take.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cleaner.model import Category, Zone
from cleaner.rules.files import read_folder
from cleaner.rules.load import load_packs
from cleaner.rules.rule import Action

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RULES: Final = Path(__file__).parent.parent / "rules"
_PARAGRAPHS: Final = 5  # that a body needs
_LONGEST: Final = 90  # characters of a line that a box takes from behind the body
_PROMOTES: Final = frozenset(
    (Category.RELATED, Category.SUBSCRIBE, Category.ADS, Category.SHARE, Category.PAYWALL, Category.WIDGET)
)
_SHARE_OF_EXAMPLES: Final = 0.7  # of the boxes: those that begin with a rule's example


def examples() -> Mapping[str, Sequence[str]]:
    """By language, the lines that rules for the middle of the text give as examples of what they take."""
    found: dict[str, list[str]] = {}
    for pack in load_packs(read_folder(RULES)):
        for model, rule in pack.rules:
            if rule.action is not Action.DROP or model.category not in _PROMOTES or pack.pack.is_host:
                continue
            if rule.zones and Zone.MIDDLE not in rule.zones:
                continue
            plain = [example.text for example in model.drops if example.dropped is example.left is None]
            found.setdefault(pack.pack.name, []).extend(text for text in plain if "\n" not in text)
    return found


def interrupt(lines: Sequence[str], body: Sequence[bool], known: Sequence[str], seed: str) -> list[str] | None:
    """The lines with one to three boxes put into the body; None for a body too short for it."""
    chance = random.Random(f"interrupt {seed}")
    places = [number for number, inside in enumerate(body) if inside]
    if len(places) < _PARAGRAPHS:
        return None
    behind = [line for line in lines[places[-1] + 1 :] if len(line) <= _LONGEST]
    boxes: dict[int, list[str]] = {}
    for _ in range(chance.randint(1, 3)):
        box = _box(behind, known, chance)
        if box:
            boxes[chance.choice(places[1:-1])] = box
    if not boxes:
        return None
    return [piece for number, line in enumerate(lines) for piece in (line, *boxes.get(number, ()))]


def _box(behind: Sequence[str], known: Sequence[str], chance: random.Random) -> list[str]:
    """A few lines of the site: neighbours, as a box has one subject."""
    box: list[str] = []
    if known and chance.random() < _SHARE_OF_EXAMPLES:
        box += chance.sample(known, min(chance.choice((1, 1, 2)), len(known)))
    count = chance.choice((0, 1, 1, 2, 3, 5)) if box else chance.choice((1, 2, 3, 5))
    if behind and count:
        first = chance.randrange(max(len(behind) - count, 0) + 1)
        box += behind[first : first + count]
    return box
