"""Kinds of input and output, by the names that the command line knows them by."""

from __future__ import annotations

from enum import StrEnum


class InputKind(StrEnum):
    """What an input is."""

    AUTO = "auto"  # by name, else by content
    TEXT = "text"
    HTML = "html"
    MARKDOWN = "markdown"
    JSON = "json"  # a file of one object, or of a list of them
    JSONL = "jsonl"
    PARQUET = "parquet"
    WARC = "warc"


class OutputKind(StrEnum):
    """What an output is."""

    AUTO = "auto"  # by name
    JSONL = "jsonl"
    PARQUET = "parquet"
    TEXT = "text"  # a folder of files
    BULK = "bulk"  # Elasticsearch and OpenSearch
    SQLITE = "sqlite"
