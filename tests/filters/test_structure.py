"""Filters that look at shape and place: headline, byline, breadcrumb, tags, captions, repeats, teasers, orphans."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cleaner import Cleaner

BODY = [
    "Рада громади Оксанівки у вівторок проголосувала за відкриття старої поромної переправи через Дністер.",
    "Мешканці лівого берега чекали на це рішення одинадцять років, розповіла голова громади Олена Гримич.",
    "Перший пором з Оксанівки вийде навесні, коли спаде вода й закінчать ремонт причалу.",
    "Квиток коштуватиме двадцять гривень, для школярів поїздка буде безкоштовною.",
]
TITLE = "В Оксанівці навесні відкриють поромну переправу через Дністер"


def text_of(*lines: str) -> str:
    return "\n\n".join(lines)


def test_the_headline_is_lifted_out_and_its_copies_go(cleaner: Cleaner) -> None:
    article = cleaner.clean(text_of(TITLE, "12 лютого 2026, 10:30", TITLE, *BODY))
    assert article.title == TITLE
    assert article.text == "\n".join(BODY)


def test_of_two_headlines_the_first_is_the_title_and_the_second_stays_as_the_lead(cleaner: Cleaner) -> None:
    lead = "Рада проголосувала за переправу, на яку лівий берег чекав одинадцять років"
    article = cleaner.clean(text_of(TITLE, "12 лютого 2026, 10:30", lead, *BODY))
    assert (article.title, article.text) == (TITLE, "\n".join([lead, *BODY]))


def test_banners_between_the_top_and_the_date_are_not_the_headline(cleaner: Cleaner) -> None:
    article = cleaner.clean(text_of("Зимова Олімпіада — 2026", "12 лютого 2026, 10:30", TITLE, *BODY))
    assert (article.title, article.text) == (TITLE, "\n".join(BODY))


@pytest.mark.parametrize("path", ["Новини › Одеська область", "Oksanivka  ›  Переправа", "Краєзнавство → Дністер"])
def test_a_path_of_names_is_no_headline(cleaner: Cleaner, path: str) -> None:
    article = cleaner.clean(text_of(path, TITLE, "12 лютого 2026, 10:30", *BODY))
    assert (article.title, article.text) == (TITLE, "\n".join(BODY))


def test_a_path_with_the_headline_behind_it_gives_way_to_the_headline(cleaner: Cleaner) -> None:
    article = cleaner.clean(text_of(f"Головна Новини {TITLE}", TITLE, "12 лютого 2026, 10:30", *BODY))
    assert (article.title, article.text) == (TITLE, "\n".join(BODY))


def test_a_headline_that_ends_in_a_heading_of_the_text_is_no_path(cleaner: Cleaner) -> None:
    title, heading = "Рецепт Олени Гримич: як варять юшку з коропа на поромі", "Юшку з коропа на поромі"
    article = cleaner.clean(text_of(title.replace(":", ""), "12 лютого 2026, 10:30", *BODY[:2], heading, *BODY[2:]))
    assert (article.title, article.text) == (title.replace(":", ""), "\n".join([*BODY[:2], heading, *BODY[2:]]))


def test_a_text_that_begins_with_a_sentence_has_no_headline(cleaner: Cleaner) -> None:
    assert cleaner.clean(text_of(*BODY)).title is None


def test_key_points_above_a_subheading_are_not_a_menu(cleaner: Cleaner) -> None:
    points = [
        "- Переправу відкриють навесні, коли спаде вода й закінчиться ремонт причалу на правому березі",
        "- Квиток коштуватиме двадцять гривень, а школярі їздитимуть без квитка за рішенням ради громади",
    ]
    article = cleaner.clean(text_of(*points, "Коли вийде перший пором з Оксанівки", *BODY))
    assert article.text.startswith("\n".join(points))


def test_a_poem_keeps_its_first_line(cleaner: Cleaner) -> None:
    poem = "Над рікою вечір\nі човни сплять\n\nА в порту далекім\nвогники горять"
    article = cleaner.clean(poem)
    assert article.title is None
    assert article.text == poem.replace("\n\n", "\n")


def test_a_name_beside_the_date_is_the_author(cleaner: Cleaner) -> None:
    article = cleaner.clean(text_of(TITLE, "Марта Ковальчук", "12 лютого 2026, 10:30", *BODY))
    assert article.authors == ("Марта Ковальчук",)
    assert article.text == "\n".join(BODY)


def test_author_domain_author_on_three_lines_give_one_author_and_the_source(cleaner: Cleaner) -> None:
    article = cleaner.clean(text_of(TITLE, "Марта Ковальчук", "oksanivka.example", "Марта Ковальчук", *BODY))
    assert (article.authors, article.source) == (("Марта Ковальчук",), "oksanivka.example")


@pytest.mark.parametrize("name", ["О.Шевчук", "J.Smith", "А.В.Петренко"])
def test_a_person_with_an_initial_is_no_domain(cleaner: Cleaner, name: str) -> None:
    article = cleaner.clean(text_of(TITLE, "12 лютого 2026, 10:30", name, *BODY))
    assert (article.authors, article.source) == ((name,), None)


@pytest.mark.parametrize(("line", "source"), [("Oksanivka.UA", "oksanivka.ua"), ("Node.js", None), ("т.зв", None)])
def test_a_domain_is_in_lower_case_or_has_a_known_end(cleaner: Cleaner, line: str, source: str | None) -> None:
    assert cleaner.clean(text_of(TITLE, "12 лютого 2026, 10:30", line, *BODY)).source == source


def test_a_name_in_the_body_is_a_subheading(cleaner: Cleaner) -> None:
    article = cleaner.clean(text_of(TITLE, *BODY[:2], "Олена Гримич", *BODY[2:]))
    assert "Олена Гримич" in article.text


def test_a_path_of_section_names_is_the_section(cleaner: Cleaner) -> None:
    article = cleaner.clean(text_of("Головна › Політика › Суспільство", TITLE, *BODY))
    assert article.section == ("Політика", "Суспільство")


def test_hash_tags_behind_the_text_are_tags(cleaner: Cleaner) -> None:
    for line in ("#Оксанівка #поромна_переправа", "#Оксанівка#поромна_переправа"):
        article = cleaner.clean(text_of(TITLE, *BODY, line))
        assert article.tags == ("Оксанівка", "поромна переправа")


def test_names_glued_in_the_last_line_are_tags_with_a_warning(cleaner: Cleaner) -> None:
    article = cleaner.clean(text_of(TITLE, *BODY, "ОксанівкаПоромна переправаОлена Гримич"))
    assert article.tags == ("Оксанівка", "Поромна переправа", "Олена Гримич")
    assert any("tags without separators" in warning for warning in article.warnings)


def test_alt_text_and_caption_with_the_credit_under_them(cleaner: Cleaner) -> None:
    caption = "Старий причал на правому березі"
    article = cleaner.clean(
        f"{TITLE}\n12 лютого 2026, 10:30\n\n{caption}\n{caption}\nІрина Мельник\nАФП\n\n" + text_of(*BODY)
    )
    assert article.captions == (caption, "Ірина Мельник", "АФП")
    assert article.text == "\n".join(BODY)


@pytest.mark.parametrize(
    ("alt", "caption"),
    [
        ("Покупці стоять біля каси.", "Покупці стоять біля каси. Фото: Олена Гримич"),
        (
            "Старий причал на правому березі, де чекають на пором",
            "Старий причал на правому березі, де чекають на пором Фото: УНН",
        ),
    ],
)
def test_alt_text_goes_with_the_caption_that_begins_with_it(cleaner: Cleaner, alt: str, caption: str) -> None:
    article = cleaner.clean(text_of(TITLE, *BODY[:2], alt, caption, *BODY[2:]))
    assert article.captions == (caption,)
    assert article.text == "\n".join(BODY)


def test_a_subheading_that_a_caption_begins_with_stays(cleaner: Cleaner) -> None:
    caption = "Пекарня Олени Гримич відчинилася торік у березні. Фото: УНН"
    article = cleaner.clean(text_of(TITLE, *BODY[:2], "Пекарня Олени Гримич", caption, *BODY[2:]))
    assert "Пекарня Олени Гримич" in article.text.splitlines()


def test_an_office_that_signs_a_text_is_its_source(cleaner: Cleaner) -> None:
    article = cleaner.clean(text_of(TITLE, *BODY, "Автор: Редакція Вістей"))
    assert (article.authors, article.source) == ((), "Редакція Вістей")


def test_a_lead_printed_again_over_the_text_stands_once(cleaner: Cleaner) -> None:
    article = cleaner.clean(text_of(TITLE, BODY[0], *BODY))
    assert article.text == "\n".join(BODY)


@pytest.mark.parametrize(
    "line", ["- десять присідань і двадцять нахилів у повільному темпі, без поспіху.", "| сума | 20 |"]
)
def test_list_items_and_table_rows_may_repeat(cleaner: Cleaner, line: str) -> None:
    article = cleaner.clean(text_of(*BODY[:2], line, BODY[2], line, BODY[3]))
    assert [paragraph.text for paragraph in article.paragraphs].count(line) == 2


@pytest.mark.parametrize("name", ["Олена Гримич", "О.Гримич", "О. ГРИМИЧ"])
def test_a_name_alone_below_the_text_is_its_author(cleaner: Cleaner, name: str) -> None:
    article = cleaner.clean(text_of(TITLE, *BODY, name))
    assert article.authors == (name,)
    assert article.text == "\n".join(BODY)


def test_a_second_name_and_an_agency_go_without_a_field(cleaner: Cleaner) -> None:
    assert cleaner.clean(text_of(TITLE, "Автор: Іван Ткач", *BODY, "Олена Гримич")).authors == ("Іван Ткач",)
    article = cleaner.clean(text_of(TITLE, *BODY, "РІА Новини"))
    assert (article.authors, article.text) == ((), "\n".join(BODY))


@pytest.mark.parametrize(
    "lines", [["«Міст чекали одинадцять років, і ніхто вже не вірив.»", "Іван Ткач"], ["Що далі", "Іван Ткач", BODY[0]]]
)
def test_a_name_behind_a_quotation_or_above_a_sentence_stays(cleaner: Cleaner, lines: list[str]) -> None:
    assert "Іван Ткач" in cleaner.clean(text_of(TITLE, *BODY[1:], *lines)).text


def test_what_a_text_says_often_it_means_to_say(cleaner: Cleaner) -> None:
    note = "Роботи на цій ділянці веде підприємство «Переправа», яке виграло торги в січні."
    lines = [line for sentence in BODY[:4] for line in (sentence, note)]
    assert cleaner.clean(text_of(*lines)).text == "\n".join(lines)


def test_copies_side_by_side_are_one(cleaner: Cleaner) -> None:
    assert cleaner.clean(text_of(TITLE, *[BODY[0]] * 30, *BODY[1:])).text == "\n".join(BODY)


TEASERS = dedent(
    """
    Новий сезон рибальства почнеться на тиждень пізніше
    Новий сезон рибальства почнеться на тиждень пізніше

    У Карпатах через снігопад закрили дві гірські дороги

    Рятувальники радять не вирушати в гори без досвідченого провідника та запасу їжі на добу.

    Школи Буковини переходять на скорочений тиждень

    Про це на брифінгу повідомив керівник обласного департаменту освіти Степан Волошин.
    """
)


TEXT_BEHIND = [
    (
        "Квиток для дорослого коштуватиме сорок гривень, для школяра вдвічі менше, а для пенсіонерів Оксанівки проїзд "
        "лишається безкоштовним, бо різницю перевізникові повертає рада, пояснив голова громади на сходці у вівторок."
    ),
    (
        "Перевізник просив шістдесят гривень і показував рахунки за пальне, однак за такою ціною люди "
        "знову їздитимуть через міст у Новодністровську, а це сорок зайвих кілометрів розбитою дорогою щодня."
    ),
    (
        "Перший пором вийде з Оксанівки о шостій ранку в понеділок, коли їдуть на ринок, і ходитиме щогодини до "
        "восьмої вечора, а в неділю та на свята останній рейс призначили на пів на шосту, сказала диспетчерка причалу."
    ),
    (
        "Узимку, коли Дністер біля берега бере тонка крига, рейси скасовуватимуть за добу наперед, і про це напишуть "
        "на дошці біля сільради, у групі громади та на зупинці, звідки до причалу возить маленький жовтий автобус."
    ),
]


def test_teasers_without_a_marker_go_from_the_first_doubled_headline_on(cleaner: Cleaner) -> None:
    trace = cleaner.trace(text_of(TITLE, *BODY) + "\n" + TEASERS)
    assert trace.article.text == "\n".join(BODY)
    assert {removal.rule for removal in trace.article.removals} >= {"teasers/tail"}


def test_a_doubled_subheading_with_most_of_the_text_behind_it_is_the_articles_own(cleaner: Cleaner) -> None:
    heads = ["Скільки коштуватиме квиток на пором", "Коли вийде перший пором з Оксанівки"]
    sections = [heads[0], heads[0], *TEXT_BEHIND[:2], heads[1], heads[1], *TEXT_BEHIND[2:]]
    found = cleaner.trace(text_of(TITLE, *BODY[:3], *sections)).article
    assert not [removal for removal in found.removals if removal.rule == "teasers/tail"]
    assert all(paragraph in found.text for paragraph in TEXT_BEHIND)


def test_the_bodys_own_subheadings_stay(cleaner: Cleaner) -> None:
    heads = ["Скільки коштуватиме квиток на пором", "Коли вийде перший пором з Оксанівки"]
    body = [BODY[0], heads[0], BODY[3], BODY[1], heads[1], BODY[2]]
    assert cleaner.clean(text_of(TITLE, *body)).text == "\n".join(body)


def test_a_table_of_contents_is_not_a_column_of_teasers(cleaner: Cleaner) -> None:
    heads = ["Скільки коштуватиме квиток на пором", "Хто ремонтує причал", "Коли вийде перший пором з Оксанівки"]
    body = [*BODY, *heads, heads[0], BODY[3] + " Каса одна.", heads[2], BODY[2] + " Так каже рада."]
    assert cleaner.clean(text_of(TITLE, *body)).text.count(heads[0]) == 2


def test_a_section_name_over_a_foreign_lead_opens_a_promo(cleaner: Cleaner) -> None:
    promo = ["Політика", "Уряд Литви подав у відставку після провалу бюджету, повідомили журналісти у Вільнюсі."]
    assert cleaner.clean(text_of(TITLE, *BODY, *promo)).text == "\n".join(BODY)


@pytest.mark.parametrize("label", ["ВІДЕО", "Фото", "Погода"])
def test_a_label_between_paragraphs_opens_no_promo(cleaner: Cleaner, label: str) -> None:
    last = [
        "Каса працюватиме щодня з шостої ранку, а взимку відчинятиметься на годину пізніше.",
        "Розклад вивісять згодом.",
    ]
    article = cleaner.clean(text_of(TITLE, *BODY, label, *last))
    assert article.text.endswith("\n".join(last))


def test_the_section_of_a_promo_that_has_gone_opens_no_tail(cleaner: Cleaner) -> None:
    promo = ["Читайте також:", "Уряд Литви подав у відставку після провалу бюджету", "Політика"]
    last = ["Скільки це коштує?", *TEXT_BEHIND[:3]]
    article = cleaner.clean(text_of(TITLE, *BODY, *promo, *last))
    assert article.text == "\n".join([*BODY, *last])


def test_a_doubled_caption_of_the_articles_own_people_opens_no_tail(cleaner: Cleaner) -> None:
    last = [
        "Дорогу до причалу обіцяють засипати гравієм до Великодня, сказала Олена Гримич.",
        "Каса працюватиме щодня з шостої ранку.",
    ]
    caption = "Голова громади Олена Гримич на причалі в Оксанівці"
    article = cleaner.clean(text_of(TITLE, *BODY, caption, caption, *last))
    assert article.text.endswith("\n".join(last))


def test_the_heading_of_a_removed_block_goes_with_it(cleaner: Cleaner) -> None:
    article = cleaner.clean(text_of(TITLE, *BODY, "Що ще сталося на Дністрі") + "\n" + TEASERS)
    assert article.text == "\n".join(BODY)


def test_headlines_with_a_date_each_behind_the_text_are_a_list_of_news(cleaner: Cleaner) -> None:
    news = ["- 10.04.2026 Хліб подорожчає", "- 09.04.2026 Курс гривні зміцнився", "- 09.04.2026 Школу відкрили"]
    assert cleaner.clean(text_of(TITLE, *BODY, *news)).text == "\n".join(BODY)


def test_a_live_blog_keeps_its_times(cleaner: Cleaner) -> None:
    entries = ["12:40 Міст відкрили для пішоходів", BODY[1], "11:15 Рятувальники оглянули опори", BODY[2]]
    assert cleaner.clean(text_of(TITLE, BODY[0], *entries)).text == "\n".join([BODY[0], *entries])


@pytest.mark.parametrize("between", ["", " "])
def test_alt_text_and_caption_in_one_line_are_a_caption(cleaner: Cleaner, between: str) -> None:
    caption = "Пором на причалі Оксанівки. Ілюстрація: visti.example"
    article = cleaner.clean(text_of(TITLE, caption + between + caption, *BODY))
    assert (article.captions, article.text) == ((caption,), "\n".join(BODY))


def test_a_refrain_is_no_caption(cleaner: Cleaner) -> None:
    line = "Ой у лузі червона калина похилилася, ой у лузі червона калина похилилася"
    assert line in cleaner.clean(text_of(TITLE, *BODY[:2], line, *BODY[2:])).text
