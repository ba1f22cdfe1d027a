"""Inputs of every kind, whole and broken."""

from __future__ import annotations

import gzip
import json
import os
import threading
import zlib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import zstandard
from hypothesis import assume, given
from hypothesis import strategies as st

from cleaner.batch.days import read_day
from cleaner.batch.fields import FieldNames
from cleaner.batch.kinds import InputKind
from cleaner.batch.readers import find_inputs, jsonl
from cleaner.batch.readers import json as json_reader
from cleaner.batch.readers.jsonl import BOM, Lines
from cleaner.batch.readers.streams import Meter
from cleaner.batch.record import BatchError, Failure, Record, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cleaner.batch.record import Item, Page

FIELDS = FieldNames()
LINES = b"".join(json.dumps({"id": number, "text": f"Text {number}. " * 40}).encode() + b"\n" for number in range(50))


def read(*paths: Path | str, kind: InputKind = InputKind.AUTO, fields: FieldNames = FIELDS) -> list[Item]:
    return list(find_inputs([str(path) for path in paths], kind, fields).read(Meter()))


def pages(items: Sequence[Item]) -> list[Page]:
    return [item.payload.unpack(FIELDS) for item in items if isinstance(item, Record)]


def failures(items: Sequence[Item]) -> list[Failure]:
    return [item for item in items if isinstance(item, Failure)]


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def compressed_twice(compress: Callable[[bytes], bytes]) -> bytes:
    """Two members or frames, as appending programs leave them."""
    middle = len(LINES) // 2
    return compress(LINES[:middle]) + compress(LINES[middle:])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", LINES),
        ("a.ndjson", LINES.replace(b"\n", b"\r\n")),
        ("a.jsonl", b"\xef\xbb\xbf" + LINES),
        ("a.jsonl", LINES.replace(b"\n", b"\n\n  \n")),
        ("a.jsonl", LINES.rstrip(b"\n")),
        ("a.jsonl.gz", compressed_twice(gzip.compress)),
        ("a.jsonl.gz", gzip.compress(LINES) + bytes(512)),
        ("a.jsonl.zst", compressed_twice(zstandard.ZstdCompressor().compress)),
        ("export", LINES),
        ("export", gzip.compress(LINES)),
    ],
)
def test_json_lines_are_read_however_they_are_stored(tmp_path: Path, name: str, data: bytes) -> None:
    items = read(put(tmp_path, name, data))
    assert [page.id for page in pages(items)] == list(range(50))
    assert not failures(items)


def test_positions_are_offsets_of_the_decompressed_lines(tmp_path: Path) -> None:
    items = read(put(tmp_path, "a.jsonl.gz", gzip.compress(LINES)))
    for item in items:
        assert LINES[item.origin.position :].startswith(item.payload.line)  # type: ignore[union-attr]


@given(st.lists(st.binary(max_size=6)), st.lists(st.integers(0, 40)))
def test_lines_do_not_depend_on_where_the_pieces_are_cut(lines: list[bytes], cuts: list[int]) -> None:
    data = b"\n".join(lines)
    assume(not data.startswith(BOM))  # a mark of the encoding, and no part of the first line
    ends = sorted({min(cut, len(data)) for cut in cuts} | {0, len(data)})
    pieces = [data[start:end] for start, end in pairwise(ends)]
    found = list(Lines(pieces))
    assert [line for _, line in found] == [line for line in data.split(b"\n") if line.strip()]
    assert all(data[offset:].startswith(line) for offset, line in found)


def test_a_line_without_end_does_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE", 1000)
    items = read(put(tmp_path, "a.jsonl", b"x" * 300_000 + b'\n{"text": "So."}\n'))
    assert [type(item) for item in items] == [Failure, Record]
    assert items[1].origin.position == 300_001


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "not JSON"),
        (b"[1]", "not a JSON object but list"),
        (b'{"text": "\xff"}', "not JSON: not UTF-8 at byte 10"),
        ('{"text": "So."}'.encode("utf-16"), "UTF-16"),
        (b"\x00", "not JSON"),
    ],
)
def test_a_bad_line_costs_itself_only(tmp_path: Path, line: bytes, reason: str) -> None:
    good = b'{"text": "So."}\n'
    items = read(put(tmp_path, "a.jsonl", good + line + b"\n" + good))
    assert len(items) == 3
    with pytest.raises(ValueError, match=reason):
        items[1].payload.unpack(FIELDS)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("suffix", "compress"), [(".gz", gzip.compress), (".zst", zstandard.ZstdCompressor().compress)]
)
def test_of_a_truncated_stream_whole_lines_are_read_and_the_break_is_reported(
    tmp_path: Path, suffix: str, compress: Callable[[bytes], bytes]
) -> None:
    first, second = compress(LINES), compress(LINES)
    path = put(tmp_path, f"a.jsonl{suffix}", first + second[:-20])
    items = read(path)
    assert len(pages(items)) >= 50
    (broken,) = failures(items)
    assert items[-1] is broken
    assert "truncated" in broken.reason
    assert broken.origin.position == path.stat().st_size


@pytest.mark.parametrize(
    ("suffix", "compress"), [(".gz", gzip.compress), (".zst", zstandard.ZstdCompressor().compress)]
)
def test_a_damaged_stream_is_read_up_to_the_damage(
    tmp_path: Path, suffix: str, compress: Callable[[bytes], bytes]
) -> None:
    items = read(put(tmp_path, f"a.jsonl{suffix}", compress(LINES) + b"\xff" * 64))
    assert len(pages(items)) == 50
    assert "damaged" in failures(items)[0].reason


def test_folders_are_read_by_name_and_hidden_or_unknown_files_are_left_out(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a/1.html", "a/3.txt.gz", ".hidden.txt", "b/3.md", "b/readme.rst"):
        put(tmp_path, name, gzip.compress(b"So.") if name.endswith("gz") else b"So.")
    found = pages(read(tmp_path))
    assert [(Path(page.id).name, page.format) for page in found] == [
        ("1.html", "html"),
        ("3.txt.gz", "auto"),
        ("2.txt", "auto"),
        ("3.md", "markdown"),
    ]
    assert {page.source for page in found} == {b"So."}


def test_of_a_folder_only_files_are_read_and_what_links_lead_to(tmp_path: Path) -> None:
    put(tmp_path, "elsewhere/b.txt", b"So.")
    put(tmp_path, "pages/a.txt", b"So.")
    (tmp_path / "pages" / "b.txt").symlink_to(tmp_path / "elsewhere" / "b.txt")
    os.mkfifo(tmp_path / "pages" / "c.txt")
    found = find_inputs([str(tmp_path / "pages")], InputKind.AUTO, FIELDS)
    assert [Path(path).name for path in found.paths] == ["a.txt", "b.txt"]


def test_linked_folders_are_read_once_and_lead_in_no_circles(tmp_path: Path) -> None:
    put(tmp_path, "elsewhere/b.txt", b"So.")
    put(tmp_path, "pages/a.txt", b"So.")
    for name, target in (("first", "elsewhere"), ("second", "elsewhere"), ("up", "pages")):
        (tmp_path / "pages" / name).symlink_to(tmp_path / target)
    found = find_inputs([str(tmp_path / "pages")], InputKind.AUTO, FIELDS)
    assert [str(Path(path).relative_to(tmp_path)) for path in found.paths] == ["pages/a.txt", "pages/first/b.txt"]


def test_a_folder_that_cannot_be_looked_into_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "open/a.txt", b"So.")
    put(tmp_path, "shut/b.txt", b"So.")
    scandir = os.scandir

    def refusing(path: str) -> object:
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied", str(path))  # modes keep nothing from root
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    first, second = read(tmp_path)
    assert isinstance(first, Record)
    with pytest.raises(OSError, match="shut"):
        second.payload.unpack(FIELDS)  # type: ignore[union-attr]


def test_a_mark_of_utf_8_may_stand_where_a_file_was_appended(tmp_path: Path) -> None:
    assert len(pages(read(put(tmp_path, "a.jsonl", BOM + LINES + BOM + LINES)))) == 100


def test_frames_of_zstd_that_are_to_be_skipped_may_stand_anywhere(tmp_path: Path) -> None:
    skipped = b"\x5e\x2a\x4d\x18" + (5).to_bytes(4, "little") + b"other"
    data = skipped + compressed_twice(lambda part: zstandard.compress(part) + skipped)
    assert len(pages(read(put(tmp_path, "a.jsonl.zst", data)))) == 50


def test_patterns_are_expanded(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.html"):
        put(tmp_path, name, b"So.")
    assert [Path(page.id).name for page in pages(read(tmp_path / "*.txt"))] == ["a.txt", "b.txt"]


def test_an_input_that_names_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BatchError, match="nothing to read"):
        read(tmp_path / "*.txt")


def test_of_a_truncated_page_file_the_readable_part_is_used_and_the_break_is_told(tmp_path: Path) -> None:
    text = b"".join(b"Sentence number %d stands here. " % number for number in range(9000))
    (page,) = pages(read(put(tmp_path, "a.txt.gz", gzip.compress(text)[:-2000])))
    assert isinstance(page.source, bytes)
    assert text.startswith(page.source)
    assert page.source
    assert page.broken
    assert "truncated" in page.broken


def test_a_file_that_vanishes_is_a_failure(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", LINES)
    inputs = find_inputs([str(path)], InputKind.AUTO, FIELDS)
    path.unlink()
    (failure,) = inputs.read(Meter())
    assert isinstance(failure, Failure)


class TestParquet:
    @staticmethod
    def write(path: Path, **columns: list[Any]) -> Path:
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.parquet as pq  # noqa: PLC0415

        pq.write_table(pa.table(columns), path, row_group_size=10, compression="none")
        return path

    def test_rows_are_read_in_order_with_their_numbers(self, tmp_path: Path) -> None:
        path = self.write(tmp_path / "a.parquet", id=list(range(25)), text=["So."] * 25, n=[1] * 25)
        items = read(path)
        assert [(item.origin.position, page.id) for item, page in zip(items, pages(items), strict=True)] == [
            (number, number) for number in range(25)
        ]
        assert pages(items)[0].extra == {"n": 1}

    def test_only_the_columns_that_are_needed_are_read(self, tmp_path: Path) -> None:
        path = self.write(tmp_path / "a.parquet", id=[1], text=["So."], wanted=[2], other=[3])
        (item,) = read(path, fields=FieldNames(passed=("wanted",)))
        assert set(item.payload.values) == {"id", "text", "wanted"}  # type: ignore[union-attr]

    def test_times_that_python_cannot_hold_are_texts(self, tmp_path: Path) -> None:
        import pyarrow as pa  # noqa: PLC0415

        columns = {
            "far": pa.array([400_000_000_000, 0], pa.timestamp("s")),
            "fine": pa.array([1_700_000_000_000_000_001, 0], pa.timestamp("ns")),
            "taken": pa.array([1_000_000_001, 0], pa.duration("ns")),
            "nested": pa.array([[{"at": 400_000_000_000}], []], pa.list_(pa.struct([("at", pa.timestamp("s"))]))),
        }
        first, second = pages(read(self.write(tmp_path / "a.parquet", text=["One.", "Two."], **columns)))
        assert first.extra == {
            "far": "14645-06-30 15:06:40.000",
            "fine": "2023-11-14 22:13:20.000000001",
            "taken": "1000000001",
            "nested": [{"at": "14645-06-30 15:06:40.000"}],
        }
        assert (second.source, second.extra["nested"]) == ("Two.", [])

    def test_a_truncated_file_is_reported_with_its_length(self, tmp_path: Path) -> None:
        path = self.write(tmp_path / "a.parquet", text=["So."])
        data = path.read_bytes()[:-30]
        (failure,) = failures(read(put(tmp_path, "b.parquet", data)))
        assert failure.origin.position == len(data)
        assert "not a whole Parquet file" in failure.reason

    def test_a_damaged_row_group_costs_its_rows_only(self, tmp_path: Path) -> None:
        texts = [f"Text {number}. " * 50 for number in range(30)]
        path = self.write(tmp_path / "a.parquet", id=list(range(30)), text=texts)
        import pyarrow.parquet as pq  # noqa: PLC0415

        column = pq.ParquetFile(path).metadata.row_group(1).column(1)
        data = bytearray(path.read_bytes())
        start = column.dictionary_page_offset or column.data_page_offset
        data[start : start + 40] = b"\xff" * 40
        items = read(put(tmp_path, "b.parquet", bytes(data)))
        assert [page.id for page in pages(items)] == [*range(10), *range(20, 30)]
        (failure,) = failures(items)
        assert (failure.origin.position, failure.as_json()["row"]) == (10, 10)


HTML = "<html><body><p>Пишемо про місто.</p></body></html>".encode("cp1251")


def warc_record(
    number: int,
    kind: bytes = b"text/html",
    status: bytes = b"200 OK",
    *,
    encoding: bytes = b"",
    body: bytes = HTML,
) -> bytes:
    http = b"HTTP/1.1 %s\r\nContent-Type: %s; charset=windows-1251\r\n%s\r\n%s" % (status, kind, encoding, body)
    head = (
        b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:%d>\r\nWARC-Target-URI: https://a.example/%d\r\n"
        b"WARC-Date: 2026-02-06T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: %d\r\n\r\n"
    )
    return head % (number, number, len(http)) + http + b"\r\n\r\n"


class TestWarc:
    @pytest.mark.parametrize(("name", "compress"), [("a.warc", bytes), ("a.warc.gz", gzip.compress)])
    def test_html_responses_are_read_in_the_servers_charset(
        self, tmp_path: Path, name: str, compress: Callable[[bytes], bytes]
    ) -> None:
        records = [
            warc_record(1),
            warc_record(2, kind=b"image/png"),
            warc_record(3, status=b"404 Not Found"),
            warc_record(4, encoding=b"Content-Encoding: gzip\r\n", body=gzip.compress(HTML)),
        ]
        found = pages(read(put(tmp_path, name, b"".join(map(compress, records)))))
        assert [page.url for page in found] == ["https://a.example/1", "https://a.example/4"]
        assert {page.format for page in found} == {"html"}
        assert all("Пишемо про місто" in str(page.source) for page in found)
        assert str(found[0].reference_date) == "2026-02-06"

    def test_pages_in_utf_8_are_so_whatever_the_server_says(self, tmp_path: Path) -> None:
        found = pages(read(put(tmp_path, "a.warc", warc_record(1, body="<p>Пишемо про місто</p>".encode()))))
        assert "Пишемо про місто" in str(found[0].source)

    @pytest.mark.parametrize(
        "record",
        [
            warc_record(1, encoding=b"Content-Encoding: gzip\r\n", body=gzip.compress(HTML)[:-9]),
            warc_record(1).replace(b"WARC-Date", b"WARC-Truncated: length\r\nWARC-Date"),
        ],
    )
    def test_of_a_page_that_was_cut_off_it_is_said(self, tmp_path: Path, record: bytes) -> None:
        (page,) = pages(read(put(tmp_path, "a.warc", record)))
        assert "Пишемо" in str(page.source)
        assert "cut off" in "".join(page.warnings)

    @pytest.mark.parametrize("kind", [b"Text/html", b"TEXT/HTML", b"Application/XHTML+xml"])
    def test_the_case_of_a_media_type_says_nothing(self, tmp_path: Path, kind: bytes) -> None:
        (page,) = pages(read(put(tmp_path, "a.warc", warc_record(1, kind=kind))))
        assert "Пишемо про місто" in str(page.source)

    @pytest.mark.parametrize("compress", [gzip.compress, zstandard.ZstdCompressor().compress])
    @pytest.mark.parametrize("count", [1, 3, 300])
    def test_an_archive_may_be_compressed_as_one_stream(
        self, tmp_path: Path, compress: Callable[[bytes], bytes], count: int
    ) -> None:
        whole = b"".join(warc_record(number, body=HTML * 20) for number in range(count))
        items = read(put(tmp_path, "a.warc.gz", compress(whole)))
        assert len(pages(items)) == count
        assert not failures(items)
        (failure,) = failures(read(put(tmp_path, "b.warc.gz", compress(whole[:-40]))))
        assert "truncated" in failure.reason
        assert failures(read(put(tmp_path, "c.warc.gz", compress(whole)[:-20])))

    @pytest.mark.parametrize("cut", [12, 60, 150, 200, 300])
    @pytest.mark.parametrize("compress", [bytes, gzip.compress])
    def test_of_a_truncated_file_whole_records_are_read(
        self, tmp_path: Path, compress: Callable[[bytes], bytes], cut: int
    ) -> None:
        parts = [compress(warc_record(number)) for number in range(3)]
        whole = b"".join(parts)
        items = read(put(tmp_path, "a.warc", whole[:-cut]))
        complete = 2 if cut < len(parts[2]) else 1
        assert [page.url for page in pages(items)] == [f"https://a.example/{number}" for number in range(complete)]
        assert [failure.origin.position for failure in failures(items)] == [len(whole) - cut]

    def test_a_pipe_that_ends_within_a_record_is_told(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        writer = threading.Thread(target=pipe.write_bytes, args=[warc_record(0) + warc_record(1)[:-40]])
        writer.start()
        items = read(pipe, kind=InputKind.WARC)
        writer.join()
        assert len(pages(items)) == 1
        assert [failure.reason for failure in failures(items)] == ["WARC is truncated: it ends within this record"]

    def test_a_damaged_file_is_read_up_to_the_damage(self, tmp_path: Path) -> None:
        first = gzip.compress(warc_record(1))
        items = read(put(tmp_path, "a.warc.gz", first + first[:40] + b"\xff" * 60 + first))
        assert len(pages(items)) == 1
        assert len(failures(items)) == 1

    @pytest.mark.parametrize(
        ("encoding", "body"),
        [
            (b"Content-Encoding: gzip", b"\x1f\x8b\x08" + b"\xff" * 50),
            (b"Content-Encoding: br", b"\xff" * 60),
            (b"Transfer-Encoding: chunked", b"a5\r\nno such length"),
            (b"X-Long: " + b"x" * 100_000, HTML),
        ],
    )
    def test_a_response_that_cannot_be_decoded_costs_itself_only_and_says_so_briefly(
        self, tmp_path: Path, encoding: bytes, body: bytes
    ) -> None:
        bad = warc_record(2, encoding=encoding + b"\r\n", body=body)
        items = read(put(tmp_path, "a.warc", warc_record(1) + bad + warc_record(3)))
        reasons = []
        for item in items:
            if isinstance(item, Failure):
                reasons.append(item.reason)
                continue
            try:
                item.payload.unpack(FIELDS)
            except ValueError as error:
                reasons.append(str(error))
        assert len(items) == 3
        (reason,) = reasons
        assert len(reason) < 120

    @pytest.mark.parametrize(
        "encoding",
        [
            b"Content-Encoding: gzip",
            b"Content-Encoding: br",
            b"Content-Encoding: utf-8",
            b"Transfer-Encoding: chunked",
        ],
    )
    def test_plain_html_under_the_head_of_an_encoding_is_taken_as_it_is(self, tmp_path: Path, encoding: bytes) -> None:
        found = pages(read(put(tmp_path, "a.warc", warc_record(1, encoding=encoding + b"\r\n") + warc_record(2))))
        assert [page.url for page in found] == ["https://a.example/1", "https://a.example/2"]
        assert "Пишемо про місто" in str(found[0].source)

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (b"\r\nContent-Type: text", b"\nContent-Type: text"),
            (b"charset=windows-1251\r\n\r\n", b"charset=windows-1251\n\n"),
            (b"HTTP/1.1 200 OK", b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK"),
        ],
    )
    def test_heads_as_servers_send_them_are_read(self, tmp_path: Path, old: bytes, new: bytes) -> None:
        whole = warc_record(1)
        assert whole.count(old) == 1
        size = b"Content-Length: %d" % (whole.index(b"</html>") + 7 - whole.index(b"HTTP/1.1"))
        longer = b"Content-Length: %d" % (int(size.split()[1]) + len(new) - len(old))
        assert whole.count(size) == 1
        (page,) = pages(read(put(tmp_path, "a.warc", whole.replace(old, new).replace(size, longer))))
        assert "Пишемо про місто" in str(page.source)

    def test_a_response_without_a_status_is_a_failure(self, tmp_path: Path) -> None:
        broken = warc_record(1).replace(b"HTTP/1.1 200 OK", b"GARBAGE 123 456")
        items = read(put(tmp_path, "a.warc", broken + warc_record(2)))
        assert [page.url for page in pages(items)] == ["https://a.example/2"]
        assert ["not an HTTP response" in failure.reason for failure in failures(items)] == [True]

    @pytest.mark.parametrize("encoding", [b"x-gzip", b"deflate"])
    def test_encodings_of_old_servers_are_read(self, tmp_path: Path, encoding: bytes) -> None:
        deflate = zlib.compressobj(wbits=-15)
        body = gzip.compress(HTML) if encoding == b"x-gzip" else deflate.compress(HTML) + deflate.flush()
        record = warc_record(1, encoding=b"Content-Encoding: %s\r\n" % encoding, body=body)
        (page,) = pages(read(put(tmp_path, "a.warc", record)))
        assert "Пишемо про місто" in str(page.source)

    def test_what_is_no_warc_is_reported(self, tmp_path: Path) -> None:
        assert len(failures(read(put(tmp_path, "a.warc", b"Not a WARC at all. " * 40)))) == 1
        assert len(failures(read(put(tmp_path, "b.warc", b"")))) == 1


ARTICLE = {"id": 7, "url": "https://a.example/7", "text": "So it is.", "lang": "en"}


def test_a_file_of_json_is_one_object(tmp_path: Path) -> None:
    put(tmp_path, "a/one.json", json.dumps(ARTICLE, indent=2).encode())
    put(tmp_path, "a/two.json.gz", gzip.compress(b'\xef\xbb\xbf{"text": "Bez numura."}'))
    one, two = pages(read(tmp_path))
    assert (one.id, one.source, one.url, one.extra) == (7, "So it is.", "https://a.example/7", {"lang": "en"})
    assert (two.id, two.source) == (str(tmp_path / "a/two.json.gz"), "Bez numura.")


def test_a_list_of_objects_is_as_many_records(tmp_path: Path) -> None:
    items = read(put(tmp_path, "all.json", json.dumps([ARTICLE, {"text": "Two."}]).encode()))
    assert [page.source for page in pages(items)] == ["So it is.", "Two."]
    assert [(item.origin.position, item.origin.unit) for item in items] == [(0, Unit.ROW), (1, Unit.ROW)]


def test_lines_of_json_under_the_wrong_name_are_lines(tmp_path: Path) -> None:
    line = json.dumps(ARTICLE).encode()
    items = read(put(tmp_path, "lines.json", line + b"\n" + line + b"\n"))
    assert [(page.id, item.origin.position) for page, item in zip(pages(items), items, strict=True)] == [
        (7, 0),
        (7, len(line) + 1),
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b'{"text": ', "not JSON"), (b"[1, 2", "not JSON"), (b"", "not JSON"), (b"\xff\xfe{", "not JSON")],
)
def test_a_broken_file_of_json_is_one_failure(tmp_path: Path, data: bytes, reason: str) -> None:
    (failure,) = failures(read(put(tmp_path, "broken.json", data)))
    assert reason in failure.reason
    assert failure.origin.source.endswith("broken.json")


def test_an_element_that_is_no_object_costs_itself_alone(tmp_path: Path) -> None:
    items = read(put(tmp_path, "mixed.json", b'[3, {"text": "Two."}]'))
    first, second = [item for item in items if isinstance(item, Record)]
    with pytest.raises(ValueError, match="not a JSON object but int"):
        first.payload.unpack(FIELDS)
    assert second.payload.unpack(FIELDS).source == "Two."


TWO = b'[{"text": "One."}, {"text": "Two, [\\"so\\"]."}'


@pytest.mark.parametrize(
    ("data", "row", "reason"),
    [
        (TWO, 2, "breaks off"),
        (TWO + b",", 2, "breaks off"),
        (TWO + b', {"text": "Thr', 2, "breaks off"),
        (TWO + b', {"text": "Three.\\', 2, "breaks off"),
        (TWO + b"] x", 2, "more stands behind"),
        (TWO + b"]\n" + TWO + b"]", 2, "more stands behind"),
    ],
)
def test_of_a_list_that_breaks_off_whole_elements_are_read(tmp_path: Path, data: bytes, row: int, reason: str) -> None:
    items = read(put(tmp_path, "cut.json", data))
    assert [page.source for page in pages(items)] == ["One.", 'Two, ["so"].']
    (failure,) = failures(items)
    assert failure.as_json()["row"] == row
    assert reason in failure.reason


def test_of_a_truncated_stream_each_whole_element_of_a_list_is_read(tmp_path: Path) -> None:
    data = gzip.compress(json.dumps([{"text": f"Text {number}."} for number in range(50)]).encode())
    items = read(put(tmp_path, "cut.json.gz", data[:-20]))
    assert [page.source for page in pages(items)][:30] == [f"Text {number}." for number in range(30)]
    (failure,) = failures(items)
    assert (failure.origin.position, failure.reason) == (len(data) - 20, "gzip stream is truncated")


def test_a_damaged_element_costs_itself_alone(tmp_path: Path) -> None:
    _, second, third = read(put(tmp_path, "hurt.json", b'[{"text": "One."}, {"text": }, {"text": "Three."}]'))
    assert isinstance(second, Record)
    assert isinstance(third, Record)
    with pytest.raises(ValueError, match="not JSON"):
        second.payload.unpack(FIELDS)
    assert third.payload.unpack(FIELDS).source == "Three."


def test_a_list_is_read_in_memory_of_its_longest_element(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE", 1000)
    monkeypatch.setattr(json_reader, "MAX_LINE", 1000)
    path = put(tmp_path, "long.json", b'["' + b"x" * 300_000 + b'",' + b'{"text": "So."}, ' * 500 + b'{"text": "So."}]')
    items = read(path)
    assert len(pages(items)) == 501
    assert [failure.as_json() for failure in failures(items)] == [
        {"source": str(path), "row": 0, "reason": "an element of more than 1000 bytes"}
    ]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_what_only_python_writes_is_read(tmp_path: Path, name: str) -> None:
    (page,) = pages(read(put(tmp_path, name, b'{"id": "\\ud83d", "text": "So\\ude00.", "score": NaN}\n')))
    assert (page.id, page.source, page.extra) == ("\ufffd", "So\ufffd.", {"score": None})


def test_of_a_truncated_stream_a_last_line_that_only_python_writes_counts(tmp_path: Path) -> None:
    data = gzip.compress(b'{"text": "So.", "score": NaN}')
    items = read(put(tmp_path, "a.jsonl.gz", data[:-4]))
    assert [page.source for page in pages(items)] == ["So."]
    assert len(failures(items)) == 1


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_integers_of_any_size_are_read_exactly(tmp_path: Path, name: str) -> None:
    record = {"id": 10**30 + 1, "text": "So.", "n": [-(2**63) - 1, 2**64], "f": 0.5}
    (page,) = pages(read(put(tmp_path, name, json.dumps(record).encode())))
    assert (page.id, page.extra) == (record["id"], {"n": record["n"], "f": 0.5})


def test_a_truncated_file_of_json_says_where_it_breaks(tmp_path: Path) -> None:
    data = gzip.compress(json.dumps(ARTICLE).encode() * 50)
    (failure,) = failures(read(put(tmp_path, "cut.json.gz", data[:-20])))
    assert "truncated" in failure.reason


def test_a_pipe_is_asked_what_it_holds_before_any_of_it_is_lost(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(BatchError, match="is a pipe or a device: say what it holds, as --input-format jsonl"):
        read(pipe)


@pytest.mark.parametrize(
    "day", [1770372000, 1770372000000, 1770372000.5, "1770372000", "1770372000123", "2026-02-06", "20260206"]
)
def test_days_are_read_however_records_write_them(day: object) -> None:
    assert read_day(day) == date(2026, 2, 6)
