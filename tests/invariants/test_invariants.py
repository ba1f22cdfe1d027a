"""The promises that hold for every document: nothing invented, nothing lost, the same again, the same anywhere."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleaner import Cleaner, Known, clean
from cleaner.model import Verdict
from cleaner.read.text import display
from cleaner.render import to_record

if TYPE_CHECKING:
    from cleaner import Trace

SENTENCES = {
    "uk": [
        "Міська рада Полтави ухвалила рішення про ремонт двох мостів через річку Ворскла.",
        "За словами інженера Олени Гримич, роботи триватимуть до кінця жовтня й коштуватимуть 48 мільйонів гривень.",
        "Нагадаємо, торік рух важких вантажівок старим мостом заборонили.",
        "– розповіла вона журналістам після засідання комісії.",
        "«Ми не можемо чекати ще одну зиму», — сказав депутат Роман Ткачик.",
    ],
    "ru": [
        "Городской совет Даугавпилса утвердил план ремонта трамвайной линии на улице Виенибас.",
        "По словам руководителя предприятия Игоря Лапиньша, рельсы заменят за четыре месяца.",
        "Напомним, в прошлом году из-за износа путей скорость снизили до 20 километров в час.",
        "Жители микрорайона жаловались на шум и просили перенести остановку ближе к школе.",
    ],
    "lv": [
        "Liepājas dome piektdien nolēma atjaunot koka celiņus gar jūru un uzstādīt jaunus solus.",
        "Kā ziņots, rudens vētras laikā tika izskaloti vairāk nekā divi simti metru seguma.",
        "Darbus veiks uzņēmums no Kuldīgas, kas piedāvāja zemāko cenu.",
        "“Svarīgākais ir drošība,” uzsvēra pilsētas izpilddirektore Ilze Bērziņa.",
    ],
    "en": [
        "The county council voted on Tuesday to reopen the old ferry line across the Tamar estuary.",
        "Share prices of the operator rose after the vote, although the timetable is not yet settled.",
        "Residents of the western bank have waited eleven years for the crossing to return.",
        '"We read every letter that we received," said the committee\'s chair, Margaret Oyelaran.',
    ],
}  # fmt: skip
HEADLINES = [
    "У Полтаві відремонтують два мости через Ворсклу",
    "В Даугавпилсе обновят трамвайную линию на Виенибас",
    "Liepājā atjaunos koka celiņus gar jūru",
    "Ferry line across the Tamar will reopen after eleven years",
]
CHROME = [
    "Created with Sketch.", "Читайте також", "Читайте также", "Lasi arī", "Read more", "Реклама", "Advertisement",
    "Теги: міст ремонт Полтава", "фото: AP", "Foto: LETA", "Поделиться", "Підписуйтесь на наш Telegram-канал",
    "Головна Світ Політика", "glavcom.ua", "29 січня, 19:50", "Euronews 6 февраля, 2026 11:49", "Мир 0 комментариев",
    "© 2010 - 2024. Всі права захищено", "#Рівне #опалення", "Сьогодні, 14:20", "Віталій Ковпак", "2 min read",
]  # fmt: skip
NOISE = ["", "   ", "\u200b", "\t", "•", "***", "1", "\x00", "ﷺ", "🙂🙂", "<p>", "…", "a" * 300, "\u202eevil", "\ud800"]
BREAKS = ["\n", "\n\n", "\r\n", "\n\n\n\n\n", "\u2028", "\n    "]


@st.composite
def documents(draw: st.DrawFn) -> str:
    language = draw(st.sampled_from(sorted(SENTENCES)))
    line = st.one_of(
        st.sampled_from(SENTENCES[language]),
        st.sampled_from(SENTENCES[language]),
        st.sampled_from(CHROME),
        st.sampled_from(HEADLINES),
        st.sampled_from(NOISE),
        st.text(max_size=40),
    )
    prefix = draw(st.sampled_from(["", " date 2026-02-06 ", " date 2020-05 ", "\ufeff", "   "]))
    lines = draw(st.lists(line, max_size=14))
    return prefix + "".join(text + draw(st.sampled_from(BREAKS)) for text in lines)


def replay(trace: Trace) -> str:
    """The source again, from the ledger and the paragraphs; what stands between must be invisible."""
    source, article = trace.document.source, trace.article
    spans = sorted(
        [span for paragraph in article.paragraphs for span in paragraph.spans]
        + [removal.span for removal in article.removals]
    )
    rebuilt, behind = [], 0
    for start, end in spans:
        assert start >= behind, "kept and removed spans overlap"
        assert display(source[behind:start]).strip("\u200c\u200d\u200e\u200f ") == "", "a visible gap"
        rebuilt += [source[behind:start], source[start:end]]
        behind = end
    assert display(source[behind:]).strip("\u200c\u200d\u200e\u200f ") == ""
    return "".join([*rebuilt, source[behind:]])


@settings(max_examples=300)
@given(documents())
def test_every_body_paragraph_is_slices_of_the_source_in_source_order(cleaner: Cleaner, source: str) -> None:
    trace = cleaner.trace(source, format="text")
    behind = 0
    for paragraph in trace.article.paragraphs:
        for span in paragraph.spans:
            assert span.start >= behind
            behind = span.end
        joined = "".join(trace.document.source[start:end] for start, end in paragraph.spans)
        assert "".join(display(joined).split()) == "".join(paragraph.text.split())


@settings(max_examples=300)
@given(documents())
def test_kept_spans_removals_and_gaps_give_back_the_source(cleaner: Cleaner, source: str) -> None:
    trace = cleaner.trace(source, format="text")
    assert replay(trace) == trace.document.source
    for removal in trace.article.removals:
        assert removal.text == trace.document.source[removal.span.start : removal.span.end]


@settings(max_examples=400)
@given(documents())
@example(  # the language of what is left is another one
    "По словам руководителя предприятия Игоря Лапиньша, рельсы заменят за четыре месяца.\nFoto: LETA\n"
    + 2 * "У Полтаві відремонтують два мости через Ворсклу\n"
)
@example(20 * f"{SENTENCES['uk'][0]}\n")  # far copies come near when those between are taken
def test_cleaning_title_and_text_again_changes_nothing(cleaner: Cleaner, source: str) -> None:
    first = cleaner.clean(source, format="text")
    head = f"{first.title}\n\n" if first.title else ""
    again = cleaner.clean(head + first.text, format="text")
    assert (again.title, again.text) == (first.title, first.text)


@settings(max_examples=300)
@given(documents())
@example(f"{HEADLINES[0]}\n\n date 2026-02-06 {SENTENCES['uk'][0]}\n06.02.2026 12:30")
def test_cleaning_the_text_with_its_title_known_changes_nothing(cleaner: Cleaner, source: str) -> None:
    first = cleaner.clean(source, format="text")
    again = cleaner.clean(first.text, format="text", known=Known(title=first.title))
    assert again.text == first.text


@settings(max_examples=25)
@given(documents())
def test_the_result_is_the_same_in_a_pickled_cleaner(cleaner: Cleaner, source: str) -> None:
    copy = pickle.loads(pickle.dumps(cleaner))
    assert to_record(copy.clean(source)) == to_record(cleaner.clean(source))


def test_the_result_is_the_same_in_eight_threads_and_in_any_order(cleaner: Cleaner) -> None:
    sources = ["\n\n".join(body + CHROME[start : start + 5]) for body in SENTENCES.values() for start in range(9)]
    alone = [to_record(cleaner.clean(source)) for source in sources]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda source: to_record(cleaner.clean(source)), reversed(sources)))
    assert list(reversed(together)) == alone


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_clean_text_comes_back_unchanged(language: str) -> None:
    body = "\n".join(SENTENCES[language])
    article = clean(body)
    assert article.text == body
    assert article.removals == ()


@settings(max_examples=200)
@given(st.one_of(st.text(), st.binary()))
def test_no_input_raises(cleaner: Cleaner, source: str | bytes) -> None:
    article = cleaner.clean(source)
    to_record(article)
    assert not any("failed" in warning for warning in article.warnings)


def test_every_removal_names_one_rule_and_a_reason(cleaner: Cleaner) -> None:
    trace = cleaner.trace("\n".join([*CHROME, *SENTENCES["uk"]]))
    assert trace.article.removals
    for removal in trace.article.removals:
        assert removal.rule
        assert removal.why
    assert all(finding.verdict is not Verdict.KEEP or finding.rule for finding in trace.document.findings)
