"""Under which site a document counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cleaner.batch.tally import measure

if TYPE_CHECKING:
    from cleaner import Cleaner


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.press.lv/post/1", "press.lv"),
        ("press.lv/post/1", "press.lv"),
        ("//www.press.lv/post/1", "press.lv"),
        ("https://новини.укр/1", "xn--b1amarcd.xn--j1amh"),
        ("http://[", None),
        ("", None),
        (None, None),
    ],
)
def test_a_site_is_called_as_everywhere(cleaner: Cleaner, url: str | None, host: str | None) -> None:
    assert measure(cleaner.clean("So it is said."), url).host == host
