"""`clean_many`: the library's twin of ``cleaner run``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from cleaner.batch import Page, clean_many
from cleaner.options import Options
from cleaner.rules import RuleError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleaner import Cleaner


def test_results_are_those_of_clean_in_the_order_of_the_sources(
    cleaner: Cleaner, article_text: Callable[[int], str]
) -> None:
    sources = [article_text(number) for number in range(100)]
    results = list(clean_many(sources, jobs=2))
    assert [result.index for result in results] == list(range(100))
    assert [result.article for result in results] == [cleaner.clean(source) for source in sources]


def test_a_page_may_come_with_what_is_known_of_it() -> None:
    page = Page("29 січня, 19:50\nРада міста ухвалила бюджет на рік.".encode(), reference_date=date(2026, 2, 6))
    (result,) = clean_many([page], jobs=0)
    assert result.article
    assert result.article.date
    assert result.article.date.value == "2026-01-29T19:50"


@pytest.mark.parametrize("jobs", [0, 1])
@pytest.mark.parametrize("wrong", [None, 5, Page(None)])  # type: ignore[arg-type]
def test_a_source_of_a_wrong_type_costs_itself_only(article_text: Callable[[int], str], jobs: int, wrong: Any) -> None:
    results = list(clean_many([article_text(1), wrong, article_text(2)], jobs=jobs))
    assert [result.article is None for result in results] == [False, True, False]
    assert "is no source: give str, bytes or Page" in str(results[1].failure)


@pytest.mark.parametrize("sources", ["abc", b"abc", Page("abc"), 5])
def test_one_source_alone_is_refused(sources: Any) -> None:
    with pytest.raises(TypeError):
        clean_many(sources)


def test_negative_jobs_are_refused() -> None:
    with pytest.raises(ValueError, match="jobs is -1"):
        clean_many(["So."], jobs=-1)


@pytest.mark.parametrize("jobs", [0, 1])
def test_rule_folders_may_be_given_by_name(jobs: int) -> None:
    with pytest.raises(RuleError, match="myrules"):
        list(clean_many(["So."], Options(rules=("myrules",)), jobs=jobs))  # type: ignore[arg-type]


class _Hanging(str):
    """A text that hangs on something no other process can have."""

    __slots__ = ()

    def __reduce__(self) -> str:
        raise RecursionError


def test_a_text_of_another_library_and_a_pages_own_fields_go_no_further(article_text: Callable[[int], str]) -> None:
    sources = [article_text(1), _Hanging(article_text(2)), Page(article_text(3), extra={"call": lambda: 0})]
    results = list(clean_many(sources, jobs=1))
    assert [result.article is not None for result in results] == [True] * 3
