"""The version of the package and of the records it writes."""

from __future__ import annotations

from typing import Final

__version__: Final = "0.1.0"

SCHEMA_VERSION: Final = 1
"""Changes when a field of the record changes its meaning or goes away."""
