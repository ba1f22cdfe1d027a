"""What is known of sites: of each the lines that stand on many of its pages, whatever the page is about.

Lines are compared as they are matched elsewhere (`cleaner.fold`), and with any number for any other: counters, dates
and page numbers change from page to page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from cleaner.model import Category

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cleaner.model import Document

_NUMBER: Final = re.compile(r"\d+")
_LETTER: Final = re.compile(r"[^\W\d_]")
_ANY_NUMBER: Final = "0"
_DIGEST: Final = 8  # bytes


def key_of(folded: str) -> str | None:
    """What a folded line is compared by; None for one without letters, which says nothing of a site.

    >>> key_of("views: 1 284"), key_of("views: 97"), key_of("* * *")
    ('views: 0 0', 'views: 0', None)
    """
    return _NUMBER.sub(_ANY_NUMBER, folded) if _LETTER.search(folded) else None


@dataclass(frozen=True, slots=True)
class Template:
    """What is known of one site."""

    host: str | None  # None: of pages without an address, taken together
    pages: int  # that were compared
    lines: Mapping[str, int]  # by their keys: on how many of the pages each stands


@dataclass(frozen=True, slots=True)
class Templates:
    """The templates of all sites that are known."""

    by_host: Mapping[str | None, Template] = field(default_factory=dict)
    fingerprint: str = field(init=False)  # of the content; empty where nothing is known

    def __post_init__(self) -> None:
        """Take the fingerprint, which each article carries."""
        digest = blake2b(digest_size=_DIGEST)
        for template in sorted(self.by_host.values(), key=lambda template: template.host or ""):
            said = (template.host, template.pages, *sorted(template.lines.items()))
            digest.update(repr(said).encode("utf-8", "surrogatepass"))
        object.__setattr__(self, "fingerprint", digest.hexdigest() if self.by_host else "")  # nobody has it yet

    @classmethod
    def of(cls, templates: Iterable[Template]) -> Templates:
        """Each template under its host."""
        return cls({template.host: template for template in templates})

    def get(self, host: str | None) -> Template | None:
        """The template of the site at `host`, if it is known."""
        return self.by_host.get(site_of(host))


def template_lines(document: Document) -> list[int]:
    """The lines of a document that the template of its site took."""
    taken = (finding.span.start for finding in document.findings if finding.category is Category.TEMPLATE)
    return [document.line_at(start) for start in taken]


def site_of(host: str | None) -> str | None:
    """What the pages of one site have in common in their host.

    >>> site_of("www.press.lv"), site_of("rus.press.lv"), site_of(None)
    ('press.lv', 'rus.press.lv', None)
    """
    return host.lower().rstrip(".").removeprefix("www.") if host else None
