"""The report in words."""

from __future__ import annotations

from cleaner.batch.record import Origin
from cleaner.batch.report import make_report, summarise
from cleaner.batch.runner import Outcome
from cleaner.batch.tally import Stats, Tally

EMPTY = Stats(kept=0, removed=(), language=None, host=None, warnings=(), empty=True)


def said(documents: int, rules: int) -> str:
    tally = Tally()
    for number in range(documents):
        tally.add(EMPTY, Origin("in.jsonl", number))
    return "\n".join(summarise(make_report(Outcome(tally, 1.0, tuple(f"uk/{n}" for n in range(rules))))))


def test_one_is_one_and_two_are_several() -> None:
    one, two = said(1, 1), said(2, 2)
    assert one.startswith("1 document in 1.0 s")
    assert "nothing left of 1 document\n" in one
    assert one.endswith("1 rule never fired")
    assert two.startswith("2 documents in 1.0 s")
    assert "nothing left of 2 documents\n" in two
    assert two.endswith("2 rules never fired")
