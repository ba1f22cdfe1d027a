"""Chrome that is glued to a sentence without a blank between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleaner import Cleaner

SENTENCE = "Причал почнуть ремонтувати вже у березні, щойно на річці зійде лід, каже капітан порому Іван Косар."


@pytest.mark.parametrize(
    "line",
    [
        f"{SENTENCE}Читайте також: У Заліщиках подорожчав проїзд у маршрутках",
        f"{SENTENCE}Реклама",
        f"{SENTENCE}Підписуйтесь на наш Telegram-канал",
        f"{SENTENCE}(Фото: Укрінформ)",
        f"Реклама.{SENTENCE}",
        f"РЕКЛАМА{SENTENCE}",
        f"Реклама{SENTENCE}",
        f"{SENTENCE}2 години тому",
        f"Поділитися у Facebook{SENTENCE}",
        f"Фото: пресслужба Оксанівської громади, oksanivka.gov.ua{SENTENCE}",
        "На щиті написано: «Причал почнуть ремонтувати вже у березні, щойно зійде лід на річці.»Реклама",
    ],
)
def test_what_is_glued_to_a_sentence_goes(clean: Callable[[str], str], line: str) -> None:
    left = clean(line)
    assert left in {SENTENCE, line.removesuffix("Реклама")}
    assert left != line


@pytest.mark.parametrize(
    "line",
    [
        "Про ремонт розповів Іван Косар.Він працює на поромі двадцять років і знає кожен камінь на березі.",
        "Канал YouTube громади показав засідання наживо, а ПриватБанк пообіцяв поставити біля причалу термінал.",
        "Відео виклали у TikTok та на YouTube, його подивились дві тисячі мешканців Оксанівки за один вечір.",
        "На табличці написано: «Реклама.Тут» — так жартують місцеві, бо розклад там висить лише з минулого тижня.",
        "Підписуйтесь на OBOZ.UA у Telegram, радить голова громади, бо розклад порому пишуть лише там щонеділі.",
        "Сайт громади oksanivka.gov.ua не працював до обіду, повідомила секретар ради Олена Гримич у вівторок.",
    ],
)
def test_sentences_with_seams_stay(clean: Callable[[str], str], line: str) -> None:
    assert clean(line) == line


@pytest.mark.parametrize(
    ("glued", "sentence"),
    [
        ('Реклама"Тут буде {}", - каже голова громади, показуючи на берег.', slice(7, None)),
        ('"Тут буде {}", - сказав голова громади журналістам "Вістей".Реклама', slice(0, -7)),
        ('Голова громади сказав журналістам, що тут буде "причал, якого не знесе лід".РЕКЛАМА{}', slice(0, -7)),
        ("Голова громади сказав журналістам: „Тут буде {}.“Реклама", slice(0, -7)),
        ("Голова громади сказав журналістам: „Тут буде {}.“", slice(0, None)),
        ("Голова громади назвав „причалом“ те, чого не знесе лід, а „Вісті“ написали про це.", slice(0, None)),
    ],
)
def test_quotation_marks_have_seams_too(clean: Callable[[str], str], glued: str, sentence: slice) -> None:
    line = glued.format("причал, якого не знесе лід" if "буде {" in glued else "")
    assert clean(line) == line[sentence]


def test_a_short_sentence_is_one_too(clean: Callable[[str], str]) -> None:
    assert clean("На причалі вже гамірно.Реклама") == "На причалі вже гамірно."


def test_a_loose_rule_does_not_take_the_sentence_with_the_credit(cleaner: Cleaner, body: list[str]) -> None:
    article = cleaner.clean("\n\n".join([*body, "Фото: Іван КосарУ громаді чекають на перший пором у неділю."]))
    assert article.text.endswith("У громаді чекають на перший пором у неділю.")


def test_the_removal_is_the_glued_part_alone(cleaner: Cleaner, body: list[str]) -> None:
    source = "\n".join([*body, f"{SENTENCE}Реклама"])
    article = cleaner.clean(source, format="text")
    assert [(removal.text, source[slice(*removal.span)]) for removal in article.removals] == [("Реклама", "Реклама")]
