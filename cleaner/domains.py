"""The ends of the domains that news name themselves by."""

from __future__ import annotations

from typing import Final

TOP_LEVEL: Final = (
    "ai|app|at|az|be|bg|br|by|ch|com|cz|de|dk|edu|ee|es|eu|fi|fm|fr|ge|gov|gr|hr|hu|info|io|it|kz|lt|lv|md|media"
    "|net|news|nl|online|org|pl|pt|ro|rs|ru|sk|tr|tv|ua|uk|us|uz|бел|рус|рф|укр"
)
"""Alternatives of a pattern, in lower case."""
