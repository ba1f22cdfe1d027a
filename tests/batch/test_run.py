"""``cleaner run`` from end to end."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import zstandard

from cleaner.batch import BatchError, RunSettings, StrictError, run
from cleaner.batch.checkpoint import locked
from cleaner.batch.fields import FieldNames
from cleaner.batch.kinds import OutputKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.batch.conftest import Cli, Corpus


def settings(source: Path | str, output: Path | str, **options: Any) -> RunSettings:
    return RunSettings(inputs=(str(source),), output=str(output), **{"jobs": 0, **options})


def lines(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]


class TestOutputs:
    def test_json_lines_hold_the_article_its_ledger_and_what_passes_through(
        self, tmp_path: Path, corpus: Corpus
    ) -> None:
        run(settings(corpus(3), tmp_path / "out.jsonl"))
        records = lines((tmp_path / "out.jsonl").read_bytes())
        assert [record["id"] for record in records] == [0, 1, 2]
        assert records[1]["title"] == "Vote number 1 keeps Oldmarsh busy"
        assert records[1]["date"]["value"] == "2026-02-02"
        assert (records[1]["url"], records[1]["desk"]) == ("https://paper1.example/1", "local")
        assert "Read also" not in records[1]["text"]
        assert records[1]["removed_chars"] == sum(len(removal["text"]) for removal in records[1]["removals"]) > 0

    def test_names_of_any_script_fit_the_file_system(self, tmp_path: Path) -> None:
        source = tmp_path / "in.jsonl"
        record = {"id": "新" * 300, "text": "The council met on Monday and agreed on the budget of the town."}
        source.write_text(json.dumps(record) + "\n")
        run(settings(source, tmp_path / "texts"))
        (file,) = (tmp_path / "texts").iterdir()
        assert file.name.startswith("00000001-新新新")

    @pytest.mark.parametrize(("name", "form"), [("in.jsonl", "%s\n%s\n"), ("in.json", "[%s,\n%s]")])
    def test_a_record_that_is_nested_too_deeply_costs_itself_alone(self, tmp_path: Path, name: str, form: str) -> None:
        deep = '{"text": "Deep.", "x": ' + "[" * 300 + "]" * 300 + "}"
        (tmp_path / name).write_text(form % (deep, '{"text": "So it is."}'))
        run(settings(tmp_path / name, tmp_path / "out.jsonl", errors=str(tmp_path / "errors")))
        assert [record["text"] for record in lines((tmp_path / "out.jsonl").read_bytes())] == ["So it is."]
        (error,) = lines((tmp_path / "errors").read_bytes())
        assert error["reason"].startswith("the record cannot be written: ")

    def test_shards_of_bulk_actions_may_be_without_a_suffix(self, tmp_path: Path, corpus: Corpus) -> None:
        run(settings(corpus(4), tmp_path / "bulk", output_kind=OutputKind.BULK, shard_size=2))
        shards = sorted((tmp_path / "bulk").iterdir())
        assert [len(shard.read_bytes().splitlines()) for shard in shards] == [4, 4]

    def test_the_ledger_can_be_left_out(self, tmp_path: Path, corpus: Corpus) -> None:
        run(settings(corpus(1), tmp_path / "out.jsonl", removals=False))
        (record,) = lines((tmp_path / "out.jsonl").read_bytes())
        assert "removals" not in record
        assert record["removed_chars"]

    def test_gzip_and_zstd_hold_the_same_lines(self, tmp_path: Path, corpus: Corpus) -> None:
        source = corpus(30)
        for name in ("out.jsonl", "out.jsonl.gz", "out.jsonl.zst"):
            run(settings(source, tmp_path / name, checkpoint_every=7))
        plain = (tmp_path / "out.jsonl").read_bytes()
        assert gzip.decompress((tmp_path / "out.jsonl.gz").read_bytes()) == plain
        with (tmp_path / "out.jsonl.zst").open("rb") as file:
            reader = zstandard.ZstdDecompressor().stream_reader(file, read_across_frames=True)
            assert io.BufferedReader(reader).read() == plain  # type: ignore[type-var]

    @pytest.mark.parametrize(
        ("ids", "kind"), [([1, 2, None], "int64"), (["a", "b"], "string"), ([1, "b", 2.5], "string")]
    )
    def test_parquet_has_typed_columns_and_ids_of_their_type(self, tmp_path: Path, ids: list[Any], kind: str) -> None:
        import pyarrow.parquet as pq  # noqa: PLC0415

        source = tmp_path / "in.jsonl"
        text = "Vote keeps town busy\n\nThe board met on Monday and said so.\n\nRead also:\nFerry late again"
        records = [{"id": known, "text": text, "desk": {"n": 1}} for known in ids]
        source.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
        run(settings(source, tmp_path / "out.parquet", checkpoint_every=2))
        table = pq.read_table(tmp_path / "out.parquet")
        types = {field.name: str(field.type) for field in table.schema}
        assert types["id"] == kind
        assert types["removed_chars"] == "int64"
        assert types["authors"].startswith("list<")
        assert types["removals"].startswith("list<element: struct<rule: string")
        rows = table.to_pylist()
        assert [row["id"] for row in rows] == [None if i is None else i if kind == "int64" else str(i) for i in ids]
        assert json.loads(rows[0]["extra"]) == {"desk": {"n": 1}}
        assert rows[0]["removals"][0]["start"] >= 0

    @pytest.mark.parametrize("known", [2**63, 2**64, -(10**30)])
    def test_integers_beyond_64_bits_stay_exact_and_are_text_where_a_column_cannot_hold_them(
        self, tmp_path: Path, known: int
    ) -> None:
        import pyarrow.parquet as pq  # noqa: PLC0415

        source = tmp_path / "in.jsonl"
        records = [{"id": number, "text": "So it is said.", "n": known} for number in (known, 1)]
        source.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
        for name in ("out.jsonl", "out.parquet", "out.sqlite"):
            assert run(settings(source, tmp_path / name)).tally.failures == 0
        written = lines((tmp_path / "out.jsonl").read_bytes())
        assert [(record["id"], record["n"]) for record in written] == [(known, known), (1, known)]
        rows = pq.read_table(tmp_path / "out.parquet").to_pylist()
        assert [(row["id"], json.loads(row["extra"])) for row in rows] == [
            (str(known), {"n": known}),
            ("1", {"n": known}),
        ]
        with sqlite3.connect(tmp_path / "out.sqlite") as connection:
            assert connection.execute("SELECT id FROM articles").fetchall() == [(str(known),), (1,)]
        connection.close()

    @pytest.mark.parametrize("theirs", [[{"rule": "mine"}], 5, None])
    @pytest.mark.parametrize("removals", [True, False])
    def test_a_field_named_as_a_column_of_ours_is_not_mixed_up_with_it(
        self,
        tmp_path: Path,
        theirs: Any,
        removals: bool,  # noqa: FBT001
    ) -> None:
        import pyarrow.parquet as pq  # noqa: PLC0415

        record = {"id": 1, "text": "29 січня, 19:50\nРада міста ухвалила бюджет на рік.", "removals": theirs}
        record |= {"date_precision": "fine", "extra": 1, "input_removals": 2}
        (tmp_path / "in.jsonl").write_text(json.dumps(record), encoding="utf-8")
        for name in ("out.jsonl", "out.parquet", "out.sqlite"):
            run(settings(tmp_path / "in.jsonl", tmp_path / name, removals=removals))
        (found,) = lines((tmp_path / "out.jsonl").read_bytes())
        passed = {"input_input_removals": theirs, "input_removals": 2, "extra": 1}
        assert {name: found[name] for name in (*passed, "date_precision")} == {**passed, "date_precision": "fine"}
        assert ("removals" in found) == removals
        (row,) = pq.read_table(tmp_path / "out.parquet").to_pylist()
        assert (row["date_precision"], "removals" in row) == ("minute", removals)
        assert json.loads(row["extra"]) == {**passed, "input_date_precision": "fine"}
        with sqlite3.connect(tmp_path / "out.sqlite") as connection:
            precision, ledger, extra = connection.execute(
                "SELECT date_precision, removals, extra FROM articles"
            ).fetchone()
        connection.close()
        assert (precision, ledger is not None) == ("minute", removals)
        assert json.loads(extra) == {**passed, "input_date_precision": "fine"}

    def test_durations_pass_through_as_iso_8601(self, tmp_path: Path) -> None:
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.parquet as pq  # noqa: PLC0415

        taken = pa.array([90_061_500_000, 3_000_000], pa.duration("us"))
        pq.write_table(pa.table({"text": ["One.", "Two."], "taken": taken}), tmp_path / "in.parquet")
        run(settings(tmp_path / "in.parquet", tmp_path / "out.jsonl"))
        assert [record["taken"] for record in lines((tmp_path / "out.jsonl").read_bytes())] == ["PT90061.5S", "PT3S"]

    def test_names_of_files_may_be_any_bytes(self, tmp_path: Path, cli: Cli) -> None:
        folder = tmp_path / "pages"
        folder.mkdir()
        (folder / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"So it is said.")
        (folder / os.fsdecode(b"caf\xe9.jsonl")).write_bytes(b"not json\n")
        for output in ("out.jsonl", "out.sqlite", "out.parquet", "texts"):
            done = cli("run", folder, "-o", output, "-j", "1", "--errors", "errors.jsonl", "--report", "report.json")
            assert b"Traceback" not in done.stderr
            assert done.returncode == 1
            assert b"1 document in" in done.stderr
            assert lines((tmp_path / "errors.jsonl").read_bytes())[0]["source"].endswith(r"caf\udce9.jsonl")
        assert lines((tmp_path / "out.jsonl").read_bytes())[0]["id"].endswith(r"caf\udce9.txt")
        assert json.loads((tmp_path / "report.json").read_bytes())["slowest"]

    def test_parquet_in_and_out_of_nothing(self, tmp_path: Path) -> None:
        import pyarrow.parquet as pq  # noqa: PLC0415

        (tmp_path / "in.jsonl").write_bytes(b"")
        run(settings(tmp_path / "in.jsonl", tmp_path / "out.parquet", removals=False))
        table = pq.read_table(tmp_path / "out.parquet")
        assert table.num_rows == 0
        assert "removals" not in table.schema.names

    def test_a_folder_of_texts_sorts_as_the_input(self, tmp_path: Path, corpus: Corpus) -> None:
        run(settings(corpus(12), tmp_path / "texts"))
        names = sorted(path.name for path in (tmp_path / "texts").iterdir())
        assert names == [f"{number + 1:08}-{number}.txt" for number in range(12)]
        text = (tmp_path / "texts" / names[4]).read_text(encoding="utf-8")
        assert text.startswith("Vote number 4 keeps Oldmarsh busy\n\n")

    @pytest.mark.parametrize(
        "known",
        [
            "../../etc/passwd",
            "a/b\0c",
            "x" * 4000,
            "💥\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
            "",
            ".",
        ],
    )
    def test_no_id_leads_out_of_the_folder(self, tmp_path: Path, known: str) -> None:
        (tmp_path / "in.jsonl").write_text(json.dumps({"id": known, "text": "So it is said."}), encoding="utf-8")
        run(settings(tmp_path / "in.jsonl", tmp_path / "out" / "texts"))
        (path,) = (tmp_path / "out").rglob("*.txt")
        assert path.parent == tmp_path / "out" / "texts"

    def test_a_folder_with_another_runs_texts_is_refused(self, tmp_path: Path, corpus: Corpus) -> None:
        run(settings(corpus(2), tmp_path / "texts"))
        with pytest.raises(BatchError, match="holds articles already"):
            run(settings(corpus(1), tmp_path / "texts"))

    def test_bulk_requests_name_index_and_id(self, tmp_path: Path) -> None:
        text = "The harbour board met on Monday and postponed the vote on the bridge until spring."
        records: list[dict[str, Any]] = [{"id": 7}, {"url": "https://a.example/"}, {}, {"id": "x" * 600}]
        records += [{"id": "", "url": "https://a.example/"}, {"id": "", "url": ""}, {"id": 0}]
        records = [{**record, "text": text} for record in records]
        (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
        run(settings(tmp_path / "in.jsonl", tmp_path / "out.ndjson", output_kind=OutputKind.BULK, index="news"))
        found = lines((tmp_path / "out.ndjson").read_bytes())
        actions = [action["index"] for action in found[::2]]
        assert [action["_index"] for action in actions] == ["news"] * 7
        assert [action.get("_id") for action in actions][:3] == ["7", "https://a.example/", None]
        assert len(actions[3]["_id"]) == 64
        assert [action.get("_id") for action in actions][4:] == ["https://a.example/", None, "0"]
        assert found[1]["text"] == text

    def test_sqlite_can_be_searched_at_once(self, tmp_path: Path, corpus: Corpus, cli: Cli) -> None:
        run(settings(corpus(20), tmp_path / "out.sqlite"))
        done = cli("search", "out.sqlite", '"number 7"', "--output-format", "jsonl")
        assert [(hit["id"], hit["title"]) for hit in lines(done.stdout)] == [(7, "Vote number 7 keeps Oldmarsh busy")]
        assert b"Vote number 7" in cli("search", "out.sqlite", "number AND 7").stdout
        assert cli("search", "out.sqlite", '"').returncode == 2
        for words in ("number-7", "number's", "C++", "a:b", "number: 7"):
            assert cli("search", "out.sqlite", words).returncode == 0, words
        assert b"Vote number 7" in cli("search", "out.sqlite", "number-7").stdout
        assert cli("search", "missing.sqlite", "x").returncode == 1
        with sqlite3.connect(tmp_path / "out.sqlite") as connection:
            assert connection.execute("SELECT count(*), typeof(id) FROM articles").fetchone() == (20, "integer")
        connection.close()

    def test_shards_hold_so_many_records_each(self, tmp_path: Path, corpus: Corpus) -> None:
        run(settings(corpus(25), tmp_path / "out.jsonl.gz", shard_size=10))
        sizes = [gzip.decompress(path.read_bytes()).count(b"\n") for path in sorted(tmp_path.glob("out-*.jsonl.gz"))]
        assert sizes == [10, 10, 5]

    @pytest.mark.parametrize(("name", "kind"), [("out.xlsx", "auto"), ("out.parquet.gz", "auto"), ("-", "parquet")])
    def test_an_output_that_means_nothing_is_refused(
        self, tmp_path: Path, corpus: Corpus, name: str, kind: str
    ) -> None:
        output = name if name == "-" else tmp_path / name
        with pytest.raises(BatchError):
            run(settings(corpus(1), output, output_kind=OutputKind(kind)))

    def test_a_missing_package_is_named_with_the_command_that_installs_it(
        self, tmp_path: Path, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        source = corpus(1)
        monkeypatch.setitem(sys.modules, "zstandard", None)
        with pytest.raises(BatchError, match=r"pip install 'article-cleaner\[batch\]'"):
            run(settings(source, tmp_path / "out.jsonl.zst"))


class TestSelection:
    def test_a_limit_and_a_sample_take_the_same_records_every_time(self, tmp_path: Path, corpus: Corpus) -> None:
        source = corpus(300)
        for name in ("a.jsonl", "b.jsonl"):
            run(settings(source, tmp_path / name, sample=0.2))
        sample = [record["id"] for record in lines((tmp_path / "a.jsonl").read_bytes())]
        assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()
        assert 45 <= len(sample) <= 75
        run(settings(source, tmp_path / "c.jsonl", sample=0.2, limit=5))
        assert [record["id"] for record in lines((tmp_path / "c.jsonl").read_bytes())] == sample[:5]

    def test_fields_can_have_other_names(self, tmp_path: Path) -> None:
        record = {
            "doc": {"body": "29 січня, 19:50\nРада міста ухвалила бюджет на рік.", "key": "k"},
            "seen": "2026-02-06",
        }
        (tmp_path / "in.jsonl").write_text(json.dumps(record), encoding="utf-8")
        fields = FieldNames(text="doc.body", id="doc.key", date="seen")
        run(settings(tmp_path / "in.jsonl", tmp_path / "out.jsonl", fields=fields))
        (found,) = lines((tmp_path / "out.jsonl").read_bytes())
        assert (found["id"], found["date"]["value"]) == ("k", "2026-01-29T19:50")
        assert (found["doc"], found["seen"]) == ({}, "2026-02-06")


class TestFailures:
    BAD = b'{"id": 1, "text": 5}\nnot json\n{"id": 2, "text": "So it goes, they said."}\n'

    def test_a_bad_day_and_a_bad_url_are_warnings_of_the_article(self, tmp_path: Path) -> None:
        record = {"text": "So it goes, they said.", "seen": "soon", "url": 7}
        (tmp_path / "in.jsonl").write_text(json.dumps(record), encoding="utf-8")
        run(settings(tmp_path / "in.jsonl", tmp_path / "out.jsonl", fields=FieldNames(date="seen")))
        (found,) = lines((tmp_path / "out.jsonl").read_bytes())
        assert found["url"] == "7"
        assert [warning.partition(" is ")[0] for warning in found["warnings"]] == ["field 'url'", "field 'seen'"]

    def test_failures_go_to_their_file_and_into_the_exit_code(self, tmp_path: Path, cli: Cli) -> None:
        (tmp_path / "in.jsonl").write_bytes(self.BAD)
        done = cli("run", "in.jsonl", "-o", "out.jsonl", "--errors", "errors.jsonl", "-j", "1")
        assert done.returncode == 1
        assert [record["id"] for record in lines((tmp_path / "out.jsonl").read_bytes())] == [2]
        found = lines((tmp_path / "errors.jsonl").read_bytes())
        assert [(error["source"], error["offset"]) for error in found] == [("in.jsonl", 0), ("in.jsonl", 21)]
        assert b"in.jsonl, offset 21: not JSON" in done.stderr
        assert b"2 failed" in done.stderr

    @pytest.mark.parametrize(
        ("name", "data"),
        [
            ("in.jsonl.bz2", bz2.compress(b'{"text": "So it goes, they said."}')),
            ("in.jsonl.xz", lzma.compress(b'{"text": "So it goes, they said."}')),
            ("in.txt", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"),
            ("in.html.gz", gzip.compress(gzip.compress(b"<p>So it goes, they said.</p>"))),
            ("in", bytes(range(256)) * 8),
            ("in.jsonl", json.dumps({"id": 1, "text": "\x00\x01\x02" * 40}).encode()),
        ],
        ids=["bzip2", "xz", "pdf", "gzip twice", "bytes", "field"],
    )
    def test_what_is_no_text_is_a_failure_that_names_its_file(
        self, tmp_path: Path, cli: Cli, name: str, data: bytes
    ) -> None:
        (tmp_path / name).write_bytes(data)
        done = cli("run", name, "-o", "out.jsonl", "-j", "0")
        assert done.returncode == 1
        assert f"{name}, offset 0: the input looks binary: it was not cleaned".encode() in done.stderr
        assert b"0 documents in" in done.stderr
        assert b"1 failed" in done.stderr
        assert (tmp_path / "out.jsonl").read_bytes() == b""

    def test_strict_stops_at_the_first_and_publishes_nothing(self, tmp_path: Path, cli: Cli) -> None:
        (tmp_path / "in.jsonl").write_bytes(self.BAD)
        done = cli("run", "in.jsonl", "-o", "out.jsonl", "--strict", "-j", "1")
        assert done.returncode == 1
        assert b"stopped: in.jsonl, offset 0" in done.stderr
        assert not (tmp_path / "out.jsonl").exists()
        with pytest.raises(StrictError):
            run(settings(tmp_path / "in.jsonl", tmp_path / "out.jsonl", strict=True))

    def test_a_broken_page_file_gives_what_it_has_and_counts_as_failure(self, tmp_path: Path) -> None:
        text = "".join(
            f"The harbour board met for the {number}th time and said nothing new. " for number in range(9000)
        )
        (tmp_path / "in.txt.gz").write_bytes(gzip.compress(text.encode())[:-2000])
        outcome = run(settings(tmp_path / "in.txt.gz", tmp_path / "out.jsonl"))
        assert (outcome.tally.total.documents, outcome.tally.failures) == (1, 1)

    @pytest.mark.parametrize(
        "arguments", [["nothing-*.jsonl", "-o", "x.jsonl"], ["in.jsonl", "-o", "x.doc"], ["in.jsonl"]]
    )
    def test_wrong_usage_ends_with_2(self, tmp_path: Path, cli: Cli, arguments: list[str]) -> None:
        (tmp_path / "in.jsonl").write_bytes(b"")
        assert cli("run", *arguments).returncode == 2

    def test_a_worker_that_is_killed_costs_its_record_only(self, tmp_path: Path, corpus: Corpus) -> None:
        command = [sys.executable, "-m", "cleaner", "run", str(corpus(600)), "-o", "out.jsonl", "-j", "2"]
        command += ["--errors", "errors.jsonl", "--checkpoint-every", "50"]
        process = subprocess.Popen(command, stderr=subprocess.PIPE, cwd=tmp_path)
        part = tmp_path / ".out.jsonl.part"
        while process.poll() is None and not (part.exists() and part.stat().st_size > 100_000):
            time.sleep(0.01)
        _kill_a_worker(process.pid)
        _, said = process.communicate()
        failures = lines((tmp_path / "errors.jsonl").read_bytes())
        written = lines((tmp_path / "out.jsonl").read_bytes())
        assert process.returncode == (1 if failures else 0), said
        assert len(failures) <= 1
        assert all("worker died (signal SIGKILL)" in failure["reason"] for failure in failures)
        assert len(written) + len(failures) == 600
        assert [record["id"] for record in written] == sorted(record["id"] for record in written)


def _kill_a_worker(parent: int) -> None:
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    workers = [int(pid) for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    os.kill(workers[0], signal.SIGKILL)


class TestDisk:
    @pytest.fixture
    def small_disk(self) -> Iterator[Path]:
        folder = Path(tempfile.mkdtemp())
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=200k", "none", str(folder)], check=False, capture_output=True
        )
        if mounted.returncode:
            folder.rmdir()
            pytest.skip("mounting a file system needs more rights")
        yield folder
        subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()

    @pytest.mark.parametrize("name", ["out.jsonl", "out.sqlite", "texts"])
    def test_on_a_full_disk_nothing_is_published_and_with_room_it_goes_on(
        self, tmp_path: Path, corpus: Corpus, cli: Cli, small_disk: Path, name: str
    ) -> None:
        source = corpus(150)
        run(settings(source, tmp_path / name))
        arguments = ("run", source, "-o", small_disk / name, "-j", "1", "--checkpoint-every", "10")
        full = cli(*arguments)
        assert full.returncode == 1
        assert b"--resume goes on" in full.stderr
        assert b"Traceback" not in full.stderr
        if name != "texts":
            assert not (small_disk / name).exists()
        subprocess.run(["mount", "-o", "remount,size=20m", str(small_disk)], check=True)
        assert cli(*arguments, "--resume").returncode == 0
        if name == "out.jsonl":
            assert (small_disk / name).read_bytes() == (tmp_path / name).read_bytes()
        if name == "texts":
            assert len(list((small_disk / name).iterdir())) == 150

    @pytest.mark.parametrize("option", ["report", "errors"])
    def test_the_file_that_a_full_disk_cut_off_is_named(
        self, tmp_path: Path, corpus: Corpus, cli: Cli, small_disk: Path, option: str
    ) -> None:
        source = corpus(3)
        with source.open("ab") as file:
            file.write(b"not json\n" * 2000)
        with suppress(OSError):
            (small_disk / "filler").write_bytes(bytes(1 << 20))
        path = small_disk / f"{option}.jsonl"
        done = cli("run", source, "-o", "out.jsonl", "-j", "0", f"--{option}", path, "-q")
        assert done.returncode == 1
        assert f"{path}: No space left on device".encode() in done.stderr
        assert (tmp_path / "out.jsonl").exists() == (option == "report")

    def test_a_file_size_limit_is_a_message_and_no_traceback(self, tmp_path: Path, corpus: Corpus, cli: Cli) -> None:
        def limit() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

        done = cli("run", corpus(150), "-o", "out.jsonl", "-j", "1", preexec_fn=limit)
        assert done.returncode == 1
        assert b"File too large" in done.stderr
        assert b"Traceback" not in done.stderr
        assert not (tmp_path / "out.jsonl").exists()

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    def test_a_full_pipe_target_is_a_message_and_no_traceback(self, corpus: Corpus, cli: Cli) -> None:
        with Path("/dev/full").open("wb") as full:
            done = cli(
                "run", corpus(3), "-o", "-", "-j", "1", capture_output=False, stdout=full, stderr=subprocess.PIPE
            )
        assert done.returncode == 1
        assert b"No space left" in done.stderr
        assert b"Traceback" not in done.stderr


class TestPipes:
    def test_a_reader_that_leaves_ends_it_quietly(self, tmp_path: Path, corpus: Corpus) -> None:
        packed = tmp_path / "in.jsonl.gz"
        with corpus(2000).open("rb") as plain, gzip.open(packed, "wb") as file:
            shutil.copyfileobj(plain, file)
        done = subprocess.run(
            f"zcat {packed} 2>/dev/null | {sys.executable} -m cleaner run - -o - -j 1 -q | head -n 2;"
            " exit ${PIPESTATUS[1]}",
            shell=True,
            executable="/bin/bash",
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert [record["id"] for record in lines(done.stdout)] == [0, 1]

    def test_two_runs_do_not_share_a_file_of_failures(self, tmp_path: Path, corpus: Corpus) -> None:
        errors = tmp_path / "errors.jsonl"
        with locked(tmp_path / ".errors.jsonl.lock"), pytest.raises(BatchError, match="another run writes there"):
            run(settings(corpus(1), tmp_path / "out.jsonl", errors=errors))
        run(settings(corpus(1), tmp_path / "out.jsonl", errors=errors))
        assert not list(tmp_path.glob(".*.lock"))

    def test_lines_of_json_in_a_pipe_are_read_under_the_name_of_json(self, cli: Cli, corpus: Corpus) -> None:
        done = cli("run", "-", "--input-format", "json", "-o", "-", "-j", "0", input=corpus(5).read_bytes())
        assert (done.returncode, len(lines(done.stdout))) == (0, 5)

    def test_data_and_messages_do_not_mix(self, corpus: Corpus, cli: Cli) -> None:
        done = cli("run", "-", "-o", "-", "-j", "1", input=corpus(5).read_bytes())
        assert len(lines(done.stdout)) == 5
        assert b"5 documents" in done.stderr


class TestReport:
    def test_the_report_counts_what_happened(self, tmp_path: Path, corpus: Corpus, cli: Cli) -> None:
        source = corpus(40)
        with source.open("ab") as file:
            file.write(b'{"id": 40, "text": ""}\nnot json\n')
        cli("run", source, "-o", "out.jsonl", "--report", "report.json", "-j", "1")
        report = json.loads((tmp_path / "report.json").read_bytes())
        written = lines((tmp_path / "out.jsonl").read_bytes())
        removed = sum(record["removed_chars"] for record in written)
        assert (report["documents"], report["failures"]) == (41, 1)
        assert report["characters"]["removed"] == removed
        assert sum(entry["removed"] for entry in report["categories"].values()) == removed
        assert report["sites"]["paper1.example"]["documents"] == 13
        assert report["nothing_left"]["documents"] == 1
        assert len(report["slowest"]) == 10
        assert report["rules_never_fired"]
        assert not set(report["rules_never_fired"]) & set(report["rules"])

    def test_the_report_goes_to_standard_output_where_nothing_else_does(self, corpus: Corpus, cli: Cli) -> None:
        done = cli("run", corpus(3), "-o", "out.jsonl", "--report", "-", "-j", "1")
        assert json.loads(done.stdout)["documents"] == 3

    def test_sites_that_changed_since_the_baseline_are_named(self, tmp_path: Path, corpus: Corpus, cli: Cli) -> None:
        cli("run", corpus(60), "-o", "a.jsonl", "--report", "before.json", "-j", "1")
        records = lines((tmp_path / "in.jsonl").read_bytes())
        for record in records:
            if record["id"] % 3 == 0:
                record["text"] += "\n" + "\n".join(f"Other story number {n} of the day" for n in range(40))
        (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
        done = cli("run", "in.jsonl", "-o", "b.jsonl", "--report", "now.json", "--baseline", "before.json", "-j", "1")
        jumped = json.loads((tmp_path / "now.json").read_bytes())["jumped"]
        assert [jump["site"] for jump in jumped] == ["paper0.example"]
        assert b"paper0.example: " in done.stderr

    @pytest.mark.parametrize(
        "baseline",
        [
            "{}",
            "null",
            '{"report": 1, "sites": []}',
            '{"report": 1, "sites": {"site0.example": 5}}',
            '{"report": 1, "sites": {"site0.example": {"documents": "5", "share_removed": 0.5}}}',
        ],
    )
    def test_what_is_no_baseline_is_refused(self, tmp_path: Path, corpus: Corpus, cli: Cli, baseline: str) -> None:
        (tmp_path / "other.json").write_text(baseline, encoding="utf-8")
        done = cli("run", corpus(1), "-o", "a.jsonl", "--baseline", "other.json")
        assert (done.returncode, b"not a report" in done.stderr) == (2, True)
