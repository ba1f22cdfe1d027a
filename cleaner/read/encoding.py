"""From bytes to str: byte-order marks, UTF-8, UTF-16, what the page declares, then a statistical guess."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Single-byte encodings that news in our first languages is really stored in.
_CANDIDATES: Final = [
    "cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "cp1257", "iso8859_13", "iso8859_4", "cp1250", "iso8859_2",
    "cp1252", "iso8859_1", "iso8859_15", "cp1254", "cp1253", "shift_jis", "euc_jp", "gb18030", "big5", "euc_kr",
]  # fmt: skip
_SAMPLE_BYTES: Final = 20_000  # the guess is as good on this much as on a book
_BROKEN_SHARE: Final = 0.02  # UTF-8 with fewer damaged sequences than this is damaged UTF-8, not another encoding
_HIGH_BYTES: Final = bytes(range(9))  # of UTF-16 for Latin, Greek, Cyrillic, Hebrew and Arabic letters; never in text
_HIGH_SHARE: Final = 0.6  # of the bytes at every second position that are such, at least
_CONTROL_SHARE: Final = 0.1  # of control characters: above it nobody wrote the input as text
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
# How files begin that are no text, though few of their bytes may be control characters: ZIP and what is made of it,
# PDF, gzip, bzip2, xz, Zstandard, 7-Zip, PNG, JPEG, GIF, SQLite.
_NO_TEXT: Final = re.compile(
    rb"PK(?:\x03\x04|\x05\x06|\x07\x08)|%PDF-\d|\x1f\x8b\x08|BZh[1-9](?:1AY&SY|\x17rE8P\x90)|\xfd7zXZ\0|\x28\xb5\x2f\xfd"
    rb"|7z\xbc\xaf\x27\x1c|\x89PNG\r\n\x1a\n|\xff\xd8\xff[\xc0-\xfe]|GIF8[79]a|SQLite format 3\0"
)
# The letters beyond ASCII of languages that single-byte encodings of the Latin script were made for: a text whose
# letters all belong to one of them was read with the right table, and a statistical guess takes short texts for others.
_ALPHABETS: Final = (
    ("cp1257", "āčēģīķļņšūž"), ("cp1257", "ąčęėįšųūž"), ("cp1257", "äõöüšž"),
    ("iso8859_2", "ąćęłńóśźż"), ("iso8859_2", "áčďéěíňóřšťúůýž"),
    ("cp1257", "ąćęłńóśźż"), ("cp1250", "ąćęłńóśźż"), ("cp1250", "áčďéěíňóřšťúůýž"), ("cp1250", "áéíóöőúüű"),
    ("cp1252", "äöüß"), ("cp1252", "àâæçéèêëîïôœùûüÿ"), ("cp1252", "áéíñóúü"), ("cp1252", "åäæöøé"),
    ("cp1252", "áâãàçéêíóôõúüºª"), ("cp1254", "çğıöşüâ"),
)  # fmt: skip
# Of scripts whose words have no letter of ASCII: in their tables accented Latin letters are letters, too.
_SCRIPTS: Final = (
    ("cp1255", "אבגדהוזחטיךכלםמןנסעףפץצקרשתװױײ"),
    ("cp1256", "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگک\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"),
)
_ENOUGH_LETTERS: Final = 8  # beyond ASCII; with fewer the statistics decide
_FOREIGN_SHARE: Final = 0.03  # of them that may be of another alphabet: foreign names
_C1: Final = re.compile("[\x80-\x9f]")  # letters of a Windows table, read with the ISO table
_MIXED_SHARE: Final = 0.05  # of a script's letters that may touch a letter of ASCII
# Languages that need letters beyond ASCII need more of them; what has fewer is English with foreign names, dashes and
# quotes, which the statistics take for Polish, or for the halves of Chinese characters.
_FEW_SHARE: Final = 0.015
_TAG: Final = re.compile(r"<[^<>]*>")
_PUNCTUATION: Final = re.compile(r"[\W\d_]|[\x00-\x7f]")
_WESTERN: Final = re.compile(r"[\s\x00-\x7fÀ-ÖØ-öø-ÿŒœŠšŽžŸƒ€‚„…†‡‰‹›‘’“”•–—™¡-¿×÷]*")
_SHIFT: Final = b"\x1b$"  # ISO 2022 goes over to another set of characters
SURROGATES: Final = re.compile("[\ud800-\udfff]")
# Browsers look for a declaration in the first 1,024 bytes; pages with long heads put it later.
_DECLARED_WITHIN: Final = 8192
_XML_DECLARATION: Final = re.compile(rb"^\s*<\?xml\b[^>]*\bencoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_META_CHARSET: Final = re.compile(rb"<meta\b[^>]*\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# What browsers read where a page names an encoding that a larger one has replaced (https://encoding.spec.whatwg.org).
_AS_BROWSERS_DO: Final = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
# Python's own: names that a template left open or an attacker chose, never a page's encoding.
_NO_CHARSETS: Final = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})


class Decoded(NamedTuple):
    """The text and what was noticed on the way."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(source: str | bytes, declared: str | None = None) -> Decoded:
    """Decode `source`; `declared` is the encoding that the server names, else what the page does, believed if it fits.

    Never raises: bytes that fit no encoding become U+FFFD, with a warning; a lone surrogate in a str likewise. Of a
    file that is no text by its first bytes, one U+FFFD is left: `is_binary` tells.
    """
    if isinstance(source, str):
        return _without_surrogates(source)
    if _NO_TEXT.match(source):
        return Decoded("\ufffd")
    for mark, encoding in _MARKS:
        if source.startswith(mark):
            return _decode_as(source, encoding)
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(source, declared)
    if _SHIFT in source and (shifted := _by_shifts(source, declared)) is not None:
        return shifted
    return _decode_as(source, wide) if "\0" in text and (wide := _utf16(source)) else Decoded(text)


def is_binary(text: str) -> bool:
    """Whether the first part of a decoded input is no text that anybody wrote."""
    sample = text[:_SAMPLE_BYTES]
    return bool(sample) and len(_CONTROLS.findall(sample)) > _CONTROL_SHARE * len(sample)


def _without_surrogates(source: str) -> Decoded:
    try:
        source.encode()  # a third of a search's time
    except UnicodeEncodeError:
        pass
    else:
        return Decoded(source)
    return Decoded(SURROGATES.sub("\ufffd", source), ("lone surrogates were replaced",))


def _decode_as(source: bytes, encoding: str) -> Decoded:
    if (text := _strictly(source, encoding)) is not None:
        return Decoded(text)
    return Decoded(source.decode(encoding, "replace"), (f"bytes that are not {encoding} were replaced",))


def _utf16(source: bytes) -> str | None:
    """The byte order of UTF-16 without a mark: the high bytes of alphabets gather in every second position."""
    sample = source[:_SAMPLE_BYTES]
    half = max(1, len(sample) // 2)
    even, odd = (1 - len(sample[first::2].translate(None, _HIGH_BYTES)) / half for first in (0, 1))
    if max(even, odd) < _HIGH_SHARE or min(even, odd) > _HIGH_SHARE / 2:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _by_shifts(source: bytes, declared: str | None) -> Decoded | None:
    """The text of an encoding whose bytes are all ASCII: only a declaration tells it from ASCII."""
    named = (encoding for encoding in _named(source, declared) if encoding.startswith("iso2022"))
    return next((_decode_as(source, encoding) for encoding in named), None)


def _named(source: bytes, declared: str | None) -> Iterator[str]:
    """The encodings that the server and the page name, as far as there are such."""
    for name in (declared, declared_encoding(source)):
        if name and (encoding := codec_of(name)):
            yield encoding


def _guess(source: bytes, declared: str | None) -> Decoded:
    if wide := _utf16(source):
        return _decode_as(source, wide)
    damaged = source.decode("utf-8", "replace")
    sequences = sum(char > "\x7f" for char in damaged[:_SAMPLE_BYTES]) or 1
    if damaged[:_SAMPLE_BYTES].count("\ufffd") <= max(1, _BROKEN_SHARE * sequences) and sequences > 1:
        return Decoded(damaged, ("bytes that are not utf-8 were replaced",))
    for encoding in _named(source, declared):
        if (text := _strictly(source, encoding)) is not None:
            return Decoded(text)
    encoding = _by_alphabet(source) or _by_script(source) or _western(source) or _statistical(source) or "cp1252"
    text, warnings = _decode_as(source, encoding)
    return Decoded(text, (*warnings, f"no encoding is declared that fits: {encoding} was guessed"))


def declared_encoding(source: bytes) -> str | None:
    """The encoding that the bytes of a page name themselves, as written there: in the XML declaration or a <meta>.

    The name is not checked: it may be one that Python does not know, or a wrong one.

    >>> declared_encoding(b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">')
    'windows-1251'
    """
    head = source[:_DECLARED_WITHIN]
    if found := _XML_DECLARATION.search(head) or _META_CHARSET.search(head):
        return found[1].decode("ascii", "replace").lower()
    return None


def codec_of(name: str) -> str | None:
    """Python's name of the encoding that browsers use for what a page or server calls `name`; None if there is none.

    >>> codec_of("ISO-8859-1"), codec_of("windows-1251"), codec_of("undefined")
    ('cp1252', 'cp1251', None)
    """
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):  # unknown; a NUL in the name
        return None
    return None if codec in _NO_CHARSETS else _AS_BROWSERS_DO.get(codec, codec)


def _strictly(source: bytes, encoding: str) -> str | None:
    """The text, if all bytes are that encoding's."""
    try:
        return source.decode(encoding)
    except (UnicodeError, LookupError):  # some of Python's codecs turn bytes into bytes, or raise the plain error
        return None


def _by_alphabet(source: bytes) -> str | None:
    sample = source[:_SAMPLE_BYTES]
    for encoding, alphabet in _ALPHABETS:
        text = sample.decode(encoding, "replace")
        letters = _PUNCTUATION.sub("", text.lower())
        foreign = len(letters.translate(dict.fromkeys(map(ord, alphabet))))
        if len(letters) >= _ENOUGH_LETTERS and foreign <= _FOREIGN_SHARE * len(letters) and not _C1.search(text):
            return encoding
    return None


def _by_script(source: bytes) -> str | None:
    sample = source[:_SAMPLE_BYTES]
    for encoding, alphabet in _SCRIPTS:
        text = _strictly(sample, encoding)
        letters = _PUNCTUATION.sub("", text or "")
        if text is None or len(letters) < _ENOUGH_LETTERS or letters.strip(alphabet):
            continue
        mixed = re.findall(rf"[a-zA-Z][{alphabet}]|[{alphabet}][a-zA-Z]", text)
        if len(mixed) <= _MIXED_SHARE * len(letters):
            return encoding
    return None


def _western(source: bytes) -> str | None:
    """Windows-1252 for a text that hardly has letters beyond ASCII, and nothing that table has no use for."""
    sample = source[:_SAMPLE_BYTES]
    text = _strictly(sample, "cp1252")
    if text is None or not _WESTERN.fullmatch(text):
        return None
    text = _TAG.sub("", text)
    ascii_letters = sum(char.isascii() and char.isalpha() for char in text)
    return "cp1252" if len(_PUNCTUATION.sub("", text)) <= max(1.0, _FEW_SHARE * ascii_letters) else None


def _statistical(source: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415  only bytes that are not UTF-8 pay for the import

    best = from_bytes(source[:_SAMPLE_BYTES], cp_isolation=_CANDIDATES).best()
    return codec_of(best.encoding) if best else None
