"""The review page: one file that loads nothing, runs only its own script, and shows all text as text."""

from __future__ import annotations

import base64
import hashlib
import heapq
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from cleaner.fixtures.record import slug
from cleaner.model import Category
from cleaner.review.sheet import Change
from cleaner.review.shorten import shorten
from cleaner.review.suspicion import suspect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cleaner.model import Article, Removal
    from cleaner.review.sheet import Piece, Sheet

SINGLE_FIELDS: Final = ("title", "source")
LIST_FIELDS: Final = ("authors", "section", "tags", "captions")
# 500 documents must stay under 10 MB; half a megabyte is for ids, rules, fields and the page itself.
TEXT_BYTES: Final = 9_500_000
MOST_DOCUMENTS: Final = 500  # more than anybody looks through; the most suspicious of a larger corpus are shown

_FILTERS: Final = ("category", "rule", "site", "language", "warning")


class ReviewError(RuntimeError):
    """The page cannot be made; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Book:
    """The documents of one page."""

    title: str
    sheets: tuple[Sheet, ...]
    impact: bool = False  # what a change of the rules did, instead of what one set of rules does
    total: int | None = None  # documents looked at, where not all of them are shown


def render_page(book: Book, token: str | None = None) -> str:
    """The page as HTML; `token` switches on the buttons that write fixtures and goes with their requests.

    Raises `ReviewError` where jinja2 is not installed.
    """
    environment = _environment()
    script = environment.get_template("review.js.j2").render(
        token=token,
        token_json=_safe_json(token),
        single_json=_safe_json(SINGLE_FIELDS),
        score_title="size of the change" if book.impact else "how suspicious the result is, 0 to 100",
    )
    style = environment.get_template("review.css.j2").render(categories=[category.value for category in Category])
    from markupsafe import Markup  # noqa: PLC0415  jinja2 brings it

    page: str = environment.get_template("review.html.j2").render(
        title=book.title,
        verb="changed" if book.impact else "removed",
        noun="change" if book.impact else "removal",
        policy=content_policy(style, script, serving=token is not None),
        style=Markup(style),  # noqa: S704  our own file, without any document's text
        script=Markup(script),  # noqa: S704  the same
        data=Markup(_safe_json(_data(book, serving=token is not None))),  # noqa: S704  < > and & are escaped
        token=token,
        filters=_FILTERS,
        single_fields=SINGLE_FIELDS,
        list_fields=LIST_FIELDS,
    )
    return page


def content_policy(style: str, script: str, *, serving: bool) -> str:
    """Nothing is loaded, and only this style and this script run, by their hashes."""
    connect = "connect-src 'self'; " if serving else ""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; {connect}"
        "base-uri 'none'; form-action 'none'"
    )


def most_suspicious(sheets: Iterable[Sheet], most: int = MOST_DOCUMENTS) -> tuple[Sheet, ...]:
    """The first `most` sheets by suspicion, the worst first, equal ones by id; no more than that are held at once."""
    return tuple(heapq.nsmallest(most, sheets, key=lambda sheet: (-suspect(sheet).chance, sheet.id)))


def _environment() -> Any:  # noqa: ANN401  jinja2 is an extra
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape  # noqa: PLC0415  an extra
    except ImportError as error:
        raise ReviewError("the review page needs jinja2: pip install 'article-cleaner[review]'") from error
    # Script and style hold no document's text; only the page itself is escaped.
    return Environment(
        loader=PackageLoader("cleaner.review"),
        autoescape=select_autoescape(("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
    )


def _data(book: Book, *, serving: bool) -> dict[str, Any]:
    rules: dict[tuple[str, str, str], int] = {}
    shortened = shorten([sheet.pieces for sheet in book.sheets], TEXT_BYTES)
    documents = [
        _document(sheet, pieces, rules) | ({"slug": slug(sheet.name), "body": sheet.article.text} if serving else {})
        for sheet, pieces in zip(book.sheets, shortened, strict=True)
    ]
    if book.impact:
        for document, sheet in zip(documents, book.sheets, strict=True):
            document |= {"score": min(99, sum(piece.change is not None for piece in sheet.pieces)), "reasons": []}
    return {
        "impact": book.impact,
        "totals": _totals(book),
        "rules": [{"id": name, "category": category, "why": why} for name, category, why in rules],
        "documents": documents,
    }


def _document(sheet: Sheet, pieces: Sequence[Piece], rules: dict[tuple[str, str, str], int]) -> dict[str, Any]:
    suspicion = suspect(sheet)
    return {
        "id": sheet.id,
        "name": sheet.name,
        "site": sheet.site,
        "url": sheet.url or "",
        "language": sheet.article.language or "",
        "score": suspicion.percent,
        "reasons": suspicion.reasons,
        "warnings": sheet.article.warnings,
        "notes": sheet.notes,
        "share": f"{sheet.share:.0%} removed",
        "fields": list(_fields(sheet.article)),
        "pieces": [_piece(piece, rules) for piece in pieces],
    }


def _fields(article: Article) -> Iterator[tuple[str, Any]]:
    if article.title:
        yield "title", article.title
    if article.date:
        yield "date", f"{article.date.value} ({article.date.raw})"
    for name in ("authors", "source", "section", "tags", "captions"):
        if value := getattr(article, name):
            yield name, value


def _piece(piece: Piece, rules: dict[tuple[str, str, str], int]) -> str | dict[str, Any]:
    removal = piece.removal
    if removal is None:
        return piece.text
    given: dict[str, Any] = {"text": piece.text, "rule": _number(removal, rules)}
    if removal.field:
        given["field"] = removal.field.value
    if removal.evidence:
        given["evidence"] = removal.evidence
    if piece.left_out:
        given["size"] = len(piece.text) + piece.left_out
    if piece.change:
        given["change"] = piece.change.value
    return given


def _number(removal: Removal, rules: dict[tuple[str, str, str], int]) -> int:
    return rules.setdefault((removal.rule, removal.category.value, removal.why), len(rules))


def _totals(book: Book) -> str:
    shown = len(book.sheets)
    total = shown if book.total is None else book.total
    noun = "document" if total == 1 else "documents"
    documents = f"{total:,} {noun}" if shown == total else f"{shown:,} of {total:,} {noun}"
    if book.impact:
        changes = [piece.change for sheet in book.sheets for piece in sheet.pieces if piece.change]
        return f"{documents} changed: " + ", ".join(f"{changes.count(kind):,} {kind}" for kind in Change)
    size = sum(sheet.size for sheet in book.sheets)
    taken = sum(sheet.removed for sheet in book.sheets)
    return f"{documents}, {taken / size:.0%} of {size:,} characters removed" if size else documents


def _safe_json(value: object) -> str:
    """JSON that may stand inside <script>: no character in it can end the element or begin another."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.encode("utf-8", "replace").decode("utf-8")


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
