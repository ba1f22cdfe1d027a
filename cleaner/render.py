"""Article to text and to a JSON-ready record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.version import SCHEMA_VERSION, __version__

if TYPE_CHECKING:
    from cleaner.model import Article, ArticleDate, Removal


def to_record(article: Article) -> dict[str, Any]:
    """Make a JSON-ready dict; every value is a str, number, bool, None, list or dict."""
    return {
        "title": article.title,
        "date": _date(article.date) if article.date else None,
        "authors": list(article.authors),
        "source": article.source,
        "section": list(article.section),
        "tags": list(article.tags),
        "captions": list(article.captions),
        "language": article.language,
        "text": article.text,
        "removals": [_removal(removal) for removal in article.removals],
        "warnings": list(article.warnings),
        "cleaner": {"version": __version__, "schema": SCHEMA_VERSION, "rules": article.fingerprint},
    }


def _date(date: ArticleDate) -> dict[str, Any]:
    return {
        "value": date.value,
        "raw": date.raw,
        "precision": date.precision,
        "inferred": list(date.inferred),
        "updated": date.updated,
        "evidence": [
            {"value": item.value, "raw": item.raw, "place": item.place, "verdict": item.verdict}
            for item in date.evidence
        ],
    }


def _removal(removal: Removal) -> dict[str, Any]:
    record: dict[str, Any] = {
        "rule": removal.rule,
        "category": removal.category.value,
        "span": list(removal.span),
        "text": removal.text,
        "why": removal.why,
    }
    if removal.field:
        record["field"] = removal.field.value
    if removal.evidence:
        record["evidence"] = list(removal.evidence)
    return record
