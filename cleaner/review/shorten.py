"""Keeps a page within its size: the longest texts lose their middles, short ones nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.review.sheet import Piece

PIECE_BYTES: Final = 60  # of JSON around a piece, about
SHORTEST: Final = 40  # characters of a piece that always stay: enough to know it by


def shorten(documents: Sequence[Sequence[Piece]], limit: int) -> list[tuple[Piece, ...]]:
    """The pieces of each document, cut so that all together take about `limit` bytes at most."""
    sizes = [sum(map(_bytes, pieces)) for pieces in documents]
    share = level(sizes, limit)
    return [
        tuple(pieces) if size <= share else tuple(_cut(pieces, share))
        for pieces, size in zip(documents, sizes, strict=True)
    ]


def level(sizes: Sequence[int], limit: int) -> int:
    """The height at which all that stands above it must be cut off for the rest to fit into `limit`.

    >>> level([1, 2, 9, 9], 9), level([1, 2], 9)
    (3, 9)
    """
    left = limit
    for place, size in enumerate(sorted(sizes)):
        fair = left // (len(sizes) - place)
        if size > fair:
            return fair
        left -= size
    return limit


def _cut(pieces: Sequence[Piece], limit: int) -> list[Piece]:
    height = level([_bytes(piece) for piece in pieces], limit)
    return [piece if _bytes(piece) <= height else _middle_out(piece, height - PIECE_BYTES) for piece in pieces]


def _middle_out(piece: Piece, size: int) -> Piece:
    """`piece` with about `size` bytes of its text, half of them from either end."""
    width = len(piece.text.encode("utf-8", "replace")) / len(piece.text)
    half = max(SHORTEST, int(size / width)) // 2
    if 2 * half >= len(piece.text):
        return piece
    left_out = len(piece.text) - 2 * half
    text = f"{piece.text[:half]}\n[… {left_out:,} characters not shown …]\n{piece.text[-half:]}"
    return replace(piece, text=text, left_out=left_out)


def _bytes(piece: Piece) -> int:
    evidence = sum(len(item) for item in piece.removal.evidence) if piece.removal else 0
    return PIECE_BYTES + evidence + len(piece.text.encode("utf-8", "replace"))
