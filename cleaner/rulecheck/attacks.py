"""Hostile lines made from a pattern itself: near-matches that make a backtracking engine try everything."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING, Any, Final

from cleaner.rulecheck.ambiguity import witnesses
from cleaner.rulecheck.characters import alphabet_of, bodies, is_long, sample
from cleaner.rules.gate import WINDOW
from cleaner.rules.syntax import parse
from cleaner.rules.verify import run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaner.rules.rule import Pattern

MAX_ATTACKS: Final = 24  # of one pattern
ENOUGH: Final = 0.3  # seconds after which nobody needs to know how slow a pattern really is
BREAK: Final = "\x01"  # a character that no pattern asks for


def attacks(source: str, length: int = WINDOW) -> tuple[str, ...]:
    """Lines of about `length` characters that pump each repeat of a folded pattern and then fail to match."""
    tree = parse(source)
    alphabet = alphabet_of(tree)
    whole = sample(tree, alphabet)
    lines = dict.fromkeys(_repeated(whole[:-1] or whole, length))
    for prefix, pump in (*witnesses(source), *_pumps(tree, "", alphabet)):
        for text in _repeated(pump, length):
            lines.setdefault(prefix + text)
            lines.setdefault(prefix + text + BREAK)
        if len(lines) > MAX_ATTACKS:
            break
    return tuple(lines)[:MAX_ATTACKS]


def slowest(pattern: Pattern) -> tuple[float, str]:
    """The longest time in seconds that one attack of at most `WINDOW` characters takes, and that attack."""
    worst = (0.0, "")
    for line in attacks(pattern.source):
        text = line[:WINDOW]
        took = _time(pattern, text)
        if took > worst[0]:  # once more: the first run may have paid for something else
            worst = max(worst, (min(took, _time(pattern, text)), text))
        if worst[0] >= ENOUGH:
            break
    return worst


def _time(pattern: Pattern, text: str) -> float:
    start = time.thread_time()  # not the clock: other work on the machine is not the pattern's fault
    with contextlib.suppress(TimeoutError):
        run(pattern, text, 2 * ENOUGH)
    return time.thread_time() - start


def _repeated(text: str, length: int) -> Iterator[str]:
    if text:
        yield (text * (length // len(text) + 1))[:length]


def _pumps(nodes: Iterable[tuple[Any, Any]], prefix: str, alphabet: str) -> Iterator[tuple[str, str]]:
    """For each long repeat: what leads up to it, and what it repeats."""
    sequence = list(nodes)
    for number, (name, argument) in enumerate(sequence):
        op = str(name)
        inner = bodies(op, argument)
        lead = prefix + sample(sequence[:number], alphabet) if inner else ""
        for body in inner:
            if is_long(op, argument):
                yield lead, sample(body, alphabet)
            yield from _pumps(body, lead, alphabet)
