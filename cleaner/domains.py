"""The ends of the domains that news name themselves by."""

from __future__ import annotations

from typing import Final

TOP_LEVEL: Final = (
    "ai|app|at|be|by|ch|com|cz|de|ee|eu|fi|fm|fr|hu|info|io|it|kz|lt|lv|md|media|net|news|nl|online|org|pl|pt|ro|ru|sk"
    "|tr|tv|ua|uk|us|бел|рус|рф|укр"
)
"""Alternatives of a pattern, in lower case."""
