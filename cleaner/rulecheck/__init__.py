"""Tools for rule authors: examples, lint, counts over a corpus, the reference. The core never imports them."""

from __future__ import annotations
