"""From the text of a byline, printed or in metadata, to the names of the persons in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from cleaner.dates.vocabulary import Kind, load_vocabulary
from cleaner.domains import TOP_LEVEL
from cleaner.read.jsonld import squash
from cleaner.read.role import ROLE, names_role
from cleaner.script import SMALL

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

LONGEST_BYLINE: Final = 110  # characters of a line
_SURE: Final = ("by", "par", "por", "door", "från", "от", "від")  # words that lead to a name
# These may be part of a surname (von Adler): they count behind "written" and dates.
_LOOSE: Final = ("von", "vom", "di", "af", "av")
LEADS: Final = frozenset((*_SURE, *_LOOSE))
"""Words that lead to a name without a colon."""
_BY: Final = re.compile(
    rf"(?:^|(?<=\s))(?:{'|'.join(_SURE)})(?:\s*:\s*|\s+)(?=\w)"
    r"|(?:^|(?<=\d)|\b(?:er|ge)?(?:stellt|schrieben|speichert|postet)|verfasst|veröffentlicht|beitrag|artikel|text"
    r"|wortlaut|kolumne|kommentar|bericht|interview|analyse|mitteilung|profil|[\d.:|,]\s+(?:uhr\s+)?)"
    rf"\s*(?:{'|'.join(_LOOSE)})(?:\s*:\s*|\s+)(?=\w)",
    re.IGNORECASE,
)
# What may stand in front of "by" where no date does.
_DONE: Final = re.compile(
    r"(?:(?:this|article|post|story|blog|guest|was|words|text|photos|recipe|and|&)\s*)*(?:written|posted|story|article"
    r"|words|text|published|created|submitted|report(?:ed)?|contributed|authored|recipe|photos|post)",
    re.IGNORECASE,
)
_MAX_LEAD: Final = 60  # characters in front of "by": a label, a date
# Others who worked on the page: their names are not the author's.
_OTHERS: Final = re.compile(
    r"(?:\b(?:medically|expert|fact)[\s-]*)?\b(?:review(?:ed|er)|edit(?:ed|or|ing)|check(?:ed|er)|photo\w*|picture\w*"
    r"|image\w*|illustrat\w+|translat\w+|foto\w*|bild\w*|übersetz\w+|traduit|sponsored|presented|powered)\s*:?\s*$",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(
    r"^(?:(?:text|tekst\w*|текст)\s+(?:and|und|&|i|un|ja|ir|і|та|й|и)\s+(?:photos?|fotos?|fotod|pildid|zdjęcia|nuotrauk\w+|фото)"
    r"|(?:the\s+)?authors?|author'?s?\s+name|words|text|story|article|writer|autor(?:in|en|es?|zy|i|s|a|ius|iai|id|ė|ės|ka|ki)?"
    r"|auteure?s?|автор\w*|текст\w*|teksts?|tekst|texto?|testo|yazar|作者|記者|记者|文|oprac\w*\.?|opr\.|rozmawia\w*|notował\w*"
    r"|под?готовил\w*|підгот\w+|бес[ео]довал\w*|розмовля\w+|спілкувал\w*|sagatavoj\w+|parengė|kalbino|toimetas|vestles|küsis|kirjutas|sarunājās|(?:раз|по)говаривал\w*|расспрашивал\w*|вед[её]т|ведут|веде|ведуть|записал\w*|розпитув\w+"
    r"|wysłuchał\w*|zebrał\w*|pytał\w*|инт?ервью|інтерв.ю)"
    r"\s*(?:[:：|/]\s*|\s+(?=[^\W\d]))",
    re.IGNORECASE,
)
# Where the names are over: a date, a mark, a word of the line's next part.
_STOP: Final = re.compile(
    r"\d|\s*[|•·●⋅∙▪–—(\[{<»›]|\s[-/]+\s|(?<=[^\W\d_]{3})\.\s|\s(?:le|el|la|den|vom|och|dne)(?=\s*\d)"
    r"|\s+(?:on|in|at|am|um|im|from|for|для|dla|speciāli|specialiai|with|via|bei|is|published|updated|last|posted|edited|reviewed|illustration"
    r"|photos?|fotos?|kommentar\w*|comments?|leave|schreibe|categor\w+|kategorien?|stand|symbol(?:bild|foto)|views?|follow|share|read"
    r"|lesezeit|veröffentlicht|aktualisiert|says?|sagt|dodan[oay]|opublikowan[oay]|aktualizacja|wyświetleń|kuupäev\w*|lisatud"
    r"|avaldatud|publicēts|paskelbta|додано|опубліковано|оновлено|опубликовано|обновлено)\b",
    re.IGNORECASE,
)
_AND: Final = re.compile(
    r"(?:\s*[,;]\s*|\s+)(?:and|und|et|y|e|en|og|och|і|та|и|un|ir|ja|oraz|i|și|şi|ve|és|και|&)\s+|\s*[&;]\s*",
    re.IGNORECASE,
)
_COMMA: Final = re.compile(r"\s*[,;|•·]\s*")
_ADDRESS: Final = re.compile(r"https?:|www\.|@", re.IGNORECASE)
_DOMAIN: Final = re.compile(rf"\w\.(?:{TOP_LEVEL})\b", re.IGNORECASE)
_COLON: Final = re.compile("[:：]")
_DESK: Final = re.compile(
    r"\b(?:admin|administrator|agenc\w+|desk|editor(?:ial|s)?|newsroom|news|press|redak\w*|reda[ck]tion|redacc?i[oó]n"
    r"|redazione|reporters?|staff|team|webmaster|redakcija|toimetus|agentur|agence|agencia|ajansı"
    r"|getty|shutterstock|unsplash|pexels|(?:adobe|i) ?stock"
    r"|redactie|omroep|portal|polizei\w*|ρεπορτάζ|редакц\w+|новост\w+|новини)\b|redaktion$|編集部",
    re.IGNORECASE,
)
_AGENCY: Final = re.compile(
    rf"[^\W\d_{SMALL}]{{3,6}}|Reuters|Bloomberg|afp|apa|dpa|epd|kna|sda|Укр[іи]нформ|Интерфакс\S*|Інтерфакс\S*"
)  # LETA, УНІАН
_REPORTER: Final = re.compile(r"\s*(?:기자|記者|记者)$")
_ADDRESSED: Final = re.compile(r"^(?:rechtsanw\w+|about|über|by|von|mr|mrs|ms)\.?\s+(?=\S)", re.IGNORECASE)
# Degrees and memberships behind a name: capitals, or a few letters with dots.
_CREDENTIAL: Final = re.compile(r"(?:[A-Z][a-z]{0,2}\.?){2,7}(?:[-/\s][A-Z\d.]{1,5})*\*?|Ph\.?\s?D\.?|Esq\.?|[JS]r\.?")
# Labels, buttons and users that are nobody, as `squash` writes them.
_NOBODY: Final = frozenset(
    "by von par por autor autorin author authors theauthor about aboutthe writtenby postedby publishedby artikelvon "
    "noauthor anonymous anonym unknown guest human user admin wordpressadmin name link article sponsored share follow "
    "via le la the and date datum updated last email twitter facebook twitterfacebook fullbio viewmoreposts "
    "superuser undefined null none login войти вход stand quelle source fonte fuente źródło источник джерело "
    "nachricht nachrichten zurperson".split()
)
# The first word of a link to more of the kind: "Alle Beiträge", "All posts".
_MORE: Final = frozenset("all alle browse mehr more view weitere все всі tous toutes todos wszystkie".split())
_GIVEN: Final = frozenset("april august jan june may".split())  # months that are names of persons, too
_COUNT: Final = re.compile(r"\d+\s")  # of minutes, of views
_LICENSED: Final = re.compile(r"(?:licensed|certified|registered|accredited)\b", re.IGNORECASE)
_EDGES: Final = " .:-–—/|*\"'“”«»,©()[]"
_QUOTES: Final = frozenset('"“”„«»')
_LETTER: Final = re.compile(r"[^\W\d_]")
_MAX_DEGREE: Final = 3  # letters
_MAX_NAME: Final = 50  # characters; what is longer is a sentence about the author
_MAX_WORDS: Final = 5
_NAME_WORDS: Final = 2


class Byline(NamedTuple):
    """Who is named: persons, and what is no person."""

    persons: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()  # desks, agencies, companies' addresses
    selves: tuple[str, ...] = ()  # the site's own name: a person's on a personal site


def read_byline(texts: Iterable[str], sites: Iterable[str] = ()) -> Byline:
    """The names in the texts of a byline: without "By", dates and roles, split where several stand together.

    >>> read_byline(["By Ann Lee and Bo Dahl, Reporter | 5 May", "Newsroom"])
    Byline(persons=('Ann Lee', 'Bo Dahl'), offices=('Newsroom',), selves=())
    """
    known = {squash(site) for site in sites} - {""}
    found: dict[str, dict[str, str]] = {"persons": {}, "offices": {}, "selves": {}}
    for part in (part for text in texts for part in _parts_or_site(text, known)):
        if _DOMAIN.search(part) or is_office(part):
            kind = "offices"
        else:
            kind = "selves" if squash(part) in known else "persons"
        found[kind].setdefault(squash(part), part)
    return Byline(*(tuple(names.values()) for names in found.values()))


def says_by(text: str) -> bool:
    """Whether a line is a byline: "By", "Author:", "5 May by" in front of a name.

    >>> says_by("5 May by Ann Lee"), says_by("ne vairāk kā 2000 eiro par pazemes rezervuāru")
    (True, False)
    """
    if label := _LABEL.match(text):
        return text[: label.end()].rstrip()[-1] in ":："
    match = _BY.search(text)
    if match is None or match.start() > _MAX_LEAD or _OTHERS.search(text[: match.start()]):
        return False
    lead, name = text[: match.start()], text[match.end() :]
    if name[0].islower() and match[0].strip(" :").lower() == "par":  # in Latvian it is "about"
        return False
    if any(character.isdigit() for character in lead) or " " in match[0].strip():
        return True
    return not name[0].islower() and (not lead or _DONE.fullmatch(lead.strip()) is not None)


def is_desk(name: str) -> bool:
    """Whether a name is an office's, not a person's: "City Desk", "Redactie Omroep"."""
    return _DESK.search(name) is not None


def is_office(name: str) -> bool:
    """Whether a name is a desk's or an agency's: "BBC News", "dpa". Letters without case are no capitals: 윤태겸."""
    return is_desk(name) or (_AGENCY.fullmatch(name) is not None and name.upper() != name.lower())


def joins_names(text: str) -> bool:
    """Whether a line only joins the names above and below it.

    >>> joins_names(","), joins_names("та"), joins_names("and so on")
    (True, True, False)
    """
    return _COMMA.fullmatch(text) is not None or _AND.fullmatch(f" {text} ") is not None


def _parts(text: str) -> Iterator[str]:
    """The pieces of a byline that are names."""
    words = text.split()
    text = _behind_label(" ".join(word for word in words if not _ADDRESS.search(word)))
    stop = _STOP.search(text, 1) if text else None
    if stop:
        text = text[: stop.start()] if not stop[0].isdigit() else _without_month(text[: stop.start()])
    for group in _AND.split(text):
        for number, piece in enumerate(_COMMA.split(group)):
            # "Ann Lee, Senior Reporter"; 'Ann Lee, "The Post"'
            if number and (names_role(piece) or not _QUOTES.isdisjoint(piece)):
                continue
            part = _without_role(piece.strip(_EDGES))
            if _LICENSED.match(part):  # what the author is, in several parts
                break
            if _is_name(part) and (number == 0 or _is_full(part)):
                yield part


def _parts_or_site(text: str, sites: Container[str]) -> Iterable[str]:
    """The names in a text; the whole text where it is the site's name, which may have digits: "Channel 24"."""
    return [text] if squash(text) in sites and not _COLON.search(text) else _parts(text)


def _behind_label(text: str) -> str:
    """What stands behind "By", "Text:", "Published on 5 May by"; nothing where somebody else is named there."""
    match = _BY.search(text)
    if match and match.start() <= _MAX_LEAD:
        other = _OTHERS.search(text[: match.start()])
        text = text[: other.start()] if other else text[match.end() :]
    while label := _LABEL.match(text):
        text = text[label.end() :]
    return text


def _without_month(text: str) -> str:
    """A name in front of a date without the words of the date."""
    meanings = load_vocabulary().meanings
    words = text.split()
    while len(words) > 1 and words[-1].strip(".,:").lower() in meanings:
        words.pop()
    return "" if len(words) == 1 and words[0].strip(".,:").lower() in meanings else " ".join(words)


def _without_role(part: str) -> str:
    part = _REPORTER.sub("", part)
    role = ROLE.search(part)
    if role and role.start() > 0 and len(part[: role.start()].split()) > 1:
        part = part[: role.start()].rstrip(_EDGES)
    return _ADDRESSED.sub("", _without_trade(part))


def _without_trade(part: str) -> str:
    """A name without the words in small letters behind it: "Вера Солнцева социолог"; those of a name have another."""
    words = part.split()
    if len(words) <= _NAME_WORDS or is_desk(part) or not all(word[0].isupper() for word in words[:_NAME_WORDS]):
        return part
    return " ".join(words[:_NAME_WORDS]) if all(word[0].islower() for word in words[_NAME_WORDS:]) else part


def _is_name(part: str) -> bool:
    words = part.split()
    if not _LETTER.search(part) or len(part) > _MAX_NAME or len(words) > _MAX_WORDS or squash(part) in _NOBODY:
        return False
    if ": " in part or _COUNT.match(part) or words[0].lower() in _MORE or not ROLE.sub("", part).strip(_EDGES):
        return False
    return len(words) > 1 or not (_is_month(part) or (_CREDENTIAL.fullmatch(part) and "." in part))


def _is_month(word: str) -> bool:
    return Kind.MONTH in load_vocabulary().meanings.get(word.lower(), ()) and word.lower() not in _GIVEN


def _is_full(part: str) -> bool:
    """Whether a part behind a comma is a person again, and not what the first one is."""
    words = part.split()
    long = all(len(word) > _MAX_DEGREE for word in words)  # "ANNA WRONA" is a name in capitals
    return len(words) > 1 and not part[0].islower() and (long or not _CREDENTIAL.fullmatch(part))
