"""What the rule engine promises, one sentence each."""

from __future__ import annotations

import pickle
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cleaner.annotate import annotate
from cleaner.chain import build_chain
from cleaner.filters.by_rule import RuleFilter
from cleaner.model import Known, Markup, Verdict, ask
from cleaner.options import Limits, Options
from cleaner.read.text import read_text
from cleaner.rules import load_rules
from cleaner.rules.files import RuleFile
from cleaner.rules.load import compile_files
from cleaner.rules.rule import Stage
from cleaner.rules.trim import trim_title
from cleaner.rules.verify import Verifier

if TYPE_CHECKING:
    from cleaner.model import Document, Finding
    from cleaner.rules import RuleSet

EXAMPLES = 'why = "an example of a rule"\ndrops = ["x"]\nkeeps = ["y"]\n'
LEAD = "Рада ухвалила бюджет міста Луцька, повідомив мер Ігор Поліщук у середу."
NEXT = "Депутати Луцька проголосували одностайно, сказав мер Поліщук після засідання."


def rules(*bodies: str, pack: str = 'language = "xx"', name: str = "xx") -> RuleSet:
    tables = [
        f'[[rule]]\nid = "{name}/r{number}"\ncategory = "related"\n{EXAMPLES}{body}\n'
        for number, body in enumerate(bodies)
    ]
    text = f"[pack]\n{pack}\n" + "".join(tables)
    return compile_files([[RuleFile(Path(f"{name}.toml"), text.encode())]])


def read(text: str, host: str | None = None) -> Document:
    return replace(annotate(read_text(text)), host=host)


def find(ruleset: RuleSet, text: str, stage: Stage = Stage.LANGUAGE, host: str | None = None) -> list[Finding]:
    return list(RuleFilter(ruleset, (stage,))(read(text, host)).findings)


def taken(ruleset: RuleSet, text: str, stage: Stage = Stage.LANGUAGE, host: str | None = None) -> list[str]:
    return [text[slice(*finding.span)] for finding in find(ruleset, text, stage, host)]


def test_a_line_rule_takes_the_whole_line_and_no_longer_one() -> None:
    ruleset = rules('line = "Читайте також:?"')
    assert taken(ruleset, f"{LEAD}\nЧитайте також\nЧитайте також уважно") == ["Читайте також"]


def test_case_quotes_dashes_blanks_and_latin_look_alikes_do_not_matter() -> None:
    ruleset = rules("line = '«Ещё» – по теме'")
    assert taken(ruleset, 'ЕЩЕ\n"ЕЩЕ"\u00a0— пo тeме') == ['"ЕЩЕ"\u00a0— пo тeме']


def test_a_trimmed_prefix_leaves_the_rest_of_its_line() -> None:
    assert taken(rules('prefix = "Фото:"\naction = "trim"'), "Фото: ліворуч міст") == ["Фото:"]


def test_a_phrase_takes_its_line_or_with_trim_itself_alone_wherever_it_stands() -> None:
    text = "Ранок (оновлено) тихий (оновлено)"
    assert taken(rules("phrase = 'оновлено'"), text) == [text]
    assert taken(rules("phrase = '\\(оновлено\\)'\naction = 'trim'"), text) == ["(оновлено)", "(оновлено)"]


def test_consecutive_lines_go_together_and_the_last_may_be_missing() -> None:
    ruleset = rules("lines = ['Автор публікації', {line = 'Фото автора: .+', optional = true}]")
    assert taken(ruleset, "Автор публікації\n\nФото автора: Іван") == ["Автор публікації", "Фото автора: Іван"]
    assert taken(ruleset, "Автор публікації\nІнше") == ["Автор публікації"]
    assert taken(rules("lines = ['Автор публікації', 'Фото автора: .+']"), "Автор публікації\nІнше") == []


def test_near_sees_lines_of_the_source_that_are_gone_already() -> None:
    ruleset = rules("line = '\\d+'\nnear = {line = 'переглядів', side = 'above', within = 1}")
    document = read("переглядів\n1024")
    document = replace(document, blocks=document.blocks[1:])
    found = RuleFilter(ruleset, (Stage.LANGUAGE,))(document).findings
    assert [document.source[slice(*finding.span)] for finding in found] == ["1024"]
    assert taken(ruleset, "інше\n1024") == []


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        ('until = "blank"', ["Читайте також", "Заголовок"]),
        ('until = "sentence"', ["Читайте також", "Заголовок", "Другий заголовок"]),
        ("until_line = 'Другий.*'", ["Читайте також", "Заголовок"]),
        ("until_line = 'Другий.*'\nuntil_inclusive = true", ["Читайте також", "Заголовок", "Другий заголовок"]),
        ("until_count = 1", ["Читайте також", "Заголовок"]),
        ("until = 'end'\nmax_lines = 2", ["Читайте також", "Заголовок", "Другий заголовок", NEXT]),
    ],
)
def test_a_block_ends_where_its_rule_says(end: str, expected: list[str]) -> None:
    text = f"{LEAD}\nЧитайте також\nЗаголовок\n\nДругий заголовок\n{NEXT}"
    assert taken(rules(f'line = "читайте також"\n{end}'), text) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Як у Луцьку шукають воду під снігом", "Що далі"], 1),  # adjacent: a subheading is too short
        (["Вода під снігом", "Як у Луцьку шукають воду під снігом"], 2),  # the first one below may be short
        (["", "Як у Луцьку шукають воду під снігом", "", "Що далі"], 1),  # all lines stand apart
        (["", "«Вода є всюди». Як у Луцьку шукають колодязі", "", "Хто платить за воду у всьому Луцьку"], 2),
        (["", "Що далі"], 0),
        (["Як у Луцьку шукають воду під снігом", "", "Хто платить за воду у Луцьку"], 1),  # a wider gap
        (["Як у Луцьку шукають воду під снігом узимку", "Хто платить за воду у місті"], 1),  # much shorter
        (
            [
                "Як у Луцьку шукають воду під снігом",
                "Шукати воду під снігом у Луцьку",
                "взялися сім бригад ремонтників.",
            ],
            1,
        ),
        (["Воду під снігом шукають з минулого тижня."], 0),
        (["– Чи вистачить води на все літо?"], 0),
        (["– Як у Луцьку шукають воду під снігом", "– Хто платить за воду у Луцьку взимку"], 2),
        (["Де воду шукатимуть цього тижня:"], 0),
    ],
)
def test_no_headline_ends_a_block_of_headlines(lines: list[str], expected: int) -> None:
    text = "\n".join([LEAD, "", "Читайте також", *lines, NEXT])
    found = taken(rules('line = "читайте також"\nuntil = "no-headline"'), text)
    assert found == ["Читайте також", *filter(None, lines)][: expected + 1]


def test_a_mark_that_ends_a_broken_sentence_is_no_rules() -> None:
    ruleset = rules("line = '[.» |]{1,3}'")
    text = f"{LEAD}\n«Воду під снігом шукали, сказав\nКоваль\n. »\nПоділитися\n|"
    assert taken(ruleset, text) == ["|"]


def test_body_ends_a_block_where_a_sentence_shares_names_with_the_article() -> None:
    foreign = "Сборная Аргентины выиграла товарищеский матч в Буэнос-Айресе, передает агентство."
    text = f"{LEAD}\n{NEXT}\nЧитайте також\nЗаголовок\n{foreign}\n{LEAD}"
    assert taken(rules('line = "читайте також"\nuntil = "body"'), text) == ["Читайте також", "Заголовок", foreign]


def test_a_sentence_of_the_tail_is_known_though_it_makes_the_main_text_longer() -> None:
    notice = "Думка редакції може не збігатися з думкою авторів цих матеріалів."
    rights = "Усі права на матеріали сайту належать його редакції та авторам."
    ruleset = rules('line = "думка редакції .+"\nzone = "bottom"', 'line = "усі права .+"\nzone = "bottom"')
    assert taken(ruleset, f"{LEAD}\n{NEXT}\n{notice}\n{rights}") == [rights, notice]
    assert taken(ruleset, f"{LEAD}\n{notice}\n{NEXT}") == []
    head = rules('line = "думка редакції .+"\nzone = "top"')
    assert taken(head, f"{notice}\n{LEAD}\n{NEXT}") == [notice]


def test_a_block_stops_at_max_lines_unless_it_ends_with_the_document() -> None:
    ruleset = rules('line = "читайте також"\nuntil = "sentence"\nmax_lines = 3')
    lines = ["Читайте також", "Раз", "Два", "Три", "Чотири"]
    assert taken(ruleset, "\n".join([*lines, LEAD])) == lines[:3]
    assert taken(ruleset, "\n".join(lines)) == lines


def test_a_closing_marker_takes_the_block_above_it() -> None:
    ruleset = rules("line = 'lasīt citas ziņas'\nuntil = 'body'\ndirection = 'up'")
    text = f"{LEAD}\nKokteilis\nVirsraksts\nLasīt citas ziņas\n{NEXT}"
    assert sorted(taken(ruleset, text)) == ["Kokteilis", "Lasīt citas ziņas", "Virsraksts"]


def test_a_line_that_a_keep_rule_protects_is_kept_and_ends_a_block() -> None:
    ruleset = rules("line = 'деталі'\naction = 'keep'", "line = 'читайте також'\nuntil = 'end'")
    text = "Читайте також\nРаз\nДеталі\nДва"
    keep = find(ruleset, text, Stage.PROTECT)
    assert [(finding.verdict, text[slice(*finding.span)]) for finding in keep] == [(Verdict.KEEP, "Деталі")]
    document = replace(read(text), pinned=frozenset(finding.span.start for finding in keep))
    findings = RuleFilter(ruleset, (Stage.LANGUAGE,))(document).findings
    assert [text[slice(*finding.span)] for finding in findings] == ["Читайте також", "Раз"]


def test_named_groups_become_fields_and_the_rest_of_the_line_goes_on() -> None:
    ruleset = rules("prefix = 'Автор: (?P<author>[^,]+), джерело: (?P<source>\\S+)'\naction = 'fields'")
    text = "Автор: Іван Франко, джерело: unn.ua Решта рядка"
    found = [(finding.field, finding.value, text[slice(*finding.span)]) for finding in find(ruleset, text)]
    assert found == [
        ("author", "Іван Франко", "Автор: Іван Франко, джерело: "),
        ("source", "unn.ua", "unn.ua"),
    ]


def test_a_glued_date_does_not_hide_the_line_behind_it() -> None:
    assert taken(rules("line = 'Новини'"), " date 2026-02-06 Новини\nІнше") == ["Новини"]


def test_site_rules_run_for_their_host_and_its_subdomains_only() -> None:
    ruleset = rules("line = 'слоган'", pack='host = "press.lv"', name="press.lv")
    hosts = ["press.lv", "www.press.lv", "xpress.lv", None]
    assert [bool(taken(ruleset, "Слоган", Stage.SITE, host)) for host in hosts] == [True, True, False, False]
    assert taken(ruleset, "Слоган", Stage.LANGUAGE, "press.lv") == []


def test_zone_and_length_conditions_hold_back_a_rule() -> None:
    text = f"Світ\n{LEAD}\nСвіт"
    assert len(find(rules("line = 'світ'\nzone = 'bottom'"), text)) == 1
    assert len(find(rules("line = 'світ'\nzone = ['top', 'bottom']"), text)) == 2
    assert find(rules("line = 'світ'\nmax_chars = 3"), text) == []


def test_case_rules_see_the_letters_as_printed() -> None:
    ruleset = rules("line = '(?P<author>\\p{Lu}\\p{Ll}+ \\p{Lu}\\p{Ll}+) / LETA'\naction = 'fields'\ncase = true")
    assert [finding.value for finding in find(ruleset, "Jānis Bērziņš / LETA\njānis bērziņš / LETA")] == [
        "Jānis Bērziņš"
    ]


def marked(text: str, hints: str) -> Document:
    """A page whose lines are all in one element, with these hints on the second."""
    document = read(text)
    lines = tuple(
        line._replace(markup=Markup("p", hints=hints if number == 1 else ""))
        for number, line in enumerate(document.lines)
    )
    return replace(document, lines=lines, blocks=lines)


def lost(ruleset: RuleSet, document: Document) -> list[str]:
    return [
        document.source[slice(*finding.span)] for finding in RuleFilter(ruleset, (Stage.LANGUAGE,))(document).findings
    ]


def test_a_rule_of_markup_alone_opens_a_block_and_asks_for_what_is_near() -> None:
    text = f"{LEAD}\nМеню дня\nЩе рядок\nІ ще рядок"
    assert lost(rules("class = 'box'"), marked(text, "box")) == ["Меню дня"]
    assert lost(rules("class = 'box'\nuntil_count = 1"), marked(text, "box")) == ["Меню дня", "Ще рядок"]
    near = "class = 'box'\nnear = {line = '%s', side = 'below'}"
    assert lost(rules(near % "Ще рядок"), marked(text, "box")) == ["Меню дня"]
    assert lost(rules(near % "Інший рядок"), marked(text, "box")) == []


def test_a_pattern_of_class_words_that_takes_too_long_is_broken_off_once_for_all_lines_that_share_them() -> None:
    step = RuleFilter(
        rules("class = '(?:a|aa)+b?(?:a|aa)+c'"),
        (Stage.LANGUAGE,),
        Options(limits=Limits(rule_seconds=0.01)),
    )
    document = read("Меню дня\n" * 200)
    lines = tuple(line._replace(markup=Markup("p", hints="a" * 60)) for line in document.lines)
    start = time.process_time()
    findings, warnings, _ = step(replace(document, lines=lines, blocks=lines))
    assert (len(findings), warnings) == (0, ("rule xx/r0: its pattern was broken off after 0.01 s",))
    assert time.process_time() - start < 1


def page(*lines: tuple[str, float, float]) -> Document:
    """A page, from the lines' texts, link densities and log-odds by mark-up."""
    document = read("\n".join(text for text, _, _ in lines))
    blocks = tuple(
        block._replace(markup=Markup("p", link_density=density))
        for block, (_, density, _) in zip(document.lines, lines, strict=True)
    )
    return replace(document, lines=blocks, blocks=blocks, priors=tuple(prior for _, _, prior in lines))


def test_on_a_page_a_box_ends_with_its_last_link() -> None:
    ruleset = rules("line = 'Читайте також'\nuntil = 'blank'\nmax_lines = 9")
    box = [("Читайте також", 0.0, -2.0), ("У Карпатах закрили дорогу", 1.0, -1.0), ("12:30", 0.0, -3.0)]
    other = ("Сезон рибальства почався", 0.9, -1.0)
    goes_on = [("А що далі?", 0.0, 0.4), (NEXT, 0.0, 3.0)]
    assert lost(ruleset, page(*box, other, *goes_on)) == [*(text for text, _, _ in box), other[0]]
    assert lost(ruleset, page(*box, *goes_on, other)) == [text for text, _, _ in box[:2]]
    unlinked = [(text, 0.0, prior) for text, _, prior in box]
    assert lost(ruleset, page(*unlinked)) == [text for text, _, _ in box]


def test_title_rules_trim_the_headline_and_never_take_all_of_it() -> None:
    ruleset = rules(
        "phrase = ' \\d{1,4} \\d{1,4}$'\nscope = 'title'\naction = 'trim'",
        "phrase = '\\d+'\nscope='title'\naction='trim'",
    )
    assert [part[:2] for part in trim_title(ruleset, "Ціни зросли 9 6053", None, Verifier(1.0))] == [(11, 18)]
    assert trim_title(ruleset, "2026", None, Verifier(1.0)) == []


def test_a_site_switches_a_title_rule_off_on_itself_only() -> None:
    counter = "phrase = ' \\(\\d+\\)$'\nscope = 'title'\naction = 'trim'"
    table = f'[[rule]]\nid = "xx/counter"\ncategory = "counter"\n{EXAMPLES}{counter}\n'
    files = {
        "xx": f'[pack]\nlanguage = "xx"\n{table}',
        "press.lv": '[pack]\nhost = "press.lv"\ndisable = ["xx/counter"]\n',
    }
    ruleset = compile_files([[RuleFile(Path(f"{name}.toml"), text.encode()) for name, text in files.items()]])
    hosts = [None, "tv.lv", "press.lv", "www.press.lv"]
    found = [len(trim_title(ruleset, "Ціни зросли (12)", host, Verifier(1.0))) for host in hosts]
    assert found == [1, 1, 0, 0]


def test_title_rules_have_the_time_that_the_caller_gives_a_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    given = []
    monkeypatch.setattr(
        "cleaner.filters.title.trim_title", lambda *_, verifier, **__: given.append(verifier.seconds) or []
    )
    chain = build_chain(rules("line = 'Меню'"), Options(limits=Limits(rule_seconds=0.125)))
    document = replace(read(f"{LEAD}\n\n{LEAD}\n{NEXT}"), known=Known(title=LEAD))
    next(step for step in chain if step.name == "title")(document)
    assert set(given) == {0.125}


def test_a_title_rule_that_takes_too_long_is_broken_off_with_a_warning() -> None:
    slow = rules("phrase = '(?:a|aa)+b?(?:a|aa)+c'\nscope = 'title'\naction = 'trim'")
    chain = build_chain(slow, Options(limits=Limits(rule_seconds=0.01)))
    title = "Рада ухвалила бюджет " + "a" * 60
    document = replace(read(f"{title}\n\n{LEAD}\n{NEXT}"), known=Known(title=title))
    findings, warnings, _ = ask(next(step for step in chain if step.name == "title"), document)
    assert [finding.value for finding in findings] == [title]
    assert warnings == ("rule xx/r0: its pattern was broken off after 0.01 s",)


def test_a_filter_survives_pickling() -> None:
    ruleset = rules('line = "Читайте також"')
    again = pickle.loads(pickle.dumps(RuleFilter(ruleset, (Stage.LANGUAGE,))))
    assert again.rules == ruleset
    assert len(again(read("Читайте також")).findings) == 1


@pytest.mark.parametrize("pack", ["uk", "ru", "en", "zxx", "xx"])
def test_packs_of_the_text_its_neighbours_and_all_texts_apply(pack: str) -> None:
    found = rules("line = 'Reklama 24'", pack=f'language = "{pack}"', name=pack)
    assert taken(found, f"{LEAD}\n{NEXT}\nReklama 24") == ["Reklama 24"]


@pytest.mark.parametrize("pack", ["pl", "lv", "de"])
def test_packs_of_strangers_apply_only_where_the_language_is_not_known(pack: str) -> None:
    found = rules("line = 'Reklama 24'", pack=f'language = "{pack}"', name=pack)
    assert not taken(found, f"{LEAD}\n{NEXT}\nReklama 24")
    assert taken(found, "Reklama 24") == ["Reklama 24"]


@pytest.mark.parametrize("language", ["uk", "uk-UA", "UK_ua"])
def test_a_language_may_be_named_with_its_country(language: str) -> None:
    found = rules("line = 'Реклама 24'", pack='language = "uk"', name="uk")
    document = replace(read(f"{LEAD}\n{NEXT}\nРеклама 24"), language=language)
    assert [finding.rule for finding in RuleFilter(found, (Stage.LANGUAGE,))(document).findings] == ["uk/r0"]


def test_what_a_text_loses_does_not_depend_on_the_languages_before_it() -> None:
    ruleset = load_rules()
    labels = {
        "uk": "Читайте також:",
        "lv": "Lasi arī:",
        "de": "Lesen Sie auch:",
        "tr": "İlgili haberler",
        "hu": "Kapcsolódó",
    }
    documents = [
        replace(read(f"{LEAD}\n{NEXT}\n{label}\nBridge opens in May"), language=language)
        for language, label in (*labels.items(), ("en", "Read also:"), (None, "Read also:"))
    ]
    alone = [RuleFilter(ruleset, (Stage.LANGUAGE,))(document) for document in documents]
    assert all(answer.findings for answer in alone)
    for order in (documents, documents[::-1]):
        shared = RuleFilter(ruleset, (Stage.LANGUAGE,))
        answers = [shared(document) for document in order for _ in range(2)]
        assert answers[::2] == answers[1::2] == [alone[documents.index(document)] for document in order]
