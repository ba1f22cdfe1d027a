"""Tells HTML from text: an article that mentions ``<p>`` is still text."""

from __future__ import annotations

import re
from typing import Final

_SAMPLE: Final = 50_000
_START: Final = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_TAG: Final = (
    r"(?:p|div|article|section|main|span|a|ul|ol|li|h[1-6]|table|tr|td|blockquote|figure|header|footer|nav|aside|em|"
    r"strong|b|i)"
)
_OPENS: Final = re.compile(rf"\s*<{_TAG}(?:\s[^<>]*)?>", re.IGNORECASE)
_CLOSES: Final = re.compile(rf"</{_TAG}\s*>", re.IGNORECASE)
_FEW: Final = 3  # closing tags that a text about HTML may well quote
_TAGGED_LINES: Final = 0.5  # of the lines of a fragment of HTML that carry a tag, at least


def is_html(source: str) -> bool:
    """Whether `source` is an HTML page or fragment.

    >>> is_html("<div><p>One.</p></div>"), is_html("Write <p> and </p> around a paragraph.")
    (True, False)
    """
    sample = source[:_SAMPLE].lstrip("\ufeff")
    if _START.match(sample):
        return True
    closing = len(_CLOSES.findall(sample))
    if _OPENS.match(sample) and closing:
        return True
    if closing <= _FEW:
        return False
    lines = [line for line in sample.splitlines() if line.strip()]
    return sum(bool(_CLOSES.search(line)) for line in lines) >= _TAGGED_LINES * len(lines)
