"""From bytes or str to a `Document`: decoding, format sniffing, and one reader for each format."""

from __future__ import annotations
