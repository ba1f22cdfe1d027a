"""Folding patterns, and what is read off them for the gate."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.fold import fold, unify
from cleaner.rules.errors import PatternError
from cleaner.rules.first import first_of
from cleaner.rules.shape import UNBOUNDED, shape
from cleaner.rules.syntax import fold_pattern


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("«Ещё» – Tекст", '"еще" - текст'),
        (r"[А-ЯЁ]\S+\p{L}{2,3}\b", r"[а-яе]\S+\p{L}{2,3}\b"),
        ("[–«]x", '[\\-"]x'),
        (r"\«а\—б\.", r'"а-б\.'),
        ("(?P<author>Автор)(?:А|Б)(?<=В)(?!Г)", "(?P<author>автор)(?:а|б)(?<=в)(?!г)"),
        ("[]А]", "[]а]"),
        (r"\u0416ми\xAB\N{CYRILLIC CAPITAL LETTER IO}\x41\x5b\u00a9", r'жми"еa\x5b\u00a9'),
        (r"[\u0416\u2013-\xBB\x5d]", r"""[ж\--"\x5d]"""),
        ("[^А]", "[^а]"),
    ],
)
def test_literal_characters_fold_and_syntax_stays(written: str, folded: str) -> None:
    assert fold_pattern(written) == folded


def test_an_escaped_backslash_takes_no_letter_with_it() -> None:
    assert set(shape(fold_pattern(r"C:\\home\\news")).literals) == {r"c:\home\news"}


def test_with_case_only_quotes_dashes_and_blanks_fold() -> None:
    assert fold_pattern(r"\p{Lu}ё «X» –", case=True) == r'\p{Lu}ё "X" -'
    assert fold_pattern(r"\u0416\xAB", case=True) == r'\u0416"'


@pytest.mark.parametrize(
    "bad",
    [
        r"\p{Lu}",
        "(?i)a",
        "(?s:a)",
        "a{e<=1}",
        "[abc",
        "a{",
        "(?|a|b)",
        r"\Ra",
        "(a",
        "*a",
        r"\\\h",
        r"\N{NO SUCH SIGN}",
    ],
)
def test_what_has_no_place_in_a_rule_is_refused(bad: str) -> None:
    with pytest.raises(PatternError):
        shape(fold_pattern(bad))


@given(st.text(min_size=1, max_size=40))
@settings(max_examples=200, deadline=None)
def test_an_escaped_text_matches_its_folded_self(text: str) -> None:
    line = " ".join(text.split())
    written = "".join("\\" + char if char in r".^$*+?{}[]\|()" else char for char in line)
    assert regex.fullmatch(fold_pattern(written), fold(line))
    assert regex.fullmatch(fold_pattern(written, case=True), unify(line))


@pytest.mark.parametrize(
    ("pattern", "literals", "offsets"),
    [
        ("фото: .{1,80}", ("фото: ",), (0, 0)),
        ("лист(?:и)? (?:від|до)", ("лист від", "лист до", "листи від", "листи до"), (0, 0)),
        (r"\d{1,3} хвилин", (" хвилин",), (1, 3)),
        (".+ все права", (" все права",), (1, UNBOUNDED)),
        ("[«(]?фото", ('"фото', "(фото", "фото"), (0, 0)),
        (".?фото", ("фото",), (0, 1)),
        ("(?:abc)+", ("abc",), (0, 0)),
        ("©.*", ("©",), (0, 0)),
    ],
)
def test_required_literals_are_found_with_their_places(
    pattern: str, literals: tuple[str, ...], offsets: tuple[int, int]
) -> None:
    known = shape(fold_pattern(pattern))
    assert set(known.literals) == set(literals)
    assert known.offsets == offsets
    assert known.loose == ()


def test_a_branch_without_a_literal_spoils_only_itself() -> None:
    known = shape(r"читать далее|\d{1,3}")
    assert known.literals == ("читать далее",)
    assert known.loose == ((1, 1, 3, ""),)


ATOMS = st.sampled_from(["а", "до", "фото", "автор", " ", ".", r"\d", r"\w", "[аб]", "[^а]", "©", r"\S"])


def _nested(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    repeat = st.sampled_from(["?", "*", "+", "{2}", "{1,3}"])
    return st.one_of(
        st.lists(children, min_size=1, max_size=4).map("".join),
        st.lists(children, min_size=2, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(children, repeat).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
    )


@given(st.recursive(ATOMS, _nested, max_leaves=10), st.data())
@settings(max_examples=400, deadline=None)
def test_whatever_matches_passes_the_gate(pattern: str, data: st.DataObject) -> None:
    known = shape(pattern)
    text = data.draw(st.from_regex(pattern, fullmatch=True))
    text = "".join(char for char in text if char != "\n")
    match = regex.fullmatch(pattern, text)
    if match is None:
        return
    low, high = known.offsets
    literal = any(low <= at <= high for known_literal in known.literals for at in _places(text, known_literal))
    loose = any(
        (first_of(text) & first or text[:1] in chars) and least <= len(text) <= most
        for first, least, most, chars in known.loose
    )
    assert literal or loose
    assert known.min_chars <= len(text) <= known.max_chars


def _places(text: str, literal: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(literal, at)]
