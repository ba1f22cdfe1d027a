"""The search for garbage rests while a document is cleaned, and never longer."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner import Cleaner

TEXT = "The old bridge opens again on Monday after a year of repairs, the council said.\n\nRead more\n" * 4


@pytest.fixture(autouse=True)
def _search() -> Iterator[None]:
    was_on = gc.isenabled()
    yield
    (gc.enable if was_on else gc.disable)()


@pytest.mark.parametrize("on", [True, False])
def test_it_is_afterwards_as_it_was(cleaner: Cleaner, *, on: bool) -> None:
    (gc.enable if on else gc.disable)()
    cleaner.clean(TEXT)
    cleaner.trace(f"<p>{TEXT}</p>")
    assert gc.isenabled() is on


def test_it_comes_back_after_an_error(cleaner: Cleaner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.pipeline.annotate", lambda _: 1 // 0)
    gc.enable()
    with pytest.raises(ZeroDivisionError):
        cleaner.clean(TEXT)
    assert gc.isenabled()


def test_it_comes_back_when_threads_overlap(cleaner: Cleaner) -> None:
    gc.enable()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(cleaner.clean, [TEXT] * 64))
    assert gc.isenabled()
