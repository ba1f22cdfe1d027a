"""What the mark-up ties to body comes with it."""

from __future__ import annotations

import pytest

from cleaner.read.html import read_html
from cleaner.score.attached import attached
from cleaner.score.markup_scoring import with_priors

LEAD = "<p>The old ferry line across the estuary opens again on Monday, the council said after the vote.</p>"
MORE = "<p>Residents of the western bank have waited eleven years for the crossing to return.</p>"


def joined(page: str, *kept: str) -> set[str]:
    """The lines that come with those that begin with one of `kept`."""
    document = with_priors(read_html(f"<article>{page}</article>"))
    places = attached(document, [block.text.startswith(kept) for block in document.blocks])
    return {document.blocks[place].text for place in places}


def test_a_plain_list_comes_with_the_paragraph_above_it() -> None:
    page = f"{LEAD}<ul><li>lamps</li><li>two boats</li></ul>"
    assert joined(page, "The old") == {"lamps", "two boats"}
    assert joined(page, "lamps") == set()  # the network kept one of them: it has judged the list
    assert joined(page) == set()


@pytest.mark.parametrize(
    "page",
    [
        f"{LEAD}<ul><li><a href=/a>Lamps for the pier</a></li><li><a href=/b>Two boats</a></li></ul>",
        f"{LEAD}<ul><li>lamps</li></ul>",
        f"<div>{LEAD}</div><aside><ul><li>lamps</li><li>two boats</li></ul></aside>",
        f"<ul><li>lamps</li><li>two boats</li></ul>{LEAD}",
    ],
)
def test_links_lone_items_and_lists_elsewhere_do_not(page: str) -> None:
    assert joined(page, "The old") == set()


def test_a_heading_between_kept_siblings_comes_with_them() -> None:
    page = f"{LEAD}<h2>What it costs</h2>{MORE}"
    assert joined(page, "The old", "Residents") == {"What it costs"}
    assert joined(page, "The old") == set()
    in_boxes = f"<div>{LEAD}</div><div><h2>What it costs</h2></div><div>{MORE}</div>"
    assert joined(in_boxes, "The old", "Residents") == {"What it costs"}
    assert joined(in_boxes, "Residents") == set()  # nothing kept above: it may be another text's
    assert joined(f"{LEAD}<h2><a href=/a>What it costs</a></h2>{MORE}", "The old", "Residents") == set()


def test_the_first_row_comes_with_its_table() -> None:
    rows = "".join(f"<tr><td>{name}</td><td>12</td></tr>" for name in ("Vormsi", "Ruhnu"))
    page = f"{LEAD}<table><tr><th>Island</th><th>People</th></tr>{rows}</table>"
    assert joined(page, "The old", "Vormsi", "Ruhnu") == {"Island People"}
    assert joined(page, "The old") == set()
