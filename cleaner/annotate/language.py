"""The language of a whole document: letters first, then function words, then langdetect.

Never of one line: on short lines of chrome every detector is wrong.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cleaner.script import has_cjk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.model import Block

SAMPLE_CHARS: Final = 400  # of the longest blocks: more does not change the answer
SEED: Final = 20_260_206  # langdetect samples at random
CERTAIN: Final = 0.8  # probability below which langdetect's answer is kept to ourselves
# Letters that one language of its script has and its neighbours lack. A letter speaks from a share of the text on,
# because names bring foreign letters along.
LETTERS: Final[tuple[tuple[str, str], ...]] = (
    ("uk", "іїєґ"), ("ru", "ыэ"), ("bg", "ъ"), ("sr", "ђћ"), ("mk", "ѓќѕ"),
    ("lv", "āēīūģķļņ"), ("lt", "ėįųą"), ("pl", "łśńźż"), ("cs", "řůě"), ("hu", "őű"), ("tr", "ğış"),
    ("ro", "ățșţ"), ("et", "õ"),
    ("el", "αοειτ"), ("he", "אויה"), ("ja", "のはをにがでたし"), ("ko", "이다의는에"), ("th", "านรก"),
    ("ka", "აიეს"), ("hy", "անեո"), ("hi", "ािेक"), ("bn", "ািের"), ("ta", "ாிுக"), ("fa", "یپچگ"), ("ur", "ےںٹہ"),
)  # fmt: skip
LETTER_SHARE: Final = 0.015  # of all letters
CYRILLIC_SHARE: Final = 0.004  # the same where foreign names are spelled in the text's own alphabet
CYRILLIC: Final = frozenset({"uk", "ru", "bg", "sr", "mk"})
SHORT_U: Final = "ў"  # Belarusian alone has it, beside letters of both Ukrainian and Russian
SHORT_U_SHARE: Final = 0.005
FEW_LETTERS: Final = 20  # too few for langdetect, which is sure of anything
PROFILED: Final = re.compile(r"[^\W\d_\u0530-\u05ff\u0750-\u1dff\u2c00-\uffff]")
"""A letter of the scripts that the profiles know. Of a text in another script langdetect would read the foreign names
alone, and be sure."""
WORDS: Final = {
    "en": "the of and to in that is was for with on as it by from".split(),
    "de": "der die und das den ist von mit für im nicht ein eine auch auf".split(),
    "fr": "le la les des et est dans une pour que du qui sur pas par".split(),
    "es": "el los de que y en las una por con para del se lo como".split(),
    "it": "il di che la per una del con non sono della alla gli è nel".split(),
    "pt": "o que de do da em para uma não com os no na por dos".split(),
    "nl": "de het een van en is dat op te niet voor met zijn aan er".split(),
    "pl": "w na z się i nie do że jest to o jak po za od".split(),
    "ru": "и в не на что с по как он из это у за для от".split(),
    "uk": "і в не на що з та як до це за у про від для".split(),
    "bg": "на и да се за от не са ще по като че със който която към или".split(),
    "mk": "на и да се во за од е со не ќе што како ги го кој или по".split(),
    "sr": "и у је на се да су за од ће што са би из као који није али".split(),
    "hr": "i u je na se da su za od će što s bi iz kao koji nije ali".split(),
    "sl": "in je v na se da so za pa ki bo bi z tudi po ne še kot".split(),
    "sk": "sa na v je že to o aj ako by sú pre pri alebo však bude aby".split(),
    "lv": "un ir no ka ar par uz kas bet arī tas lai kā pie gan".split(),
    "lt": "ir kad yra į iš su tai bet kaip dėl jau apie per buvo o".split(),
    "et": "ja on et ei see oma kui ka mis aga kuid või ta ning oli".split(),
    "fi": "ja on ei että se hän oli mutta myös kun joka ovat kuin jo tai".split(),
}
WORD_HITS: Final = 6  # function words of the best language in the sample, at least
WORD_LEAD: Final = 1.5  # times those of the second best
PROFILES: Final = (
    "ar bg cs da de el en es et fi fr hr hu it lt lv nl no pl pt ro ru sk sl sv tr uk vi id zh-cn".split()
)  # fmt: skip

_WORD: Final = re.compile(r"[^\W\d_]+")
_SETS: Final = {language: frozenset(words) for language, words in WORDS.items()}


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language of a sample (see `sample_of`); None where nothing is sure."""
    words = _WORD.findall(text)
    letters = sum(map(len, words))
    if not letters:
        return None
    if text.count(SHORT_U) >= SHORT_U_SHARE * letters:
        return "be"
    return _by_letters(text, letters) or _by_words(words) or _by_profiles(text, letters)


def sample_of(lines: Sequence[Block]) -> str:
    """The beginning of the longest lines, in small letters: enough to tell the language by."""
    chosen, room = [], SAMPLE_CHARS
    for block in sorted(lines, key=lambda block: -len(block.text)):
        chosen.append(block.text[:room])
        room -= len(chosen[-1])
        if room <= 0:
            break
    return " ".join(chosen).lower()


def _by_letters(text: str, letters: int) -> str | None:
    counts = Counter(text)
    scores = {language: sum([counts[cue] for cue in cues]) / letters for language, cues in LETTERS}
    best = max(scores, key=scores.__getitem__)
    second = max(score for language, score in scores.items() if language != best)
    least = CYRILLIC_SHARE if best in CYRILLIC else LETTER_SHARE
    if scores[best] < least or scores[best] < 2 * second:
        han = sum(map(_is_han, text)) if has_cjk(text) else 0
        return "zh" if han > letters / 2 and scores["ja"] < LETTER_SHARE else None
    return best


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def _by_words(words: Sequence[str]) -> str | None:
    hits = sorted(((sum(map(known.__contains__, words)), language) for language, known in _SETS.items()), reverse=True)
    (best, language), (second, _) = hits[0], hits[1]
    return language if best >= WORD_HITS and best >= WORD_LEAD * second else None


class _Profiles:
    """langdetect's profiles, read once: its own lazy global loads them without a lock and fails in threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._factory: Any = None

    def factory(self) -> Any:  # noqa: ANN401  langdetect has no types
        with self._lock:
            if self._factory is None:
                self._factory = _load_factory()
            return self._factory


_PROFILES: Final = _Profiles()


def _load_factory() -> Any:  # noqa: ANN401
    import langdetect  # noqa: PLC0415  only documents that letters and words leave open pay for it
    from langdetect.detector_factory import DetectorFactory  # noqa: PLC0415

    folder = Path(langdetect.__file__).parent / "profiles"
    factory = DetectorFactory()
    factory.seed = SEED
    factory.load_json_profile([(folder / name).read_text("utf-8") for name in PROFILES])
    # Lists are looked through whenever Python searches all objects for garbage, which takes 12 ms for these; tuples of
    # numbers are left out.
    chances = factory.word_lang_prob_map
    for gram in chances:
        chances[gram] = tuple(chances[gram])
    return factory


def _by_profiles(text: str, letters: int) -> str | None:
    known = len(PROFILED.findall(text))
    if known < FEW_LETTERS or known < letters / 2:
        return None
    from langdetect.lang_detect_exception import LangDetectException  # noqa: PLC0415

    detector = _PROFILES.factory().create()
    detector.append(text)
    try:
        best = detector.get_probabilities()[:1]
    except LangDetectException:  # no letter that a profile knows
        return None
    if not best or best[0].prob < CERTAIN:
        return None
    return str(best[0].lang).split("-", maxsplit=1)[0]
