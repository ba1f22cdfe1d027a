"""``cleaner clean``."""

from __future__ import annotations

import gzip
import json
import os
from typing import TYPE_CHECKING

import orjson
import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command, Invoke

TITLE = "Суд у Зарічному дозволив ремонт мосту"


def test_prints_headline_and_body_and_nothing_of_the_site(invoke: Invoke, article: Path) -> None:
    result = invoke("clean", str(article))
    assert result.exit_code == 0
    assert result.stdout.startswith(f"{TITLE}\n\nМіська рада")
    assert "новий парк" not in result.stdout


def test_reads_standard_input_without_a_path(invoke: Invoke, article: Path) -> None:
    assert invoke("clean", input=article.read_bytes()).stdout == invoke("clean", str(article)).stdout


def test_cleaning_its_own_output_changes_nothing(invoke: Invoke, article: Path) -> None:
    once = invoke("clean", str(article)).stdout
    assert invoke("clean", "-", input=once).stdout == once


def test_json_is_an_object_for_one_input_and_an_array_for_several(invoke: Invoke, article: Path) -> None:
    one = json.loads(invoke("clean", "--output-format", "json", str(article)).stdout)
    several = json.loads(invoke("clean", "--output-format", "json", str(article), str(article)).stdout)
    assert one["title"] == TITLE
    assert several == [one, one]


def test_jsonl_is_one_object_a_line_and_names_its_input(invoke: Invoke, article: Path) -> None:
    lines = invoke("clean", "--output-format", "jsonl", str(article), str(article)).stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == [str(article)] * 2


@pytest.mark.parametrize("output_format", ["json", "jsonl"])
def test_json_is_utf8_whatever_bytes_a_name_has(command: Command, article: Path, output_format: str) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    article.rename(article.with_name(name))
    shown = command("clean", "--quiet", "--output-format", output_format, name).out
    assert orjson.loads(shown)["id"] == r"caf\udce9.txt"
    (article.parent / "result.jsonl").write_text(shown, encoding="utf-8")
    if output_format == "jsonl":
        assert command("review", "result.jsonl").code == 0


def test_an_array_of_nothing_readable_is_still_json(invoke: Invoke, tmp_path: Path) -> None:
    result = invoke("clean", "--output-format", "json", str(tmp_path / "a"), str(tmp_path / "b"))
    assert json.loads(result.stdout) == []
    assert result.exit_code == 1


def test_several_texts_stand_under_their_names(invoke: Invoke, article: Path) -> None:
    text = invoke("clean", str(article), str(article)).stdout
    assert text.count(f"==> {article} <==\n{TITLE}") == 2


def test_an_unreadable_file_is_named_and_the_others_are_cleaned(invoke: Invoke, article: Path) -> None:
    result = invoke("clean", "missing.txt", str(article))
    assert result.exit_code == 1
    assert "missing.txt: No such file" in result.stderr
    assert TITLE in result.stdout


def test_empty_input_is_a_warning_and_no_failure(invoke: Invoke, article: Path) -> None:  # noqa: ARG001  its folder
    result = invoke("clean", "-", input="  \n")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no text" in result.stderr


def test_quiet_keeps_warnings_to_itself(invoke: Invoke, article: Path) -> None:  # noqa: ARG001  its folder
    assert invoke("clean", "--quiet", "-", input=" ").stderr == ""


def test_kept_categories_stay_in_the_body(invoke: Invoke, article: Path) -> None:
    assert "новий парк" in invoke("clean", "--keep", "related", str(article)).stdout


def test_a_rule_folder_is_used(invoke: Invoke, article: Path, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "uk.toml").write_text(
        '[pack]\nlanguage = "uk"\n[[rule]]\nid = "uk/own-promise"\ncategory = "notice"\nwhy = "A promise"\n'
        "line = '^Підрядник обіцяє .*'\n"
        'drops = ["Підрядник обіцяє закінчити."]\nkeeps = ["Мер обіцяє закінчити."]\n',
        encoding="utf-8",
    )
    assert "Підрядник" in invoke("clean", str(article)).stdout
    assert "Підрядник" not in invoke("clean", "--rules", str(folder), str(article)).stdout


def test_a_bad_rule_file_ends_with_2_and_is_named(invoke: Invoke, article: Path, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "uk.toml").write_text('[pack]\nlanguage = "uk"\n[[rule]]\nid = "uk/x"\n', encoding="utf-8")
    result = invoke("clean", "--rules", str(folder), str(article))
    assert result.exit_code == 2
    assert "uk.toml" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [["--output-format", "xml"], ["--keep", "everything"], ["--reference-date", "yesterday"], ["--no-such-option"]],
)
def test_wrong_usage_ends_with_2(invoke: Invoke, article: Path, arguments: list[str]) -> None:
    assert invoke("clean", str(article), *arguments).exit_code == 2


def test_the_reference_date_fills_in_the_year(invoke: Invoke, article: Path) -> None:
    text = article.read_text(encoding="utf-8").replace("\n\n", "\n29 січня, 19:50\n\n", 1)
    result = invoke("clean", "--output-format", "json", "--reference-date", "2026-02-06", "-", input=text)
    assert json.loads(result.stdout)["date"]["value"] == "2026-01-29T19:50"


def test_data_is_utf8_in_a_pipe_whatever_the_locale(command: Command, article: Path) -> None:
    result = command("clean", str(article), env={"PYTHONIOENCODING": "latin-1", "LC_ALL": "C"})
    assert result.code == 0
    assert TITLE in result.out


def test_messages_survive_a_locale_without_the_letters(command: Command, article: Path) -> None:  # noqa: ARG001
    result = command("clean", "немає.txt", env={"PYTHONIOENCODING": "ascii"})
    assert result.code == 1
    assert "\\u043d" in result.err


@pytest.mark.parametrize("command", ["clean", "explain"])
@pytest.mark.parametrize("name", ["x.jsonl", "x.json", "x.warc.gz", "x.parquet", "x.jsonl.zst"])
def test_a_file_of_records_is_left_to_run(invoke: Invoke, article: Path, command: str, name: str) -> None:
    article.rename(article.with_name(name))
    result = invoke(command, name)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{name}: not cleaned: it holds records, which `cleaner run {name} -o OUTPUT` reads" in result.stderr


def test_a_file_of_records_is_read_as_what_the_user_says(invoke: Invoke, article: Path) -> None:
    article.rename(article.with_name("x.json"))
    assert TITLE in invoke("clean", "--input-format", "text", "x.json").stdout


def test_records_are_told_by_their_first_bytes_too(invoke: Invoke, article: Path) -> None:  # noqa: ARG001  its folder
    result = invoke("clean", "-", input=gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\n"))
    assert (result.exit_code, result.stdout) == (1, "")


def test_a_compressed_page_is_read(invoke: Invoke, article: Path) -> None:
    packed = article.with_name("article.txt.gz")
    packed.write_bytes(gzip.compress(article.read_bytes()))
    assert invoke("clean", str(packed)).stdout == invoke("clean", str(article)).stdout
    packed.write_bytes(gzip.compress(article.read_bytes())[:-20])
    result = invoke("clean", str(packed))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "article.txt.gz: " in result.stderr


@pytest.mark.parametrize("command", ["clean", "explain"])
def test_a_binary_file_is_a_failure(invoke: Invoke, article: Path, command: str) -> None:
    article.write_bytes(bytes(range(256)) * 40)
    result = invoke(command, "--quiet", str(article))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "the input looks binary: it was not cleaned" in result.stderr
