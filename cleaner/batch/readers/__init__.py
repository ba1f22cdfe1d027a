"""Inputs of every kind as one stream of records."""

from __future__ import annotations

from cleaner.batch.readers.inputs import Inputs, find_inputs

__all__ = ["Inputs", "find_inputs"]
