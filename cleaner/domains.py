"""The ends of the domains that news name themselves by."""

from __future__ import annotations

from typing import Final

TOP_LEVEL: Final = (
    "ai|app|at|az|be|bg|br|by|ch|com|cz|de|dk|edu|ee|es|eu|fi|fm|fr|ge|gov|gr|hr|hu|info|io|it|kz|lt|lv|md|media"
    "|net|news|nl|online|org|pl|pt|ro|rs|ru|sk|tr|tv|ua|uk|us|uz|бел|рус|рф|укр"
)
"""Alternatives of a pattern, in lower case."""


def in_ascii(host: str) -> str:
    """A host as the DNS has it, be its name written in whatever script; itself where it is no name of the DNS."""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:  # an empty label, or one that is too long
        return host
