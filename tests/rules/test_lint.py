"""What lint finds, and what it leaves alone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from cleaner.rulecheck.ambiguity import witnesses
from cleaner.rulecheck.attacks import attacks
from cleaner.rulecheck.examples import check_packs
from cleaner.rulecheck.lint import Code, Severity, lint
from cleaner.rules.files import RuleFile
from cleaner.rules.load import LoadedPack, load_packs

SLOW = "(?:a|aa)+b?(?:a|aa)+c"


def pack(*bodies: str) -> tuple[LoadedPack, ...]:
    tables = [
        f'[[rule]]\nid = "xx/r{number}"\ncategory = "nav"\nwhy = "a rule of the test"\n{body}\n'
        for number, body in enumerate(bodies)
    ]
    return load_packs([RuleFile(Path("xx.toml"), ('[pack]\nlanguage = "xx"\n' + "".join(tables)).encode())])


def codes(packs: tuple[LoadedPack, ...], *negatives: str) -> list[tuple[str, Code, Severity]]:
    return [(complaint.rule, complaint.code, complaint.severity) for complaint in lint(packs, negatives)]


@pytest.mark.parametrize(
    ("pattern", "ambiguous"),
    [
        ("(?:a+)+b", True),
        (r"(?:\w+ ?)+b", True),
        ("(?:ab|a|b)+c", True),
        ("(?:[a-z]+,? ?){1,30}x", True),
        (r"(?:\w+ )+b", False),
        (r"(?:#\w+ ?){1,30}", False),
        ("(?:foto|video|, )+x", False),
        ("(?:a+){2}b", False),
    ],
)
def test_a_loop_that_matches_in_two_ways_is_found(pattern: str, ambiguous: bool) -> None:  # noqa: FBT001
    assert bool(witnesses(pattern)) is ambiguous


def test_an_exponential_pattern_is_an_error() -> None:
    packs = pack("line = '(?:a|aa)+b?(?:a|aa)+ende'\ndrops = ['aaende']\nkeeps = ['b']")
    start = time.monotonic()
    assert ("xx/r0", Code.BACKTRACKING, Severity.ERROR) in codes(packs)
    assert time.monotonic() - start < 120


def test_a_pattern_of_class_words_is_timed_too() -> None:
    packs = pack("class = '(?:a|aa)+b?(?:a|aa)+ende'\nkeeps = ['b']\ndrops = [{text = 'x', class = 'aaende'}]")
    assert ("xx/r0", Code.BACKTRACKING, Severity.ERROR) in codes(packs)


def test_attacks_are_near_matches_of_the_length_asked_for() -> None:
    lines = attacks(r"foto: \w{1,80}, agentur", 500)
    assert all(len(line) >= 500 for line in lines if line)
    assert any(line.startswith("foto: aaa") for line in lines)


def test_an_unbounded_pattern_without_a_literal_is_an_error_a_short_one_a_note() -> None:
    packs = pack(
        "line = '\\w+ \\w+.*'\ndrops = ['a b']\nkeeps = ['.']", "line = '\\d{1,4}'\ndrops = ['12']\nkeeps = ['.']"
    )
    assert ("xx/r0", Code.NO_LITERAL, Severity.ERROR) in codes(packs)
    assert ("xx/r1", Code.NO_LITERAL, Severity.NOTE) in codes(packs)


def test_a_rule_that_takes_a_body_sentence_is_an_error() -> None:
    packs = pack(
        "prefix = 'реклама'\ndrops = ['Реклама']\nkeeps = ['Рекламу']".replace(
            "keeps = ['Рекламу']", "keeps = ['О рекламе']"
        )
    )
    assert codes(packs, "Реклама жилья запрещена.") == [("xx/r0", Code.NEGATIVE, Severity.ERROR)]
    assert codes(packs, "Запрещена реклама жилья.") == []


def test_a_rule_whose_examples_others_take_is_shadowed() -> None:
    body = "line = 'alles über .{1,20}'\ndrops = ['Alles über Riga']\nkeeps = ['.']"
    assert codes(pack(body, body))[-1] == ("xx/r1", Code.SHADOWED, Severity.ERROR)
    assert codes(pack(body)) == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("line = 'foto'\ndrops = [\"Foto\\nText\"]\nkeeps = ['.']", "leaves 'Text'"),
        ("line = 'foto'\ndrops = ['Bild']\nkeeps = ['.']", "does not fire"),
        ("line = 'foto'\ndrops = ['Foto']\nkeeps = ['Foto']", "fires and takes 'Foto'"),
        ("line = 'mehr'\nuntil = 'blank'\ndrops = [\"Text\\nMehr\\nEins\\n\\nZwei\"]\nkeeps = ['.']", "leaves 'Text'"),
        (
            "prefix = 'foto:'\naction = 'trim'\nkeeps = ['.']\n[[rule.drops]]\ntext = 'Foto: x'\nleft = 'y'",
            "leaves ['x']",
        ),
        (
            (
                "line = 'a (?P<author>.+)'\naction = 'fields'\nkeeps = ['.']\n"
                "drops = [{text = 'a b', fields = {author = 'c'}}]"
            ),
            "gives the fields",
        ),
        (f"line = '{SLOW}'\ndrops = ['aac']\nkeeps = ['{'a' * 60}']", "in zone top: its pattern was broken off after"),
        (f"line = '{SLOW}'\ndrops = ['{'a' * 60}']\nkeeps = ['.']", "in zone top: its pattern was broken off after"),
        (
            f"phrase = '{SLOW}'\nscope = 'title'\naction = 'trim'\ndrops = ['x aac']\nkeeps = ['{'a' * 60}']",
            "keeps: its pattern was broken off after",
        ),
        ("line = 'foto \\p{Foo}'\ndrops = ['Foto']\nkeeps = ['.']", "r0: line: not a valid pattern: unknown property"),
    ],
)
def test_an_example_that_does_not_show_what_it_should_fails(body: str, message: str) -> None:
    failures = [str(failure) for failure in check_packs(pack(body))]
    assert len(failures) == 1
    assert message in failures[0]


@pytest.mark.parametrize(
    "body",
    [
        "line = 'mehr'\nuntil = 'blank'\ndrops = [\"Mehr\\nEins\\n\\nZwei\"]\nkeeps = ['.']",
        "line = '\\d+'\nnear = {line = 'aufrufe', side = 'above'}\ndrops = [\"Aufrufe\\n12\"]\nkeeps = ['12']",
        "line = 'mehr'\nuntil_line = 'ende'\ndirection = 'up'\ndrops = [\"Ende\\nEins\\nMehr\"]\nkeeps = ['.']",
        "prefix = 'foto:'\naction = 'trim'\nkeeps = ['.']\ndrops = [{text = 'Foto: x', left = 'x', dropped = 'Foto:'}]",
        (
            "tag = 'figcaption'\nclass = '\\bCredit\\b'\nkeeps = ['x']\n"
            "drops = [{text = 'x', tag = 'figcaption', class = 'credit'}]"
        ),
        "phrase = ' \\d+$'\nscope = 'title'\naction = 'trim'\ndrops = ['Titel 12']\nkeeps = ['Titel']",
    ],
)
def test_an_example_may_hold_what_its_rule_needs_around_it(body: str) -> None:
    assert [str(failure) for failure in check_packs(pack(body))] == []
