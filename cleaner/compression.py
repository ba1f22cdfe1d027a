"""The compressions that inputs and outputs may have: what names end with, and what content begins with."""

from __future__ import annotations

from typing import Final

GZIP: Final = ".gz"
ZSTD: Final = ".zst"
COMPRESSIONS: Final = (GZIP, ZSTD)
GZIP_MAGIC: Final = b"\x1f\x8b"  # RFC 1952
ZSTD_MAGICS: Final = (b"\x28\xb5\x2f\xfd", *(bytes([number]) + b"\x2a\x4d\x18" for number in range(0x50, 0x60)))
"""RFC 8878: a frame, and the sixteen kinds of frame that are to be skipped, such as pzstd begins with."""
MAGICS: Final = (GZIP_MAGIC, *ZSTD_MAGICS)
