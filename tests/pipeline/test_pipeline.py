"""The chain as a whole: options, limits, guards, and bad input."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from cleaner import Aggressiveness, Category, Cleaner, Known, Limits, Options, clean
from cleaner.filters.date import DateFilter
from cleaner.model import ROOM, Block, Finding, Memo, Span, Verdict
from cleaner.read.text import read_text
from cleaner.render import to_record
from cleaner.resolve import resolve
from cleaner.settle import Echo, echo

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cleaner.model import Document

BODY = [
    "The county council voted on Tuesday to reopen the old ferry line across the Tamar estuary.",
    "Residents of the western bank have waited eleven years for the crossing to return.",
]


def test_a_kept_category_stays_in_the_body() -> None:
    source = "\n".join([*BODY, "Advertisement"])
    assert clean(source).text == "\n".join(BODY)
    kept = Cleaner(Options(keep=frozenset({Category.ADS})))
    assert kept.clean(source).text == source


def test_a_kept_category_of_the_head_stays_and_is_a_field_as_well() -> None:
    source = "\n".join(["Old ferry line returns to Tamar estuary", "2 April 2026", *BODY])
    assert clean(source).text == "\n".join(BODY)
    article = Cleaner(Options(keep=frozenset({Category.TITLE, Category.DATE}))).clean(source)
    assert article.text == source
    assert (article.title, article.date and article.date.value) == (source.splitlines()[0], "2026-04-02")
    assert not article.removals


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: clean("x", url=5), "url: a str"),  # type: ignore[arg-type]
        (lambda: clean("x", known={"title": "t"}), "known: cleaner.Known"),  # type: ignore[arg-type]
        (lambda: Options(limits={"max_chars": 5}), "limits: cleaner.Limits"),  # type: ignore[arg-type]
        (lambda: Cleaner("x"), "options: cleaner.Options"),  # type: ignore[arg-type]
        (lambda: Cleaner(rules="x"), "rules: what"),  # type: ignore[arg-type]
        (lambda: Cleaner(templates="x"), "templates: what"),  # type: ignore[arg-type]
        (lambda: Options(keep=5), "keep: one or several, not int"),  # type: ignore[arg-type]
        (lambda: Options(rules=5), "rules: one or several, not int"),  # type: ignore[arg-type]
        (lambda: Limits(max_chars=50.5), "max_chars is int, not float"),  # type: ignore[arg-type]
        (lambda: Limits(max_seconds="5"), "max_seconds is float, not str"),  # type: ignore[arg-type]
        (lambda: Known(title=b"t"), "known title is text, not bytes"),  # type: ignore[arg-type]
    ],
)
def test_an_argument_of_another_type_is_refused_at_once(call: Callable[[], object], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        call()


def test_a_limit_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="max_chars: -1 is below zero"):
        Limits(max_chars=-1)
    with pytest.raises(ValueError, match="max_seconds: not a number"):
        Limits(max_seconds=float("nan"))


def test_nothing_of_a_cleaner_can_be_taken_away() -> None:
    with pytest.raises(AttributeError, match="a Cleaner is immutable"):
        del Cleaner().options


def test_an_input_over_the_limit_is_cut_with_a_warning() -> None:
    article = Cleaner(Options(limits=Limits(max_chars=100))).clean("\n".join(BODY))
    assert article.text.startswith(BODY[0])
    assert article.warnings == ("the input has more than 100 characters: it was cut there",)


def test_a_document_that_takes_too_long_comes_out_as_far_as_it_got() -> None:
    article = Cleaner(Options(limits=Limits(max_seconds=0))).clean("\n".join(["Advertisement", *BODY]))
    assert "Advertisement" in article.text
    assert any("took longer than 0 s" in warning for warning in article.warnings)


def test_a_filter_that_fails_costs_its_findings_and_not_the_article(
    cleaner: Cleaner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise IndexError("no such line")

    monkeypatch.setattr(DateFilter, "__call__", fail)
    article = cleaner.clean(
        "\n".join(["Old ferry to sail again", "5 February 2026, 12:30", *BODY, "Read also: Another story"])
    )
    assert article.title == "Old ferry to sail again"
    assert article.text.endswith("\n".join(BODY))
    assert [warning for warning in article.warnings if "date" in warning] == [
        "the filter date failed and was left out: IndexError('no such line')"
    ]


def test_a_second_look_that_takes_too_long_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    late = 0.0

    def slow_echo(document: Document) -> Echo:
        nonlocal late
        late = 1000.0
        return echo(document)

    monkeypatch.setattr("cleaner.pipeline.time", SimpleNamespace(monotonic=lambda: late))
    monkeypatch.setattr("cleaner.pipeline.echo", slow_echo)
    article = clean("\n".join([*BODY, "Advertisement"]))
    assert article.text == "\n".join(BODY)
    assert [warning for warning in article.warnings if "took longer" in warning]


@pytest.mark.parametrize("url", ["press.lv/post?next=https://x.lv/", "//press.lv/a", "HTTPS://press.lv/a", "press.lv"])
def test_an_address_without_a_scheme_has_a_host(cleaner: Cleaner, url: str) -> None:
    trace = cleaner.trace("\n".join(BODY), url=url)
    assert (trace.document.host, trace.article.warnings) == ("press.lv", ())


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://рівне.укр/1", "xn--b1agxk4i.xn--j1amh"),
        ("WWW.Рівне.УКР", "www.xn--b1agxk4i.xn--j1amh"),
        ("https://xn--b1agxk4i.xn--j1amh/1", "xn--b1agxk4i.xn--j1amh"),
        (f"https://{'р' * 70}.укр/1", f"{'р' * 70}.укр"),
    ],
)
def test_a_host_is_named_in_ascii_as_site_files_are(cleaner: Cleaner, url: str, host: str) -> None:
    assert cleaner.trace("\n".join(BODY), url=url).document.host == host


def test_a_url_that_cannot_be_read_is_a_warning() -> None:
    article = clean("\n".join(BODY), url="http://[broken/x")
    assert article.text == "\n".join(BODY)
    assert article.warnings == ("the URL cannot be read: http://[broken/x",)


def test_the_last_sentence_of_a_document_is_not_lost() -> None:
    document = read_text(BODY[0])
    whole = Finding(Span(0, len(BODY[0])), Verdict.DROP, "x/all", Category.RELATED, "a rule that takes all")
    resolution = resolve(document, [whole])
    assert resolution.document.blocks == document.blocks
    assert resolution.warnings == ("x/all would have left no sentence of the text: it was withheld",)


def findings_on(*parts: tuple[int, int, Verdict]) -> Sequence[Finding]:
    return [
        Finding(Span(start, end), verdict, f"x/{number}", Category.NAV, "a test")
        for number, (start, end, verdict) in enumerate(parts)
    ]


def test_the_first_finding_to_claim_a_span_owns_it() -> None:
    document = read_text("Menu of the day\n" + BODY[0])
    resolution = resolve(document, findings_on((0, 15, Verdict.DROP), (0, 4, Verdict.FIELD)))
    assert [finding.rule for finding in resolution.document.findings] == ["x/0"]


def test_a_pinned_block_is_kept_from_later_findings() -> None:
    document = read_text("Menu of the day\n" + BODY[0])
    pinned = resolve(document, findings_on((0, 15, Verdict.KEEP))).document
    assert resolve(pinned, findings_on((0, 15, Verdict.DROP))).document.blocks == document.blocks


def test_a_field_may_lift_a_part_of_a_pinned_block() -> None:
    document = read_text("date 2026-02-05 " + BODY[0])
    pinned = resolve(document, findings_on((16, len(document.source), Verdict.KEEP))).document
    left = resolve(pinned, findings_on((0, 15, Verdict.FIELD))).document
    assert [block.text for block in left.blocks] == [BODY[0]]
    assert resolve(left, findings_on((16, len(document.source), Verdict.DROP))).document.blocks == left.blocks


def test_a_rest_without_letters_goes_with_its_neighbour() -> None:
    document = read_text("Menu – • –\n" + BODY[0])
    left = resolve(document, findings_on((0, 4, Verdict.DROP))).document
    assert [block.text for block in left.blocks] == [BODY[0]]
    assert left.findings[0].span == Span(0, 10)


def test_a_paragraph_trimmed_in_its_middle_is_one_paragraph_of_two_slices() -> None:
    source = "The council voted [ad] on Tuesday to reopen the ferry line across the Tamar."
    document = read_text(source)
    left = resolve(document, findings_on((18, 22, Verdict.DROP))).document
    assert [(block.text, block.line) for block in left.blocks] == [
        ("The council voted", 0),
        ("on Tuesday to reopen the ferry line across the Tamar.", 0),
    ]


def test_a_cleaner_cannot_be_changed_by_accident_and_travels_by_pickle(cleaner: Cleaner) -> None:
    with pytest.raises(FrozenInstanceError):
        cleaner.options.keep = frozenset()  # type: ignore[misc]
    with pytest.raises(AttributeError, match="immutable"):
        cleaner.options = Options()
    copy = pickle.loads(pickle.dumps(cleaner))
    assert copy.options == cleaner.options
    assert copy.rules.fingerprint == cleaner.rules.fingerprint


def test_a_record_is_json_and_says_what_made_it(cleaner: Cleaner) -> None:
    record = to_record(cleaner.clean("2 min read\n" + "\n".join(BODY), reference_date=date(2026, 2, 6)))
    assert orjson.loads(orjson.dumps(record)) == record
    assert set(record["cleaner"]) == {"version", "schema", "rules"}
    assert record["cleaner"]["rules"] == cleaner.rules.fingerprint


def test_a_known_title_makes_headline_removal_certain(cleaner: Cleaner) -> None:
    source = "\n".join(["Boats", *BODY])
    assert cleaner.clean(source, known=Known(title="Boats")).text == "\n".join(BODY)
    assert cleaner.clean(source, known=Known(title="Boats")).title == "Boats"


def test_a_known_encoding_is_believed_where_it_fits(cleaner: Cleaner) -> None:
    source = "\n".join(BODY).replace("a", "ž").encode("cp1257")
    assert cleaner.clean(source, known=Known(encoding="windows-1257")).text == "\n".join(BODY).replace("a", "ž")
    assert cleaner.clean("\n".join(BODY).encode(), known=Known(encoding="klingon")).text == "\n".join(BODY)


def test_a_known_language_is_believed(cleaner: Cleaner) -> None:
    assert cleaner.clean("\n".join(BODY), known=Known(language="cy")).language == "cy"


@pytest.mark.parametrize("size", [1, 10])
def test_a_huge_line_and_many_lines_take_time_in_proportion(cleaner: Cleaner, size: int) -> None:
    long_line = "слово " * 20_000 * size
    article = cleaner.clean(long_line)
    assert article.text == long_line.strip()
    many = "\n".join(f"Рядок номер {number}" for number in range(1000 * size))
    assert cleaner.clean(many).paragraphs


def test_blocks_know_their_span() -> None:
    assert Block(0, 2, 5, "abc", "abc").span == Span(2, 5)


def test_of_a_pages_names_in_capitals_only_those_beside_the_headline_are_authors() -> None:
    menu = "<div class=meta>Harbour Walks</div><div class=meta>5 Feb 2026</div>" + "".join(
        f"<p>Item {number}</p>" for number in range(9)
    )
    text = "".join(f"<p>{line}</p>" for line in BODY)
    header = "<div class=meta>Ann Lee</div><div class=meta>17 Feb 2026, 10:40</div>"
    page = f"{menu}<h1>Ferry line across the Tamar to reopen</h1>{header}{text}"
    assert clean(page, format="html").authors == ("Ann Lee",)


def test_a_memo_asks_once_for_the_same_arguments() -> None:
    asked: list[str] = []

    def measure(line: str) -> int:
        asked.append(line)
        return len(line)

    memo = Memo()
    assert [memo.ask(measure, line) for line in ("one", "three", "one")] == [3, 5, 3]
    assert asked == ["one", "three"]


def test_a_memo_keeps_no_more_than_it_has_room_for() -> None:
    memo = Memo()
    assert [memo.ask(str, number) for number in range(ROOM + 1)][-1] == str(ROOM)
    asked = []
    memo.ask(asked.append, ROOM + 1)
    memo.ask(asked.append, ROOM + 1)
    assert asked == [ROOM + 1] * 2


def test_what_was_asked_of_a_document_is_forgotten_behind_it() -> None:
    trace = Cleaner().trace("\n".join(["Advertisement", *BODY]))
    assert pickle.loads(pickle.dumps(trace)) == trace


@pytest.mark.parametrize("format", ["HTML", "pdf", ""])
def test_a_format_that_is_none_is_refused(format: Any) -> None:  # noqa: A002
    with pytest.raises(ValueError, match="is none of auto, html, markdown, text"):
        clean("x", format=format)


@pytest.mark.parametrize("given", [{"aggressiveness": "huge"}, {"keep": {"relatd"}}, {"keep": "relatd"}])
def test_an_option_that_is_none_is_refused(given: Any) -> None:
    with pytest.raises(ValueError, match=r"is none of"):
        Options(**given)


def test_options_may_be_given_as_text() -> None:
    given: Any = {"aggressiveness": "recall", "keep": ["ads"], "rules": ["own"]}
    assert Options(**given).keep == frozenset({Category.ADS})
    assert Options(**given).rules == (Path("own"),)
    assert Options(**given).aggressiveness is Aggressiveness.RECALL


@pytest.mark.parametrize("source", [None, Path("page.txt"), 7])
def test_a_source_that_is_neither_text_nor_bytes_is_refused(source: Any) -> None:
    with pytest.raises(TypeError, match="the source is str or bytes, not"):
        clean(source)


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_all_kinds_of_bytes_are_read(kind: Any) -> None:
    assert clean(kind("\n".join(BODY).encode())).text == "\n".join(BODY)


@pytest.mark.parametrize(
    "day", [date(2026, 2, 6), datetime(2026, 2, 6, 9, tzinfo=UTC), "2026-02-06", "2026-02-06T09:00Z"]
)
def test_the_reference_date_is_a_day_a_moment_or_iso(day: Any) -> None:
    article = clean("\n".join(["Міст відкрито", "29 січня, 19:50", *BODY]), reference_date=day)
    assert article.date
    assert article.date.value == "2026-01-29T19:50"


@pytest.mark.parametrize(("day", "error"), [("yesterday", ValueError), (20260206, TypeError)])
def test_a_reference_date_that_is_none_is_refused(day: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="reference_date"):
        clean("x", reference_date=day)


@pytest.mark.parametrize("day", ["06.02.2026", "yesterday", "2026-13-01", "1026-02-06", "2026-W06-5"])
def test_a_known_date_that_is_not_iso_is_refused(day: str) -> None:
    with pytest.raises(ValueError, match="known date"):
        Known(date=day)


def test_what_is_known_is_brought_into_one_form() -> None:
    assert Known(title=" ", language="uk_UA", date="") == Known(language="uk")
    assert [Known(date=day).date for day in ("2026-02", " 2026-02-06 ")] == ["2026-02", "2026-02-06"]
    assert clean("\n".join(BODY), known=Known(title=" ")).title == clean("\n".join(BODY)).title


def test_a_known_language_is_named_by_its_code() -> None:
    assert clean("\n".join(BODY), known=Known(language="uk-UA")).language == "uk"


def test_a_language_that_is_no_code_leaves_no_pack_out() -> None:
    source = "Рада ухвалила бюджет міста на наступний рік.\nЧитайте також"
    assert clean(source, known=Known(language="ukrainian")).text == clean(source, known=Known(language="uk")).text
    assert "Читайте" not in clean(source, known=Known(language="uk")).text
