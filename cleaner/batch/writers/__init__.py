"""Outputs of every kind: what a worker makes of a document, and the sink that takes it."""

from __future__ import annotations

from cleaner.batch.writers.sink import Mark, Sink, Target
from cleaner.batch.writers.target import choose_target

__all__ = ["Mark", "Sink", "Target", "choose_target"]
