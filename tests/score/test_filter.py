"""The scorer as a filter: it takes the site's lines, leaves the author's, and leaves alone what it has cleaned."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cleaner import clean
from cleaner.annotate import annotate
from cleaner.filters.scorer import RULE, ScorerFilter
from cleaner.model import Category, Finding, Verdict
from cleaner.options import Aggressiveness
from cleaner.read.text import read_text
from cleaner.resolve import resolve
from cleaner.score.scoring import judge

if TYPE_CHECKING:
    from cleaner.model import Document

BODY = (
    "The harbour office reopened its doors on Monday after two weeks of repairs, and the first ships were cleared.",
    "Dispatchers had worked from a container on the north pier, which the port rents for the season.",
    "“We could see half of the basin from there and guessed the rest,” said the head of the shift, Marta Lind.",
    "Repairs",
    "The roof was sealed and the radio mast was moved to the lighthouse, where the reception is better.",
    "The port expects forty ships a week until October; the old schedule returns on the first of May.",
)
MENU = ("Home", "News", "Sport", "Culture", "Weather", "Jobs", "Contact", "Subscribe", "Log in", "Archive")
FOOT = ("Most read", "Winter fair opens", "New tram line delayed", "Imprint", "Privacy", "Terms", "Mobile site", "Top")

CLEAN = {
    "one paragraph": "A fire broke out in a warehouse on Dock Street on Friday; nobody was hurt, the brigade said.",
    "interview": "— Why ships?\n— I grew up by the water.\n— And the mast?\n"
    "— It had to go, the wind was too strong there.\n— Will it come back?\n— Not before the spring.",
    "live blog": "\n".join(
        f"{hour}:{hour + 20}\nThe council resumed its session and turned to the budget of the port, item {hour}."
        for hour in range(10, 18)
    ),
    "recipe": "Cut the leeks into rings and wash them well.\n200 g flour\n3 eggs\n1 pinch of salt\n100 ml milk\n"
    "Stir the batter until it is smooth, and let it rest for half an hour.\nBake the pancakes in a hot pan.",
    "poem": "The tide goes out\nand leaves the sand\nthe names we wrote\nare not at hand\n\n"
    "The tide comes in\nand brings the foam\nthe names we wrote\nare going home",
    "russian": "Мост через реку откроют в понедельник, сообщили в мэрии.\nДвижение перекрывали на две недели.\n"
    "«Мы успели до холодов», — сказал руководитель работ.",
    "japanese": "市は月曜日、港の事務所が再開したと発表した。\n修理には二週間かかった。\n最初の船は正午前に入港した。",
    "thai": "ท่าเรือเปิดทำการอีกครั้งในวันจันทร์หลังการซ่อมแซมสองสัปดาห์\nเรือลำแรกเข้าเทียบท่าก่อนเที่ยงวัน",
    "arabic": "أعيد فتح مكتب الميناء يوم الاثنين بعد أسبوعين من الإصلاحات.\nدخلت أول سفينة قبل الظهر.",
}


def whole_page() -> Document:
    return annotate(read_text("\n".join((*MENU, *BODY, *FOOT))))


def cleaned(document: Document, level: Aggressiveness = Aggressiveness.BALANCED) -> list[str]:
    findings = ScorerFilter(level=level)(document).findings
    return [block.text for block in resolve(document, findings).document.blocks]


def test_the_body_is_cut_out_of_a_whole_page() -> None:
    left = cleaned(whole_page())
    assert [line for line in left if len(line) > 40] == [line for line in BODY if len(line) > 40]
    assert not set(left) & {*MENU[:6], *FOOT[2:]}


def test_the_chain_leaves_nothing_but_the_body_of_a_whole_page() -> None:
    assert clean("\n".join((*MENU, *BODY, *FOOT))).text == "\n".join(BODY)


def test_each_removal_says_in_words_what_decided() -> None:
    findings = ScorerFilter()(whole_page()).findings
    assert findings
    for finding in findings:
        assert (finding.rule, finding.category, finding.verdict) == (RULE, Category.ZONE, Verdict.DROP)
        assert 0 < len(finding.evidence) <= 3
        assert all(words.split()[-1].startswith("-") for words in finding.evidence)


def test_a_pinned_block_stays() -> None:
    page = whole_page()
    pinned = replace(page, pinned=frozenset({page.blocks[0].start}))
    assert cleaned(pinned)[0] == "Home"


def test_only_blocks_that_are_still_in_are_judged() -> None:
    page = whole_page()
    taken = resolve(page, [Finding(page.blocks[0].span, Verdict.DROP, "zxx/nav", Category.NAV, "menu")]).document
    assert page.blocks[0].span not in [finding.span for finding in ScorerFilter()(taken).findings]


@pytest.mark.parametrize("text", CLEAN.values(), ids=CLEAN.keys())
def test_clean_text_of_any_kind_comes_through(text: str) -> None:
    document = annotate(read_text(text))
    assert cleaned(document) == [line.text for line in document.lines]


def test_what_it_has_cleaned_it_leaves_alone() -> None:
    once = cleaned(whole_page())
    again = annotate(read_text("\n".join(once)))
    assert cleaned(again) == once


def test_a_more_careful_level_never_keeps_less() -> None:
    kept = [len(cleaned(whole_page(), level)) for level in Aggressiveness]
    assert kept == sorted(kept)


def test_pieces_of_a_sentence_cut_at_its_links_go_or_stay_together() -> None:
    pieces = ["The mayor told", "Harbour Weekly", "that the bridge will open in spring, and that trams will cross it."]
    page = annotate(read_text("\n".join((*MENU, *BODY[:3], *pieces, *BODY[4:], *FOOT))))
    left = cleaned(page)
    assert all(piece in left for piece in pieces)


def test_a_document_without_blocks_has_no_findings() -> None:
    assert ScorerFilter()(annotate(read_text(" \n "))).findings == ()


def test_two_pieces_of_one_line_may_both_be_the_headline() -> None:
    page = annotate(read_text("\n".join(("Harbour office reopens after repairs", *BODY))))
    whole = page.blocks[0]
    rest = whole._replace(start=whole.start + 8, text=whole.text[8:])
    assert judge(page, None).headline([whole, rest]) is whole
    assert judge(page, None).headline([]) is None


def test_a_mark_between_all_paragraphs_is_not_read() -> None:
    """A site that sets "Advertisement" between all paragraphs has them judged as if it did not."""
    mark = "Advertisement"
    paragraphs = (*BODY, *BODY[:3])
    plain = annotate(read_text("\n".join((*MENU, *paragraphs, *FOOT))))
    marked = annotate(read_text("\n".join((*MENU, f"\n{mark}\n".join(paragraphs), *FOOT))))
    taken = [_taken(marked, line, Category.ADS) for line in range(len(marked.lines)) if marked.lines[line].text == mark]
    marked = resolve(marked, taken).document

    scores = judge(marked, None)
    texts = [line.text for line in marked.lines]
    assert [scores.judgement.scores[scores.rows[texts.index(text)]] for text in MENU + BODY + FOOT] == pytest.approx(
        [judge(plain, None).judgement.scores[line.line] for line in plain.lines if line.line not in range(16, 19)],
        abs=1e-4,
    )


def test_a_mark_that_stands_once_is_a_sign_like_others() -> None:
    document = annotate(read_text("\n".join((*MENU, *BODY, "Advertisement", *FOOT))))
    with_mark = resolve(document, [_taken(document, len(MENU + BODY), Category.ADS)]).document

    assert len(judge(with_mark, None).judgement.scores) == len(document.lines)


def _taken(document: Document, line: int, category: Category) -> Finding:
    return Finding(document.lines[line].span, Verdict.DROP, "en/ads-marks", category, "A mark")
