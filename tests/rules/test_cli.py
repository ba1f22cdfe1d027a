"""``cleaner rules`` as a user runs it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from cleaner.rulecheck.draft import pattern_of
from cleaner.rulecheck.show import source_of
from cleaner.rules.files import RuleFile
from cleaner.rules.load import load_packs
from cleaner.rules.schema import FileModel

ROOT = Path(__file__).parents[2]
RULE = """[pack]
language = "xx"
[[rule]]
id = "xx/support"
category = "subscribe"
why = "A call to support us"
line = 'Підтримати нас'
drops = ["Підтримати нас"]
keeps = ["Підтримати нас прийшли сотні."]
"""


def run(*arguments: str | Path, stdin: str = "", cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cleaner", "rules", *map(str, arguments)],
        cwd=cwd, env={**os.environ, "PYTHONPATH": str(ROOT)},
        input=stdin, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "xx.toml").write_text(RULE, "utf-8")
    return tmp_path


def test_list_filters_by_language_and_category(folder: Path) -> None:
    done = run("list", "--rules", folder, "--language", "xx", "--category", "subscribe")
    assert done.stdout == "xx/support\tsubscribe\tany\tA call to support us\n"
    assert run("list", "--rules", folder, "--language", "xx", "--category", "nav").stdout == ""


def test_list_has_one_row_for_each_rule(folder: Path) -> None:
    (folder / "xx.toml").write_text(RULE.replace("A call to support us", "A call\\tto\\n  support us"), "utf-8")
    done = run("list", "--rules", folder, "--id", "xx")
    assert done.stdout == "xx/support\tsubscribe\tany\tA call to support us\n"
    (folder / "xx.toml").write_text(RULE.replace("xx/support", "xx/sup\\tport"), "utf-8")
    assert run("list", "--rules", folder, "--id", "xx").returncode == 2


def test_a_rule_that_another_folder_replaces_is_not_looked_at(folder: Path) -> None:
    other = folder / "other"
    other.mkdir()
    (other / "xx.toml").write_text(RULE.replace("Підтримати нас", "Підтримати їх"), "utf-8")
    both = ("--rules", folder, "--rules", other)
    assert "1 rule, 0 examples failed" in run("test", "--id", "xx", *both).stderr
    shown = run("show", "xx/support", *both).stdout
    assert (shown.count('id = "xx/support"'), "Підтримати їх" in shown) == (1, True)
    assert run("reference", "--id", "xx", *both).stdout.count("| support |") == 1


def test_list_counts_hits_on_a_corpus_and_names_sites_rules_that_never_fire(folder: Path) -> None:
    (folder / "sites").mkdir()
    site = RULE.replace('language = "xx"', 'host = "site.test"').replace("xx/", "site.test/").replace("нас", "їх")
    (folder / "sites" / "site.test.toml").write_text(site, "utf-8")
    pages = folder / "pages.jsonl"
    record = {"text": "Рада ухвалила бюджет міста на наступний рік.\n\nПідтримати нас", "url": "https://site.test/1"}
    pages.write_text(json.dumps(record) * 1 + "\n" + json.dumps(record) + "\n", "utf-8")
    done = run("list", "--rules", folder, "--id", "xx", "--id", "site.test", "--corpus", pages)
    assert done.stdout.splitlines() == [
        "2\t2\txx/support",
        "\t\t2 × Підтримати нас",
        "0\t0\tsite.test/support\tnever on 2 pages of its site",
    ]
    assert "2 pages, 1 of 2 rules fire" in done.stderr


def test_rules_of_a_site_are_counted_on_fixtures_with_their_urls(folder: Path) -> None:
    site = RULE.replace('language = "xx"', 'host = "site.test"').replace("xx/", "site.test/")
    (folder / "sites").mkdir()
    (folder / "sites" / "site.test.toml").write_text(site, "utf-8")
    case = folder / "fixtures" / "site.test" / "support"
    case.mkdir(parents=True)
    (case / "input.txt").write_text("Рада ухвалила бюджет міста на наступний рік.\n\nПідтримати нас\n", "utf-8")
    (case / "expected.json").write_text('{"options": {"url": "https://site.test/1"}}')
    arguments = ("list", "--rules", folder, "--id", "site.test", "--corpus", folder / "fixtures")
    done = run(*arguments)
    assert done.stdout.splitlines() == ["1\t1\tsite.test/support", "\t\t1 × Підтримати нас"]
    assert "no page has a URL" not in done.stderr
    (case / "expected.json").write_text("{}")
    done = run(*arguments)
    assert done.stdout.splitlines() == ["0\t0\tsite.test/support"]
    assert "no page has a URL: rules of sites do not run without one" in done.stderr


def test_a_corpus_of_which_a_record_can_not_be_read_fails_with_1_behind_all_others(folder: Path) -> None:
    records = ('{"text": "Підтримати нас"}', "{]", '{"text": null}', '{"text": "a", "url": 5}')
    (folder / "bad.jsonl").write_text("\n".join(records), "utf-8")
    done = run("list", "--rules", folder, "--id", "xx", "--corpus", folder / "bad.jsonl")
    assert done.returncode == 1
    assert "bad.jsonl" in done.stderr
    assert "2 pages, " in done.stderr


def test_a_corpus_that_is_not_there_is_a_usage_error(folder: Path) -> None:
    done = run("list", "--rules", folder, "--id", "xx", "--corpus", folder / "nothing")
    assert done.returncode == 2
    assert "nothing: nothing to read" in done.stderr


def test_show_prints_the_rule_and_marks_what_it_takes(folder: Path) -> None:
    done = run("show", "xx/support", "--rules", folder)
    assert 'id = "xx/support"' in done.stdout
    assert "# fires:\n- Підтримати нас\n" in done.stdout
    assert "# is silent:\n  Підтримати нас прийшли сотні.\n" in done.stdout
    assert run("show", "xx/nothing").returncode == 2


def test_show_writes_out_a_rule_that_is_no_table_of_its_own(folder: Path) -> None:
    keys = ("id = 'xx/a'", "category = 'nav'", "why = 'a rule of the test'", r"line = 'a\d'", "drops = ['a1']")
    more = ("keeps = ['b']", "near = {line = 'b', side = 'above'}")
    text = f"rule = [{{{', '.join((*keys, *more))}}}]\n[pack]\nlanguage = 'xx'\n"
    (folder / "xx.toml").write_text(text, "utf-8")
    shown = run("show", "xx/a", "--rules", folder).stdout.partition("\n")[2].partition("\n\n")[0]
    assert tomllib.loads(shown)["rule"] == tomllib.loads(text)["rule"]


def test_show_parses_a_file_once(monkeypatch: pytest.MonkeyPatch) -> None:
    packs = load_packs([RuleFile(Path("uk.toml"), (ROOT / "rules" / "uk.toml").read_bytes())])
    parsed = []
    monkeypatch.setattr(tomllib, "loads", lambda text, real=tomllib.loads: parsed.append(text) or real(text))
    sources = [source_of(pack, rule) for pack in packs for _, rule in pack.rules]
    assert (len(sources) > 100, len(parsed)) == (True, 1)


def test_a_negative_corpus_that_can_not_be_read_is_named(folder: Path) -> None:
    (folder / "negatives").mkdir()
    (folder / "negatives" / "xx.txt").write_bytes("Підтримати".encode("cp1251"))
    done = run("lint", "--rules", folder, "--id", "xx")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "negatives/xx.txt: cannot be read: " in done.stderr


def test_test_and_lint_end_with_1_when_something_is_wrong(folder: Path) -> None:
    assert run("test", "--rules", folder, "--id", "xx").returncode == 0
    assert run("lint", "--rules", folder, "--id", "xx").returncode == 0
    bad = RULE.replace("'Підтримати нас'", r"'\w+ .*'")
    (folder / "xx.toml").write_text(bad, "utf-8")
    test, lint = run("test", "--rules", folder, "--id", "xx"), run("lint", "--rules", folder, "--id", "xx")
    assert (test.returncode, lint.returncode) == (1, 1)
    assert "xx/support: keeps: in zone top: fires and takes" in test.stdout
    assert "error: xx/support: no-literal" in lint.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("test", "--id", "nosuch/rule"), "no such pack: nosuch; `cleaner rules list` shows all"),
        (("test", "--id", "uk/related-blok"), "no such rule: uk/related-blok; did you mean uk/related-block?"),
        (("show", "uk/related-blok"), "no such rule: uk/related-blok; did you mean uk/related-block?"),
        (("test", "--site", "delfi.lt"), "no such site: delfi.lt; did you mean delfi.lv?"),
        (("lint", "--language", "qq"), "no such language: qq"),
        (("list", "--language", "qq"), "no such language: qq"),
        (("reference", "--id", "nosuch"), "no such pack: nosuch"),
        (
            ("test", "--id", "uk/support", "--language", "ru"),
            "nothing of uk/support is of the language, site or category",
        ),
    ],
)
def test_a_name_that_is_none_ends_with_2(arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr


def test_lint_refuses_to_switch_off_what_there_is_not(folder: Path) -> None:
    (folder / "xx.toml").write_text(RULE.replace("[[rule]]", 'disable = ["uk/related-blok"]\n[[rule]]'), "utf-8")
    done = run("lint", "--rules", folder, "--id", "xx")
    assert done.returncode == 2
    assert "xx.toml:3: field disable: no such rule: uk/related-blok; did you mean uk/related-block?" in done.stderr


def test_a_rule_file_with_an_error_ends_every_command_with_2(folder: Path) -> None:
    (folder / "xx.toml").write_text(RULE.replace("drops", "drop"), "utf-8")
    for command in ("list", "test", "lint", "reference"):
        done = run(command, "--rules", folder, "--id", "xx")
        assert done.returncode == 2
        assert "xx.toml:8: rule xx/support, field drop: no such key; did you mean drops?" in done.stderr


def test_the_schema_knows_every_key() -> None:
    schema = json.loads(run("schema").stdout)
    keys = {
        field.alias or name
        for name, field in FileModel.model_fields["rule"].annotation.__args__[0].model_fields.items()
    }
    assert keys == set(schema["$defs"]["RuleModel"]["properties"])


def test_new_asks_tries_and_appends(tmp_path: Path) -> None:
    answers = "uk/patrons\nsubscribe\nA call to support us\nПідтримати нас: 100 грн\nПідтримати нас: 100 грн прийшло.\n"
    done = run("new", "--folder", tmp_path, "--zone", "bottom", stdin=answers)
    assert done.returncode == 0, done.stderr
    (rule,) = tomllib.loads((tmp_path / "uk.toml").read_text("utf-8"))["rule"]
    assert rule["line"] == r"Підтримати нас: \d{1,6} грн"
    assert rule["zone"] == ["bottom"]
    again = run("new", "--folder", tmp_path, stdin=answers)
    assert again.returncode == 2
    assert "the id is taken" in again.stderr
    assert len(tomllib.loads((tmp_path / "uk.toml").read_text("utf-8"))["rule"]) == 1


def test_new_writes_nothing_if_the_line_to_keep_would_go(tmp_path: Path) -> None:
    options = ("--id", "uk/x", "--category", "nav", "--why", "Some menu entry", "--drop", "Меню", "--keep", "МЕНЮ")
    done = run("new", "--folder", tmp_path, *options)
    assert done.returncode == 2
    assert "fires and takes" in done.stderr
    assert not list(tmp_path.iterdir())


NEW = (
    "--category",
    "nav",
    "--why",
    "Some menu entry",
    "--drop",
    "З нашої криниці",
    "--keep",
    "З нашої криниці п’ють.",
)


def test_new_takes_no_id_that_is_taken_elsewhere(folder: Path) -> None:
    done = run("new", "--folder", folder, "--id", "uk/related-block", *NEW)
    assert done.returncode == 2
    assert re.search(
        r"uk\.toml: rule uk/related-block, field id: the rule of this id in .*uk\.toml would be", done.stderr
    )
    done = run("new", "--folder", folder / "other", "--rules", folder, "--id", "xx/support", *NEW)
    assert (done.returncode, "xx.toml would be replaced" in done.stderr) == (2, True)
    assert {path.name for path in folder.iterdir()} == {"xx.toml"}


def test_new_writes_to_the_folder_in_force_and_says_where_there_is_none(folder: Path) -> None:
    here = folder / "here"
    here.mkdir()
    done = run("new", "--id", "uk/chest", *NEW, cwd=here)
    assert (done.returncode, "it is in force with --rules rules" in done.stderr) == (0, True)
    (here / "cleaner.toml").write_text('keep = ["related"]\nrules = ["one", "../two"]\n', "utf-8")
    for name in ("here/one", "two"):
        (folder / name).mkdir()
        (folder / name / "xx.toml").write_text('[pack]\nlanguage = "xx"\n')
    done = run("new", "--id", "uk/chest", *NEW[:-2], cwd=here, stdin="З нашої криниці п’ють.\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert "A line that looks like it and stays" in done.stdout
    (rule,) = tomllib.loads((folder / "two" / "uk.toml").read_text("utf-8"))["rule"]
    assert rule["keeps"] == ["З нашої криниці п’ють."]


def test_new_leaves_the_ends_of_lines_as_they_are(folder: Path) -> None:
    windows = b"\xef\xbb\xbf" + RULE.replace("\n", "\r\n").encode()
    (folder / "xx.toml").write_bytes(windows)
    assert run("new", "--folder", folder, "--id", "xx/chest", *NEW).returncode == 0
    after = (folder / "xx.toml").read_bytes()
    assert after.startswith(windows + b"\r\n[[rule]]\r\n")
    assert after.count(b"\n") == after.count(b"\r\n")


@pytest.mark.parametrize(
    ("place", "id_", "said"),
    [
        ("", "lexicon/chest", "an id is a pack and a name"),
        ("xx.toml", "uk/chest", "xx.toml/uk.toml: cannot be used: "),
        ("xx.toml/below", "uk/chest", "xx.toml/below/uk.toml: cannot be used: "),
        ("latin", "xx/chest", "latin/xx.toml: not UTF-8"),
    ],
)
def test_new_names_a_place_that_can_not_be_written_to(folder: Path, place: str, id_: str, said: str) -> None:
    (folder / "latin").mkdir()
    (folder / "latin" / "xx.toml").write_bytes(RULE.encode("cp1251"))
    done = run("new", "--folder", folder / place, "--id", id_, *NEW)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert said in done.stderr


def test_a_pattern_is_the_line_with_any_number_for_a_number() -> None:
    assert pattern_of("Просмотров: 1204 (за день) +") == r"Просмотров: \d{1,6} \(за день\) \+"


def test_the_guide_speaks_of_commands_that_exist() -> None:
    guide = (ROOT / "docs" / "add-a-rule.md").read_text("utf-8")
    commands = set(re.findall(r"cleaner rules (\w+)", guide))
    assert commands == {"list", "show", "test", "lint", "schema", "reference", "new"}
    known = run("--help").stdout
    assert all(command in known for command in commands)


def test_the_guides_example_has_an_id_that_is_free() -> None:
    guide = (ROOT / "docs" / "add-a-rule.md").read_text("utf-8")
    example = next(block for block in re.findall(r"```toml\n(.*?)```", guide, re.DOTALL) if "[[rule]]" in block)
    (rule,) = tomllib.loads(example)["rule"]
    assert run("show", rule["id"]).returncode == 2


def test_the_rules_of_a_site_are_also_those_that_it_takes_over(folder: Path) -> None:
    sites = folder / "sites"
    sites.mkdir()
    for name, others in (("a.test", '["b.test"]'), ("b.test", '["c.test", "a.test"]'), ("c.test", "[]")):
        site = RULE.replace('language = "xx"', f'host = "{name}"\nextends = {others}').replace("xx/", f"{name}/")
        (sites / f"{name}.toml").write_text(site, "utf-8")
    listed = [line.split("\t")[0] for line in run("list", "--rules", folder, "--site", "a.test").stdout.splitlines()]
    assert listed == ["a.test/support", "b.test/support", "c.test/support"]
    assert run("list", "--rules", folder, "--site", "c.test").stdout.count("\n") == 1
