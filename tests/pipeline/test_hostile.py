"""Input made to be slow or to break: each is cleaned, and in time proportional to its length."""

from __future__ import annotations

import time

import pytest

from cleaner import clean

BODY = (
    "The council of Oldmarsh voted on Tuesday to reopen the old ferry crossing, its leader said.\n"
    "People on the left bank had waited eleven years for this decision, Helen Grimley said.\n"
    "A ticket will cost two crowns, and pupils will travel free of charge, the council added.\n"
    "The first ferry is expected to leave the new pier on the first Monday of the spring.\n"
)
DIGITS = "9" * 5000
SECONDS = 5.0  # each took from 7 to 30 where its cost grew with the square of its length; now under one


@pytest.mark.parametrize(
    ("format", "source"),
    [
        (
            "text",
            f"The ferry\n3 March 2026\n{BODY}It happened {DIGITS} hours ago, said the mayor.\n",
        ),
        ("html", f'<meta name="date" content="{DIGITS} hours ago, 12.05.2026"><p>{BODY}</p>'),
        ("html", '<div class="author">x ' * 1600 + "</div>" * 1600 + f"<p>{BODY}</p>"),
        ("html", '<div class="tags"><a>x</a> ' * 1600 + "</div>" * 1600 + f"<p>{BODY}</p>"),
        ("html", f"<p>{BODY}</p>" + "<div>Sport</div>" * 8000),
        ("text", "a“" * 200_000),
        ("text", "A “" * 200_000),
        ("text", BODY + "Читайте також: Абвг Ґдев Клмн опрст уфхц Тууф. " * 4000),
        ("text", BODY + "Спорт\nПолитика\n" * 8000),
    ],
    ids=["digits", "digits-meta", "authors", "tags", "sections-html", "quotes", "open-quotes", "promos", "sections"],
)
def test_it_is_cleaned_and_soon(format: str, source: str) -> None:  # noqa: A002
    start = time.process_time()
    clean(source, format=format)  # type: ignore[arg-type]
    assert time.process_time() - start < SECONDS
