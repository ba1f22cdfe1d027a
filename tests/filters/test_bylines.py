"""Who wrote a text, in every shape that papers print it: several names, names with roles, names with dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cleaner.fields import split_names

if TYPE_CHECKING:
    from cleaner import Cleaner

TITLES = {
    "en": "Oldmarsh to reopen its old ferry crossing",
    "uk": "В Оксанівці відкриють поромну переправу",
    "ru": "Паромная переправа в Оксановке откроется весной",
    "lv": "Ogrē pavasarī atvērs veco prāmju pārceltuvi",
    "lt": "Oksenuose pavasarį vėl plauks keltas",
    "et": "Oksa vald avab kevadel vana parvlaevaühenduse",
    "pl": "Oksanów otworzy wiosną przeprawę promową",
}
BODIES = {
    "en": [
        "The council of Oldmarsh voted on Tuesday to reopen the old ferry crossing over the river, its leader said.",
        "People on the left bank had waited eleven years for this decision, council leader Helen Grimley said.",
        "A ticket will cost two crowns, and pupils will travel free of charge, the council added.",
    ],
    "uk": [
        "Рада громади Оксанівки у вівторок проголосувала за відкриття переправи через Дністер, повідомила голова.",
        "Мешканці лівого берега чекали на це рішення одинадцять років, розповіла голова громади Олена Гримич.",
        "Квиток коштуватиме двадцять гривень, для школярів поїздка буде безкоштовною.",
    ],
    "ru": [
        "Совет посёлка Оксановка во вторник проголосовал за открытие старой переправы через реку, сообщила глава.",
        "Жители левого берега ждали этого решения одиннадцать лет, рассказала глава посёлка Елена Гримич.",
        "Билет будет стоить двадцать рублей, для школьников поездка будет бесплатной.",
    ],
    "lv": [
        "Ogres novada dome otrdien nobalsoja par vecās pārceltuves atvēršanu pāri Daugavai, paziņoja priekšsēdētāja.",
        "Kreisā krasta iedzīvotāji šo lēmumu gaidīja vienpadsmit gadus, stāstīja domes priekšsēdētāja Elga Grīmiča.",
        "Biļete maksās divus eiro, skolēniem brauciens būs bez maksas.",
    ],
    "lt": [
        "Oksenų seniūnijos taryba antradienį balsavo už senosios perkėlos per Nemuną atidarymą, pranešė seniūnė.",
        "Kairiojo kranto gyventojai šio sprendimo laukė vienuolika metų, pasakojo seniūnė Elena Grimienė.",
        "Bilietas kainuos du eurus, moksleiviams kelionė bus nemokama.",
    ],
    "et": [
        "Oksa vallavolikogu hääletas teisipäeval vana parvlaevaühenduse avamise poolt üle jõe, teatas vallavanem.",
        "Vasaku kalda elanikud ootasid seda otsust üksteist aastat, rääkis vallavanem Helena Grimm.",
        "Pilet maksab kaks eurot, koolilastele on sõit tasuta.",
    ],
    "pl": [
        "Rada gminy Oksanów we wtorek zagłosowała za otwarciem starej przeprawy przez Bug, poinformowała wójt.",
        "Mieszkańcy lewego brzegu czekali na tę decyzję jedenaście lat, powiedziała wójt gminy Helena Grymicz.",
        "Bilet będzie kosztować dwa złote, dla uczniów przejazd będzie bezpłatny.",
    ],
}
DATES = {
    "en": "2 April 2026", "uk": "2 квітня 2026", "ru": "2 апреля 2026", "lv": "2026. gada 2. aprīlis",
    "lt": "2026 m. balandžio 2 d.", "et": "2. aprill 2026", "pl": "2 kwietnia 2026",
}  # fmt: skip
BYLINES = [
    ("en", "By Jane Roe and John Doe", "Jane Roe, John Doe"),
    ("en", "By Jane Roe, John Doe and Ann Lee", "Jane Roe, John Doe, Ann Lee"),
    ("en", "Written by Jane Roe & John Doe", "Jane Roe, John Doe"),
    ("en", "By Jane Roe, Political Editor", "Jane Roe"),
    ("en", "By Jane Roe | The Oldmarsh Gazette", "Jane Roe"),
    ("en", "Text and photos: Jane Roe", "Jane Roe"),
    ("uk", "Автори: Олена Рись, Іван Коваль", "Олена Рись, Іван Коваль"),
    ("uk", "Олена Рись, Іван Коваль", "Олена Рись, Іван Коваль"),
    ("uk", "Текст: Олена Рись та Іван Коваль", "Олена Рись, Іван Коваль"),
    ("uk", "Текст і фото: Олена Рись", "Олена Рись"),
    ("uk", "Олена Рись, журналістка", "Олена Рись"),
    ("uk", "Автор: Олена Рись | Редактор: Іван Коваль", "Олена Рись"),
    ("ru", "Текст: Елена Рысь и Иван Коваль", "Елена Рысь, Иван Коваль"),
    ("ru", "Елена Рысь, корреспондент", "Елена Рысь"),
    ("ru", "Подготовила Елена Рысь", "Елена Рысь"),
    ("ru", "Автор: Елена Рысь / фото: Иван Коваль", "Елена Рысь"),
    ("lv", "Autori: Jānis Liepa, Dace Strazdiņa", "Jānis Liepa, Dace Strazdiņa"),
    ("lv", "Jānis Liepa, žurnālists", "Jānis Liepa"),
    ("lt", "Autoriai: Jonas Liepa, Ona Varnienė", "Jonas Liepa, Ona Varnienė"),
    ("lt", "Jonas Liepa, žurnalistas", "Jonas Liepa"),
    ("et", "Autorid: Jaan Lepp, Mari Kask", "Jaan Lepp, Mari Kask"),
    ("et", "Jaan Lepp, reporter", "Jaan Lepp"),
    ("pl", "Tekst: Jan Lipa i Anna Wrona", "Jan Lipa, Anna Wrona"),
    ("pl", "Jan Lipa, dziennikarz", "Jan Lipa"),
    ("pl", "Jan Lipa, Anna Wrona", "Jan Lipa, Anna Wrona"),
    ("pl", "JAN LIPA, ANNA WRONA", "JAN LIPA, ANNA WRONA"),
    ("uk", "Олена Рись, Київ", "Олена Рись"),
    ("uk", "Олена Рись (Київ)", "Олена Рись"),
    ("ru", "Елена Рысь, ИА «Северный ветер»", "Елена Рысь"),
    ("lv", 'Autors: Jānis Liepa, "Novada Balss"', "Jānis Liepa"),
    ("lt", "Jonas Varnas (ELTA)", "Jonas Varnas"),
    ("lv", "Sarunājās Dace Strazdiņa", "Dace Strazdiņa"),
    ("ru", "Разговаривала Елена Рысь", "Елена Рысь"),
]
DATED = [
    ("ru", "Кирилл Сомов, 2 апреля в 10:30", "Кирилл Сомов", "XXXX-04-02T10:30"),
    ("ru", "1 июня 2026 Марина Вольская", "Марина Вольская", "2026-06-01"),
    ("ru", "Марина Вольская, Оксановка, 1 июня 2026", "Марина Вольская", "2026-06-01"),
    ("lv", "Jānis Liepa, 9. maijs 20:31", "Jānis Liepa", "XXXX-05-09T20:31"),
    ("lv", "Dace Strazdiņa, OV, 28.04.2026", "Dace Strazdiņa", "2026-04-28"),
    ("uk", "Олена Рись та Іван Коваль, 28.04.2026", "Олена Рись, Іван Коваль", "2026-04-28"),
    ("en", "Jane Roe Apr 2, 2026", "Jane Roe", "2026-04-02"),
    ("en", "Thursday, April 2, 2026 | J. R. Roe", "J. R. Roe", "2026-04-02"),
    ("lt", "Jonas Varnas, žurnalistas | 2026 m. balandžio 2 d. 17:10", "Jonas Varnas", "2026-04-02T17:10"),
    ("pl", "2 kwietnia 2026, 16:00 | Jan Lipa, Kurier Handlowy", "Jan Lipa", "2026-04-02T16:00"),
    ("en", "2 April 2026 Jane Roe", "Jane Roe", "2026-04-02"),
    ("en", "Jane Roe and John Doe | 2 April 2026", "Jane Roe, John Doe", "2026-04-02"),
    ("en", "Jane Roe, Staff Writer, 2 April 2026", "Jane Roe", "2026-04-02"),
]


@pytest.mark.parametrize(("language", "line", "authors"), BYLINES)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_byline_in_the_head_gives_its_authors(
    cleaner: Cleaner, language: str, line: str, authors: str, gap: str
) -> None:
    article = cleaner.clean(gap.join([TITLES[language], line, DATES[language], *BODIES[language]]))
    assert (article.title, article.text) == (TITLES[language], "\n".join(BODIES[language]))
    assert ", ".join(article.authors) == authors


@pytest.mark.parametrize(("language", "line", "authors"), BYLINES)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_byline_behind_the_text_gives_its_authors(
    cleaner: Cleaner, language: str, line: str, authors: str, gap: str
) -> None:
    article = cleaner.clean(gap.join([TITLES[language], DATES[language], *BODIES[language], line]))
    assert (article.title, article.text) == (TITLES[language], "\n".join(BODIES[language]))
    if ":" in line:  # where names have no label, there may be nobody who wrote the text
        assert ", ".join(article.authors) == authors


@pytest.mark.parametrize(
    ("language", "lines", "authors"),
    [
        ("en", ["By", "Jane Roe", "and", "John Doe"], "Jane Roe, John Doe"),
        ("ru", ["Авторы:", "Елена Рысь", ",", "Иван Коваль"], "Елена Рысь, Иван Коваль"),
        ("uk", ["Автор:", "Олена Рись", "та", "Іван Коваль"], "Олена Рись, Іван Коваль"),
        ("lv", ["Jānis Liepa", "un", "Dace Strazdiņa"], "Jānis Liepa, Dace Strazdiņa"),
    ],
)
def test_a_byline_that_was_broken_at_its_links_is_one(
    cleaner: Cleaner, language: str, lines: list[str], authors: str
) -> None:
    article = cleaner.clean("\n".join([TITLES[language], *lines, DATES[language], *BODIES[language]]))
    assert (", ".join(article.authors), article.text) == (authors, "\n".join(BODIES[language]))


@pytest.mark.parametrize(("language", "line", "authors", "value"), DATED)
def test_a_name_beside_the_date_is_the_authors(
    cleaner: Cleaner, language: str, line: str, authors: str, value: str
) -> None:
    article = cleaner.clean("\n".join([TITLES[language], line, *BODIES[language]]))
    assert article.text == "\n".join(BODIES[language])
    assert article.date is not None
    assert (", ".join(article.authors), article.date.value) == (authors, value)


@pytest.mark.parametrize("line", ["1 июня 2026 Марина Вольская", "Марина Вольская, 1 июня 2026"])
def test_a_signature_with_its_date_ends_the_text(cleaner: Cleaner, line: str) -> None:
    article = cleaner.clean("\n".join([TITLES["ru"], DATES["ru"], *BODIES["ru"], line]))
    assert (article.text, article.authors) == ("\n".join(BODIES["ru"]), ("Марина Вольская",))


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Market Report, 2 April 2026"),
        ("en", "Ultimate Packing Checklist & Gear Essentials"),
        ("uk", "Петриківка та Опішня: два села, які годує глина"),
        ("pl", "Helena Wrona – „Moja rzeka jest głęboka”"),
    ],
)
def test_a_headline_that_looks_like_names_is_no_byline(cleaner: Cleaner, language: str, title: str) -> None:
    article = cleaner.clean("\n\n".join([title, *BODIES[language]]))
    assert article.authors == ()
    assert title in (article.title, article.text.split("\n")[0])


def test_a_list_of_works_keeps_who_wrote_them(cleaner: Cleaner) -> None:
    works = ["Ferries of the North (2015) by Dan Muir", "A Pier for Everyone (2019) by Alex Kyle"]
    body = [*BODIES["en"], "What to read about ferries, in the words of the harbour master:", *works]
    assert cleaner.clean("\n\n".join([TITLES["en"], *body])).text == "\n".join(body)


def test_entries_of_a_menu_are_no_authors(cleaner: Cleaner) -> None:
    menu = [
        "Home",
        "Garden Shop",
        "New Arrivals",
        "House Plants",
        "Farm Market",
        "Share",
        "Follow Us",
        "Staff Directory",
    ]
    article = cleaner.clean("\n".join([*menu, TITLES["en"], "By Jane Roe", "2 April 2026", *BODIES["en"]]))
    assert (article.title, article.authors) == (TITLES["en"], ("Jane Roe",))


def test_of_labels_and_names_beside_the_headline_the_labels_count(cleaner: Cleaner) -> None:
    lines = ["Ferry Voices", TITLES["en"], "By Jane Roe", "2 April 2026", *BODIES["en"]]
    assert cleaner.clean("\n".join(lines)).authors == ("Jane Roe",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Jane Roe and John Doe", ("Jane Roe", "John Doe")),
        ("Олена Рись для ВІСТЕЙ", ("Олена Рись",)),
        ("Редакція", ("Редакція",)),
        ("Dr. Jane Roe", ("Dr. Jane Roe",)),
        ("Ona Varnienė-Liepa, OV", ("Ona Varnienė-Liepa",)),
        ("李明", ("李明",)),
    ],
)
def test_names_are_split(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text) == names


FRAME = ["Oldmarsh Gazette", "Home", "News", "Weather", "Garden Shop", "Log in"]
FOOT = ["Privacy policy", "Terms of use", "About us", "© 2026 Oldmarsh Gazette"]


@pytest.mark.parametrize(
    ("line", "value", "authors"),
    [
        ("19 Dec 2025 Reading time: 2 minutes", "2025-12-19", ""),
        ("July 1, 2023 By Jane Roe, Executive Editor, Harbour Watch", "2023-07-01", "Jane Roe"),
        ("December 15, 2025 · 30 min · 6279 words · Jane Roe", "2025-12-15", ""),
    ],
)
def test_a_busy_line_beside_the_headline_gives_the_date(cleaner: Cleaner, line: str, value: str, authors: str) -> None:
    lines = [*FRAME, TITLES["en"], line, *BODIES["en"], *FOOT]
    article = cleaner.clean("\n".join(lines))
    assert line not in article.text
    assert article.date is not None
    assert article.date.value == value
    if authors:
        assert article.authors == (authors,)


def test_a_date_in_the_text_is_not_the_articles(cleaner: Cleaner) -> None:
    lead = "On 19 December 2025 the council counted the people who wait for the ferry every day."
    assert cleaner.clean("\n\n".join([TITLES["en"], lead, *BODIES["en"]])).date is None


MENU = "\n".join(["Garden Pests", "Video Library", "Latest News", "Ask an Advisor", "Tools", "Sign in", "Basket"] * 6)


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        ("By\nAnn Overbridge Lifestyle Writer\n14:00, 28 Apr 2024", ("Ann Overbridge",)),
        ("Published Fri, Apr 28 2023 2:23 PM EDT\nAnn Overbridge @annover", ("Ann Overbridge",)),
        ("Ann Overbridge\nfounder startup business", ("Ann Overbridge",)),
        ("Ann Overbridge 5 hours ago", ("Ann Overbridge",)),
        ("Written by\nAnn Overbridge\nSenior Staff Writer\nReviewed by\nJ. R. Stone", ("Ann Overbridge",)),
        ("Primary Menu\nShow Caption", ()),
    ],
)
def test_a_name_under_the_headline_is_the_authors_and_no_label_is(
    cleaner: Cleaner, lines: str, authors: tuple[str, ...]
) -> None:
    pests = "Pests of the garden fill a whole library of video clips, gardeners say."
    text = "\n".join([TITLES["en"], MENU, TITLES["en"], lines, pests, *BODIES["en"], MENU])
    assert cleaner.clean(text, format="text").authors == authors


def test_a_name_that_an_address_spells_in_small_letters_is_no_label(cleaner: Cleaner) -> None:
    text = "\n".join(
        [TITLES["en"], MENU, TITLES["en"], "Ann Overbridge", *BODIES["en"], "ann@overbridge.example", MENU]
    )
    assert cleaner.clean(text, format="text").authors == ("Ann Overbridge",)


@pytest.mark.parametrize(("language", "name"), [("uk", "Олена Рись"), ("lt", "Jonas Varnas"), ("pl", "Anna Lipa-Mak")])
def test_a_name_between_the_headline_and_the_text_is_the_authors(cleaner: Cleaner, language: str, name: str) -> None:
    article = cleaner.clean("\n".join([TITLES[language], name, *BODIES[language]]))
    assert (article.authors, article.text) == ((name,), "\n".join(BODIES[language]))


@pytest.mark.parametrize(
    ("language", "line", "author"),
    [
        ("en", "By Jane Roe", "Jane Roe"),
        ("en", "By Jane Roe, Senior Reporter", "Jane Roe"),
        ("en", "Jane Roe, correspondent", "Jane Roe"),
        ("uk", "Олена Рись", "Олена Рись"),
        ("uk", "Олена Рись, журналістка", "Олена Рись"),
        ("ru", "Елена Рысь", "Елена Рысь"),
        ("lv", "Jānis Kalns, žurnālists", "Jānis Kalns"),
        ("pl", "Jan Kowal", "Jan Kowal"),
    ],
)
def test_a_byline_between_the_standfirst_and_the_text_gives_the_author(
    cleaner: Cleaner, language: str, line: str, author: str
) -> None:
    lead, *text = BODIES[language]
    article = cleaner.clean("\n\n".join([TITLES[language], lead, line, *text]))
    assert article.authors == (author,)
    assert article.text.splitlines() == BODIES[language]


@pytest.mark.parametrize(
    ("language", "line"), [("en", "Jane Roe"), ("uk", "Олена Гримич"), ("uk", "Лівий берег"), ("pl", "Helena Grymicz")]
)
def test_below_the_lead_a_label_and_whom_the_text_names_stay(cleaner: Cleaner, language: str, line: str) -> None:
    lead, *text = BODIES[language]
    article = cleaner.clean("\n\n".join([TITLES[language], lead, line, *text]))
    assert (article.authors, line in article.text.splitlines()) == ((), True)


def test_a_name_between_the_headline_and_the_text_that_the_text_names_is_its_subjects(cleaner: Cleaner) -> None:
    about = "«Ми чекали», — каже Олена Рись, яка перевозила людей човном."
    article = cleaner.clean("\n".join([TITLES["uk"], "Олена Рись", *BODIES["uk"], about]))
    assert (article.authors, article.text.split("\n")[0]) == ((), "Олена Рись")


@pytest.mark.parametrize("role", ["кореспондентка", "Спецкор «Оксанівських вістей»"])
def test_a_name_with_its_bearers_work_below_is_the_authors(cleaner: Cleaner, role: str) -> None:
    lead = "Переправу закрили одинадцять років тому, і люди їздили в обхід."
    article = cleaner.clean("\n".join([TITLES["uk"], lead, "Олена Рись", role, *BODIES["uk"]]))
    assert (article.authors, article.text) == (("Олена Рись",), "\n".join([lead, *BODIES["uk"]]))


@pytest.mark.parametrize("button", ["Pin Recipe", "Print Recipe"])
def test_a_line_that_a_rule_knows_is_nobody(cleaner: Cleaner, button: str) -> None:
    text = "\n".join([MENU, TITLES["en"], "Published: 3 May 2024", "Jump to Recipe", button, *BODIES["en"], MENU])
    assert cleaner.clean(text, format="text").authors == ()


def test_the_headline_nearest_to_the_text_is_the_one_that_names_stand_by(cleaner: Cleaner) -> None:
    text = "\n".join([TITLES["en"], MENU, TITLES["en"], "Ann Overbridge", "3 May 2024", *BODIES["en"], MENU])
    assert cleaner.clean(text, format="text").authors == ("Ann Overbridge",)
