"""Templates as a file."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Cleaner, Options
from cleaner.domains import host_of
from cleaner.templates.files import TemplateError, encode_templates, read_templates
from cleaner.templates.template import Template, Templates

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = Templates.of(
    [Template("paper.example", 6, {"мапа сайту": 6, "seen 0 times": 3}), Template(None, 9, {"rss": 4})]
)


def test_a_file_holds_what_was_learned(tmp_path: Path) -> None:
    path = tmp_path / "templates.jsonl"
    path.write_bytes(encode_templates(KNOWN))
    assert path.read_text("utf-8").splitlines()[1] == (
        '{"host":"paper.example","pages":6,"lines":{"мапа сайту":6,"seen 0 times":3}}'
    )
    assert read_templates(path) == KNOWN


HOSTS = st.from_regex(r"(?!www\.)[a-z0-9-]{1,9}(\.[a-z0-9-]{1,9}){0,2}", fullmatch=True)


@given(st.dictionaries(st.none() | HOSTS, st.dictionaries(st.text(), st.integers(1, 50)), max_size=4))
def test_any_templates_survive_the_file(
    tmp_path_factory: pytest.TempPathFactory, sites: dict[str | None, dict[str, int]]
) -> None:
    known = Templates.of(Template(host, 50, lines) for host, lines in sites.items())
    path = tmp_path_factory.mktemp("any") / "templates.jsonl"
    path.write_bytes(encode_templates(known))
    again = read_templates(path)
    assert (again, again.fingerprint) == (known, known.fingerprint)


def test_what_editors_on_windows_write_is_read(tmp_path: Path) -> None:
    path = tmp_path / "templates.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + encode_templates(KNOWN).replace(b"\n", b"\r\n"))
    assert read_templates(path) == KNOWN


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 2: not JSON"),
        ("[]", "line 2: the line: "),
        ('{"host": "a.example", "pages": 5}', "line 2: lines: Field required"),
        ('{"host": "a.example", "pages": "5", "lines": {}}', "line 2: pages: "),
        ('{"host": "a.example", "pages": 5, "lines": {"rss": 0}}', "line 2: lines.rss: "),
        ('{"host": "a.example", "pages": 5, "lines": {"rss": 6}}', "line 2: lines: one stands on 6 of 5 pages"),
        ('{"host": "a.example", "pages": 5, "lines": {}, "more": 1}', "line 2: more: "),
        ('{"host": "paper.example", "pages": 5, "lines": {}}', "line 2: host: a second template of paper.example"),
        ('{"host": "www.Paper.Example.", "pages": 5, "lines": {}}', "line 2: host: a second template of paper.example"),
    ],
)
def test_an_error_names_file_line_and_field(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "templates.jsonl"
    first = '{"host": "paper.example", "pages": 6, "lines": {}}'
    path.write_text(f"{first}\n{line}\n", "utf-8")
    with pytest.raises(TemplateError, match=re.escape(f"{path}, {message}")):
        read_templates(path)


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("A.example", "a.example"),
        ("www.a.example", "a.example"),
        ("a.example.", "a.example"),
        ("вісті.example", "www.вісті.example"),
        ("a..example", "a..example"),
        ("ї..example", "ї..example"),
    ],
)
def test_a_host_is_found_however_it_is_written(tmp_path: Path, written: str, host: str) -> None:
    path = tmp_path / "templates.jsonl"
    path.write_bytes(encode_templates(Templates.of([Template(written, 6, {"rss": 6})])))
    assert read_templates(path).get(host_of(f"https://{host}/1")) is not None


@pytest.mark.parametrize("head", [gzip.compress(encode_templates(KNOWN)), b"\x28\xb5\x2f\xfd"])
def test_a_compressed_file_is_told_from_a_broken_one(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "templates.jsonl.gz"
    path.write_bytes(head)
    with pytest.raises(TemplateError, match=re.escape(f"{path}: is compressed; unpack it")):
        read_templates(path)


def test_a_file_that_is_not_there_is_an_error_of_the_cleaner(tmp_path: Path) -> None:
    with pytest.raises(TemplateError, match=r"none\.jsonl: No such file"):
        Cleaner(Options(templates=tmp_path / "none.jsonl"))
