"""The address of a page and its headline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.score.scoring import ADDRESS
from cleaner.slug import shared_words, slug_of

SLUGS = [
    ("https://a.example/news/2025/night-ferry-returns-12345.html", ("night", "ferry", "returns")),
    ("https://a.example/night_ferry_returns/comments", ("night", "ferry", "returns")),
    ("https://a.example/Nachricht,tram-faehrt-wieder,nId,123456", ("Nachricht", "tram", "faehrt", "wieder", "nId")),
    ("https://a.example/%D0%BF%D0%BE%D1%80%D0%BE%D0%BC-%D0%B7%D0%BD%D0%BE%D0%B2%D1%83-%D1%85%D0%BE%D0%B4%D0%B8%D1%82%D1%8C",
     ("пором", "знову", "ходить")),
    ("https://a.example/news/sport", ()),
    ("https://a.example/article/4f3c2b1a9d8e-77", ()),
    ("https://a.example/?id=night-ferry-returns", ()),
    ("", ()),
    ("http://[bad", ()),
]  # fmt: skip
TOLD = [
    ("night-ferry-returns", "Night ferry returns to the islands"),
    ("nocny-prom-lodz-wraca", "Nocny prom „Łódź” wraca"),
    ("rigas-dome-lemj-par-tiltu", "Rīgas dome lemj par tiltu"),
    ("u-vylkivtsi-vidkryly-chovnykovu-poshtu", "У Вилківці відкрили човникову пошту"),
    ("u-vilkivci-vidkrili-chovnikovu-poshtu", "У Вилківці відкрили човникову пошту"),
    ("v-habarovske-otkrylas-vystavka-zhivopisi", "В Хабаровске открылась выставка живописи"),
    ("v-khabarovske-otkrylas-vystavka-jivopisi", "В Хабаровске открылась выставка живописи"),
    ("пором-знову-ходить", "Пором знову ходить"),
]
OTHERS = [
    ("night-ferry-returns", "Harbour wall to be raised by a metre"),
    (
        "night-ferry-returns",
        "The night was cold, and nobody at the pier of the old harbour believed in a boat before May.",
    ),
    ("v-habarovske-otkrylas-vystavka-zhivopisi", "В Хабаровске закрыли мост"),
    ("night-ferry-returns", "…"),
]


@pytest.mark.parametrize(("url", "words"), SLUGS)
def test_the_slug_is_the_part_with_most_words(url: str, words: tuple[str, ...]) -> None:
    assert slug_of(url) == words


@pytest.mark.parametrize(("slug", "line"), TOLD)
def test_a_headline_is_told_in_any_spelling(slug: str, line: str) -> None:
    assert shared_words(slug_of(f"https://a.example/{slug}"), line) >= 0.75


@pytest.mark.parametrize(("slug", "line"), OTHERS)
def test_other_lines_are_not(slug: str, line: str) -> None:
    assert shared_words(slug_of(f"https://a.example/{slug}"), line) * ADDRESS < 2


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_address_and_line_are_compared(path: str, line: str) -> None:
    assert 0 <= shared_words(slug_of(f"https://a.example/{path}"), line) <= 1
