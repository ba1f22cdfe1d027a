"""Removes the site around a scraped news article and keeps a ledger of every removal."""

from __future__ import annotations
