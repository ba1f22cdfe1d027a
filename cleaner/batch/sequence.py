"""Cutting items into chunks, and putting the results back into their order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from cleaner.batch.record import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cleaner.batch.process import Piece
    from cleaner.batch.record import Item

CHUNK_ITEMS: Final = 32
"""At one or two milliseconds an article, a round trip of well under one is lost in it."""
CHUNK_BYTES: Final = 256_000

_MISSING: Final = object()


@dataclass(slots=True)
class Chunk:
    """Consecutive items and what is known of their results."""

    number: int
    window: int  # unordered results of one window do not mix with those of the next
    items: tuple[Item, ...]
    results: list[Any] = field(init=False)
    missing: int = field(init=False)

    def __post_init__(self) -> None:
        self.missing = len(self.items)
        self.results = [_MISSING] * self.missing

    def fill(self, positions: Iterable[int], results: Sequence[Any]) -> None:
        """Put results in their places."""
        for position, result in zip(positions, results, strict=True):
            self.results[position] = result
        self.missing -= len(results)


def cut(items: Iterable[Item], ends_window: Callable[[int], bool]) -> Iterator[Chunk]:
    """Cut `items` into chunks of about CHUNK_ITEMS and CHUNK_BYTES that end where a window ends."""
    held: list[Item] = []
    number = window = size = 0
    for count, item in enumerate(items, start=1):
        held.append(item)
        size += item.payload.size if isinstance(item, Record) else 0
        ends = ends_window(count)
        if ends or len(held) >= CHUNK_ITEMS or size >= CHUNK_BYTES:
            yield Chunk(number, window, tuple(held))
            held, size = [], 0
            number += 1
            window += ends
    if held:
        yield Chunk(number, window, tuple(held))


class Sequencer:
    """Holds chunks until it is their turn: strictly in order, or in any order within a window."""

    def __init__(self, *, ordered: bool) -> None:
        self._ordered = ordered
        self._chunks: dict[int, Chunk] = {}  # in order, as they were added

    @property
    def waiting(self) -> bool:
        """Whether any chunk has not been given back."""
        return bool(self._chunks)

    @property
    def span(self) -> int:
        """Chunks from the oldest held to the newest."""
        return len(self._chunks)

    def add(self, chunk: Chunk) -> None:
        """Expect the results of `chunk`."""
        self._chunks[chunk.number] = chunk

    def fill(self, piece: Piece, results: Sequence[Any]) -> None:
        """Take results."""
        self._chunks[piece.chunk].fill(piece.positions, results)

    def ready(self) -> Iterator[Chunk]:
        """Give back the chunks whose turn it is."""
        while (chunk := self._next()) is not None:
            del self._chunks[chunk.number]
            yield chunk

    def _next(self) -> Chunk | None:
        oldest = next(iter(self._chunks.values()), None)
        if oldest is None or self._ordered:
            return oldest if oldest and not oldest.missing else None
        same_window = (chunk for chunk in self._chunks.values() if chunk.window == oldest.window)
        return next((chunk for chunk in same_window if not chunk.missing), None)
