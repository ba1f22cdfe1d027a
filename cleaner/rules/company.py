"""Which languages' packs a document can do without.

Sites mix languages with their neighbours (24tv.ua Ukrainian and Russian, press.lv Russian and Latvian), hardly with
others: on the development pages two findings in a hundred were of a pack outside the document's company, most of them
signs that need no language. Leaving those packs out saves time, and their words mean other things there.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

# Languages whose sites mix, or that are taken for one another. English stands everywhere.
_COMPANIES: Final = tuple(
    frozenset(languages.split())
    for languages in (
        "uk ru be bg mk sr kk",
        "lv lt et ru",
        "da no sv fi",
        "es pt it fr ro",
        "de nl",
        "pl cs sk sl hr",
        "ja zh ko",
        "el",
        "hu",
        "tr",
    )
)


_ALL: Final = frozenset().union(*_COMPANIES)
_KEPT: Final = 256  # pages may call their language anything


@lru_cache(maxsize=_KEPT)
def strangers(language: str | None) -> frozenset[str]:
    """The languages that no document in `language` has to do with; none where it is not known.

    `language` is an ISO 639-1 code, or what a page or a caller says: "uk-UA", "EN_us".

    >>> "ru" in strangers("uk"), "pl" in strangers("uk-UA"), "uk" in strangers("uk_UA"), strangers(None)
    (False, True, False, frozenset())
    """
    language = language.replace("_", "-").partition("-")[0].strip().lower() if language else None
    if not language:
        return frozenset()
    return _ALL.difference(*(company for company in _COMPANIES if language in company))
