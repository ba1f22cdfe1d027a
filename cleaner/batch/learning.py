"""Learning the templates of sites: from the inputs that a run will clean, or from pages that the caller holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.batch import validate
from cleaner.batch.fields import FieldNames
from cleaner.batch.kinds import InputKind
from cleaner.batch.readers import find_inputs
from cleaner.batch.readers.streams import Meter
from cleaner.batch.record import BatchError, Failure, Page
from cleaner.batch.runner import Silent
from cleaner.batch.tally import Tally
from cleaner.batch.writers.sink import same_place
from cleaner.domains import host_of
from cleaner.intake import Given, take_in
from cleaner.model import Known
from cleaner.options import Limits, as_choice
from cleaner.templates.learn import PAGES, Learner, name_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaner.batch.runner import Watcher
    from cleaner.templates.template import Templates


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnSettings:
    """Inputs, and how many pages of each site to compare."""

    inputs: tuple[str, ...]
    input_kind: InputKind = InputKind.AUTO
    fields: FieldNames = field(default_factory=FieldNames)
    pages: int = PAGES
    output: Path | None = None  # where the caller writes the templates: nothing that may be read

    def __post_init__(self) -> None:
        """Bring what callers write into one form. Raises TypeError or ValueError for what is none of it."""
        values = {
            "inputs": validate.as_names("inputs", self.inputs),
            "input_kind": as_choice(InputKind, "input_kind", self.input_kind),
            "output": validate.as_path("output", self.output),
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)  # frozen, but not yet in anybody's hands

    def holds(self, path: str) -> bool:
        """Whether the templates go to `path`."""
        return self.output is not None and same_place(self.output, Path(path))


@dataclass(frozen=True, slots=True)
class Learned:
    """What came of it."""

    templates: Templates
    tally: Tally  # documents seen, and failures
    sites: int  # that any page came from


def learn(settings: LearnSettings, watcher: Watcher | None = None) -> Learned:
    """Learn from all records of the inputs; one that cannot be read is a failure, and costs itself only.

    Only a sample of each site's pages is read, the others are passed over. Raises BatchError for what users can mend.
    """
    watcher, tally, meter = watcher or Silent(), Tally(), Meter()
    learner = _learner(settings.pages)
    inputs = find_inputs(settings.inputs, settings.input_kind, settings.fields, settings.holds)
    for item in inputs.read(meter):
        failure = item if isinstance(item, Failure) else None
        if not isinstance(item, Failure):
            try:
                take(learner, item.payload.unpack(settings.fields))
            except (ValueError, OSError) as error:
                failure = Failure(item.origin, str(error))
            except Exception as error:  # noqa: BLE001  one record must not end it, whatever is wrong with it
                failure = Failure(item.origin, f"{type(error).__name__}: {error}")
            else:
                tally.total.documents += 1
        if failure is not None:
            tally.failures += 1
            watcher.fail(failure)
        watcher.update(tally, meter)
    return Learned(learner.templates(), tally, learner.sites)


def learn_templates(pages: Iterable[Page], *, most: int = PAGES) -> Templates:
    """Learn from pages with their URLs, of any number of sites; at most `most` of each are compared.

    Raises TypeError for a source that is neither text nor bytes.
    """
    learner = _learner(most)
    for page in pages:
        take(learner, page)
    return learner.templates()


def _learner(pages: int) -> Learner:
    try:
        return Learner(pages)
    except ValueError as error:
        raise BatchError(str(error)) from error


def take(learner: Learner, page: Page) -> None:
    """Read the page if it belongs into the sample."""
    name = name_of(page.url, page.source)
    if learner.wants(host_of(page.url), name):
        given = Given(page.source, page.format, page.url, page.reference_date, page.known or Known())
        document, _ = take_in(given, Limits().max_chars)
        learner.add(document, name)
