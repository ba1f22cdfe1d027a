"""Names of hosts: what a URL names, and the ends that news name themselves by."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

TOP_LEVEL: Final = (
    "ai|app|at|az|be|bg|br|by|ch|com|cz|de|dk|edu|ee|es|eu|fi|fm|fr|ge|gov|gr|hr|hu|info|io|it|kz|lt|lv|md|media"
    "|net|news|nl|online|org|pl|pt|ro|rs|ru|sk|tr|tv|ua|uk|us|uz|бел|рус|рф|укр"
)
"""Alternatives of a pattern, in lower case."""

_SCHEME: Final = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


def in_ascii(host: str) -> str:
    """A host as the DNS has it, be its name written in whatever script; itself where it is no name of the DNS."""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:  # an empty label, or one that is too long
        return host


def host_of(url: str | None) -> str | None:
    """The host of a URL as site files are named: in ASCII, be its name written in whatever script."""
    if not url:
        return None
    try:
        host = urlsplit(url if _SCHEME.match(url) else f"//{url}").hostname
    except ValueError:  # a broken IPv6 address, for one
        return None
    return None if host is None else in_ascii(host)


def is_under(host: str, domain: str) -> bool:
    """Whether `host` is `domain` or a subdomain of it.

    >>> is_under("www.press.lv", "press.lv"), is_under("xpress.lv", "press.lv")
    (True, False)
    """
    host = host.lower().rstrip(".")
    return host == domain or host.endswith(f".{domain}")
