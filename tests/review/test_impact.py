"""What a change of the rules changes: lines lost, removed and restored, rule by rule."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from cleaner import Cleaner
from cleaner.impact import tally
from cleaner.impact.compare import compare
from cleaner.impact.tally import EXAMPLES, measure
from cleaner.impact.versions import VersionError, load_version
from cleaner.model import Known
from cleaner.review.page import Book, render_page
from cleaner.review.sheet import Change, Text

BODY = "Місто відкрило новий міст через Стрий, повідомила у вівторок вранці речниця міста Ірина Кохан."
MORE = "Рух мостом через Стрий почнеться завтра о шостій ранку, а пішоходів міст прийме вже сьогодні."
SECOND = "Новий міст через Стрий будували чотири роки, і за цей час місто двічі міняло підрядника будівництва."
RULE = """
[[rule]]
id = "uk/{name}"
category = "related"
why = "{why}"
prefix = '{line}'
drops = ["{drops}"]
keeps = ["Щось зовсім інше."]
"""
HEADER = '[pack]\nlanguage = "uk"\n'
LABEL = "Зазирніть до скарбнички"
TREASURY = RULE.format(name="treasury", why="The name of the list of other stories", line=LABEL, drops=LABEL)
GREEDY = RULE.format(name="greedy", why="Takes far too much", line="Рух мостом", drops="Рух мостом")


BUILT = RULE.format(name="built", why="Takes far too much as well", line="Новий міст", drops="Новий міст")


def folder(root: Path, name: str, *rules: str) -> Path:
    """A whole set of rules: small, so that loading it costs nothing."""
    path = root / name
    (path / "scorer").mkdir(parents=True)
    (path / "scorer" / "cues.toml").touch()
    (path / "uk.toml").write_text(HEADER + "".join(rules), "utf-8")
    return path


def text(*lines: str, name: str = "x") -> Text:
    return Text(name, "\n".join(lines))


def changes(before: Path, after: Path, *lines: str) -> list[tuple[str, str, str]]:
    cleaners = [Cleaner(rules=load_version(str(path), path).rules) for path in (before, after)]
    compared = compare(cleaners[0], cleaners[1], text(*lines))
    return [
        (piece.change.value, piece.removal.rule, piece.text.strip())
        for piece in compared.changed
        if piece.change and piece.removal
    ]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return folder(tmp_path, "old", TREASURY)


def test_a_line_that_a_new_rule_takes_is_removed_by_it(old: Path, tmp_path: Path) -> None:
    new = folder(tmp_path, "new")
    assert changes(new, old, BODY, MORE, "Зазирніть до скарбнички міста", SECOND) == [
        ("removed", "uk/treasury", "Зазирніть до скарбнички міста")
    ]


def test_a_line_that_an_old_rule_no_longer_takes_is_restored_and_names_that_rule(old: Path, tmp_path: Path) -> None:
    new = folder(tmp_path, "new")
    assert changes(old, new, BODY, MORE, "Зазирніть до скарбнички міста", SECOND) == [
        ("restored", "uk/treasury", "Зазирніть до скарбнички міста")
    ]


def test_a_sentence_that_falls_is_lost(old: Path, tmp_path: Path) -> None:
    new = folder(tmp_path, "new", TREASURY, GREEDY)
    assert changes(old, new, BODY, MORE, SECOND) == [("lost", "uk/greedy", MORE)]


def test_what_both_take_is_no_change(old: Path, tmp_path: Path) -> None:
    new = folder(tmp_path, "new", TREASURY, GREEDY)
    assert changes(old, new, BODY, "Зазирніть до скарбнички міста", SECOND) == []


def test_fields_that_differ_are_named(tmp_path: Path) -> None:
    tags = """
[[rule]]
id = "uk/tags"
category = "tags"
why = "The tags behind their label"
line = 'Мітки: (?P<tags>.+)'
action = "fields"
drops = [{ text = "Мітки: вода, газ", fields = { tags = "вода, газ" } }]
keeps = ["Мітки часу збіглися."]
"""
    names = folder(tmp_path, "with", tags), folder(tmp_path, "without")
    before, after = (Cleaner(rules=load_version(str(name), name).rules) for name in names)
    compared = compare(before, after, text(BODY, MORE, "Мітки: міст, річка"))
    assert compared.fields == (("tags", ("міст", "річка"), ()),)
    assert compared.sheet.notes == ("tags: міст, річка → –",)


def test_what_is_known_of_a_text_is_known_on_both_sides(old: Path) -> None:
    cleaner = Cleaner(rules=load_version(str(old), old).rules)
    compared = compare(cleaner, cleaner, Text("x", BODY, known=Known(title="Новий міст")))
    assert compared.sheet.article.title == "Новий міст"


def test_effects_are_counted_by_rule_the_largest_first_with_examples(tmp_path: Path) -> None:
    old, new = folder(tmp_path, "old", BUILT), folder(tmp_path, "new", GREEDY)
    texts = [text(BODY, MORE, SECOND, name=str(number)) for number in range(8)]
    texts.append(text(BODY, MORE, BODY, name="eight"))
    report = measure(load_version(str(old), old), load_version(str(new), new), texts)
    first, second = report.largest()
    assert (first.rule, first.change, first.lines, first.documents) == ("uk/greedy", Change.LOST, 9, 9)
    assert (second.rule, second.change, second.lines) == ("uk/built", Change.RESTORED, 8)
    assert len(first.examples) == EXAMPLES
    assert first.examples[0] == ("0", MORE)
    assert (report.documents, report.changed) == (9, 9)
    record = json.loads(json.dumps(report.as_json()))
    assert record["lines"] == {"lost": 9, "removed": 0, "restored": 8}
    assert record["rules"] == {"before": 1, "after": 1}


def test_processes_count_the_same(old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tally, "FEWEST_PER_WORKER", 1)
    monkeypatch.setattr(tally, "WINDOW", 4)
    new = folder(tmp_path, "new")
    texts = [text(BODY, "Зазирніть до скарбнички", MORE, name=str(number)) for number in range(9)]
    versions = load_version(str(old), old), load_version(str(new), new)
    assert measure(*versions, texts, jobs=2).as_json() == measure(*versions, texts).as_json()


def test_the_page_shows_each_change(old: Path, tmp_path: Path) -> None:
    new = folder(tmp_path, "new", GREEDY)
    report = measure(load_version(str(old), old), load_version(str(new), new), [text(BODY, MORE, SECOND)])
    page = render_page(Book("T", tuple(report.sheets), impact=True, total=report.changed))
    assert '"change":"lost"' in page
    assert "1 document changed: 1 lost, 0 removed, 0 restored" in page


def test_a_folder_with_the_scorer_s_data_stands_alone_and_any_other_lies_over_the_built_in_packs(old: Path) -> None:
    alone = load_version(str(old), old).rules
    assert {rule.id for rule in alone.rules} == {"uk/treasury"}
    shutil.rmtree(old / "scorer")
    (old / "lexicon.toml").write_text('[uk]\nsections = ["Скриня"]\n', "utf-8")  # a user's folder may hold one
    over = load_version(str(old), old).rules
    assert {rule.id for rule in over.rules} > {"uk/treasury"}


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def test_a_git_revision_means_the_rules_of_that_revision(old: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "uk.toml").write_text(HEADER + TREASURY, "utf-8")
    (mine / "lexicon.toml").write_text('[uk]\nsections = ["Скриня"]\n', "utf-8")
    git(tmp_path, "add", "old", "mine")
    git(tmp_path, "commit", "-qm", "first")
    (old / "uk.toml").write_text(HEADER + GREEDY, "utf-8")
    git(tmp_path, "commit", "-qam", "second")
    first, second = (load_version(revision, old).rules for revision in ("HEAD~1", "HEAD"))
    assert {rule.id for rule in first.rules} == {"uk/treasury"}
    assert {rule.id for rule in second.rules} == {"uk/greedy"}
    assert {rule.id for rule in load_version("HEAD", mine).rules.rules} > {"uk/treasury"}
    for name in ("no-such-revision", "--output=/tmp/x", "HEAD:old"):
        with pytest.raises(VersionError, match="neither a folder"):
            load_version(name, old)


def test_a_link_that_leads_out_of_the_revision_s_rules_is_an_error_that_names_it(old: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.toml").write_text(HEADER, "utf-8")
    (old / "ru.toml").symlink_to("../elsewhere.toml")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    with pytest.raises(VersionError, match=r"HEAD: ru\.toml: a link"):
        load_version("HEAD", old)


def test_a_folder_outside_of_any_repository_has_no_revisions(old: Path) -> None:
    with pytest.raises(VersionError, match="neither"):
        load_version("HEAD", old)
    with pytest.raises(VersionError, match="no such folder"):
        load_version("HEAD", old / "nothing")
