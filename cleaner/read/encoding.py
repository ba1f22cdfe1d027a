"""From bytes to str: byte-order marks, UTF-8, UTF-16, what the page declares, then a statistical guess."""

from __future__ import annotations

import codecs
import re
from typing import Final, NamedTuple

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
# The letters beyond ASCII of languages that single-byte encodings of the Latin script were made for: a text whose
# letters all belong to one of them was read with the right table, and a statistical guess takes short texts for others.
_ALPHABETS: Final = (
    ("cp1257", "āčēģīķļņšūž"), ("cp1257", "ąčęėįšųūž"), ("cp1257", "äõöüšž"),
    ("cp1250", "ąćęłńóśźż"), ("cp1250", "áčďéěíňóřšťúůýž"), ("cp1250", "áéíóöőúüű"),
    ("cp1252", "äöüß"), ("cp1252", "àâæçéèêëîïôœùûüÿ"), ("cp1252", "áéíñóúü"), ("cp1252", "åäæöøé"),
    ("cp1254", "çğıöşüâ"),
)  # fmt: skip
_ENOUGH_LETTERS: Final = 8  # beyond ASCII; with fewer the statistics decide
_PUNCTUATION: Final = re.compile(r"[\W\d_]|[\x00-\x7f]")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")


class Decoded(NamedTuple):
    """The text and what was noticed on the way."""

    text: str
    warnings: tuple[str, ...] = ()


def decode(source: str | bytes, declared: str | None = None) -> Decoded:
    """Decode `source`; `declared` is the encoding that the page or the server names, believed where it fits.

    Never raises: bytes that fit no encoding become U+FFFD, with a warning; a lone surrogate in a str likewise.
    """
    if isinstance(source, str):
        return _without_surrogates(source)
    for mark, encoding in _MARKS:
        if source.startswith(mark):
            return _decode_as(source, encoding)
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(source, declared)
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
    return Decoded(_SURROGATES.sub("\ufffd", source), ("lone surrogates were replaced",))


def _decode_as(source: bytes, encoding: str) -> Decoded:
    text = source.decode(encoding, "replace")
    damaged = "\ufffd" in text and text.count("\ufffd") != source.count("\ufffd".encode())
    return Decoded(text, (f"bytes that are not {encoding} were replaced",) if damaged else ())


def _utf16(source: bytes) -> str | None:
    """The byte order of UTF-16 without a mark: the high bytes of alphabets gather in every second position."""
    sample = source[:_SAMPLE_BYTES]
    half = max(1, len(sample) // 2)
    even, odd = (1 - len(sample[first::2].translate(None, _HIGH_BYTES)) / half for first in (0, 1))
    if max(even, odd) < _HIGH_SHARE or min(even, odd) > _HIGH_SHARE / 2:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _guess(source: bytes, declared: str | None) -> Decoded:
    if wide := _utf16(source):
        return _decode_as(source, wide)
    damaged = source.decode("utf-8", "replace")
    sequences = sum(char > "\x7f" for char in damaged[:_SAMPLE_BYTES]) or 1
    if damaged[:_SAMPLE_BYTES].count("\ufffd") <= max(1, _BROKEN_SHARE * sequences) and sequences > 1:
        return Decoded(damaged, ("bytes that are not utf-8 were replaced",))
    if declared and _fits(source, declared):
        return Decoded(source.decode(declared))
    return _decode_as(source, _by_alphabet(source) or _statistical(source) or "cp1252")


def _fits(source: bytes, encoding: str) -> bool:
    try:
        source.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _by_alphabet(source: bytes) -> str | None:
    sample = source[:_SAMPLE_BYTES]
    for encoding, alphabet in _ALPHABETS:
        letters = _PUNCTUATION.sub("", sample.decode(encoding, "replace").lower())
        if len(letters) >= _ENOUGH_LETTERS and not letters.strip(alphabet):
            return encoding
    return None


def _statistical(source: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415  only bytes that are not UTF-8 pay for the import

    best = from_bytes(source[:_SAMPLE_BYTES], cp_isolation=_CANDIDATES).best()
    return best.encoding if best else None
