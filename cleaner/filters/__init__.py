"""The steps of the chain. Each is pure: a document in, findings out, and nothing else read or written."""

from __future__ import annotations
