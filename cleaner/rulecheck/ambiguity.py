"""Finds patterns that a backtracking engine can need exponential time for.

A loop is exponentially ambiguous if some text leads from a state back to itself in two ways (Weideman et al.,
"Analyzing Matching Time Behavior of Backtracking Regular Expression Matchers by Using Ambiguity of NFA", 2016). The
loop's body becomes a position automaton (Glushkov), and two copies of it walk side by side: if they can leave a common
state, differ, and meet there again, the loop is ambiguous.
"""

from __future__ import annotations

from collections import defaultdict, deque
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from cleaner.rulecheck.characters import alphabet_of, bodies, is_long, sample, takes
from cleaner.rules.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_POSITIONS: Final = 250  # of one loop; the walk is quadratic, and a loop of this size is not readable anyway
COPIES: Final = 2  # of a body that must come several times: ambiguity shows at two


@lru_cache(maxsize=4096)
def witnesses(source: str) -> tuple[tuple[str, str], ...]:
    """For each ambiguous loop of the folded pattern: what leads up to it, and a text it matches in two ways.

    Look-around is not seen, so a witness has to be tried before anybody is blamed.
    """
    tree = parse(source)
    alphabet = alphabet_of(tree)
    found = []
    for prefix, body in _loops(tree, "", alphabet):
        word = _Automaton(alphabet).witness(body)
        if word is not None:
            found.append((prefix, word or sample(body, alphabet)))
    return tuple(found)


def _loops(nodes: Iterable[tuple[Any, Any]], prefix: str, alphabet: str) -> list[tuple[str, Any]]:
    """The outermost long repeats that hold a choice (another repeat, or a branch), each behind its prefix."""
    found: list[tuple[str, Any]] = []
    sequence = list(nodes)
    for number, (name, argument) in enumerate(sequence):
        op = str(name)
        for body in bodies(op, argument):
            if not _has_choice([(name, argument)]):
                continue
            lead = prefix + sample(sequence[:number], alphabet)
            if is_long(op, argument) and _has_choice(body):
                found.append((lead, body))
            else:
                found += _loops(body, lead, alphabet)
    return found


def _has_choice(nodes: Iterable[tuple[Any, Any]]) -> bool:
    for name, argument in nodes:
        op = str(name)
        if op == "BRANCH" or (op.endswith("REPEAT") and argument[0] != argument[1]):
            return True
        if any(_has_choice(body) for body in bodies(op, argument)):
            return True
    return False


class _Automaton:
    """The position automaton of a loop's body."""

    def __init__(self, alphabet: str) -> None:
        self._alphabet = alphabet
        self._chars: list[int] = []  # of each position: the characters it takes, as bits
        self._follow: list[set[int]] = []
        self._doubled = False  # two repeats add the same step: (a*)*

    def witness(self, body: Any) -> str | None:  # noqa: ANN401
        """A word that the loop matches in two ways; empty if any will do, None if there is none."""
        _, first, last = self._sequence(body)
        self._link(last, first)
        if self._doubled:
            return ""
        if len(self._chars) > MAX_POSITIONS:
            return None
        together = set[int]()  # with a start that was tried: what leaves it and comes back to it
        for start in range(len(self._chars)):
            if start in together:
                continue
            ahead = self._reach((start, start))
            for pair in self._back(ahead, (start, start)):
                if pair[0] != pair[1]:  # two walks from `start` part and are at `start` together again
                    return ahead[pair] + self._reach(pair)[start, start]
                together.add(pair[0])
        return None

    def _back(self, ahead: Iterable[tuple[int, int]], goal: tuple[int, int]) -> Iterator[tuple[int, int]]:
        """The pairs of `ahead` from which two walks reach `goal`, nearest first."""
        into: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for left, right in ahead:
            for step in product(self._follow[left], self._follow[right]):
                if self._chars[step[0]] & self._chars[step[1]]:
                    into[step].append((left, right))
        seen = {goal}
        queue = deque([goal])
        while queue:
            for pair in into[queue.popleft()]:
                if pair not in seen:
                    seen.add(pair)
                    queue.append(pair)
                    yield pair

    def _reach(self, pair: tuple[int, int]) -> dict[tuple[int, int], str]:
        """All pairs of positions that two walks reach together, each with a word that leads there."""
        seen: dict[tuple[int, int], str] = {}
        queue = deque([(pair, "")])
        while queue:
            (left, right), word = queue.popleft()
            for step in product(self._follow[left], self._follow[right]):
                shared = self._chars[step[0]] & self._chars[step[1]]
                if shared and step not in seen:
                    char = self._alphabet[(shared & -shared).bit_length() - 1]
                    seen[step] = word + char
                    queue.append((step, word + char))
        return seen

    def _link(self, last: set[int], first: set[int]) -> None:
        for position in last:
            self._doubled |= not self._follow[position].isdisjoint(first)
            self._follow[position] |= first

    def _sequence(self, nodes: Iterable[tuple[Any, Any]]) -> tuple[bool, set[int], set[int]]:
        """Whether `nodes` can match nothing, where they can begin, and where they can end."""
        empty, first, last = True, set[int](), set[int]()
        for name, argument in nodes:
            nothing, begin, end = self._node(str(name), argument)
            for position in last:
                self._follow[position] |= begin
            first |= begin if empty else set()
            last = (last | end) if nothing else end
            empty = empty and nothing
        return empty, first, last

    def _node(self, op: str, argument: Any) -> tuple[bool, set[int], set[int]]:  # noqa: ANN401
        if takes(op, argument, "a") is not None:
            self._chars.append(sum(1 << bit for bit, char in enumerate(self._alphabet) if takes(op, argument, char)))
            self._follow.append(set())
            return False, {len(self._chars) - 1}, {len(self._chars) - 1}
        inner = bodies(op, argument)
        if op.endswith("REPEAT"):
            return self._repeat(int(argument[0]), int(argument[1]), inner[0])
        parts = [self._sequence(body) for body in inner]
        if not parts:
            return True, set(), set()
        return any(part[0] for part in parts), set().union(*(p[1] for p in parts)), set().union(*(p[2] for p in parts))

    def _repeat(self, low: int, high: int, body: Any) -> tuple[bool, set[int], set[int]]:  # noqa: ANN401
        copies = min(max(low, 1), COPIES)
        empty, first, last = self._sequence(body)
        for _ in range(copies - 1):
            nothing, begin, end = self._sequence(body)
            for position in last:
                self._follow[position] |= begin
            first |= begin if empty else set()
            last = (last | end) if nothing else end
            empty = empty and nothing
        if high > max(low, 1):
            self._link(last, first)
        return empty or low == 0, first, last
