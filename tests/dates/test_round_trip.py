"""A date that is printed in a language's own ways is read back."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.dates import match_glued, match_header
from cleaner.dates.resolve import resolve

babel_dates = pytest.importorskip("babel.dates")

LANGUAGES = (
    *("ar", "az", "be", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "he", "hu", "hy", "id", "is"),
    *("it", "ja", "ka", "kk", "ko", "lt", "lv", "mk", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr"),
    *("sr_Latn", "sv", "tr", "uk", "zh"),
)
MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2068, 12, 31)).map(  # noqa: DTZ001  local times, as sites print them
    lambda moment: moment.replace(second=0, microsecond=0)
)
# What sites add to the date itself; {} is the date, {t} the time.
FRAMES = ("{d}", "{d}, {t}", "{d} {t}", "{t}, {d}", "{d} | {t}", "{d} - {t}", "• {d}, {t}")


@settings(max_examples=300)
@given(st.sampled_from(LANGUAGES), st.sampled_from(("full", "long", "medium")), st.sampled_from(FRAMES), MOMENTS)
def test_a_date_in_a_form_of_the_locale_is_read_back(language: str, form: str, frame: str, moment: datetime) -> None:
    day = babel_dates.format_date(moment, form, locale=language)
    line = frame.format(d=day, t=f"{moment:%H:%M}")
    found = match_header(line)
    assert found is not None, line
    assert found.is_header, line
    value = resolve(found.parts, None)
    assert value is not None
    assert value.value == moment.isoformat()[: 16 if "{t}" in frame else 10]
    assert value.inferred == ()


NUMERIC = (
    "{0:%d.%m.%Y}",
    "{0:%d/%m/%Y}",
    "{0:%d-%m-%Y}",
    "{0:%Y-%m-%d}",
    "{0:%Y.%m.%d}",
    "{0:%Y/%m/%d}",
    "{0:%d.%m.%y}",
)


@given(st.sampled_from(NUMERIC), st.sampled_from(FRAMES), MOMENTS)
def test_a_date_in_numbers_is_read_back_day_first(form: str, frame: str, moment: datetime) -> None:
    line = frame.format(d=form.format(moment), t=f"{moment:%H:%M}")
    found = match_header(line)
    assert found is not None, line
    assert found.is_header, line
    value = resolve(found.parts, None)
    assert value is not None
    assert value.value[:10] == f"{moment:%Y-%m-%d}"


@given(st.text(max_size=200))
def test_any_text_is_judged_without_an_error_and_its_spans_lie_in_it(text: str) -> None:
    found = match_header(text)
    if found is not None:
        start, end = found.span
        assert 0 <= start < end <= len(text)
        assert text[start:end] == found.raw
        assert resolve(found.parts, date(2026, 2, 6)) is not None
    glued = match_glued(text)
    assert glued is None or glued.span.end <= len(text)


PIECES = st.sampled_from(
    [
        "5",
        "12:30",
        "2026",
        "лютого",
        "février",
        "mar",
        "ago",
        "-",
        ".",
        ",",
        "/",
        "(",
        "|",
        "vor",
        "2",
        "год",
        "тому",
        " ",
        "年",
        "5月",
        "⁰¹",
        "①",
        "٣",
    ]
)


@given(st.lists(PIECES, max_size=14))
def test_any_mixture_of_date_words_is_judged_without_an_error(pieces: list[str]) -> None:
    found = match_header("".join(pieces) if "⁰¹" in pieces else " ".join(pieces))
    assert found is None or resolve(found.parts, date(2026, 2, 6)) is not None


@given(MOMENTS, st.text(max_size=30))
def test_a_glued_date_is_cut_off_whatever_follows(moment: datetime, rest: str) -> None:
    found = match_glued(f" date {moment:%Y-%m-%d} {rest}")
    assert found is not None
    assert found.raw == f"{moment:%Y-%m-%d}"
    assert found.parts.as_date() == moment.date()
