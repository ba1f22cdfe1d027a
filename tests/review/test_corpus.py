"""What a review reads: pages, fixtures, records, and the results of a run."""

import gzip
import json
from pathlib import Path

import pytest

from cleaner import Cleaner
from cleaner.model import Known
from cleaner.render import to_record
from cleaner.review.corpus import CorpusError, Entry, read_corpus, with_ids_of_their_own
from cleaner.review.result import is_result, sheet_of
from cleaner.review.sheet import make_sheet

TEXT = " date 2026-02-06 Місто відкрило новий міст, повідомила мерія.\n\nДруге  речення про міст.\nТеги: міст, річка\n"


def read(path: Path) -> list[Entry]:
    complaints: list[str] = []
    entries = list(read_corpus(path, complaints.append))
    assert not complaints
    return entries


def write_lines(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path


def test_a_folder_gives_its_pages_with_their_folder_as_site(tmp_path: Path) -> None:
    (tmp_path / "a.example").mkdir()
    (tmp_path / "a.example" / "one.html").write_text("<p>Один</p>")
    (tmp_path / "two.txt").write_text("Два")
    second, first = (entry.text for entry in read(tmp_path))
    assert (first.id, first.site, first.format) == ("a.example/one.html", "a.example", "html")
    assert (second.id, second.site, second.format) == ("two.txt", None, "auto")


def test_a_fixture_comes_with_its_options_and_its_expectation_is_no_text(tmp_path: Path) -> None:
    folder = tmp_path / "press.example" / "lead"
    folder.mkdir(parents=True)
    (folder / "input.txt").write_text("Один", "utf-8")
    (folder / "expected.json").write_text(
        '{"options": {"url": "https://press.example/1", "reference_date": "2026-02-06", "known": {"title": "Міст"}}}',
        "utf-8",
    )
    (entry,) = read(tmp_path)
    assert (entry.text.id, entry.text.url) == ("press.example/lead", "https://press.example/1")
    assert str(entry.text.reference_date) == "2026-02-06"
    assert entry.text.known == Known(title="Міст")


def test_records_are_read_plain_and_compressed(tmp_path: Path) -> None:
    record = {"id": 7, "text": "Один", "url": "https://a.example/1", "reference_date": "2026-02-06T10:00"}
    plain = write_lines(tmp_path / "a.jsonl", record)
    packed = tmp_path / "b.jsonl.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    for path in (plain, packed):
        (entry,) = read(path)
        assert (entry.text.id, entry.text.source, entry.text.url) == ("7", "Один", "https://a.example/1")
        assert str(entry.text.reference_date) == "2026-02-06"


def test_a_broken_record_is_complained_of_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Один"}\n{"no": "text"}\nnot json\n', "utf-8")
    complaints: list[str] = []
    assert len(list(read_corpus(path, complaints.append))) == 1
    assert [complaint.partition(": ")[0] for complaint in complaints] == [f"{path}, offset 21", f"{path}, offset 36"]


def test_an_id_that_stands_twice_is_numbered(tmp_path: Path) -> None:
    records = [{"id": name, "text": "Один"} for name in ("a", "a", "a (2)", "a", "b")]
    entries = with_ids_of_their_own(read(write_lines(tmp_path / "a.jsonl", *records)))
    assert [entry.text.id for entry in entries] == ["a", "a (2)", "a (2) (2)", "a (3)", "b"]


def test_nothing_to_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="nothing to read"):
        read(tmp_path)


@pytest.mark.parametrize("keeps_input", [True, False])
def test_a_result_is_laid_out_as_the_text_itself_would_be(cleaner: Cleaner, tmp_path: Path, keeps_input: bool) -> None:  # noqa: FBT001
    record = to_record(cleaner.clean(TEXT)) | {"id": 1, "url": "https://a.example/1"}
    if keeps_input:
        record["input_text"] = TEXT
    (entry,) = read(write_lines(tmp_path / "r.jsonl", record))
    assert is_result(entry)
    sheet = sheet_of(entry)
    (source,) = read(write_lines(tmp_path / "s.jsonl", {"text": TEXT}))
    direct = make_sheet(cleaner, source.text)

    def shown(pieces: tuple[object, ...]) -> list[tuple[str | None, list[str]]]:
        parts = [(piece.removal and piece.removal.rule, piece.text.split()) for piece in pieces]  # type: ignore[attr-defined]
        return [part for part in parts if part[1]]

    assert shown(sheet.pieces) == shown(direct.pieces)
    assert sheet.article.text == direct.article.text
    assert (sheet.site, sheet.article.date and sheet.article.date.value) == ("a.example", "2026-02-06")


def test_a_ledger_that_is_none_is_an_error_that_names_the_record(tmp_path: Path) -> None:
    (entry,) = read(write_lines(tmp_path / "r.jsonl", {"id": "n1", "text": "x", "removals": [{"rule": "a"}]}))
    with pytest.raises(CorpusError, match="n1: not a ledger"):
        sheet_of(entry)
