"""From the text of a field to its values, and what a capitalised word is."""

from __future__ import annotations

import pytest

from cleaner.fields import split_tags
from cleaner.words import names


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#Рівне #опалення", ("Рівне", "опалення")),
        ("#Рівне#опалення, #нова_школа", ("Рівне", "опалення", "нова школа")),
        ("Україна, #Рівне", ("Україна", "Рівне")),
        ("Україна, #Рівне #опалення", ("Україна", "Рівне", "опалення")),
        ("C#7, .NET", ("C#7", ".NET")),
    ],
)
def test_tags_with_and_without_a_hash_are_all_kept(text: str, tags: tuple[str, ...]) -> None:
    assert split_tags(text) == (tags, False)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("PolitikaŘečOstrava", ("Politika", "Řeč", "Ostrava")),
        ("ΑθήναΠολιτικήΚόσμος", ("Αθήνα", "Πολιτική", "Κόσμος")),
        ("ÖsterreichÉtatsŽilina", ("Österreich", "États", "Žilina")),
    ],
)
def test_glued_tags_come_apart_in_every_alphabet_with_capitals(text: str, tags: tuple[str, ...]) -> None:
    assert split_tags(text) == (tags, True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le ministre a dit que état et école sont prêts, selon Émile Zola", {"émile", "zola"}),
        ("Ο υπουργός δήλωσε ότι η Αθήνα περιμένει", {"αθήνα"}),
        ("Řekl to ředitel školy a žáci čekají na Plzeň", {"plzeň"}),
        ("Ông nói rằng ở Đà Nẵng đều ổn", {"nẵng"}),
    ],
)
def test_a_name_is_a_capitalised_word_in_every_alphabet_with_capitals(text: str, found: set[str]) -> None:
    assert names(text) == found
