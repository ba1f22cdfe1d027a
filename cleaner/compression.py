"""The compressions that inputs and outputs may have: what names end with, and what content begins with."""

from __future__ import annotations

from typing import Final

GZIP: Final = ".gz"
ZSTD: Final = ".zst"
COMPRESSIONS: Final = (GZIP, ZSTD)
GZIP_MAGIC: Final = b"\x1f\x8b"  # RFC 1952
ZSTD_MAGIC: Final = b"\x28\xb5\x2f\xfd"  # RFC 8878
MAGICS: Final = (GZIP_MAGIC, ZSTD_MAGIC)
