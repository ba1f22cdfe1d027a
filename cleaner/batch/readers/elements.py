"""The elements of a JSON list, one after the other, however long the list is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from cleaner.batch.readers.jsonl import Begun

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MARK: Final = re.compile(rb'["\[\]{},]')
_IN_STRING: Final = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
_QUOTE, _BACKSLASH, _COMMA = b'"\\,'
_OPENING: Final = frozenset(b"[{")


class Elements:
    """Splits pieces of bytes, of which the first begins with ``[``, into the elements of the list.

    Only strings and depth are looked at, so a damage within one element costs no other, and of a list that breaks off
    each whole element comes out; `closed` says afterwards whether it ended, `rest` what stands behind its end, or, if
    it has none, behind its last comma. An element may be no JSON; one longer than MAX_LINE is cut, but longer than that
    still.
    """

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self._begun = Begun()
        self._depth = 0
        self._in_string = self._escaped = False  # where the last piece ended
        self.closed = False

    @property
    def rest(self) -> bytes:
        """What was begun."""
        return bytes(self._begun)

    def __iter__(self) -> Iterator[bytes]:
        """The elements; what is blank between two commas is none."""
        for piece in filter(None, self._pieces):
            yield from self._split(piece)

    def _split(self, piece: bytes) -> Iterator[bytes]:
        begun = at = 0
        if self._in_string:
            at = self._end_string(piece, 1 if self._escaped else 0)
        while not self.closed and (mark := _MARK.search(piece, at)):
            at = mark.end()
            byte = piece[at - 1]
            if byte == _QUOTE:
                at = self._end_string(piece, at)
            elif byte in _OPENING:
                self._depth += 1
                if self._depth == 1:
                    begun = at
            elif byte != _COMMA:
                self._depth -= 1
            if self._depth == 0 or (self._depth == 1 and byte == _COMMA):
                self._begun.hold(piece[begun : at - 1])
                element = self._begun.take()
                if element and not element.isspace():
                    yield element
                begun = at
                self.closed = self._depth == 0
        self._begun.hold(piece[begun:])

    def _end_string(self, piece: bytes, at: int) -> int:
        """The place behind the string that goes on at `at`; the end of `piece` if it goes on in the next one."""
        found = _IN_STRING.match(piece, at)
        end = found.end() if found else at
        self._in_string = piece[end : end + 1] != b'"'
        self._escaped = end < len(piece) and piece[end] == _BACKSLASH
        return end + 1
