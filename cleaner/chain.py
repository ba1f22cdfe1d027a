"""The order of the filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.filters.breadcrumb import BreadcrumbFilter
from cleaner.filters.by_rule import RuleFilter
from cleaner.filters.byline import BylineFilter
from cleaner.filters.caption import CaptionFilter
from cleaner.filters.cards import CardsFilter
from cleaner.filters.contents import ContentsFilter
from cleaner.filters.date import DateFilter
from cleaner.filters.discussion import DiscussionFilter
from cleaner.filters.inline import InlinePromoFilter
from cleaner.filters.last_line import LastLineFilter
from cleaner.filters.listing import ListingFilter
from cleaner.filters.markup import SIEVE, Guarded, MarkupFilter
from cleaner.filters.orphans import OrphansFilter
from cleaner.filters.remainder import RemainderFilter
from cleaner.filters.repeats import RepeatsFilter
from cleaner.filters.scorer import ScorerFilter
from cleaner.filters.seams import SeamFilter
from cleaner.filters.signature import SignatureFilter
from cleaner.filters.stories import StoriesFilter
from cleaner.filters.tags import TagsFilter
from cleaner.filters.teasers import TeaserFilter
from cleaner.filters.template import TemplateFilter
from cleaner.filters.thread import ThreadFilter
from cleaner.filters.title import TitleFilter
from cleaner.rules import Stage
from cleaner.templates.template import Templates

if TYPE_CHECKING:
    from cleaner.model import Filter
    from cleaner.options import Options
    from cleaner.rules import RuleSet


def build_chain(rules: RuleSet, options: Options, templates: Templates | None = None) -> tuple[Filter, ...]:
    """Build the filters for `rules`, `options` and the `templates` of sites.

    What a site or a language marks in words goes first: it is surest, and leaves the later filters less to mistake.
    Then structure; teasers before repeats, as a headline that is printed twice gives a column of teasers away. The
    headline is found by all that stands around it, by the same network that judges the rest; captions lean on the
    headline. Of a page, the frame that its mark-up gives away goes before the rules: most lines of a page are frame,
    and rules cost time.
    """
    lexicon = rules.lexicon
    by_language = RuleFilter(rules, (Stage.PROTECT, Stage.LANGUAGE), options)
    return (
        MarkupFilter(SIEVE),
        StoriesFilter(),
        RuleFilter(rules, (Stage.PROTECT, Stage.SITE), options),
        SeamFilter(by_language),
        by_language,
        RemainderFilter(),
        ListingFilter(lexicon),
        Guarded(ThreadFilter(lexicon)),
        InlinePromoFilter(lexicon),
        DateFilter(),
        Guarded(BylineFilter(lexicon)),
        Guarded(BreadcrumbFilter(lexicon)),
        Guarded(TagsFilter()),
        Guarded(TeaserFilter(lexicon)),
        RepeatsFilter(),
        Guarded(TitleFilter(rules, limits=options.limits)),
        TemplateFilter(templates or Templates()),
        Guarded(CaptionFilter()),
        ScorerFilter(level=options.aggressiveness),
        Guarded(DiscussionFilter(lexicon)),
        ContentsFilter(),
        CardsFilter(),
        OrphansFilter(),
        SignatureFilter(lexicon),
        LastLineFilter(options.aggressiveness),
    )
