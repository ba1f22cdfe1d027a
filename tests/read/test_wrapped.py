"""Text that was filled into lines of one width is read by paragraphs."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import clean
from cleaner.read.text import read_text, source_span

PARAGRAPHS = """\
The city council approved plans on Tuesday for a new bridge over the river, ending a debate that has lasted more than \
four years and divided the town, its traders and the owners of the two ferries that cross it every hour of the day.
Construction is expected to begin in September, said Mayor Anna Brown, who called the decision historic for the region \
and thanked the engineers who drew eleven versions of the same bridge without once raising their voices in her office.
Opponents said they would appeal the decision in court, as the new road would cut the old park into two halves, and \
its lime trees, the oldest of which was planted by a sea captain two centuries ago, would make way for a roundabout.
Nobody knows yet who pays, as the ministry has promised a half and the county a quarter, but neither in writing, \
and the lenders want to see the signatures of both before the first pile is driven into the bed of the river.
""".splitlines()
LIST = ["Goalkeepers: Jane Smith, Tom Brown", "Defenders: Ann Lee, Bo Grey, Cy White, Di Green, Flo Stone"] * 9
POEM = ["Over the water the ferries are gone", "and nobody waits at the pier,", "the river is carrying evening on"] * 6


def filled(width: int, between: str) -> str:
    return between.join("\n".join(textwrap.wrap(paragraph, width)) for paragraph in PARAGRAPHS)


@pytest.mark.parametrize("width", [60, 72, 78, 90])
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_filled_lines_are_read_by_paragraphs_or_sentences(width: int, between: str) -> None:
    shown = [line.text for line in read_text(filled(width, between)).lines]
    assert " ".join(shown) == " ".join(PARAGRAPHS)
    assert shown == PARAGRAPHS or (between == "\n" and all(line.endswith(".") for line in shown))


def test_line_feeds_of_every_system_are_known() -> None:
    assert [line.text for line in read_text(filled(72, "\n\n").replace("\n", "\r\n")).lines] == PARAGRAPHS


@pytest.mark.parametrize("lines", [LIST, POEM, PARAGRAPHS * 4, ["Home", "News", "Sport"] * 9])
def test_lines_that_nobody_filled_stay(lines: list[str]) -> None:
    assert [line.text for line in read_text("\n".join(lines)).lines] == lines


def test_places_in_a_paragraph_are_places_in_the_source() -> None:
    document = read_text(filled(72, "\n\n"))
    for block in document.blocks:
        assert len(block.text) == len(block.folded)
        span = source_span(document, block, 4, 8)
        assert " ".join(document.source[span.start : span.end].split()) == block.text[4:8]


def test_the_body_comes_out_by_paragraphs_and_stays_so() -> None:
    source = f"Home\nNews\nSport\n\nA new bridge over the river\n\n{filled(72, chr(10) * 2)}\n\nShare on Facebook\n"
    article = clean(source)
    assert article.title == "A new bridge over the river"
    assert [paragraph.text for paragraph in article.paragraphs] == PARAGRAPHS
    again = clean(f"{article.title}\n\n{article.text}")
    assert (again.title, again.text) == (article.title, article.text)


@given(st.lists(st.text("ab .,\u00ad", max_size=60), max_size=30), st.sampled_from(["\n", "\r\n"]))
def test_nothing_is_lost_between_lines(lines: list[str], between: str) -> None:
    source = between.join(lines)
    document = read_text(source)
    shown = " ".join(block.text for block in document.blocks)
    assert shown.split() == source.replace("\u00ad", "").split()


def test_paragraphs_without_blanks_are_no_filled_lines() -> None:
    text = "\n".join(
        "町の工場では毎朝、" + "職人たちが古い機械を丁寧に磨いている" * 2 + "と話した" * n + "。" for n in range(9)
    )
    assert len(read_text(text).lines) == 9
    filled_text = "\n".join(
        ["町の工場では毎朝、職人たちが古い機械を丁寧に磨いている。そして夕方になると海を見る人"] * 9
    )
    assert len(read_text(filled_text).lines) == 1
