"""The chain: read, annotate, filter after filter, compose. A `Cleaner` is made once and used for every document."""

from __future__ import annotations

import gc
import time
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NoReturn

from cleaner.annotate import annotate
from cleaner.chain import build_chain
from cleaner.compose import compose
from cleaner.intake import Given, take_in
from cleaner.model import Answer, Article, Document, Finding, Known, Memo, Verdict, ask
from cleaner.options import Options
from cleaner.resolve import resolve
from cleaner.rules import RuleSet, load_rules
from cleaner.settle import echo, lost_title, translate, without_title
from cleaner.templates.template import Templates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from cleaner.model import Filter
    from cleaner.read.sniff import Format

FAILED: Final = "the filter {name} failed and was left out: {error!r}"
TOO_SLOW: Final = "cleaning took longer than {limit} s: filters from {name} on did not run"


@dataclass(frozen=True, slots=True)
class Step:
    """What one filter did to a document."""

    name: str
    findings: tuple[Finding, ...]  # those that were applied
    left: int  # blocks still in behind it


@dataclass(frozen=True, slots=True)
class Trace:
    """An article with the way it came about, for `explain` and reviews."""

    document: Document  # as the last filter left it; `.source` and `.lines` are the input's
    article: Article
    steps: tuple[Step, ...] = ()


class Cleaner:
    """Compiled rules and options. Immutable, picklable, and safe to share between threads.

    Raises `cleaner.rules.RuleError` for a rule file that cannot be used, `cleaner.templates.TemplateError` for a file
    of templates that cannot.
    """

    __slots__ = ("_chain", "options", "rules", "templates")
    options: Options
    rules: RuleSet
    templates: Templates
    _chain: tuple[Filter, ...]

    def __init__(
        self, options: Options | None = None, rules: RuleSet | None = None, templates: Templates | None = None
    ) -> None:
        options = Options() if options is None else options
        if not isinstance(options, Options):
            raise TypeError(f"options: cleaner.Options or None, not {type(options).__name__}")
        if not isinstance(rules, RuleSet | None):
            raise TypeError(f"rules: what cleaner.rules.load_rules gives, not {type(rules).__name__}")
        if not isinstance(templates, Templates | None):
            raise TypeError(f"templates: what read_templates gives, not {type(templates).__name__}")
        with _garbage_later():
            rules = rules if rules is not None else load_rules(options.rules)
            templates = templates if templates is not None else _templates(options)
            chain = build_chain(rules, options, templates)
        parts = {"options": options, "rules": rules, "templates": templates, "_chain": chain}
        for name, part in parts.items():
            object.__setattr__(self, name, part)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"a Cleaner is immutable: {name} is given to a new one, as Cleaner(Options(...))")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"a Cleaner is immutable: {name} stays")

    def __reduce__(self) -> tuple[type[Cleaner], tuple[Options, RuleSet, Templates]]:
        return Cleaner, (self.options, self.rules, self.templates)

    @property
    def fingerprint(self) -> str:
        """Of all that articles depend on beside the options: the rules, and the templates if there are any."""
        return "+".join(filter(None, (self.rules.fingerprint, self.templates.fingerprint)))

    def clean(
        self,
        source: str | bytes,
        *,
        format: Format = "auto",  # noqa: A002  the name users expect
        url: str | None = None,
        reference_date: date | None = None,
        known: Known | None = None,
    ) -> Article:
        """Clean one document; see `cleaner.clean`."""
        with _garbage_later():  # until all but the article is gone
            return self.trace(source, format=format, url=url, reference_date=reference_date, known=known).article

    def trace(
        self,
        source: str | bytes,
        *,
        format: Format = "auto",  # noqa: A002
        url: str | None = None,
        reference_date: date | None = None,
        known: Known | None = None,
    ) -> Trace:
        """Clean one document and keep the steps.

        Raises TypeError for an argument of another type, ValueError for a format or date that is none.
        """
        given = Given(source, format, url, reference_date, known or Known())
        with _garbage_later():
            return self._run(*take_in(given, self.options.limits.max_chars))

    def _run(self, document: Document, warnings: list[str]) -> Trace:
        deadline = time.monotonic() + self.options.limits.max_seconds
        document, steps = self._chain_over(document, warnings, deadline)
        while (settled := self._again(document, warnings, deadline)) is not document:
            applied = settled.findings[len(document.findings) :]
            document = settled
            steps.append(Step("settle", applied, len(document.blocks)))
        article = compose(document, self.rules.lexicon, warnings, self.fingerprint)
        return Trace(replace(document, memo=Memo()), article, tuple(steps))

    def _again(self, document: Document, warnings: list[str], deadline: float) -> Document:
        """The document after what a second look at its clean text takes; itself where that is nothing."""
        if not document.lines or document.lines[0].markup is not None:
            return document  # mark-up says more than the text that is left of it: HTML is not read again as text
        mirror = echo(document)
        if not mirror.document.lines or mirror.document.source == document.source:
            return document
        seen, _ = self._chain_over(annotate(mirror.document), warnings, deadline)
        lost = lost_title(mirror, seen.findings)
        after = document if lost is None else without_title(document, lost)
        if found := translate(after, mirror, seen.findings):
            after = resolve(after, found).document
        return document if lost is None and after.blocks == document.blocks else after

    def _chain_over(self, document: Document, warnings: list[str], deadline: float) -> tuple[Document, list[Step]]:
        """Run the filters in order; `warnings` takes what they have to say."""
        steps: list[Step] = []
        for step in self._chain:
            if time.monotonic() > deadline:
                _note(warnings, [TOO_SLOW.format(limit=self.options.limits.max_seconds, name=step.name)])
                break
            answer = _asked(step, document)
            findings = [self._spared(finding) for finding in answer.findings]
            resolution = resolve(document, findings, empties=answer.empties)
            _note(warnings, [*answer.warnings, *resolution.warnings])
            applied = resolution.document.findings[len(document.findings) :]
            document = resolution.document
            steps.append(Step(step.name, applied, len(document.blocks)))
        return document, steps

    def _spared(self, finding: Finding) -> Finding:
        """The finding, turned into its opposite where the caller wants text of its category to stay in the body."""
        return finding._replace(verdict=Verdict.KEEP) if finding.category in self.options.keep else finding


def _asked(step: Filter, document: Document) -> Answer:
    """What a filter finds; nothing, and a warning, where it fails: a fault of ours must not cost anybody an article."""
    try:
        return ask(step, document)
    except Exception as error:  # noqa: BLE001
        return Answer((), (FAILED.format(name=step.name, error=error),))


@contextmanager
def _garbage_later() -> Iterator[None]:
    """Put the search for garbage off while many objects are made that are all in use: a document, or the rules.

    Each search goes through them in vain: a sixth of the time to load, a twelfth of that of a page. What is garbage
    after that is found as ever; no cycle that others leave waits for more than one document. Of threads that overlap
    only those that found the search on touch it: each puts it on again. (Mercurial reads its index in the same way.)
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _templates(options: Options) -> Templates:
    """The templates that the options name."""
    if options.templates is None:
        return Templates()
    from cleaner.templates.files import read_templates  # noqa: PLC0415  pydantic is not for those who have none

    return read_templates(options.templates)


def _note(warnings: list[str], said: Sequence[str]) -> None:
    """Add what is new: the second look mostly says what the first one said."""
    warnings += [warning for warning in said if warning not in warnings]
