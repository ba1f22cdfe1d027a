"""Which fields of a record are used, and what passes through."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.batch.fields import FieldNames, look_up, merge, page_of

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("known", [7, "7", 7.5, None, [1], {"a": 1}])
def test_an_id_keeps_its_type(known: object) -> None:
    assert page_of({"id": known, "text": "So."}, FieldNames()).id == known


def test_dots_lead_into_nested_objects() -> None:
    record = {"doc": {"body": "So.", "lang": "en"}, "meta": {"at": {"url": "https://a.example"}}}
    page = page_of(record, FieldNames(text="doc.body", url="meta.at.url"))
    assert (page.source, page.url) == ("So.", "https://a.example")
    assert page.extra == {"doc": {"lang": "en"}, "meta": {"at": {}}}
    assert record["doc"] == {"body": "So.", "lang": "en"}


def test_a_field_with_a_dot_in_its_name_goes_before_a_nested_one() -> None:
    assert look_up({"a.b": 1, "a": {"b": 2}}, "a.b") == 1


def test_html_is_preferred_to_text_unless_it_is_empty() -> None:
    assert page_of({"html": "<p>So.</p>", "text": "So."}, FieldNames()).format == "html"
    assert page_of({"html": "", "text": "So."}, FieldNames()).source == "So."
    assert page_of({"html": " \n\t", "text": "So."}, FieldNames()).source == "So."
    assert page_of({"html": ""}, FieldNames()).source == ""


@pytest.mark.parametrize("html", [7, True, ["<p>So.</p>"], {"body": "<p>So.</p>"}])
def test_html_that_is_no_string_is_a_warning_where_there_is_a_text(html: object) -> None:
    page = page_of({"id": 10, "html": html, "text": "So.", "lang": "en"}, FieldNames())
    assert (page.source, page.format, page.extra) == ("So.", "auto", {"lang": "en"})
    assert page.warnings == (f"field 'html' is {type(html).__name__}, not a string",)


def test_a_date_field_becomes_the_reference_date_and_passes_through() -> None:
    page = page_of({"text": "So.", "seen": "2026-02-06T10:00:00Z"}, FieldNames(date="seen"))
    assert page.reference_date == date(2026, 2, 6)
    assert page.extra == {"seen": "2026-02-06T10:00:00Z"}


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({}, "neither 'html' nor 'text'"),
        ({"text": None}, "neither"),
        ({"text": 5}, "field 'text' is int"),
        ({"html": 7}, "field 'html' is int"),
        ({"html": 7, "text": None}, "field 'html' is int"),
        ({"html": 7, "text": " "}, "field 'html' is int"),
        ({"html": 7, "text": 5}, "field 'html' is int"),
        ({"html": "", "text": 5}, "field 'text' is int"),
    ],
)
def test_a_record_that_cannot_be_used_says_why(record: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        page_of(record, FieldNames(date="seen"))


@pytest.mark.parametrize(
    "seen",
    [
        "2026-02-06",
        " 2026-02-06 ",
        "20260206T100000Z",
        "2026/02/06",
        "2026/02/06 10:00",
        "Fri, 06 Feb 2026 10:00:00 GMT",
        1770372000,
        1770372000.5,
        date(2026, 2, 6),
    ],
)
def test_a_day_is_read_however_it_is_spelled(seen: object) -> None:
    page = page_of({"text": "So.", "seen": seen}, FieldNames(date="seen"))
    assert (page.reference_date, page.warnings) == (date(2026, 2, 6), ())


@pytest.mark.parametrize("seen", [None, "", "  "])
def test_no_day_is_no_warning(seen: object) -> None:
    page = page_of({"text": "So.", "seen": seen}, FieldNames(date="seen"))
    assert (page.reference_date, page.warnings) == (None, ())


@pytest.mark.parametrize("seen", ["yesterday", "x" * 5000, 1e300, float("nan"), 10**30, True, [1]])
def test_a_day_that_cannot_be_read_is_a_warning_of_the_record(seen: object) -> None:
    page = page_of({"text": "So.", "seen": seen}, FieldNames(date="seen"))
    assert page.reference_date is None
    (warning,) = page.warnings
    assert warning.startswith("field 'seen' is no date: ")
    assert len(warning) < 200


@pytest.mark.parametrize(("url", "taken"), [(7, "7"), (["x"], None), ({"href": "x"}, None)])
def test_a_url_that_is_no_string_is_a_warning_of_the_record(url: object, taken: str | None) -> None:
    page = page_of({"text": "So.", "url": url}, FieldNames())
    assert page.url == taken
    assert page.warnings == (f"field 'url' is {type(url).__name__}, not a string",)


@pytest.mark.parametrize(
    ("passed", "extra"),
    [
        (("b",), {"b": {"c": {"d": 2, "e": 3}, "f": 4}}),
        (("b.c.d",), {"b": {"c": {"d": 2}}}),
        (("b.f", "a", "b.c.e"), {"a": 1, "b": {"f": 4, "c": {"e": 3}}}),
        (("b", "b.f"), {"b": {"c": {"d": 2, "e": 3}, "f": 4}}),
        (("x.y", "b.x", "none"), {"x.y": 5}),
    ],
)
def test_only_the_named_fields_pass_through(passed: tuple[str, ...], extra: dict[str, Any]) -> None:
    record = {"text": "So.", "a": 1, "b": {"c": {"d": 2, "e": 3}, "f": 4}, "x.y": 5}
    assert page_of(record, FieldNames(passed=passed)).extra == extra
    assert record["b"] == {"c": {"d": 2, "e": 3}, "f": 4}


@given(
    st.dictionaries(st.sampled_from(["title", "input_title", "input_input_title", "x"]), JSON),
    st.dictionaries(st.sampled_from(["title", "text"]), JSON),
)
def test_nothing_of_theirs_or_ours_is_lost_in_a_collision(theirs: dict[str, Any], ours: dict[str, Any]) -> None:
    merged = merge(ours, theirs)
    assert {name: merged[name] for name in ours} == ours
    assert len(merged) == len(ours) + len(theirs)
    assert all(merged[name] == value for name, value in theirs.items() if name not in ours)
    for name in set(theirs) & set(ours):
        assert theirs[name] in [value for key, value in merged.items() if key.endswith(name) and key not in ours]
