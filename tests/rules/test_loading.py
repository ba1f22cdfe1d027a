"""Loading: what is refused, where the message points, and the snapshot."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from cleaner.rules import RuleError, load_rules, snapshot
from cleaner.rules.files import RuleFile, builtin_folder, read_folder
from cleaner.rules.load import compile_files, load_packs

GOOD = """[pack]
language = "xx"

[[rule]]
id = "xx/one"
category = "related"
why = "a label above other stories"
line = 'Читайте також:?'
until = ["blank", "body"]
drops = ["Читайте також"]
keeps = ["Читайте уважно"]
"""


def problems(text: str, name: str = "xx.toml") -> list[str]:
    with pytest.raises(RuleError) as caught:
        load_packs([RuleFile(Path(name), text.encode())])
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("until =", "untill =", "xx.toml:9: rule xx/one, field untill: no such key; did you mean until?"),
        ('"related"', '"relatd"', "xx.toml:6: rule xx/one, field category: Input should be"),
        ('["Читайте також"]', "[]", "xx.toml:10: rule xx/one, field drops: List should have at least 1 item"),
        ("keeps = ", "# keeps = ", "xx.toml:4: rule xx/one, field keeps: Field required"),
        ("'Читайте також:?'", "'(Читайте'", "xx.toml:8: rule xx/one, field line: not a valid pattern"),
        ("'Читайте також:?'", r"'\p{Lu}+'", "xx.toml:8: rule xx/one, field line: \\p{Lu} never matches folded text"),
        ("'Читайте також:?'", "'(?i)читайте'", "xx.toml:8: rule xx/one, field line: inline flags"),
        ("line =", "phrase = 'x'\nline =", "xx.toml:8: rule xx/one, field phrase: a rule has exactly one of"),
        ("xx/one", "yy/one", "xx.toml:5: rule yy/one, field id: an id of this file begins with xx/"),
        ("until =", "action = 'keep'\nuntil =", "xx.toml:9: rule xx/one, field action: only a drop has a block"),
        ("until = [", "action = 'trim'  # until = [", "field action: trim needs prefix or phrase"),
        ("until = [", "action = 'fields'  # until = [", 'field line: action = "fields" needs a named group'),
        ("'Читайте також:?'", "'(?P<writer>.+)'", "xx.toml:8: rule xx/one, field line: no such field: writer"),
        ("until = [", "near = {side = 'above'}  # until = [", "field near: near has exactly one of"),
        ('language = "xx"', 'language = "xx"\nhost = "a.b"', "xx.toml:2: field language: a pack has either"),
        ('language = "xx"', 'language = "yy"', "xx.toml:2: field pack: a file is named by its pack: yy.toml"),
        ("[pack]", "[pack", "xx.toml: not valid TOML"),
        ("[pack]", f"x = {'[' * 5000}", "xx.toml: not valid TOML: nested too deep"),
        ('["Читайте також"]', "[5]", "xx.toml:10: rule xx/one, field drops.0: Input should be a text or a table"),
        (
            "until =",
            "near = {sid = 1}\nuntil =",
            "xx.toml:9: rule xx/one, field near.sid: no such key; did",
        ),
        (
            "keeps =",
            "[rule.near]\nlin = 'a'\nkeep =",
            "xx.toml:12: rule xx/one, field near.lin: no such key; did",
        ),
        (
            "keeps =",
            "[[rule.keeps]]\ntext = 'a'\n[[rule.keeps]]\ntext = 'b'\ntxt = 'c'\nkeep =",
            "xx.toml:15: rule xx/one, field keeps.1.txt: no such key; did you mean text?",
        ),
        ("until =", "max_lines = 3 #", "xx.toml:9: rule xx/one, field max_lines: it speaks of a block"),
        ("until =", "until_count = 60 #", "xx.toml:9: rule xx/one, field until_count: max_lines (40, with the marker)"),
        (
            "until =",
            "near = {line = '(?P<author>.+)', side = 'up'} #",
            "xx.toml:9: rule xx/one, field near.side: Input",
        ),
        ("until =", "near = {line = '(?P<author>.+)', side = 'above'} #", "field near: its named groups become no"),
        ("until =", "until_line = '(?P<author>.+)' #", "xx.toml:9: rule xx/one, field until_line: its named groups"),
        ("until =", "class = '(?P<author>.+)' #", "xx.toml:9: rule xx/one, field class: its named groups"),
        (
            "line = 'Читайте також:?'\nuntil =",
            "phrase = 'також$'\naction = 'trim'\nscope = 'title'\nmax_chars = 20 #",
            "xx.toml:11: rule xx/one, field max_chars: it speaks of a line",
        ),
        ("[[rule]]", "[pack.thresholds]\n\nmax_lines = 0\n[[rule]]", "xx.toml:6: field thresholds.max_lines: Input"),
        ("Читайте", "Читайте\\q", "xx.toml:8: rule xx/one, field line: not a valid pattern: bad escape \\q"),
    ],
)
def test_a_bad_rule_is_refused_by_file_line_rule_and_field(old: str, new: str, expected: str) -> None:
    assert old in GOOD
    assert any(expected in problem for problem in problems(GOOD.replace(old, new, 1))), problems(
        GOOD.replace(old, new, 1)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "xx.toml:1: field pack: Field required"),
        ("rule = [1, 2]\n[pack]\nlanguage = 'xx'\n", "xx.toml: rule number 1: Input should be a table"),
        (GOOD.replace("[[rule]]", "[other]\n[[rule]]"), "xx.toml:4: field other: no such key; there are pack, rule"),
    ],
)
def test_a_file_of_another_shape_is_refused_by_what_is_wrong(text: str, expected: str) -> None:
    assert problems(text)[0] == expected


def test_what_looks_like_a_header_or_a_key_in_a_string_of_several_lines_is_none() -> None:
    long = '"""a label # it\'s\n[[rule]]\nuntill = 1 \\""" \n"""  # it\'s\n'
    second = GOOD[GOOD.index("[[rule]]") :].replace("xx/one", "xx/two").replace("until =", "untill =")
    text = GOOD.replace('"a label above other stories"', long) + second
    line = len((text[: text.rindex("untill =")] + ".").splitlines())
    assert problems(text) == [f"xx.toml:{line}: rule xx/two, field untill: no such key; did you mean until?"]


def test_a_byte_order_mark_is_no_part_of_a_rule_file() -> None:
    (loaded,) = load_packs([RuleFile(Path("xx.toml"), b"\xef\xbb\xbf" + GOOD.encode())])
    assert [rule.id for _, rule in loaded.rules] == ["xx/one"]


def test_all_problems_of_all_files_come_at_once() -> None:
    with pytest.raises(RuleError) as caught:
        load_packs([RuleFile(Path(f"{name}.toml"), GOOD.encode()) for name in ("aa", "bb")])
    assert len(caught.value.problems) == 2
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems


def test_an_id_is_taken_once_in_a_folder() -> None:
    again = GOOD + GOOD[GOOD.index("[[rule]]") :]
    assert problems(again) == ["xx.toml:13: rule xx/one, field id: the id is taken by xx.toml:5"]


def write(folder: Path, text: str, name: str = "xx.toml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return folder


def test_a_later_folder_overrides_by_id_and_switches_off(tmp_path: Path) -> None:
    first = write(tmp_path / "a", GOOD)
    second = write(tmp_path / "b", GOOD.replace("Читайте також:?", "Дивіться також"))
    third = write(tmp_path / "c", '[pack]\nlanguage = "xx"\ndisable = ["xx/one"]\n')
    folders = [read_folder(folder) for folder in (first, second, third)]
    assert [rule.steps[0].pattern.source for rule in compile_files(folders[:2]).rules] == ["дивіться також"]
    assert compile_files(folders).rules == ()


@pytest.mark.parametrize("under", [[], [[]]])
@pytest.mark.parametrize(
    ("line", "field"),
    [
        (r"line = '\p{Nonsense}+ також'", "line"),
        (r"line = 'також'; near = {side = 'above', line = '\p{Nonsense}+ також'}", "near"),
        (r"line = 'також'; until_line = '\p{Nonsense}+ також'", "until_line"),
        (r"line = 'також'; class = '\p{Nonsense}+ також'", "class"),
    ],
)
def test_a_pattern_that_only_regex_refuses_is_found_when_any_folder_is_loaded(
    tmp_path: Path, line: str, field: str, under: list[list[RuleFile]]
) -> None:
    write(tmp_path, GOOD.replace("line = 'Читайте також:?'", line.replace("; ", "\n")))
    number = 8 + line.count("; ")
    said = rf"xx.toml:{number}: rule xx/one, field {field}: not a valid pattern: unknown property"
    with pytest.raises(RuleError, match=said):
        compile_files([*under, read_folder(tmp_path)])


def test_a_host_takes_over_what_it_extends_and_disables_on_itself_only(tmp_path: Path) -> None:
    site = GOOD.replace('language = "xx"', 'host = "la.lv"').replace("xx/one", "la.lv/one")
    write(tmp_path, site, "sites/la.lv.toml")
    write(tmp_path, '[pack]\nhost = "tv.lv"\nextends = ["la.lv"]\ndisable = ["la.lv/one"]\n', "sites/tv.lv.toml")
    rules = compile_files([read_folder(tmp_path)])
    assert rules.host_packs("www.tv.lv") == {"tv.lv", "la.lv"}
    assert rules.host_packs("la.lv") == {"la.lv"}
    assert (rules.disabled_on("tv.lv"), rules.disabled_on("la.lv")) == ({"la.lv/one"}, frozenset())


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ('disable = ["xx/on"]', r"tv\.lv\.toml:3: field disable: no such rule: xx/on; did you mean xx/one\?"),
        (
            'extends = ["la.lw"]',
            r"tv\.lv\.toml:3: field extends: no such pack of a host: la\.lw; did you mean la\.lv\?",
        ),
        ('extends = ["xx"]', r"tv\.lv\.toml:3: field extends: no such pack of a host: xx"),
    ],
)
def test_a_name_in_a_packs_head_that_names_nothing_is_refused(tmp_path: Path, head: str, said: str) -> None:
    write(tmp_path, GOOD)
    write(tmp_path, '[pack]\nhost = "la.lv"\n', "sites/la.lv.toml")
    write(tmp_path, f'[pack]\nhost = "tv.lv"\n{head}\n', "sites/tv.lv.toml")
    with pytest.raises(RuleError, match=said):
        compile_files([read_folder(tmp_path)])


def test_the_lexicon_knows_home_words_and_sections_of_all_languages(tmp_path: Path) -> None:
    write(tmp_path, '[uk]\nhome = ["Головна"]\nsections = ["Світ"]\n[ru]\nsections = ["Мир и люди"]\n', "lexicon.toml")
    lexicon = compile_files([read_folder(tmp_path)]).lexicon
    assert lexicon.split("ГОЛОВНА Світ Мир и люди") == ("ГОЛОВНА", "Світ", "Мир и люди")
    assert lexicon.split("Головна подія") is None
    with pytest.raises(RuleError, match=r"lexicon.toml:4: field uk.section: no such key; did you mean sections"):
        compile_files([[RuleFile(Path("lexicon.toml"), b'\n\n[uk]\nsection = ["x"]\n')]])


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no such folder"):
        load_rules([tmp_path / "nowhere"])


@pytest.mark.parametrize("name", ["README.md", "rules/xx.toml", "xx.TOML", "site/a.lv.toml"])
def test_a_folder_that_holds_no_rule_file_is_an_error(tmp_path: Path, name: str) -> None:
    write(tmp_path, GOOD, name)
    with pytest.raises(RuleError, match=r"holds no rules: neither \*\.toml nor sites/\*\.toml"):
        load_rules([tmp_path])


def test_a_folder_of_sites_that_can_not_be_read_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    (tmp_path / "sites").write_text("")
    with pytest.raises(RuleError, match=r"cannot be read: .*sites"):
        load_rules([tmp_path])


def test_the_snapshot_gives_the_same_rules_as_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    fresh = load_rules()
    assert {path.suffix for path in (tmp_path / "cleaner").iterdir()} == {".json", ".programs"}
    assert load_rules() == fresh
    assert fresh.fingerprint
    assert pickle.loads(pickle.dumps(fresh)) == fresh


def test_a_damaged_or_foreign_snapshot_is_not_used(tmp_path: Path) -> None:
    rules = compile_files([[RuleFile(Path("xx.toml"), GOOD.encode())]])
    path = tmp_path / "deep" / "snapshot.json"
    assert snapshot.write(path, "key", rules)
    assert snapshot.read(path, "key") == rules
    assert snapshot.read(path, "other") is None
    path.write_bytes(path.read_bytes()[:-20])
    assert snapshot.read(path, "key") is None
    path.write_text('{"key": "key", "rules": {"rules": [[1]]}}')
    assert snapshot.read(path, "key") is None


def test_a_cache_that_can_not_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert not snapshot.write(blocked / "snapshot.json", "key", compile_files([]))


def test_a_load_that_ends_before_the_programs_are_written_leaves_no_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("cleaner.rules.builtin_folder", lambda: write(tmp_path / "rules", GOOD))
    with monkeypatch.context() as broken:
        broken.setattr("cleaner.rules.programs.put", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            load_rules()
    assert not [*tmp_path.glob("cache/**/*.json")]
    load_rules()
    assert {path.suffix for path in (tmp_path / "cache" / "cleaner").iterdir()} == {".json", ".programs"}


def _interrupted(*_: object) -> bool:
    raise KeyboardInterrupt


def test_the_key_of_a_snapshot_speaks_for_all_code_that_makes_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    real = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path.name) or real(path))
    snapshot.key_of([])
    code = {path.name for path in Path(snapshot.__file__).parent.glob("*.py")}
    assert set(read) == code | {"model.py", "fold.py"}


def test_a_folder_on_top_of_the_snapshot_gives_the_same_as_all_files_together(tmp_path: Path) -> None:
    (tmp_path / "uk.toml").write_text(
        '[pack]\nlanguage = "uk"\ndisable = ["uk/related-block"]\n\n[[rule]]\nid = "uk/ads"\ncategory = "ads"\n'
        'why = "A label of our own instead of the built-in one"\nline = "рекламне місце"\ndrops = ["Рекламне місце"]\n'
        'keeps = ["Рекламне місце здали."]\n',
        "utf-8",
    )
    together = compile_files([read_folder(builtin_folder()), read_folder(tmp_path)])
    assert load_rules([tmp_path]) == together
    # Rules that a built-in language pack switched off would be missing for a folder that names them.
    assert not any(pack.disable for pack in load_rules().packs if not pack.is_host)
