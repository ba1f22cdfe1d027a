"""The language of a document."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cleaner.annotate.language import language_of, sample_of
from cleaner.read.text import read_text

TEXTS = {
    "uk": "Міська рада ухвалила рішення про ремонт двох мостів. Роботи триватимуть до жовтня, кажуть інженери.",
    "ru": "Городской совет утвердил план ремонта. Рельсы заменят за четыре месяца, объявил мэр. Это было ожидаемо.",
    "be": "Гарадскі савет зацвердзіў план рамонту моста. Работы скончацца ў кастрычніку, сказаў інжынер.",
    "lv": "Liepājas dome nolēma atjaunot koka celiņus gar jūru un uzstādīt jaunus solus, ziņo pilsēta.",
    "lt": "Klaipėdos miesto taryba nusprendė atnaujinti pėsčiųjų taką, kurį sugadino rudens audros.",
    "et": "Linnavolikogu otsustas neljapäeval, et sild remonditakse enne talve ja liiklus suunatakse ümber.",
    "pl": "Rada miasta zdecydowała o remoncie mostu. Prace mają się zakończyć w październiku, mówi inżynier.",
    "en": "The council voted on Tuesday to reopen the old ferry line, and the operator is looking for a boat.",
    "de": "Der Stadtrat hat am Dienstag beschlossen, die alte Fähre wieder in Betrieb zu nehmen, und sucht ein Boot.",
    "fr": "Le conseil municipal a décidé mardi de rouvrir la ligne de bac, et la ville cherche un bateau.",
    "fi": "Kaupunginvaltuusto päätti tiistaina avata vanhan lauttalinjan uudelleen ja etsii nyt sopivaa alusta.",
    "bg": "Общинският съвет реши във вторник да отвори отново старата фериботна линия и търси лодка.",
    "sr": "Градско веће одлучило је у уторак да поново отвори стару скелу и тражи чамац, каже већник.",
    "mk": "Советот на градот одлучи во вторник повторно да ја отвори старата линија, а ќе бара и брод.",
    "hr": "Gradsko vijeće odlučilo je u utorak da će se stara trajektna linija ponovno otvoriti, ali traži brod.",
    "sl": "Mestni svet je v torek odločil, da bo staro trajektno progo spet odprl, zdaj pa še išče primerno ladjo.",
    "sk": "Mestské zastupiteľstvo sa v utorok rozhodlo, že starú kompu opäť spustí a hľadá vhodnú loď na prevádzku.",
    "ka": "საქალაქო საბჭომ სამშაბათს გადაწყვიტა ძველი ბორნის ხაზის ხელახლა გახსნა და ახლა ნავს ეძებს.",
    "hy": "Քաղաքային խորհուրդը երեքշաբթի որոշեց վերաբացել հին լաստանավի գիծը և այժմ նավ է փնտրում։",
    "hi": "नगर परिषद ने मंगलवार को पुरानी नौका सेवा फिर से शुरू करने का फैसला किया और अब नाव खोज रही है।",
    "el": "Το δημοτικό συμβούλιο αποφάσισε την Τρίτη να ανοίξει ξανά τη γραμμή του πορθμείου.",
    "ja": "市議会は火曜日、古い渡し船の路線を再開することを決めた。市は船を探している。",
    "zh": "市议会星期二决定重新开放旧渡轮航线，该市正在寻找合适的船只。",
    "ko": "시의회는 화요일에 오래된 나룻배 노선을 다시 열기로 결정했다. 시는 배를 찾고 있다.",
}  # fmt: skip


@pytest.mark.parametrize("language", TEXTS)
def test_one_paragraph_is_enough(language: str) -> None:
    assert language_of(sample_of(read_text(TEXTS[language]).lines)) == language


@pytest.mark.parametrize("text", ["", "123 456", "🙂", "OK", "ᠬᠣᠲᠠ ᠶᠢᠨ ᠵᠥᠪᠯᠡᠯ ᠮᠠᠷᠭᠠᠰᠢ OK ᠰᠢᠢᠳᠪᠦᠷᠢᠯᠡᠪᠡ ᠬᠠᠭᠤᠴᠢᠨ"])
def test_where_nothing_is_sure_there_is_no_language(text: str) -> None:
    assert language_of(sample_of(read_text(text).lines)) is None


def test_chrome_in_another_language_does_not_sway_the_document() -> None:
    text = "Read more\nShare\nAdvertisement\n" + TEXTS["uk"] + "\nSubscribe to our newsletter\nFacebook"
    assert language_of(sample_of(read_text(text).lines)) == "uk"


def test_a_cold_start_in_eight_threads_gives_each_the_answer() -> None:
    """langdetect's own lazy loading fails here; a new process makes sure that nothing is warm."""
    code = f"""
from concurrent.futures import ThreadPoolExecutor
from cleaner.annotate.language import language_of, sample_of
from cleaner.read.text import read_text
lines = read_text({TEXTS["fi"]!r}).lines
with ThreadPoolExecutor(8) as pool:
    print(set(pool.map(lambda _: language_of(sample_of(lines)), range(64))))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "{'fi'}"
