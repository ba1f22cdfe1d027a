"""The report of a run, as JSON and for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import orjson

from cleaner.batch.record import BatchError
from cleaner.version import __version__
from cleaner.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from cleaner.batch.runner import Outcome
    from cleaner.batch.tally import Share

REPORT_VERSION: Final = 1
JUMP: Final = 0.15
"""Difference in the share removed that says a site's layout changed: a block of teasers is of that size (estimated)."""
JUMP_DOCUMENTS: Final = 10
"""Fewer documents of a site, then or now, say nothing of its layout."""
COMPARED: Final = ("documents", "share_removed")
SHOWN: Final = 5
"""Entries per list in the summary for people; the JSON has them all."""


def make_report(outcome: Outcome, baseline: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Everything that is known of the run, JSON-ready; all lengths in characters."""
    tally, total = outcome.tally, outcome.tally.total
    characters = total.kept + total.removed
    fired = _shares(tally.rules)
    return {
        "report": REPORT_VERSION,
        "cleaner": __version__,
        "documents": total.documents,
        "failures": tally.failures,
        "seconds": round(outcome.seconds, 3),
        "characters": {"in": characters, "out": total.kept, "removed": total.removed},
        "share_removed": round(total.share_removed, 4),
        "categories": {
            name: {"removed": chars, "share": round(chars / characters, 6) if characters else 0.0}
            for name, chars in sorted(tally.categories.items(), key=lambda item: (-item[1], item[0]))
        },
        "rules": {
            name: {"documents": share["documents"], "removed": share["removed"]} for name, share in fired.items()
        },
        "rules_never_fired": sorted(set(outcome.rules) - set(fired)),
        "sites": _shares(tally.sites),
        "languages": _shares(tally.languages),
        "warnings": dict(sorted(tally.warnings.items(), key=lambda item: (-item[1], item[0]))),
        "slowest": [
            {"seconds": seconds, "source": source, "position": position}
            for seconds, source, position in sorted(tally.slowest, reverse=True)
        ],
        "nothing_left": {"documents": tally.empty, "first": tally.first_empty},
        "jumped": _jumps(tally.sites, baseline) if baseline is not None else None,
    }


def _shares(groups: Mapping[str, Share]) -> dict[str, dict[str, Any]]:
    """Groups with the most documents first."""
    ordered = sorted(groups.items(), key=lambda item: (-item[1].documents, item[0]))
    return {
        name: {
            "documents": share.documents,
            "kept": share.kept,
            "removed": share.removed,
            "share_removed": round(share.share_removed, 4),
        }
        for name, share in ordered
    }


def _jumps(sites: Mapping[str, Share], baseline: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Sites whose share of removed text is no longer what it was, the largest difference first."""
    jumps = []
    for host, share in sites.items():
        before = baseline["sites"].get(host)
        if before is None or min(before["documents"], share.documents) < JUMP_DOCUMENTS:
            continue
        if abs(share.share_removed - before["share_removed"]) >= JUMP:
            jumps.append({"site": host, "before": before["share_removed"], "now": round(share.share_removed, 4)})
    return sorted(jumps, key=lambda jump: -abs(jump["now"] - jump["before"]))


def read_baseline(path: Path) -> dict[str, Any]:
    """An earlier report. Raises BatchError if it is none."""
    try:
        report = orjson.loads(path.read_bytes())
    except OSError as error:
        raise BatchError(f"{path}: {error.strerror}") from error
    except orjson.JSONDecodeError as error:
        raise BatchError(f"{path} is not a report: {error}") from error
    if not isinstance(report, dict) or report.get("report") != REPORT_VERSION or not _are_shares(report.get("sites")):
        raise BatchError(f"{path} is not a report of this version")
    return report


def _are_shares(groups: object) -> bool:
    """Whether `groups` is what `_shares` makes, as far as a comparison needs it."""
    return isinstance(groups, dict) and all(
        isinstance(share, dict) and all(isinstance(share.get(name), (int, float)) for name in COMPARED)
        for share in groups.values()
    )


def summarise(report: Mapping[str, Any]) -> Iterator[str]:
    """The report in a few lines for people."""
    rate = report["documents"] / report["seconds"] if report["seconds"] else 0.0
    yield (
        f"{counted(report['documents'], 'document')} in {report['seconds']:.1f} s ({rate:.0f}/s), "
        f"{report['failures']} failed, {report['share_removed']:.1%} removed"
    )
    yield from _row("by category", ((name, f"{entry['share']:.1%}") for name, entry in report["categories"].items()))
    for group in ("languages", "sites"):
        shares = report[group].items()
        yield from _row(f"by {group[:-1]}", ((name, f"{entry['share_removed']:.1%}") for name, entry in shares))
    yield from _row("by rule", ((name, f"{entry['documents']}×") for name, entry in report["rules"].items()))
    yield from _row("warnings", ((name, f"{count}×") for name, count in report["warnings"].items()))
    slowest = ((f"{entry['source']}:{entry['position']}", f"{entry['seconds']:.2f} s") for entry in report["slowest"])
    yield from _row("slowest", slowest)
    if report["nothing_left"]["documents"]:
        yield f"  nothing left of {counted(report['nothing_left']['documents'], 'document')}"
    if report["rules_never_fired"]:
        yield f"  {counted(len(report['rules_never_fired']), 'rule')} never fired"
    for jump in report["jumped"] or ():
        yield f"  {jump['site']}: {jump['before']:.1%} removed before, {jump['now']:.1%} now; did its layout change?"


def _row(title: str, entries: Iterator[tuple[str, str]]) -> Iterator[str]:
    shown = [f"{name} {value}" for _, (name, value) in zip(range(SHOWN), entries, strict=False)]
    if shown:
        yield f"  {title}: {', '.join(shown)}"
