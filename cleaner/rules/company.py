"""Which languages' packs a document can do without.

Sites mix languages with their neighbours (24tv.ua Ukrainian and Russian, press.lv Russian and Latvian), hardly with
others: on the development pages two findings in a hundred were of a pack outside the document's company, most of them
signs that need no language. Leaving those packs out saves time, and their words mean other things there.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from cleaner.model import primary_subtag

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
        "sr hr sl",  # Serbian has two alphabets
        "et fi",
        "ja zh ko",
        "el",
        "hu",
        "tr",
    )
)


_ALL: Final = frozenset().union(*_COMPANIES)
_KEPT: Final = 256  # pages may call their language anything
_CODE: Final = 2  # letters of ISO 639-1


@lru_cache(maxsize=_KEPT)
def strangers(language: str | None) -> frozenset[str]:
    """The languages that no document in `language` has to do with; none where it is not known.

    `language` is an ISO 639-1 code, or what a page says: "uk-UA", "EN_us". Anything else is ignored.

    >>> "ru" in strangers("uk"), "pl" in strangers("uk-UA"), "uk" in strangers("uk_UA")
    (False, True, False)
    >>> strangers(None), strangers("ukrainian")
    (frozenset(), frozenset())
    """
    language = primary_subtag(language or "")
    if len(language) != _CODE:
        return frozenset()
    return _ALL.difference(*(company for company in _COMPANIES if language in company))
