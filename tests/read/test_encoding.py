"""Decoding bytes that nobody labelled."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile

import pytest

from cleaner import clean
from cleaner.read.encoding import codec_of, declared_encoding, decode, is_binary

UK = "Міська рада Полтави ухвалила рішення про ремонт двох мостів через Ворсклу. Роботи триватимуть до жовтня. " * 4
RU = "Городской совет утвердил план ремонта трамвайной линии. Рельсы заменят за четыре месяца, сообщил мэр. " * 4
LV = "Liepājas dome piektdien nolēma atjaunot koka celiņus gar jūru. Darbus veiks uzņēmums no Kuldīgas. " * 4
DE = "Der Stadtrat hat am Dienstag über die Fähre beschlossen. Die Anwohner hörten den Rednern höflich zu. " * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("text", [UK, LV, DE])
def test_unicode_is_read_with_and_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(UK, "cp1251"), (RU, "cp1251"), (RU, "koi8-r"), (RU, "iso8859-5"), (LV, "cp1257"), (DE, "iso8859-1")],
)
def test_single_byte_encodings_are_guessed(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


EN = "The naïve plan failed, Mayor Håkan Falcão said — “again”. The bridge over the river costs £1.2m a year, or €2m."
PT = "O prefeito Falcão anunciou a construção da nova ponte; não há decisões sobre o preço, disse a câmara à imprensa."
PL = "Rada miasta ogłosiła, że most przez rzekę będzie zamknięty; mieszkańcy są źli, powiedział burmistrz Łodzi."
CS = "Radní města rozhodli, že most přes řeku uzavřou; obyvatelé žádají náhradní přívoz, řekl včera starosta Šťastný."
HE = "ראש העיר הודיע אתמול על בניית גשר חדש מעל הנהר, כך נמסר לעיתונאים"
AR = "أعلن رئيس البلدية أمس عن بناء جسر جديد فوق النهر، حسب ما ورد"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (EN, "cp1252"), ("The naïve plan failed, she said.", "cp1252"), ("matter—daily, they said", "cp1252"),
        (PT, "cp1252"), (PL, "cp1250"), (PL, "iso8859-2"), (CS, "cp1250"), (CS, "iso8859-2"), (HE, "cp1255"),
        (AR, "cp1256"),
    ],
)  # fmt: skip
def test_a_guess_is_right_for_short_texts_and_is_told(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert len(decoded.warnings) == 1
    assert "was guessed" in decoded.warnings[0]


def test_an_encoding_within_ascii_is_believed() -> None:
    text = "橋の建設が決まった。"
    page = f'<meta charset="iso-2022-jp"><p>{text}</p>'
    assert text in decode(page.encode("iso2022_jp")).text
    assert decode(text.encode("iso2022_jp"), declared="ISO-2022-JP").text == text
    assert decode(b"\x1b$B;T5D").text == "\x1b$B;T5D"


def test_a_declared_encoding_is_believed_where_it_fits() -> None:
    assert decode("žagarė".encode("cp1257"), declared="windows-1257").text == "žagarė"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"<meta charset='Windows-1251'>", "windows-1251"),
        (b'<META http-equiv=Content-Type content="text/html; charset=ISO-8859-2">', "iso-8859-2"),
        (b'<?xml version="1.0" encoding="koi8-r"?><html>', "koi8-r"),
        (b"<p>charset=utf-8</p>", None),
        (b"", None),
    ],
)
def test_bytes_name_their_own_encoding(data: bytes, encoding: str | None) -> None:
    assert declared_encoding(data) == encoding


@pytest.mark.parametrize("name", ["undefined", "idna", "hex", "rot13", "utf-7", "unicode_escape", "klingon"])
def test_a_declared_encoding_that_is_none_is_passed_over(name: str) -> None:
    page = f"<meta charset='{name}'><p>{UK}</p>".encode("cp1251")
    assert UK.strip() in decode(page).text
    assert UK.strip() in decode(page, declared=name).text


def test_a_name_with_a_nul_is_none() -> None:
    assert codec_of("a\0b") is None


@pytest.mark.parametrize("name", ["iso-8859-1", "ISO-8859-1", "latin1", "us-ascii", "windows-1252"])
def test_latin_1_is_what_browsers_take_it_for(name: str) -> None:
    page = f"<meta charset={name}><p>“Yes”, said the mayor’s aide – at last.</p>".encode("cp1252")
    assert "“Yes”, said the mayor’s aide – at last." in decode(page).text
    assert codec_of(name) == "cp1252"


def test_a_replacement_character_that_was_written_is_no_damage() -> None:
    assert decode("a \ufffd b".encode("utf-16")) == ("a \ufffd b", ())


def test_a_few_broken_bytes_do_not_make_another_encoding_of_utf_8() -> None:
    decoded = decode(UK.encode()[:-3] + b"\xff")
    assert decoded.text.startswith(UK[:200])
    assert decoded.warnings


def test_lone_surrogates_are_replaced_with_a_warning() -> None:
    assert decode("a\ud800b") == ("a\ufffdb", ("lone surrogates were replaced",))


def test_binary_input_is_told_from_text() -> None:
    assert is_binary(decode(bytes(range(256)) * 40).text)
    assert not is_binary(UK)
    article = clean(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 10)
    assert article.text == ""
    assert "the input looks binary: it was not cleaned" in article.warnings


def zipped(text: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", text)
    return file.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        zipped(DE),
        b"PK\x05\x06" + bytes(18),
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" * 40,
        gzip.compress(DE.encode()),
        bz2.compress(DE.encode()),
        bz2.compress(b""),
        lzma.compress(DE.encode()),
        b"\x28\xb5\x2f\xfd" + DE.encode(),
        b"7z\xbc\xaf\x27\x1c" + DE.encode(),
        b"\x89PNG\r\n\x1a\n" + DE.encode(),
        b"\xff\xd8\xff\xe0\x00\x10JFIF" + DE.encode(),
        b"GIF89a" + DE.encode(),
        b"SQLite format 3\x00" + DE.encode(),
    ],
    ids=lambda data: repr(data[:3]),
)
def test_a_file_of_another_kind_is_told_by_its_first_bytes(data: bytes) -> None:
    assert is_binary(decode(data).text)
    article = clean(data)
    assert (article.text, article.removals) == ("", ())
    assert "the input looks binary: it was not cleaned" in article.warnings


@pytest.mark.parametrize(
    "begin", ["PK", "%PDF", "BZh91 ", "GIF", "7z ", "SQLite format 3 ", "%PDF-1.7 ", "яШя", "ÿØÿ "]
)
def test_a_text_about_such_files_is_a_text(begin: str) -> None:
    assert decode(begin + DE).text == begin + DE
    if begin != "%PDF-1.7 ":
        assert decode((begin + DE).encode()).text == begin + DE


@pytest.mark.parametrize("source", ["", b"", "  \n\t \u200b", b"\xef\xbb\xbf"])
def test_empty_input_gives_an_empty_article_with_a_warning(source: str | bytes) -> None:
    article = clean(source)
    assert (article.text, article.paragraphs, article.removals) == ("", (), ())
    assert article.warnings == ("the input has no text",)
